import Base
import Markup

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
        \(ruled("ask", IntakeWords.askHeading, "<ol class=\"numbered\">\(asked)</ol>"))\
        \(ruled("promise", IntakeWords.promiseHeading, HTML.joined(promised)))\
        \(ruled("ways", IntakeWords.waysHeading, "<div class=\"ways\">\(ways)</div>"))\
        <p>\(HTML.link(say(IntakeWords.aboutLink), to: IntakePaths.about))</p>
        """
    }

    private var asked: [HTML] { IntakeWords.ask.map { "<li><span>\(say($0))</span></li>" } }

    private var promised: [HTML] { IntakeWords.promises.map { "<p>\(say($0))</p>" } }

    private var ways: [HTML] {
        IntakeWords.ways.map { "<p><strong>\(say($0.0))</strong><br>\(say($0.1))</p>" }
    }

    private func ruled(_ id: String, _ heading: Words, _ body: HTML) -> HTML {
        "<section class=\"stack ruled\" aria-labelledby=\"\(id)\"><h2 class=\"head\" id=\"\(id)\">\(say(heading))</h2>\(body)</section>"
    }
}
