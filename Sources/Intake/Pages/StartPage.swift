import Base
import Markup
import Matters
import Web

/// The first page a resident sees: one big button.
struct StartPage {
    let say: Voice

    var html: HTML {
        """
        <div class="question"><h1 class="title title-large">\(say(IntakeWords.startTitle))</h1>\
        <p>\(say(IntakeWords.startLead))</p></div>\
        <div class="stack">\(HTML.linkButton(say(IntakeWords.begin), to: IntakePaths.file, .primary, isBig: true))\
        <p class="hint">\(say(IntakeWords.beginHint))</p></div>\
        <div class="stack-8">\(HTML.linkButton(say(IntakeWords.trackLink), to: IntakePaths.track, isBig: true))</div>\
        <div class="banner banner-alarm" role="note"><p class="banner-word">\(say(IntakeWords.dangerWord))</p>\
        <p>\(say(IntakeWords.danger))</p></div>\
        \(ruled("ask", IntakeWords.askHeading, HTML.numbered(IntakeWords.ask.map(say.callAsFunction))))\
        \(ruled("promise", IntakeWords.promiseHeading, HTML.joined(promised)))\
        \(ruled("ways", IntakeWords.waysHeading, HTML.ways(ways)))\
        <p class="foot-links">\(HTML.link(say(IntakeWords.aboutLink), to: IntakePaths.about))\
        \(HTML.link(say(IntakeWords.centresLink), to: IntakePaths.centres))\
        \(HTML.link(say(IntakeWords.proceduresLink), to: ProcedurePaths.list))</p>
        """
    }

    private var promised: [HTML] { IntakeWords.promises.map { "<p>\(say($0))</p>" } }

    private var ways: [(name: String, text: String)] { IntakeWords.ways.map { (say($0.0), say($0.1)) } }

    private func ruled(_ id: String, _ heading: Words, _ body: HTML) -> HTML {
        .ruled(say(heading), id: id, body)
    }
}
