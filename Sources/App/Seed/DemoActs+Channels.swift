import Accounts
import Base
import Matters
import Storage

// How demo matters come in beyond their channel, and who runs them for residents.
extension DemoActs {
    /// The column `extra` of Rules/samples/cases.tsv: `name=value` pieces with semicolons between.
    static func extras(of row: [String: String]) -> [String: String] {
        var extras: [String: String] = [:]
        for piece in (row["extra"] ?? "").split(separator: ";") {
            let halves = piece.split(separator: "=", maxSplits: 1).map(String.init)
            if halves.count == 2 { extras[halves[0]] = halves[1] }
        }
        return extras
    }

    /// Adds group, way in, mandate and call to a filing; answers who files it.
    func complete(
        _ filing: inout Filing, _ extras: [String: String], at: Instant, in reader: any Reader
    ) throws -> Principal {
        filing.members =
            Self.people(extras["reps"]).map { GroupMember($0, isRepresentative: true) }
            + Self.people(extras["members"]).map { GroupMember($0) }
        if let respondent = extras["respondent"] { filing.respondent = respondent }
        for name in ["letter", "court", "police"] {
            guard let parts = extras[name]?.split(separator: "/").map(String.init), let way = parts.first else {
                continue
            }
            filing.arrival = Arrival(
                way: way, day: name == "police" ? nil : at.day, number: parts.count > 1 ? parts[parts.count - 1] : "",
                sender: parts.count > 2 ? parts[1] : "")
        }
        if let call = extras["call"]?.split(separator: "/", maxSplits: 1).map(String.init), let when = call.first {
            filing.callBack = CallBackWish(
                number: "", due: Self.callTime(when, after: at), reason: call.count > 1 ? call[1] : "")
        }
        guard let code = extras["at"] else { return .system("demo") }
        filing.receiver = try unit(code, in: reader)
        guard let worker = staff.worker(of: filing.receiver) else { throw FactsError.unknown(code) }
        if let parts = extras["mandate"]?.split(separator: "/").map(String.init), parts.count > 1 {
            filing.mandate = Mandate(
                asker: parts[1], way: MandateWay(rawValue: parts[0]) ?? .person, day: at.day,
                scope: parts.count > 2 ? parts[2] : "")
        }
        return worker.principal
    }

    private static func people(_ text: String?) -> [Identity] {
        (text ?? "").split(separator: "|").map { person in
            let words = person.split(separator: " ").map(String.init)
            return Identity(name: words.first ?? "", phone: words.count > 1 ? words[1] : "")
        }
    }

    /// `1 17:00`: some days after the demo's last day, at an hour.
    private static func callTime(_ text: String, after at: Instant) -> Instant {
        let words = text.split(separator: " ").map(String.init)
        let hour = words.count > 1 ? Int(words[1].prefix(2)) ?? 17 : 17
        return Instant(DemoDistrict.morning.day.adding(days: words.first.flatMap(Int.init) ?? 0), hour: hour)
    }

    /// Whether a step tells a resident, calls somebody, or goes to the police and back.
    static func isOfChannel(_ move: DemoMove) -> Bool {
        ["told", "mandate-back", "handover", "handback", "call"].contains(move.name)
    }

    /// Takes such a step.
    func takeOfChannel(_ move: DemoMove, on id: RecordID, of tale: DemoTale, at: Instant) async throws {
        let matters = house.matters, scope = scope
        let file = try await house.database.read { reader in
            try matters.getFile(matters.getMatter(id, scope: scope, in: reader), in: reader)
        }
        let revision = file.matter.revision, words = move.words ?? ""
        let parts = (move.argument ?? "").split(separator: "/").map(String.init)
        let unit = ["told", "mandate-back"].contains(move.name) ? file.proxyUnit : file.answerable
        guard let worker = staff.worker(of: unit) else { throw FactsError.sample(tale.id, "nobody may \(move.name)") }
        switch move.name {
        case "told":
            let reports = try await house.database.read {
                try matters.proxy(of: file, for: worker, at: at, in: $0)?.reports.filter { $0.told == nil }.map(\.id)
                    ?? []
            }
            try await matters.tellResident(
                of: reports, matter: id, on: at.day, by: parts.first.flatMap(TellingWay.init) ?? .phone, note: words,
                revision: revision, by: worker, at: at)
        case "mandate-back":
            try await matters.withdrawMandate(of: id, note: words, revision: revision, by: worker, at: at)
        case "handover":
            try await matters.handOver(
                id, reason: parts.first ?? "", incident: parts.count > 1 ? parts[1] : "", note: words,
                revision: revision, by: worker, at: at)
        case "handback":
            try await matters.returnHandover(of: id, note: words, revision: revision, by: worker, at: at)
        default: try await call(parts, words, id, file, tale, at)
        }
    }

    /// Calls after answers of half a year: they were made, and nobody's list begins with old ones.
    func makeOldCalls(before end: Instant) async throws {
        let matters = house.matters
        let old = end.adding(seconds: -5 * 86_400), at = end.adding(seconds: -86_400)
        for unit in try await house.database.read({ try house.units.list(levels: [.centre], in: $0) }) {
            guard let desk = staff.worker(of: unit.id) else { continue }
            let calls = try await house.database.read { try matters.listCallBacks(for: desk, in: $0) }
            for call in calls where call.due < old {
                try await matters.recordCall(
                    call.id, result: .answered, isContent: true, note: "", next: nil, by: desk, at: at)
            }
        }
    }

    /// The first receiver's desk calls.
    private func call(
        _ parts: [String], _ words: String, _ id: RecordID, _ file: MatterFile, _ tale: DemoTale, _ at: Instant
    ) async throws {
        let matters = house.matters
        guard let desk = staff.worker(of: file.matter.firstReceiver) else { return }
        let calls = try await house.database.read { try matters.listCallBacks(for: desk, in: $0) }
        guard let call = calls.first(where: { $0.matter.id == id }) else {
            throw FactsError.sample(tale.id, "nobody is to be called")
        }
        try await matters.recordCall(
            call.id, result: parts.first.flatMap(CallResult.init) ?? .answered,
            isContent: parts.count > 1 ? parts[1] == "yes" : nil, note: words, next: nil, by: desk, at: at)
    }
}
