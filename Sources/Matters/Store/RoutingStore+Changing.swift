public import Base
import Journal
public import Rulebook
import Storage

extension RoutingStore {
    /// Begins a draft from the version in force; where there is one, it stays. Throws `MatterError`.
    public func beginDraft(by actor: Actor, at now: Instant) async throws {
        try await matters.database.write { try beginDraft(by: actor, at: now, in: $0) }
    }

    /// The same inside the caller's transaction.
    func beginDraft(by actor: Actor, at now: Instant, in transaction: any Transaction) throws {
        try check(actor, in: transaction)
        guard
            let current = try rulebook.findCurrent(
                pack: Self.pack, name: Self.name, on: now.day, in: transaction)
        else { throw MatterError.notFound }
        try rulebook.beginDraft(from: current, by: actor.principal, at: now, in: transaction)
    }

    /// Makes one change to the draft. Throws `MatterError.changedMeanwhile` when somebody else was first.
    public func change(_ edit: RoutingEdit, revision: Int, by actor: Actor, at now: Instant) async throws {
        try await matters.database.write { try change(edit, revision: revision, by: actor, at: now, in: $0) }
    }

    /// The same inside the caller's transaction.
    func change(_ edit: RoutingEdit, revision: Int, by actor: Actor, at now: Instant, in transaction: any Transaction)
        throws
    {
        try check(actor, in: transaction)
        let pack = try draft(revision, in: transaction).pack
        guard let changed = pack.applying(edit) else { throw MatterError.changedMeanwhile(revision: 0) }
        guard changed != pack else { return }
        let body = RoutingText.yaml(changed, from: now.day)
        guard body.utf8.count <= RulePack.longest else { throw MatterError.barred(RoutingFaultWords.tooLong) }
        try told {
            try rulebook.changeDraft(
                pack: Self.pack, name: Self.name, revision: revision, body: body, by: actor.principal, at: now,
                in: transaction
            )
        }
    }

    /// Gives the draft up.
    public func discardDraft(revision: Int, by actor: Actor, at now: Instant) async throws {
        try await matters.database.write { try discardDraft(revision: revision, by: actor, at: now, in: $0) }
    }

    /// The same inside the caller's transaction.
    func discardDraft(revision: Int, by actor: Actor, at now: Instant, in transaction: any Transaction) throws {
        try check(actor, in: transaction)
        try told {
            try rulebook.removeDraft(pack: Self.pack, name: Self.name, revision: revision, in: transaction)
        }
    }

    /// Puts the rules of a file into the draft, which begins with it where there is none.
    ///
    /// Throws `MatterError.invalid` with the place in the file when it cannot be read.
    public func importRules(_ text: String, revision: Int?, by actor: Actor, at now: Instant) async throws {
        try await matters.database.write { try importRules(text, revision: revision, by: actor, at: now, in: $0) }
    }

    /// The same inside the caller's transaction.
    func importRules(
        _ text: String, revision: Int?, by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws {
        try check(actor, in: transaction)
        guard !Self.holdsAlias(text) else { throw MatterError.invalid(field: "file", RoutingFaultWords.alias) }
        let read: RoutingPack
        do {
            read = try RulePack.decode(RoutingPack.self, yaml: text)
        } catch let error as RulebookError {
            throw MatterError.invalid(field: "file", RoutingFaultWords.unreadable(error.explanation))
        }
        if revision == nil { try beginDraft(by: actor, at: now, in: transaction) }
        guard read.rules.count <= RoutingPack.mostRules else {
            throw MatterError.invalid(field: "file", RoutingFaultWords.tooLong)
        }
        try change(.replace(read.rules), revision: revision ?? 1, by: actor, at: now, in: transaction)
    }

    /// Whether a text may hold a YAML alias: it may stand for a list of lists of aliases, and so for more than any memory holds.
    ///
    /// By scalars: a star before a name begins one wherever it does not go on a word, whatever sign stands before it.
    static func holdsAlias(_ text: String) -> Bool {
        var isInWord = false, isStar = false
        for scalar in text.unicodeScalars {
            let isName =
                scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_")
            if isStar, isName { return true }
            isStar = scalar == "*" && !isInWord
            isInWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
        return false
    }

    /// Makes the draft the next version, in force from a day on.
    ///
    /// Throws `MatterError.invalid` for a day before today, a missing reason, or rules that cannot be followed.
    @discardableResult
    public func publish(
        revision: Int, reason: String, from day: Day?, by actor: Actor, at now: Instant
    ) async throws -> RulePack {
        try await matters.database.write {
            try publish(revision: revision, reason: reason, from: day, by: actor, at: now, in: $0)
        }
    }

    /// The same inside the caller's transaction.
    @discardableResult
    func publish(
        revision: Int, reason: String, from day: Day?, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws -> RulePack {
        let day = try Self.checked(reason, day, at: now)
        try check(actor, in: transaction)
        let (draft, pack) = try draft(revision, in: transaction)
        let base = try rulebook.get(pin: draft.base, in: transaction).decode(RoutingPack.self)
        guard pack.rules != base.rules else { throw MatterError.barred(RoutingFaultWords.nothingChanged) }
        try checkRules(pack, on: now.day, in: transaction)
        let newest = try rulebook.listVersions(pack: Self.pack, name: Self.name, in: transaction).first
        var next = pack
        next.version = "\(day.parts.year).\((newest?.version ?? 0) + 1)"
        let version = try add(
            RoutingText.yaml(next, from: day), from: day, reason, ["base": draft.base], actor, now, transaction)
        try told {
            try rulebook.removeDraft(pack: Self.pack, name: Self.name, revision: revision, in: transaction)
        }
        return version
    }

    /// Publishes the text of an earlier version again, as a version of its own; `newest` is the number that the page knew.
    @discardableResult
    public func repeatVersion(
        _ number: Int, newest: Int, reason: String, from day: Day?, by actor: Actor, at now: Instant
    ) async throws -> RulePack {
        try await matters.database.write {
            try repeatVersion(number, newest: newest, reason: reason, from: day, by: actor, at: now, in: $0)
        }
    }

    /// The same inside the caller's transaction.
    @discardableResult
    func repeatVersion(
        _ number: Int, newest: Int, reason: String, from day: Day?, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws -> RulePack {
        let day = try Self.checked(reason, day, at: now)
        try check(actor, in: transaction)
        let versions = try rulebook.listVersions(pack: Self.pack, name: Self.name, in: transaction)
        guard versions.first?.version == newest else { throw MatterError.changedMeanwhile(revision: 0) }
        guard let earlier = versions.first(where: { $0.version == number }) else { throw MatterError.notFound }
        let current = try rulebook.findCurrent(pack: Self.pack, name: Self.name, on: day, in: transaction)
        guard current?.hash != earlier.hash else { throw MatterError.barred(RoutingFaultWords.sameText) }
        try checkRules(try earlier.decode(RoutingPack.self), on: now.day, in: transaction)
        return try add(earlier.body, from: day, reason, ["repeats": earlier.pin], actor, now, transaction)
    }

    /// Takes back a version before the day on which it would come into force. Throws `MatterError.barred` from then on.
    public func withdraw(_ number: Int, by actor: Actor, at now: Instant) async throws {
        try await matters.database.write { try withdraw(number, by: actor, at: now, in: $0) }
    }

    /// The same inside the caller's transaction.
    func withdraw(_ number: Int, by actor: Actor, at now: Instant, in transaction: any Transaction) throws {
        try check(actor, in: transaction)
        let pin = "\(Self.pack)/\(Self.name)/\(number)"
        do {
            let version = try rulebook.get(pin: pin, in: transaction)
            try rulebook.withdraw(version, by: actor.principal, on: now.day, at: now, in: transaction) {
                _, transaction in
                try matters.journal.record(
                    JournalRecord(
                        "rule.withdrawn", subject: Self.subject, by: actor.principal, happenedAt: now,
                        parameters: ["withdrawn": pin]
                    ),
                    in: transaction
                )
            }
        } catch RulebookError.inForce {
            throw MatterError.barred(RoutingFaultWords.inForce)
        } catch RulebookError.notFound {
            throw MatterError.notFound
        }
    }

    private func add(
        _ body: String, from day: Day, _ reason: String, _ parameters: [String: String], _ actor: Actor,
        _ now: Instant, _ transaction: any Transaction
    ) throws -> RulePack {
        try rulebook.publish(
            pack: Self.pack, name: Self.name, body: body, from: day, by: actor.principal, at: now, in: transaction,
            record: { pack, transaction in
                try matters.journal.record(
                    JournalRecord(
                        "rule.published", subject: Self.subject, by: actor.principal, happenedAt: now,
                        parameters: parameters.merging(
                            ["pin": pack.pin, "hash": pack.hash, "from": day.description]) { first, _ in first },
                        reason: reason.cut(to: Self.reasonLimit)
                    ),
                    in: transaction
                )
            }
        )
    }

    private func checkRules(_ pack: RoutingPack, on today: Day, in reader: any Reader) throws {
        let terms = try terms(on: today, in: reader)
        let faults = RoutingCheck(pack, terms: terms).faults.values.joined().filter(\.isGrave)
        guard faults.isEmpty else { throw MatterError.barred(RoutingFaultWords.faulty(faults.count)) }
    }

    private static func checked(_ reason: String, _ day: Day?, at now: Instant) throws -> Day {
        guard reason.contains(where: { !$0.isWhitespace }) else {
            throw MatterError.invalid(field: "reason", RoutingFaultWords.reason)
        }
        guard let day, day >= now.day else { throw MatterError.invalid(field: "from", RoutingFaultWords.day) }
        return day
    }

    private func check(_ actor: Actor, in reader: any Reader) throws {
        guard try mayChange(actor, in: reader) else { throw MatterError.barred(RoutingFaultWords.notAllowed) }
    }

    /// The draft as the editor saw it.
    private func draft(_ revision: Int, in reader: any Reader) throws -> (draft: RuleDraft, pack: RoutingPack) {
        guard let found = try draft(in: reader), found.draft.revision == revision else {
            throw MatterError.changedMeanwhile(revision: 0)
        }
        return found
    }

    private func told(_ body: () throws -> Void) throws {
        do { try body() } catch RulebookError.changedMeanwhile { throw MatterError.changedMeanwhile(revision: 0) }
    }
}

/// Why rules cannot be changed like this.
public enum RoutingFaultWords {
    static let notAllowed = Words(
        "派单规则由区矛调中心的负责人或管理员修改", "Routing rules are changed by the heads and administrators of the district centre")
    static let reason = Words("请写一句为什么要改", "Please say in a sentence why they change")
    static let day = Words("请选今天或以后的一天", "Please choose today or a later day")
    static let nothingChanged = Words("草稿和原来的版本一样，没有可以发布的", "The draft says the same as the version it began from")
    static let sameText = Words("那天在用的正是这一版", "That version is in force on that day already")
    static let inForce = Words(
        "这一版已经在用，不能撤回；可以把早先的版本再发布一次", "It is in force already; publish an earlier version again instead")
    static let tooLong = Words("规则太多或太长，最多 500 条", "Too many rules, or too long: 500 at most")
    static let alias = Words(
        "文件里不能用 YAML 的别名（*名字），请把内容写全", "Aliases of YAML (*name) are not taken; write out what they stand for")
    static func faulty(_ count: Int) -> Words {
        Words("还有 \(count) 处要先改好，已在规则旁写明", "\(count) things must be mended first; each is named at its rule")
    }
    static func unreadable(_ reason: String) -> Words {
        Words("读不懂这个文件：\(reason)", "The file cannot be read: \(reason)")
    }
}
