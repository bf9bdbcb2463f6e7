// Fills a district with matters that look as if they had been filed, accepted and answered one by one: the same rows,
// seals, chains and digests, prepared outside the transaction. For measuring; delivered events are long pruned.
import Accounts
public import Base
import Clocks
import Journal
public import Storage
import Text

/// A matter as far as it came: taken in, accepted, and noted upon or answered.
public struct PastMatter: Sendable {
    /// What was filed; without a unit complained about and without a back-date.
    public var filing: Filing
    /// Its number.
    public var number: String
    /// Who took it in.
    public var principal: Principal
    /// When it was filed.
    public var filedAt: Instant
    /// Who accepted it.
    public var handler: Actor
    /// When it was accepted.
    public var acceptedAt: Instant
    /// What was written last: an answer, or a note while it is open.
    public var remark: String
    /// How it ended; nil while it is open.
    public var end: MatterEnd?
    /// When the remark was written.
    public var remarkedAt: Instant

    /// Puts a past matter together.
    public init(
        filing: Filing, number: String, principal: Principal, filedAt: Instant, handler: Actor, acceptedAt: Instant,
        remark: String, end: MatterEnd?, remarkedAt: Instant
    ) {
        self.filing = filing
        self.number = number
        self.principal = principal
        self.filedAt = filedAt
        self.handler = handler
        self.acceptedAt = acceptedAt
        self.remark = remark
        self.end = end
        self.remarkedAt = remarkedAt
    }
}

/// The rules and units that preparing needs, read before.
public struct PastRules: Sendable {
    let clocks: [Day: ClockRules]
    let procedures: [Day: ProcedureBook.Rules]
    let ancestors: [RecordID: [RecordID]]
    let centres: Set<RecordID>
}

extension MatterStore {
    /// Reads what preparing some matters needs.
    public func rules(for matters: [PastMatter], in reader: any Reader) throws -> PastRules {
        var clocks: [Day: ClockRules] = [:], procedures: [Day: ProcedureBook.Rules] = [:]
        var ancestors: [RecordID: [RecordID]] = [:]
        for matter in matters {
            for day in [matter.filedAt.day, matter.acceptedAt.day] where clocks[day] == nil {
                clocks[day] = try terms.rules.rules(on: day, asOf: day, in: reader)
            }
            let day = matter.filedAt.day
            if procedures[day] == nil { procedures[day] = try book.rules(on: day, in: reader) }
            for unit in [matter.filing.receiver, matter.filing.route?.unit ?? matter.filing.receiver]
            where ancestors[unit] == nil {
                ancestors[unit] = try units.ancestors(of: unit, in: reader)
            }
        }
        let centres = try units.list(levels: [.centre], in: reader).map(\.id)
        return PastRules(clocks: clocks, procedures: procedures, ancestors: ancestors, centres: Set(centres))
    }

    /// The statements that write a past matter under a row of the search index, in their order.
    public func statements(of past: PastMatter, searchRow: Int, by rules: PastRules) throws -> [SQL] {
        guard let procedure = try rules.procedures[past.filedAt.day]?.procedure(past.filing.kind.rawValue) else {
            throw MatterError.noProcedure(past.filing.kind.rawValue)
        }
        var life = try PastLife(past, procedure: procedure, searchRow: searchRow, store: self)
        try life.file()
        try life.accept()
        try life.remark()
        return try life.statements(by: rules)
    }
}

/// One past matter on its way from filing to the end.
private struct PastLife {
    let past: PastMatter
    let procedure: Procedure
    let store: MatterStore
    let subject: Subject
    let proceeding: RecordID
    let target: RecordID
    var matter: MatterInsertion
    var assignment: AssignmentInsertion
    var records: [JournalRecord] = []
    var sealed: [SQL] = []
    /// The filer, then the remark.
    var rows: [NewRow] = []

    init(_ past: PastMatter, procedure: Procedure, searchRow: Int, store: MatterStore) throws {
        let id = RecordID.make(at: past.filedAt)
        (self.past, self.procedure, self.store) = (past, procedure, store)
        subject = Subject("matter", id)
        proceeding = RecordID.make(at: past.filedAt)
        target = past.filing.route?.unit ?? past.filing.receiver
        let narrative = try store.personal.sealed(
            MatterStore.encode(past.filing.narrative), owner: subject, field: "narrative", at: past.filedAt
        )
        sealed = narrative.statements
        matter = MatterInsertion(
            id: id, district: store.district, number: past.number, filing: past.filing,
            narrative: narrative.reference.id, receivedBy: past.principal.key, filedAt: past.filedAt,
            keyVersion: store.keys.newestVersion(.receipt), searchRow: searchRow, stage: procedure.filing.stage
        )
        assignment = AssignmentInsertion(
            id: RecordID.make(at: past.filedAt), district: store.district, matter: id, proceeding: proceeding,
            unit: target, part: .lead, offeredBy: past.filing.receiver, offeredAt: past.filedAt
        )
        records = [
            JournalRecord(
                "matter.filed", subject: subject, by: past.principal, happenedAt: past.filedAt,
                parameters: MatterStore.filedParameters(past.filing, past.number, target),
                personal: ["narrative": narrative.reference]
            )
        ]
    }

    mutating func file() throws {
        var identity: RecordID?
        if let filer = past.filing.filer, past.filing.confidentiality != .anonymous {
            let value = try store.personal.sealed(
                MatterStore.encode(filer), owner: subject, field: "filer", at: past.filedAt
            )
            sealed += value.statements
            records[0].personal["filer"] = value.reference
            identity = value.reference.id
        }
        rows.append(
            store.insertion(
                ofParty: .filer, matter: matter.id, identity: identity, unit: nil,
                isSealed: past.filing.confidentiality != .named, at: past.filedAt
            )
        )
    }

    mutating func accept() throws {
        guard case .staff(_, let post, _) = past.handler.principal else { return }
        (assignment.state, assignment.acceptedPost, assignment.acceptedAt) = (.accepted, post, past.acceptedAt)
        (matter.leadUnit, matter.status, matter.stage) = (
            target, .handling, procedure.action("accept")?.to ?? "handling"
        )
        matter.revision += 1
        records.append(
            JournalRecord(
                "matter.accept", subject: subject, by: past.handler.principal, happenedAt: past.acceptedAt,
                parameters: ["unit": target.text, "part": Assignment.Part.lead.rawValue]
            )
        )
    }

    mutating func remark() throws {
        let code = past.end == nil ? "note" : "answer"
        let value = try store.personal.sealed(past.remark, owner: subject, field: "remark", at: past.remarkedAt)
        sealed += value.statements
        rows.append(
            store.insertion(
                ofRemark: code, matter: matter.id, isPublic: past.end != nil, text: value.reference.id,
                by: past.handler,
                at: past.remarkedAt
            )
        )
        records.append(
            JournalRecord(
                "matter.\(code)", subject: subject, by: past.handler.principal, happenedAt: past.remarkedAt,
                parameters: past.end.map { ["end": $0.rawValue] } ?? [:], personal: ["text": value.reference]
            )
        )
        matter.revision += 1
        guard let end = past.end else { return }
        (assignment.state, assignment.endedAt) = (.ended, past.remarkedAt)
        (matter.end, matter.status, matter.stage) = (end, .ended, procedure.action("answer")?.to ?? "ended")
        matter.endedAt = past.remarkedAt
    }

    /// Everything that is written. The digests of each step are taken of the rows as that step left them.
    mutating func statements(by rules: PastRules) throws -> [SQL] {
        let terms = terms(by: rules)
        try digest(due: [Self.due(terms.first), Self.due(terms.second), past.end == nil ? Self.due(terms.second) : nil])
        if past.end == nil { matter.due = Self.due(terms.second) }
        let isOpen = past.end == nil
        var units: Set<RecordID> = []
        for unit in [past.filing.receiver, target] { units.formUnion(rules.ancestors[unit] ?? []) }
        let sorted = units.sorted()
        let shares = sorted.map { store.insertion(ofShare: $0, matter: matter.id) }
        let narrative = past.filing.narrative
        let search = store.insertions(
            ofSearchRow: matter.searchRow, matter: matter.id,
            words: Bigrams.document("\(narrative.title) \(narrative.text) \(narrative.place)"),
            units: sorted.filter { !rules.centres.contains($0) }.map(MatterStore.token), dialect: store.database.dialect
        )
        let first = ended(terms.first, at: past.acceptedAt)
        let second = isOpen ? terms.second : ended(terms.second, at: past.remarkedAt)
        try digest([
            [row(stage: procedure.filing.stage), rows[0]] + shares + terms.first.map(store.terms.insertion),
            [row(stage: procedure.action("accept")?.to ?? "handling")]
                + (first + terms.second).map(store.terms.insertion),
            [rows[1]] + (isOpen ? [] : [row(stage: matter.stage)] + second.map(store.terms.insertion)),
        ])
        let written = [row(stage: matter.stage)] + rows + shares + (first + second).map(store.terms.insertion)
        let insertions = [matter.sql, written[0].sql, assignment.sql] + written.dropFirst().map(\.sql)
        return sealed + insertions + [search.kept] + search.found + (try store.journal.chain(of: subject, records))
    }

    /// The proceeding as it stands in a stage.
    private func row(stage: String) -> NewRow {
        store.insertion(
            ofProceeding: proceeding, matter: matter.id, procedure, stage: stage, openedAt: past.filedAt,
            endedAt: procedure.stage(stage)?.open == false ? past.remarkedAt : nil
        )
    }

    /// The shared digest that each step left, on top of the one before.
    private mutating func digest(_ steps: [[NewRow]]) throws {
        var state: StateDigest?
        for (step, rows) in steps.enumerated() {
            let changed = rows.map { ($0.table, $0.row) }
            let after = try store.journal.familyState(
                MatterStore.family, of: matter.id.text, rows: changed, after: state
            )
            records[step].states.append(after)
            state = after
        }
    }

    private mutating func digest(due: [Day?]) throws {
        var matters = [matter, matter, matter], shares = [assignment, assignment, assignment]
        (matters[0].revision, matters[0].status, matters[0].stage) = (1, .received, procedure.filing.stage)
        (matters[0].leadUnit, matters[1].revision) = (nil, 2)
        (matters[1].status, matters[1].stage) = (.handling, procedure.action("accept")?.to ?? "handling")
        for step in 0...1 { (matters[step].end, matters[step].endedAt) = (nil, nil) }
        (shares[0].state, shares[0].acceptedPost, shares[0].acceptedAt) = (.offered, nil, nil)
        (shares[0].endedAt, shares[1].endedAt, shares[1].state) = (nil, nil, .accepted)
        for step in matters.indices {
            matters[step].due = due[step]
            records[step].states = [try store.journal.stateDigest(of: "matters", row: matters[step].row)]
            // A note touches no share.
            if step == 2, past.end == nil { continue }
            records[step].states.append(try store.journal.stateDigest(of: "assignments", row: shares[step].row))
        }
    }

    /// The terms that filing began, and those that accepting began.
    private func terms(by rules: PastRules) -> (first: [Term], second: [Term]) {
        func plan(_ duty: String, _ trigger: LawTrigger, _ share: RecordID?, _ at: Instant) -> [Term] {
            guard let clock = rules.clocks[at.day] else { return [] }
            let start = TermStart(
                matter: matter.id, proceeding: proceeding, assignment: share, duty: duty, procedure: procedure.code,
                trigger: trigger, eventDay: at.day
            )
            return store.terms.plan(start, by: clock, at: at)
        }
        var first = procedure.filing.starts.flatMap { plan($0, .received, nil, past.filedAt) }
        if target != past.filing.receiver {
            first += ["objection", "acceptance"].flatMap { plan($0, .offered, assignment.id, past.filedAt) }
        }
        let starts = procedure.action("accept")?.starts ?? []
        return (first, starts.flatMap { plan($0, .accepted, nil, past.acceptedAt) })
    }

    private static func due(_ terms: [Term]) -> Day? {
        terms.filter { $0.drives && $0.duty != "objection" }.map(\.due).min()
    }

    private func ended(_ terms: [Term], at instant: Instant) -> [Term] {
        terms.map { term in
            var term = term
            // A right to object that nobody used falls away.
            term.state = term.duty == "objection" ? .stopped : instant.day <= term.due ? .met : .missed
            (term.endedOn, term.endedAt) = (instant.day, instant)
            return term
        }
    }
}
