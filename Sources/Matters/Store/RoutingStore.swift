import Accounts
public import Base
import Foundation
import Journal
public import Rulebook
public import Storage

/// The routing rules of a district as staff read and change them: versions, and the one draft.
public struct RoutingStore: Sendable {
    /// A version of the rules, with who published it and why.
    public struct Version: Sendable {
        /// The version itself.
        public let pack: RulePack
        /// When it was withdrawn before it came into force; nil for those that stand.
        public let withdrawnAt: Instant?
        /// Who published it; nil for those that came with the program.
        public let publisher: Words?
        /// The unit of that post.
        public let unit: Words?
        /// Why; nil where nobody was asked.
        public let reason: String?
        /// The number of the version that it began from.
        public let base: Int?
        /// The number of the version whose text it repeats.
        public let repeats: Int?

        /// Its number.
        public var number: Int { pack.version }
    }

    /// What stands, what comes and what is being prepared.
    public struct State: Sendable {
        /// All versions, newest first.
        public let versions: [Version]
        /// The one in force today; nil in a district without rules.
        public let current: Version?
        /// What rules may name.
        public let terms: RoutingTerms
        /// The draft, if there is one.
        public let draft: RuleDraft?
        /// Who changed the draft last.
        public let draftBy: Words?
        /// Whether the reader may change rules.
        public let mayChange: Bool
        let today: Day

        /// Versions that come into force later, the next one first.
        public var scheduled: [Version] {
            versions.filter { $0.withdrawnAt == nil && $0.pack.from > today }.sorted { $0.pack.from < $1.pack.from }
        }
    }

    /// The matters that the rules are for.
    public let matters: MatterStore
    let rulebook: Rulebook
    static let (pack, name) = ("routing", "routing")
    /// The most characters of a reason.
    static let reasonLimit = 500

    /// The rules of a district.
    public init(_ matters: MatterStore) {
        self.matters = matters
        rulebook = Rulebook(district: matters.district)
    }

    static let subject = Subject(kind: "rule", id: "\(pack)/\(name)")

    /// Whether somebody may change the rules: heads and administrators of the district centre.
    public func mayChange(_ actor: Actor, in reader: any Reader) throws -> Bool {
        guard let unit = actor.unit, actor.role == .head || actor.role == .administrator else { return false }
        return try matters.units.find(unit, in: reader)?.level == .centre
    }

    /// Everything that the pages show.
    public func state(for actor: Actor, on today: Day, in reader: any Reader) throws -> State {
        let versions = try listVersions(in: reader)
        let current = try rulebook.findCurrent(pack: Self.pack, name: Self.name, on: today, in: reader)
        let draft = try rulebook.findDraft(pack: Self.pack, name: Self.name, in: reader)
        let account = draft.flatMap { MatterStore.account($0.changedBy) }
        return State(
            versions: versions, current: versions.first { $0.pack.id == current?.id },
            terms: try terms(on: today, in: reader), draft: draft,
            draftBy: try account.flatMap { try MatterStore.names(of: [$0], in: reader)[$0] },
            mayChange: try mayChange(actor, in: reader), today: today
        )
    }

    /// The draft with its rules, if there is one.
    func draft(in reader: any Reader) throws -> (draft: RuleDraft, pack: RoutingPack)? {
        try rulebook.findDraft(pack: Self.pack, name: Self.name, in: reader).map { draft in
            (draft, try RulePack.decode(RoutingPack.self, yaml: draft.body))
        }
    }

    /// The rules of the version that a draft began from.
    func base(of draft: RuleDraft?, in reader: any Reader) throws -> RoutingPack? {
        try draft.map { try rulebook.get(pin: $0.base, in: reader).decode(RoutingPack.self) }
    }

    /// All versions, newest first.
    public func listVersions(in reader: any Reader) throws -> [Version] {
        let packs = try rulebook.listVersions(pack: Self.pack, name: Self.name, in: reader)
        let withdrawn = try rulebook.listWithdrawals(pack: Self.pack, name: Self.name, in: reader)
        let entries = try matters.journal.listEntries(of: Self.subject, limit: 2_000, in: reader)
        let published = Dictionary(
            entries.compactMap { entry in entry.parameters["pin"].map { ($0, entry) } },
            uniquingKeysWith: { first, _ in first })
        let reasons = try matters.personal.open(ids: entries.compactMap(\.reason?.id), in: reader)
        let names = try MatterStore.names(
            of: packs.compactMap { MatterStore.account($0.publishedBy) }, in: reader)
        let units = try matters.units.names(
            of: Set(packs.compactMap { MatterStore.unit($0.publishedBy) }), in: reader)
        return packs.map { pack in
            let entry = published[pack.pin]
            return Version(
                pack: pack, withdrawnAt: withdrawn[pack.id],
                publisher: MatterStore.account(pack.publishedBy).flatMap { names[$0] },
                unit: MatterStore.unit(pack.publishedBy).flatMap { units[$0] },
                reason: entry?.reason.flatMap { reasons[$0.id] },
                base: Self.number(entry?.parameters["base"]), repeats: Self.number(entry?.parameters["repeats"])
            )
        }
    }

    private static func number(_ pin: String?) -> Int? {
        pin?.split(separator: "/").last.flatMap { Int($0) }
    }

    /// What rules may name on a day.
    func terms(on day: Day, in reader: any Reader) throws -> RoutingTerms {
        let units = try matters.units.list(levels: [.department, .platform, .town], in: reader)
        let names = Dictionary(units.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        var platforms: [String: Words] = [:]
        for unit in units where unit.level == .platform {
            guard let code = unit.code.split(separator: ":").last, platforms[String(code)] == nil else { continue }
            platforms[String(code)] = Self.plain(unit.name, without: unit.parent.flatMap { names[$0] })
        }
        return RoutingTerms(
            topics: try matters.book.rules(on: day, in: reader).topics,
            departments: units.filter { $0.code.hasPrefix("dept:") }.map {
                RoutingTerms.Office(code: String($0.code.dropFirst(5)), name: $0.name)
            },
            platforms: platforms.sorted { $0.key < $1.key }.map { RoutingTerms.Office(code: $0.key, name: $0.value) }
        )
    }

    /// The name of a town's platform without the town's.
    private static func plain(_ name: Words, without town: Words?) -> Words {
        guard let town, name.zh.hasPrefix(town.zh), name.zh != town.zh else { return name }
        let en = name.en.hasPrefix(town.en + ", ") ? String(name.en.dropFirst(town.en.count + 2)) : name.en
        return Words(String(name.zh.dropFirst(town.zh.count)), en)
    }
}
