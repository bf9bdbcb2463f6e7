public import Base
public import Foundation
import Journal
public import Rulebook
import Storage

/// Puts rule files into a district that exists already: all of one call, or none.
public struct RulePublication: Sendable {
    /// What came of a file.
    public struct Outcome: Sendable {
        /// The file as it was named.
        public let file: String
        /// The version that holds the text.
        public let version: RulePack
        /// Whether it was published now; else the same text was in force on its first day already.
        public let isNew: Bool
    }

    private let house: House
    private let principal: Principal

    /// Publishes into a house in somebody's name.
    public init(_ house: House, by principal: Principal) {
        (self.house, self.principal) = (house, principal)
    }

    /// Checks and publishes files, in force from a day or else from the day that each names itself.
    ///
    /// Throws `RuleFaults`, and then nothing was written.
    public func publish(_ reading: RuleReading, from day: Day? = nil, at now: Instant) async throws -> [Outcome] {
        try await house.database.write { try publish(reading, from: day, at: now, in: $0) }
    }

    private func publish(
        _ reading: RuleReading, from day: Day?, at now: Instant, in transaction: any Transaction
    ) throws -> [Outcome] {
        let rulebook = Rulebook(district: house.district.key)
        var plan = try plan(reading, from: day, rulebook, in: transaction)
        let versions = try RuleShelf.standing(rulebook, in: transaction) + plan.steps.filter(\.isNew).map(\.version)
        plan.faults += RuleShelf(versions, given: plan.given).faults(broken: reading.broken)
        guard plan.faults.isEmpty else { throw RuleFaults(faults: plan.faults) }
        return try plan.steps.map { step in
            guard step.isNew else { return step }
            let version = try rulebook.publish(
                pack: step.version.pack, name: step.version.name, body: step.version.body, from: step.version.from,
                by: principal, at: now, in: transaction,
                record: { try Self.record($0, by: principal, at: now, in: house.journal, $1) })
            return Outcome(file: step.file, version: version, isNew: true)
        }
    }

    private struct Plan {
        var steps: [Outcome] = []
        /// The files by their pins as versions.
        var given: [String: RuleFile] = [:]
        /// The files by what they hold and from when.
        var begins: [String: RuleFile] = [:]
        var faults: [RuleFault]
    }

    /// What would become of each file, without a word about how they go together.
    private func plan(
        _ reading: RuleReading, from day: Day?, _ rulebook: Rulebook, in reader: any Reader
    ) throws -> Plan {
        var plan = Plan(faults: reading.faults), next: [String: Int] = [:]
        for file in reading.files {
            let seed = file.seed, first = day ?? file.from ?? RulePack.always
            if let twin = plan.begins["\(file.title) \(first)"] {
                guard twin.seed.body != seed.body else { continue }
                plan.faults.append(
                    RuleFault(file.path, "\(twin.path) is another text for \(file.title) from the same day, \(first)"))
                continue
            }
            plan.begins["\(file.title) \(first)"] = file
            let current = try rulebook.findCurrent(pack: seed.pack, name: seed.name, on: first, in: reader)
            if let current, current.hash == RulePack.hash(seed.body) {
                plan.steps.append(Outcome(file: file.path, version: current, isNew: false))
                continue
            }
            guard seed.pack != "routing" else {
                plan.faults.append(
                    RuleFault(file.path, "routing rules are changed on their own page, /rules/routing, and by the API"))
                continue
            }
            let newest = try rulebook.listVersions(pack: seed.pack, name: seed.name, in: reader).first?.version ?? 0
            let number = max(next[file.title] ?? 0, newest) + 1
            next[file.title] = number
            let version = try RulePack(
                trying: seed.body, pack: seed.pack, name: seed.name, version: number, from: first)
            plan.steps.append(Outcome(file: file.path, version: version, isNew: true))
            plan.given[version.pin] = file
        }
        return plan
    }

    /// Journals a version in the transaction that publishes it.
    static func record(
        _ pack: RulePack, by principal: Principal, at now: Instant, in journal: Journal, _ transaction: any Transaction
    ) throws {
        try journal.record(
            JournalRecord(
                "rule.published", subject: Subject(kind: "rule", id: "\(pack.pack)/\(pack.name)"), by: principal,
                happenedAt: now,
                parameters: ["pin": pack.pin, "hash": pack.hash, "from": pack.from.description]),
            in: transaction)
    }
}

/// Checks rule files without a district: beside the files of a folder, each in place of the one of its name.
public struct RuleRehearsal: Sendable {
    private let rules: [RuleFile]

    /// Rehearses beside the files of a folder such as Rules.
    ///
    /// Throws the file system's error.
    public init(folder: URL) throws {
        rules = try RuleFile.read(folder: folder).files
    }

    /// What is wrong with some files; the whole folder when none are given.
    public func faults(in reading: RuleReading) throws -> [RuleFault] {
        let own = Set(reading.files.map { "\($0.seed.pack)/\($0.seed.stem)" })
        let beside = rules.filter { !own.contains("\($0.seed.pack)/\($0.seed.stem)") }
        var versions: [RulePack] = [], given: [String: RuleFile] = [:]
        for (index, file) in (beside + reading.files).enumerated() {
            let version = try RulePack(
                trying: file.seed.body, pack: file.seed.pack, name: file.seed.name, version: index + 1)
            versions.append(version)
            if index >= beside.count { given[version.pin] = file }
        }
        return reading.faults + RuleShelf(versions, given: given).faults(broken: reading.broken)
    }
}
