// Every proceeding of a district as it went, read from the journal: matter by matter, so that no more than one is held.
import Base
import Clocks
import Journal
public import Storage

extension MatterStore {
    /// Hands out every proceeding, in the order of the matters.
    ///
    /// The steps are the entries of the journal that are the opening or an action of its procedure; what stands beside it, such
    /// as topic, place, files and seals, is left out.
    public func listTraces(in reader: any Reader, _ body: (ProceedingTrace) throws -> Void) throws {
        let units = try unitNames(in: reader)
        var last = ""
        while true {
            let matters = try reader.rows(
                """
                SELECT id, number, kind, end_code FROM matters WHERE district = \(district) AND id > \(last)
                ORDER BY id LIMIT 200
                """
            )
            for row in matters {
                let matter = TracedMatter(
                    id: try row.id("id"), number: try row.text("number"), kind: try row.text("kind"),
                    end: try row.textOrNil("end_code"))
                for trace in try traces(of: matter, units, in: reader) { try body(trace) }
                last = matter.id.text
            }
            if matters.count < 200 { return }
        }
    }

    private func unitNames(in reader: any Reader) throws -> [RecordID: String] {
        let rows = try reader.rows("SELECT id, name_zh FROM units WHERE district = \(district)")
        return Dictionary(try rows.map { (try $0.id("id"), try $0.text("name_zh")) }) { first, _ in first }
    }

    private func traces(
        of matter: TracedMatter, _ units: [RecordID: String], in reader: any Reader
    ) throws -> [ProceedingTrace] {
        let rows = try reader.rows("SELECT * FROM proceedings WHERE matter_id = \(matter.id) ORDER BY opened_at, id")
        let proceedings = try rows.map(Proceeding.init)
        var procedures: [RecordID: Procedure] = [:]
        for one in proceedings {
            procedures[one.id] = try book.procedure(one.procedure, version: one.version, in: reader)
        }
        var fold = TraceFold(own: proceedings.filter { $0.road == nil }.map(\.id), procedures: procedures)
        var number: Int64 = 0
        while true {
            let entries = try journal.listEntries(
                of: Subject("matter", matter.id), after: number, limit: 500, in: reader)
            for entry in entries {
                fold.take(entry, unit: Self.unit(entry.principal).flatMap { units[$0] })
                number = entry.number
            }
            if entries.count < 500 { break }
        }
        for term in try terms.listTerms(matter: matter.id, in: reader) { fold.take(term) }
        return fold.traces(of: matter, proceedings)
    }
}

/// What the traces of a matter say of it.
private struct TracedMatter {
    let id: RecordID
    let number: String
    let kind: String
    let end: String?
}

/// Sorts the entries of one matter by its proceedings.
private struct TraceFold {
    /// The proceedings that handled the kind of the matter, in their order: each correction of the kind began another.
    let own: [RecordID]
    let procedures: [RecordID: Procedure]
    private var current = 0
    private var events: [RecordID: [TraceEvent]] = [:]

    init(own: [RecordID], procedures: [RecordID: Procedure]) {
        (self.own, self.procedures) = (own, procedures)
    }

    private var running: RecordID? { own.indices.contains(current) ? own[current] : nil }

    mutating func take(_ entry: JournalEntry, unit: String?) {
        let name = entry.code.hasPrefix("matter.") ? String(entry.code.dropFirst(7)) : entry.code
        switch name {
        case "filed": add(ProcedureGraph.openingCode, entry, unit, to: running)
        case "kind":
            current += 1
            add(ProcedureGraph.openingCode, entry, unit, to: running)
        case "proceeding", "step":
            let code = name == "step" ? entry.parameters["action"] : ProcedureGraph.openingCode
            add(code, entry, unit, to: entry.parameters["proceeding"].flatMap { RecordID($0) })
        default:
            guard let running, procedures[running]?.action(name) != nil else { return }
            let isHelping = entry.parameters["part"] == Assignment.Part.cohandler.rawValue
            let isShare = isHelping && procedures[running]?.action(name)?.effect == .accept
            add(isShare ? name + ProcedureGraph.cohandling : name, entry, unit, to: running)
        }
    }

    private mutating func add(_ code: String?, _ entry: JournalEntry, _ unit: String?, to proceeding: RecordID?) {
        guard let code, let proceeding, procedures[proceeding] != nil else { return }
        events[proceeding, default: []].append(
            TraceEvent(
                code: code, happenedAt: entry.happenedAt, recordedAt: entry.recordedAt, unit: unit,
                role: Self.role(entry.principal), dues: [:]))
    }

    /// A term belongs to the step that was recorded when it began.
    mutating func take(_ term: Term) {
        guard let steps = events[term.proceeding] else { return }
        let place =
            steps.lastIndex { $0.recordedAt == term.startedAt } ?? steps.lastIndex { $0.happenedAt == term.startedAt }
            ?? steps.lastIndex { $0.recordedAt <= term.startedAt }
        guard let place else { return }
        let known = steps[place].dues[term.ruleID]
        events[term.proceeding]?[place].dues[term.ruleID] = known.map { min($0, term.due) } ?? term.due
    }

    func traces(of matter: TracedMatter, _ proceedings: [Proceeding]) -> [ProceedingTrace] {
        var counts: [String: Int] = [:]
        return proceedings.map { one in
            counts[one.procedure, default: 0] += 1
            let isReplaced = one.road == nil && one.id != own.last
            let end = one.road != nil ? one.end : isReplaced ? nil : matter.end
            return ProceedingTrace(
                name: "\(matter.number) \(one.procedure) \(counts[one.procedure] ?? 1)", matter: matter.number,
                kind: matter.kind, procedure: one.procedure, version: one.version, road: one.road?.rawValue,
                state: isReplaced ? .replaced : one.endedAt == nil ? .running : .ended, stage: one.stage, end: end,
                events: events[one.id] ?? [])
        }
    }

    private static func role(_ principal: String) -> String {
        switch principal.prefix(while: { $0 != ":" }) {
        case "staff": "staff"
        case "filer", "visitor": "filer"
        case "system" where principal == "system:clock": "clock"
        default: "system"
        }
    }
}
