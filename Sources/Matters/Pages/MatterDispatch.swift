import Base

/// How a matter came to the unit it was last sent to: at filing or by a transfer, along a rule or by hand.
struct MatterDispatch: Sendable {
    /// Codes and ids of the entry.
    let parameters: [String: String]
    /// The day whose rules decided.
    let day: Day
    /// Whether it was passed on after it was taken in.
    let isTransfer: Bool
    /// The number of the rule, `chosen` for a person's choice; nil when it stayed where it came in.
    let rule: String?

    init(_ matter: Matter, _ timeline: [TimelineItem]) {
        let transfer = timeline.first { $0.code == "matter.transfer" }
        let entry = transfer ?? timeline.last { $0.code == "matter.filed" }
        parameters = entry?.parameters ?? [:]
        day = (entry?.recordedAt ?? matter.filedAt).day
        isTransfer = transfer != nil
        rule = entry == nil ? matter.routeRule : parameters["rule"]
    }

    /// The unit it was sent to.
    var target: RecordID? { parameters["to"].flatMap { RecordID($0) } }
}

extension TimelineItem {
    /// The units that were asked to help with the same step.
    var helpers: [RecordID] { Self.helpers(parameters) }

    /// The same from the codes and ids of an entry.
    static func helpers(_ parameters: [String: String]) -> [RecordID] {
        (parameters["with"] ?? "").split(separator: " ").compactMap { RecordID(String($0)) }
    }
}

extension MatterView {
    /// Who is asked to help, in a phrase; nil when nobody is.
    func asking(_ parameters: [String: String]) -> Words? {
        RouteDecision.asking(TimelineItem.helpers(parameters).map { name(of: $0) })
    }

    /// What the rules had proposed where a person chose; nil when they were followed or knew nothing.
    func overruled(_ parameters: [String: String]) -> Words? {
        guard let rule = parameters["proposed-rule"], let unit = parameters["proposed"].flatMap({ RecordID($0) }) else {
            return nil
        }
        return MatterWords.overruled(rule, unit: name(of: unit))
    }
}
