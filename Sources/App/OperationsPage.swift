import Base
import Journal
import Markup

/// The operator's page: what waits, and the newest head of the log.
struct OperationsPage {
    let figures: QueueFigures
    let head: JournalHead?
    /// Whether the reader keeps the marks and seals of units.
    let keepsOffices: Bool
    let language: Language

    var html: HTML {
        """
        <header class="open-head"><h1 class="title">\(say(OperationsWords.title))</h1>\
        <p class="lead">\(say(OperationsWords.lead))</p></header>\
        \(queues)\(HTML.ruled(say(OperationsWords.log), id: "log", log))<p>\(say(OperationsWords.commands))</p>\
        <p>\(HTML.link(say(OperationsWords.notices), to: "/notices"))</p>\(offices)
        """
    }

    private var offices: HTML? {
        keepsOffices ? "<p>\(HTML.link(say(OperationsWords.offices), to: "/offices"))</p>" : nil
    }

    private var queues: HTML {
        let lines: [(name: Words, figure: Int, meaning: Words)] = [
            (OperationsWords.jobsDue, figures.jobsDue, OperationsWords.jobsDueMeaning),
            (OperationsWords.jobsFailed, figures.jobsFailed, OperationsWords.jobsFailedMeaning),
            (OperationsWords.events, figures.eventsWaiting, OperationsWords.eventsMeaning),
            (OperationsWords.setAside, figures.eventsSetAside, OperationsWords.setAsideMeaning),
            (OperationsWords.entries, figures.entriesAwaiting, OperationsWords.entriesMeaning),
        ]
        let columns = [
            Column(say(OperationsWords.what)), Column(say(OperationsWords.figure), isNumber: true),
            Column(say(OperationsWords.meaning)),
        ]
        return HTML.table(
            say(OperationsWords.title), columns,
            rows: lines.map { line in ["\(say(line.name))", "\(line.figure.grouped)", "\(say(line.meaning))"] })
    }

    private var log: HTML {
        guard let head else { return "<p>\(say(OperationsWords.noHead))</p>" }
        let words = OperationsWords.head(Int(head.size).grouped, Self.moment(head.at))
        return """
            <p>\(say(words))</p><p><code>\(HexText.encode(head.root))</code></p><p>\(say(OperationsWords.headMeaning))</p>
            """
    }

    // To the second: whoever gives the head away says when it was.
    private static func moment(_ instant: Instant) -> String {
        "\(instant.day) \(instant.iso.dropFirst(11).prefix(8))"
    }

    private func say(_ words: Words) -> String { words.text(language) }
}
