public import Base
public import Rulebook
public import Storage
import Synchronization

/// The procedures, topics and routing rules in force, read once and kept until something is published.
public final class ProcedureBook: Sendable {
    /// What is in force on a day.
    public struct Rules: Sendable {
        /// The procedures by kind.
        public let procedures: [String: Procedure]
        /// The topic tree.
        public let topics: TopicPack
        /// The routing rules.
        public let routing: RoutingPack
        /// What goes between the hotline and the police; nil where the district has no such pack.
        public let handover: HandoverPack?

        /// The procedure of a code. Throws `MatterError.noProcedure`.
        public func procedure(_ code: String) throws -> Procedure {
            guard let procedure = procedures[code] else { throw MatterError.noProcedure(code) }
            return procedure
        }
    }

    private struct Kept {
        var stamp: RulebookStamp?
        var days: [Day: Rules] = [:]
        var pinned: [String: Rules] = [:]
        var procedures: [String: Procedure] = [:]
    }

    let rulebook: Rulebook
    private let kept = Mutex(Kept())

    /// An empty book for a district.
    public init(district: DistrictKey) {
        rulebook = Rulebook(district: district)
    }

    /// The rules in force on a day.
    public func rules(on day: Day, in reader: any Reader) throws -> Rules {
        let stamp = try rulebook.stamp(in: reader)
        if let known = kept.withLock({ $0.stamp == stamp ? $0.days[day] : nil }) { return known }
        let procedures = try rulebook.listCurrent(pack: "procedures", on: day, in: reader)
        let topics = try rulebook.findCurrent(pack: "topics", name: "topics", on: day, in: reader)
        let routing = try rulebook.findCurrent(pack: "routing", name: "routing", on: day, in: reader)
        let handover = try rulebook.findCurrent(pack: "topics", name: "handover", on: day, in: reader)
        // Versions change a few times a year: days with the same versions share what was read.
        let key = (procedures + [topics, routing, handover].compactMap { $0 }).map(\.pin).joined(separator: " ")
        let rules =
            try kept.withLock({ $0.stamp == stamp ? $0.pinned[key] : nil })
            ?? Rules(
                procedures: Self.procedures(procedures),
                topics: Self.topics(topics),
                routing: routing?.decode(RoutingPack.self) ?? RoutingPack(version: "", rules: []),
                handover: handover?.decode(HandoverPack.self)
            )
        kept.withLock { kept in
            if kept.stamp != stamp || kept.days.count > 4_000 { kept = Kept(stamp: stamp) }
            kept.days[day] = rules
            kept.pinned[key] = rules
        }
        return rules
    }

    /// The procedure that a proceeding runs under: the version it began with, whatever was published since.
    public func procedure(of proceeding: Proceeding, on day: Day, in reader: any Reader) throws -> Procedure {
        let current = try rules(on: day, in: reader).procedures[proceeding.procedure]
        if let current, current.pin == proceeding.version { return current }
        return try procedure(proceeding.procedure, version: proceeding.version, in: reader)
    }

    /// The procedure of a code in a version that was published once. Throws `MatterError.noProcedure`.
    func procedure(_ code: String, version: String, in reader: any Reader) throws -> Procedure {
        if let known = kept.withLock({ $0.procedures[version] }) { return known }
        let packs = try version.split(separator: " ").map { try rulebook.get(pin: String($0), in: reader) }
        guard let procedure = try Self.procedures(packs)[code] else { throw MatterError.noProcedure(code) }
        kept.withLock { $0.procedures[version] = procedure }
        return procedure
    }

    private static func topics(_ pack: RulePack?) throws -> TopicPack {
        guard let pack else { return TopicPack(version: "", topics: []) }
        var topics = try pack.decode(TopicPack.self)
        topics.pin = pack.pin
        return topics
    }

    /// Reads, completes and checks the procedures of some packs. Throws `ProcedureFault` or `RulebookError`.
    public static func procedures(_ packs: [RulePack]) throws -> [String: Procedure] {
        let common = packs.first { $0.name == "common" }
        let shared = try common?.decode(SharedActions.self)
        var procedures: [String: Procedure] = [:]
        for pack in packs where pack.name != "common" {
            var procedure = try pack.decode(Procedure.self).completed(by: shared)
            procedure.pin = [pack.pin, common?.pin].compactMap(\.self).joined(separator: " ")
            try procedure.check()
            procedures[procedure.code] = procedure
        }
        return procedures
    }
}
