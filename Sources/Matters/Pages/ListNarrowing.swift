import Accounts
import Base
import Markup

/// What a post can narrow a work list by.
struct ListChoices: Sendable {
    /// The first level of the topics.
    let topics: [Topic]
    /// Towns, and villages of one of them; nothing for a post that has one village.
    let places: [(heading: Words, units: [Unit])]
    let statuses: [MatterStatus]

    /// A filter without what cannot be chosen here.
    func clean(_ asked: ListFilter) -> ListFilter {
        var filter = asked
        filter.topic = asked.topic.flatMap { $0 == ListFilter.open || topic($0) != nil ? $0 : nil }
        filter.place = asked.place.flatMap { $0 == ListFilter.open && !places.isEmpty || place($0) != nil ? $0 : nil }
        filter.status = asked.status.flatMap { statuses.contains($0) ? $0 : nil }
        return filter
    }

    /// The parts of a filter beyond the kind, by name.
    func names(_ filter: ListFilter) -> [Words] {
        let parts: [Words?] = [
            filter.topic.map { topic($0) ?? MatterWords.topicUnknown },
            filter.place.map { place($0) ?? MatterWords.placeOpen }, filter.channel.map(MatterWords.channel),
            filter.status.map(MatterWords.status),
        ]
        return parts.compactMap(\.self)
    }

    private func topic(_ code: String) -> Words? { topics.first { $0.code == code }?.name }

    private func place(_ code: String) -> Words? {
        places.lazy.flatMap { $0.units }.first { $0.code == code }?.name
    }
}

/// The form that narrows a work list, shut to one line that says what is on.
struct ListNarrowing: Speaking {
    let list: WorkList
    let filter: ListFilter
    let choices: ListChoices
    let language: Language

    var html: HTML {
        let names = choices.names(filter)
        let label = names.isEmpty ? MatterWords.narrow : MatterWords.narrowed(names)
        let all = MatterPaths.list(list, ListFilter(kind: filter.kind))
        let clear: HTML? = names.isEmpty ? nil : .link(say(MatterWords.clear), to: all)
        return "<div class=\"narrow\">\(HTML.more(say(label), form))\(clear)</div>"
    }

    private var form: HTML {
        let kind: HTML? = filter.kind.map { .hidden("kind", $0.rawValue) }
        return """
            <form class="narrow-form" method="get" action="\(MatterPaths.desk)">\(HTML.hidden("list", list.rawValue))\
            \(kind)\(topic)\(place)\(channel)\(status)\
            \(HTML.buttons([.button(say(MatterWords.narrowSend))]))</form>
            """
    }

    private var topic: HTML {
        let topics = choices.topics.map { Choice($0.code, say($0.name)) }
        return .select(
            Field("topic", say(MatterWords.topic), id: "narrow-topic"),
            topics + [Choice(ListFilter.open, say(MatterWords.topicUnknown))], chosen: filter.topic,
            none: say(MatterWords.allOfThem)
        )
    }

    private var place: HTML? {
        guard choices.places.contains(where: { !$0.units.isEmpty }) else { return nil }
        let groups: [HTML] = choices.places.filter { !$0.units.isEmpty }.map { group in
            let options = group.units.map { option($0.code, $0.name) }
            return "<optgroup label=\"\(say(group.heading))\">\(options)</optgroup>"
        }
        return GroupedSelect.html(
            Field("place", say(MatterWords.place), id: "narrow-place"), none: say(MatterWords.allOfThem),
            "\(groups)\(option(ListFilter.open, MatterWords.placeOpen))"
        )
    }

    private func option(_ code: String, _ name: Words) -> HTML {
        "<option value=\"\(code)\"\(flag: "selected", code == filter.place)>\(say(name))</option>"
    }

    private var channel: HTML {
        .select(
            Field("channel", say(MatterWords.cameBy), id: "narrow-channel"),
            Channel.allCases.map { Choice($0.rawValue, say(MatterWords.channel($0))) },
            chosen: filter.channel?.rawValue, none: say(MatterWords.allOfThem)
        )
    }

    private var status: HTML? {
        guard !choices.statuses.isEmpty else { return nil }
        return .select(
            Field("status", say(MatterWords.stands), id: "narrow-status"),
            choices.statuses.map { Choice($0.rawValue, say(MatterWords.status($0))) }, chosen: filter.status?.rawValue,
            none: say(MatterWords.allOfThem)
        )
    }
}
