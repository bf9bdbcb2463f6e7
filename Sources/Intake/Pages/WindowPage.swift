import Base
import Markup
import Matters
import Notices
import Web

/// The window form: one column to write in, suggestions beside it, one form around both.
struct WindowPage {
    static let formID = "window"
    let entry: WindowEntry
    let faults: [String: Words]
    let help: WindowHelp
    let channels: Set<NoticeChannel>
    let csrf: String
    let today: Day
    let say: Voice
    /// A message on top.
    var banner: HTML = .empty

    var html: HTML {
        """
        <form class="window-panes" id="\(Self.formID)" method="post" action="\(IntakePaths.window)" enctype="multipart/form-data">\
        <main id="main" class="window-form">\(HTML.hidden("csrf", csrf))\(HTML.hidden("key", entry.answers.key))\
        <h1 class="title">\(say(WindowWords.title))</h1>\
        \(HTML.errorSummary(say(IntakeWords.faultsHeading), faults.keys.sorted().map { field($0) }))\(banner)\
        \(fields)\(bar)</main>\
        <aside class="side" id="suggestions" aria-label="\(say(WindowWords.side))" hx-post="\(IntakePaths.suggestions)" \
        hx-trigger="input delay:500ms from:closest form" hx-include="closest form" hx-target="this">\
        \(SuggestionPart(entry: entry, help: help, say: say, today: today, faults: faults).html)</aside></form>
        """
    }

    // The first button is the one that Enter presses: it only looks.
    private var bar: HTML {
        """
        <div class="window-bar">\(HTML.button(say(WindowWords.suggest), name: "step", value: "suggest"))\
        \(HTML.button(say(WindowWords.file), .primary, name: "step", value: "file"))</div>
        """
    }

    private var fields: HTML {
        let answers = entry.answers
        return """
            \(HTML.segments(field("channel"), WindowWords.channels.map { Choice($0.0.rawValue, say($0.1)) }, chosen: entry.channel))\
            \(HTML.textarea(field("text"), value: answers.text, rows: 6, maximum: Answers.textLimit))\
            \(HTML.segments(field("kind"), help.kinds.map { Choice($0.code, say($0.name)) }, chosen: answers.kind))\
            \(HTML.input(field("title"), value: answers.title, maximum: Answers.titleLimit))\
            \(HTML.input(field("place"), value: answers.place, maximum: Answers.placeLimit, completes: "/addresses/completions"))\
            <div class="fields-2">\(HTML.input(field("name"), value: answers.name, maximum: Answers.nameLimit))\
            \(HTML.input(field("phone"), value: answers.phone, kind: .tel, maximum: Answers.phoneLimit))</div>\
            \(notify)\
            \(HTML.segments(field("confidentiality"), naming, chosen: answers.confidentiality))\
            \(HTML.input(field("about"), value: answers.about, maximum: Answers.placeLimit))\
            \(HTML.input(field("office"), value: answers.office, maximum: Answers.placeLimit))\
            <div class="fields-2">\(HTML.date(field("happened"), value: entry.happened, last: today.description))\
            \(HTML.input(field("reason"), value: entry.reason, maximum: Answers.placeLimit))</div>\
            \(WindowChannels(entry: entry, faults: faults, handover: help.handover, today: today, say: say).html)\
            \(HTML.file(field("files"), accept: CheckPart.accepted))
            """
    }

    /// Whether to tell by a short message: only where somebody carries one.
    private var notify: HTML? {
        channels.contains(.sms) ? HTML.check(field("notify"), isOn: entry.answers.notify == "yes") : nil
    }

    private var naming: [Choice] {
        [
            Choice("named", say(WindowWords.named)), Choice("confidential", say(WindowWords.confidential)),
            Choice("anonymous", say(WindowWords.anonymous)),
        ]
    }

    private func field(_ name: String) -> Field {
        let words = Self.labels[name]
        return Field(
            name, words.map { say($0.label) } ?? name, hint: words?.hint.map(say.callAsFunction),
            error: faults[name].map(say.callAsFunction),
            id: name == "key" || name == "target" || name == "unit" ? "main" : name
        )
    }

    private static let labels: [String: (label: Words, hint: Words?)] = [
        "channel": (WindowWords.channel, nil), "text": (WindowWords.text, WindowWords.textHint),
        "kind": (WindowWords.kind, nil), "title": (WindowWords.title1, nil),
        "place": (WindowWords.place, WindowWords.placeHint),
        "name": (WindowWords.name, nil), "phone": (WindowWords.phone, nil), "notify": (WindowWords.notify, nil),
        "confidentiality": (WindowWords.howNamed, WindowWords.sealedHint), "about": (WindowWords.about, nil),
        "office": (WindowWords.office, WindowWords.officeHint), "happened": (WindowWords.happened, nil),
        "reason": (WindowWords.reason, nil), "files": (WindowWords.files, WindowWords.filesHint),
    ]
}
