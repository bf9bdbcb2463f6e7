import Base
import Clocks
import Markup

/// The entries of a matter as lines in the reader's language.
struct TimelineLines: Speaking {
    let view: MatterView
    let language: Language

    func step(_ item: TimelineItem, isNewest: Bool) -> TimelineStep {
        let about = about(item).map { HTML("<span class=\"muted\"> · </span>\($0)") }
        var detail: HTML = "<p class=\"small muted\">\(who(item))\(late(item))</p>"
        if let text = item.text { detail += SaidText.told(text) }
        return TimelineStep(
            item.code == "matter.escalated" ? .late : isNewest ? .now : .done,
            when: say(WhenWords.say(item.happenedAt, today: view.today)), title: "\(say(what(item)))\(about)",
            detail: detail
        )
    }

    private func what(_ item: TimelineItem) -> Words {
        if let notice = item.notice { return notice.state }
        if let step = item.step { return step }
        if let words = MatterWords.entry(item.code) { return words }
        let code = item.code.hasPrefix("matter.") ? String(item.code.dropFirst(7)) : item.code
        return view.procedure.action(code)?.name ?? Words(code, code)
    }

    /// What an entry's codes and ids say beside its name.
    private func about(_ item: TimelineItem) -> HTML? {
        let parameters = item.parameters
        if let notice = item.notice { return "\(say(notice.title))" }
        if item.code.hasPrefix("matter.exclusion"), let unit = parameters["unit"].map(RecordID.init(trusted:)) {
            let next = parameters["to"].map { say(MatterWords.to(view.name(of: RecordID(trusted: $0)))) }
            return "\(([say(view.name(of: unit))] + [next].compactMap(\.self)).joined(separator: " · "))"
        }
        if let decision = parameters["decision"] {
            let words = decision == "upheld" ? MatterWords.upheld : MatterWords.rejected
            return "\(say(words))"
        }
        let told = view.procedure.told(item.code, parameters, plainly: false)
        if item.step != nil { return given(parameters) }
        if let end = parameters["end"] {
            let words = [view.procedure.ends.first { $0.code == end }?.name, told]
            return "\(words.compactMap { $0.map(say) }.joined(separator: " › "))"
        }
        if let code = parameters["topic"], item.code == "matter.topic" {
            return view.topics.leaf(code).map { "\(say($0.topic.name)) › \(say($0.leaf.name))" }
        }
        if let told { return "\(say(told))" }
        if ["matter.recount", "matter.law-recount"].contains(item.code) { return "\(say(Self.moved(parameters)))" }
        if item.code == "matter.kind" { return kinds(item.parameters) }
        if item.code == "matter.place" { return place(parameters["place"]) }
        if let told = parameters["told"].flatMap({ Day($0) }), let way = parameters["way"].flatMap(TellingWay.init) {
            return "\(say(ProxyWords.told(DayWords.full(told), way)))"
        }
        if let result = parameters["result"].flatMap(CallResult.init) { return "\(say(ChannelWords.result(result)))" }
        if let given = given(parameters) { return given }
        if let stars = parameters["stars"].flatMap(Int.init) { return "\(say(MatterWords.stars(stars)))" }
        if let unit = parameters["to"].map(RecordID.init(trusted:)) {
            return "\(say(MatterWords.to(view.name(of: unit))))\(decision(item))"
        }
        return nil
    }

    /// The day that a step set, or what it added.
    private func given(_ parameters: [String: String]) -> HTML? {
        if let day = parameters["event-day"].flatMap({ Day($0) }) { return "\(say(DayWords.full(day)))" }
        return TermLimit(added: parameters).map { "\(say(MatterWords.by($0)))" }
    }

    private static func moved(_ parameters: [String: String]) -> Words {
        guard let before = parameters["before"].flatMap({ Day($0) }), let due = parameters["due"].flatMap({ Day($0) })
        else { return MatterWords.notMoved }
        return MatterWords.moved(DayWords.full(before), DayWords.full(due))
    }

    /// Which rule and facts sent it there, or that a person chose otherwise.
    private func decision(_ item: TimelineItem) -> HTML? {
        let parameters = item.parameters
        guard let rule = parameters["rule"] else { return nil }
        let asked = [view.asking(parameters)].compactMap(\.self)
        let words =
            rule == RouteDecision.chosen
            ? [view.overruled(parameters)].compactMap(\.self)
            : asked + [MatterWords.rule(rule)] + view.facts(parameters).map(\.words)
        guard !words.isEmpty else { return nil }
        return "<span class=\"small muted\"> · \(words.map(say).joined(separator: " · "))</span>"
    }

    private func kinds(_ parameters: [String: String]) -> HTML {
        let names = [parameters["before"], parameters["kind"]].map { code in
            code.flatMap { MatterKind(rawValue: $0) }.map { say(MatterWords.kind($0)) } ?? ""
        }
        return "\(names.joined(separator: " → "))"
    }

    private func place(_ id: String?) -> HTML? {
        guard let id = id.map(RecordID.init(trusted:)) else { return "\(say(MatterWords.placeNotFound))" }
        return view.placeNames[id].map { $0.html(language) }
    }

    private func who(_ item: TimelineItem) -> HTML {
        if item.isFiler { return "\(say(MatterWords.resident))" }
        guard let name = item.name else { return "\(say(MatterWords.system))" }
        let unit = view.name(of: item.unit)
        let number = item.parameters["message"].map { HTML(" · \(say(MatterWords.byMessage)) \(HTML.said($0))") }
        return "\(say(unit))\(language == .english ? ", " : "，")\(HTML.said(say(name)))\(number)"
    }

    /// When it was written down, if that was noticeably later than it happened.
    private func late(_ item: TimelineItem) -> HTML? {
        guard item.recordedAt.milliseconds - item.happenedAt.milliseconds >= 60_000 else { return nil }
        let when = MatterWords.recorded(WhenWords.say(item.recordedAt, today: view.today))
        // A note is its own reason.
        let reason = item.reason == item.text ? nil : item.reason
        return " · \(say(when))\(reason.map { "\(language == .english ? ": " : "：")\(HTML.said($0))" as HTML })"
    }
}
