public import Base
import Clocks
public import Markup

/// What a matter's page shows of its way in and of who runs it for the resident.
struct ChannelView: Sendable {
    let arrival: Arrival?
    let group: GroupSize
    /// The mandate, how many steps are untold, and the unit's name.
    let proxy: (proxy: Proxy, untold: Int, unit: Words)?
    /// The last hand-over, and the line it went to.
    let handover: (last: Handover, line: HandoverLine)?
    /// The name of a class of the hand-over pack.
    let className: Words?
    /// How many calls are still to be made.
    let calls: Int
    /// The line that the reader may hand it over to; nil for none.
    let mayHandOver: HandoverLine?
}

/// The lines for it.
struct MatterChannel: Speaking {
    let view: MatterView
    let language: Language

    private var channel: ChannelView { view.channel }
    private var matter: Matter { view.matter }

    /// Facts of the way in, for those channels that have some.
    var facts: [(String, HTML)] {
        guard let arrival = channel.arrival else { return [] }
        var parts: [HTML] = []
        if let way = LetterWay(rawValue: arrival.way) { parts.append("\(say(ChannelWords.way(way)))") }
        if let way = CourtReferral(rawValue: arrival.way) { parts.append("\(say(ChannelWords.way(way)))") }
        if let name = channel.className { parts.append("\(say(name))") }
        if !arrival.sender.isEmpty { parts.append(.said(arrival.sender)) }
        if !arrival.number.isEmpty {
            parts.append("\(say(numberLabel)) <span class=\"code\">\(HTML.said(arrival.number))</span>")
        }
        if let day = arrival.day {
            parts.append(
                "\(say(matter.channel == .letter ? ChannelWords.postmark : ChannelWords.paperDay)) \(say(DayWords.full(day)))"
            )
        }
        let signed: HTML? =
            matter.channel == .letter
            ? "<span class=\"small muted\">\(say(ChannelWords.signed(DayWords.full(matter.happenedAt.day))))</span>"
            : nil
        let lines: [HTML] = (parts + [signed].compactMap(\.self)).enumerated().map { index, part in
            index == 0 ? part : "<br>\(part)"
        }
        return [(say(ChannelWords.arrival), .joined(lines))]
    }

    private var numberLabel: Words {
        switch matter.channel {
        case .court: ChannelWords.caseNumber
        case .letter: ChannelWords.letterNumber
        default: ChannelWords.incidentNumber
        }
    }

    /// How many file it, and what the law says where too many speak for them.
    var group: HTML? {
        guard channel.group.isGroup else { return nil }
        return
            "<p>\(say(ChannelWords.group(channel.group.people, channel.group.representatives)))</p>\(GroupLaw(size: channel.group, language: language).html)"
    }

    /// The links to what stands on pages of its own.
    var links: HTML? {
        var lines: [HTML] = []
        if let (proxy, untold, unit) = channel.proxy {
            let state: HTML =
                proxy.state == .active
                ? (untold == 0 ? "\(say(ProxyWords.allTold))" : "\(say(ProxyWords.count(untold)))")
                : "\(say(ProxyWords.state(proxy.state)))"
            lines.append(
                """
                <p>\(say(ProxyWords.by(proxy.name, unit)))<br><span class="small muted">\(state)</span><br>\
                \(HTML.link(say(ProxyWords.open), to: MatterPaths.proxy(of: matter.id)))</p>
                """)
        } else if view.maySortOut, matter.isOpen {
            lines.append("<p>\(HTML.link(say(ProxyWords.take), to: MatterPaths.proxy(of: matter.id)))</p>")
        }
        if channel.calls > 0 || matter.channel == .hotline, !view.isAuditor {
            let count: HTML? = channel.calls > 0 ? " (\(channel.calls))" : nil
            lines.append(
                "<p>\(HTML.link(say(ChannelWords.hotlineHead), to: MatterPaths.calls(of: matter.id)))\(count)</p>")
        }
        if let handover = channel.handover {
            lines.append(
                """
                <p>\(HTML.link(say(ChannelWords.handoverHead), to: MatterPaths.handover(of: matter.id)))<br>\
                <span class="small muted">\(say(ChannelWords.state(handover.last.state, handover.line)))</span></p>
                """)
        } else if let line = channel.mayHandOver {
            lines.append(
                "<p>\(HTML.link(say(ChannelWords.handOver(to: line)), to: MatterPaths.handover(of: matter.id)))</p>")
        }
        return lines.isEmpty ? nil : .section(say(ChannelWords.beside), id: "beside", .joined(lines))
    }
}

/// What the law says of a group's representatives: told where there are too many, folded away where there are not. A row
/// for another channel says so.
public struct GroupLaw {
    let size: GroupSize
    let language: Language

    /// The rules for a group, in a language.
    public init(size: GroupSize, language: Language) {
        self.size = size
        self.language = language
    }

    private func say(_ words: Words) -> String { words.text(language) }

    /// Nothing for a single person, or where no rule sets a number.
    public var html: HTML? {
        guard size.isGroup, !size.rules.isEmpty else { return nil }
        let rules: [HTML] = size.rules.map { rule in
            let names = Channel.allCases.filter { rule.channels?.contains($0.rawValue) ?? false }.map(\.name)
            let only: HTML? =
                size.binding.contains(rule)
                ? nil : "<br><span class=\"small\">\(say(ChannelWords.onlyFor(names)))</span>"
            return "<p>\(say(rule.sentence))\(only)<br><span class=\"small muted\">\(say(rule.citation))</span></p>"
        }
        guard let most = size.most, !size.broken.isEmpty else {
            return .more(say(ChannelWords.groupLaw), .joined(rules))
        }
        return .banner(
            say(ChannelWords.tooManyHead),
            "<p>\(say(ChannelWords.tooMany(size.representatives, most: most)))</p>\(rules)", .soon)
    }
}
