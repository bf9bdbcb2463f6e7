import Accounts
import Base
import Foundation
import Matters
import Storage
import Web

/// Filing and following for programs: JSON in, JSON out, the same pipeline as the form.
struct IntakeAPI {
    let intake: IntakeStore
    let gate: ReceiptGate
    let limit: AddressAllowance

    func add(to table: inout RouteTable) {
        table.post("/v1/matters", .everyone, "Files a matter as JSON, once for each Idempotency-Key") {
            try await file($0)
        }
        table.get("/v1/matters/{number}", .receipt, "Where a matter stands, for whoever sends its Receipt-Code") {
            try await status($0)
        }
    }

    private struct Body: Decodable {
        var kind: String?
        var title: String?
        var text: String
        var place: String?
        var about: String?
        var unit: String?
        var name: String?
        var phone: String?
        var confidentiality: String?
    }

    private struct Filed: Encodable {
        let number: String
        let code: String
        let entry: String
    }

    private func file(_ visit: Visit) async throws -> Reply {
        guard let json = visit.json, let body = try? JSONDecoder().decode(Body.self, from: Data(json)) else {
            throw Problem.unreadable
        }
        var answers = Self.answers(body, key: visit.header("idempotency-key") ?? "")
        var faults: [String: Words] = [:]
        for step in FilingStep.allCases { faults.merge(answers.faults(on: step)) { first, _ in first } }
        if let code = body.unit, !code.isEmpty {
            let unit = try await intake.matters.database.read { try intake.matters.units.find(code: code, in: $0) }
            if unit == nil { faults["unit"] = APIWords.unit }
            answers.unit = unit?.id.text ?? ""
        }
        // Who can guess the key of somebody else could ask for their slip: 16 characters at least.
        if answers.key.count < 16 { faults["key"] = APIWords.key }
        guard faults.isEmpty else { throw Self.invalid(faults) }
        if let wait = try await limit.wait(for: visit) { throw Problem.tooManyFilings(wait: wait) }
        do {
            let slip = try await intake.file(answers, files: [], key: ("program", answers.key), at: visit.now)
            let filed = Filed(number: slip.receipt.number, code: slip.receipt.code, entry: slip.receipt.entryHash)
            return try Self.json(filed, status: 201)
        } catch MatterError.invalid(let field, let words) {
            throw field == "key" ? Problem.keyReused : Self.invalid([field: words])
        }
    }

    private static func answers(_ body: Body, key: String) -> Answers {
        var fields: [(name: String, value: String)] = [("key", key), ("text", body.text)]
        fields.append(("kind", body.kind ?? MatterKind.help.rawValue))
        fields += [("title", body.title ?? ""), ("place", body.place ?? ""), ("about", body.about ?? "")]
        fields += [("name", body.name ?? ""), ("phone", body.phone ?? "")]
        let usual: Confidentiality = body.name?.isEmpty ?? true ? .anonymous : .named
        fields.append(("confidentiality", body.confidentiality ?? usual.rawValue))
        return Answers(Form(fields: fields))
    }

    private struct Status: Encodable {
        let number: String
        let kind: String
        let status: String
        let stage: String
        let stageInWords: String
        let answeredBy: String
        let due: String?
        let end: String?
        let rating: Int?
        let filedAt: String
    }

    private func status(_ visit: Visit) async throws -> Reply {
        let code = visit.header("receipt-code") ?? ""
        let matter: Matter
        do {
            matter = try await gate.open(
                number: visit.parameter("number"), code: code, address: visit.network, at: visit.now)
        } catch MatterError.wrongReceipt {
            throw Problem.notFound
        }
        let tracked = try await intake.matters.database.read {
            try intake.tracked(matter.id, number: matter.number, code: code, on: visit.now.day, in: $0)
        }
        return try Self.json(
            Status(
                number: matter.number, kind: matter.kind.rawValue, status: matter.status.rawValue, stage: matter.stage,
                stageInWords: visit.say(tracked.stage), answeredBy: visit.say(tracked.answerable),
                due: tracked.term?.due.description, end: matter.end?.rawValue, rating: matter.rating,
                filedAt: matter.filedAt.iso
            ),
            status: 200
        )
    }

    private static func invalid(_ fields: [String: Words]) -> Problem {
        Problem(
            status: 422, code: "invalid", title: APIWords.mend, detail: APIWords.seeFields, fields: fields
        )
    }

    private static func json(_ value: some Encodable, status: Int) throws -> Reply {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return .json(String(decoding: try encoder.encode(value), as: UTF8.self), status: status)
    }
}
