import Base
import Clocks
import Markup
import Rulebook

/// Who published a version, when, why, and whether it is in force.
struct VersionLines: Speaking {
    let version: RoutingStore.Version
    let state: RoutingStore.State
    let language: Language
    let today: Day

    var html: HTML {
        let origin = [version.repeats.map(RoutingWords.repeats), version.base.map(RoutingWords.basedOn)].compactMap(
            \.self)
        let reason: HTML? = version.reason.map { "<p>\(HTML.said(say(RoutingWords.because($0))))</p>" }
        return """
            <p class="strong">\(say(standing))</p><p class="small muted">\(say(published))\
            \(origin.map { HTML(" · \(say($0))") })</p>\(reason)
            """
    }

    private var standing: Words {
        let from = version.pack.from
        if version.withdrawnAt != nil { return RoutingWords.withdrawn }
        if version.number == state.current?.number {
            // What came with the program says no day of its own.
            return from < Day(number: -100_000)
                ? RoutingWords.always(version.number) : RoutingWords.inForce(version.number, since: from)
        }
        if from > today { return RoutingWords.comes(version.number, on: from) }
        let newer = state.versions.contains { other in
            other.withdrawnAt == nil && other.number > version.number && other.pack.from <= from
                && other.pack.publishedAt.day < from
        }
        return newer ? RoutingWords.never : RoutingWords.replaced
    }

    private var published: Words {
        let when = WhenWords.say(version.pack.publishedAt, today: today)
        guard let publisher = version.publisher, let unit = version.unit else { return RoutingWords.byProgram(when) }
        return RoutingWords.by(publisher, unit, when)
    }
}

/// All versions, newest first, with what can be done with each.
struct RoutingVersionsPage: Speaking {
    static let formID = "repetition"
    let state: RoutingStore.State
    let language: Language
    let csrf: String
    let today: Day
    /// The version whose form is open, with what was typed.
    var repeating: (number: Int, typed: PublishTyped)?
    var notice: HTML = .empty

    var title: String { say(RoutingWords.versions) }

    var html: HTML {
        let rows = state.versions.map { version in
            (
                say(RoutingWords.version(version.number)),
                HTML(
                    "<div class=\"stack-8\">\(lines(version))\(links(version))\(state.mayChange ? acts(version) : .empty)</div>"
                )
            )
        }
        return """
            <header class="open-head">\(HTML.back(say(RoutingWords.back), to: RoutingPaths.rules))\
            <h1 class="title">\(title)</h1></header>\(notice)\(HTML.parties(rows))
            """
    }

    private func lines(_ version: RoutingStore.Version) -> HTML {
        VersionLines(version: version, state: state, language: language, today: today).html
    }

    private func links(_ version: RoutingStore.Version) -> HTML {
        var links = [HTML.link(say(RoutingWords.read), to: RoutingPaths.version(version.number))]
        if version.number > 1 {
            let earlier = version.repeats.map { _ in version.number - 1 } ?? version.base ?? version.number - 1
            let path = RoutingPaths.version(version.number).query("against", earlier)
            links.append(.link(say(RoutingWords.compare(earlier)), to: path))
        }
        links.append(.link(say(RoutingWords.export), to: RoutingPaths.export(version.number)))
        return "<p>\(HTML.joined(links, separator: " · "))</p>"
    }

    private func acts(_ version: RoutingStore.Version) -> HTML {
        if version.withdrawnAt == nil, version.pack.from > today {
            return .form(
                to: RoutingPaths.withdrawal(of: version.number), hidden: ["csrf": csrf],
                .buttons([.button(say(RoutingWords.withdraw), .alarm)]))
        }
        guard version.number != state.current?.number else { return .empty }
        let isOpen = repeating?.number == version.number
        let typed = isOpen ? repeating?.typed ?? PublishTyped() : PublishTyped()
        let reason = Field(
            "reason", say(RoutingWords.reason), error: typed.errors["reason"].map(say), id: "reason-\(version.number)")
        let from = Field(
            "from", say(RoutingWords.from), hint: say(RoutingWords.fromHint), error: typed.errors["from"].map(say),
            id: "from-\(version.number)")
        let form = HTML.form(
            to: RoutingPaths.repetition(of: version.number), id: isOpen ? Self.formID : nil,
            hidden: ["csrf": csrf, "newest": String(state.versions.first?.number ?? 0)],
            """
            <p class="small muted">\(say(RoutingWords.againHint))</p>\
            \(HTML.textarea(reason, value: typed.reason, rows: 3, maximum: RoutingStore.reasonLimit))\
            \(HTML.date(from, value: typed.from.isEmpty ? today.description : typed.from, first: today.description))\
            \(HTML.buttons([.button(say(RoutingWords.againSend), .primary)]))
            """
        )
        return .more(say(RoutingWords.again), form, isOpen: isOpen)
    }
}
