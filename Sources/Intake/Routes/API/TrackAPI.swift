import Accounts
import Base
import Matters
import Storage
import Web

/// The filer's own steps for programs: number and code open them, as on the page for following.
struct TrackAPI {
    let intake: IntakeStore
    let gate: ReceiptGate
    let limit: AddressAllowance

    /// A step and whether it may be taken now.
    struct Step: Sendable {
        let code: String
        let judgement: Judgement
    }

    static let step = Shape<Step>(
        "FilersStep",
        [
            .text("code", .code) { $0.code }, .bool("allowed") { $0.judgement.isAllowed },
            .maybeWords("why", "Why it may not be taken now.") { step in
                if case .barred(let why) = step.judgement { why } else { nil }
            },
        ])

    static let file = Shape<Attachment>(
        "FilersFile",
        [
            .text("id", .id) { $0.id.text }, .maybe("name") { $0.name }, .text("type") { $0.type },
            .integer("size") { $0.size }, .text("at", .instant) { $0.at.iso },
        ])

    private static let opening: [APIOperation.Parameter] = [
        .path("number", .text(.number, 8...30), "The number on the slip."),
        .header("Receipt-Code", .text(.line, 1...60), "The code on the slip; it stands in no address."),
    ]

    private static let revision = SchemaField(
        "revision", .count, "The revision that was read; 409 when the matter has changed since.")

    func add(to table: inout RouteTable) {
        act(
            "additions", "The filer adds words or files", "addToMatter",
            [.optional("text", .nullable(.text(.prose, 0...MatterStore.textLimit))), APICall.files], takesFiles: true,
            in: &table, step("addition"))
        act(
            "withdrawal", "The filer takes the matter back", "withdrawMatter",
            [.optional("text", .nullable(.text(.prose, 0...MatterStore.textLimit)), "Why.")], in: &table,
            step("withdrawal"))
        act(
            "rating", "The filer says how it was done", "rateMatter",
            [
                SchemaField("stars", .integer(1...5)),
                .optional("text", .nullable(.text(.prose, 0...MatterStore.textLimit))),
            ], in: &table, step("rating"))
        act(
            "reopening", "The filer has an ended matter opened again", "reopenMatter",
            [.optional("text", .nullable(.text(.prose, 0...MatterStore.textLimit)), "What is still wrong.")],
            in: &table, step("reopening"))
        act("mandate", "The filer takes a mandate back", "withdrawMandate", [], in: &table) {
            call, matter, transaction in
            try intake.matters.withdrawMandate(
                of: matter, note: "", revision: call.revision(), by: .filer(of: matter), at: call.now, in: transaction)
        }
        table.api(
            "GET", "/api/v1/matters/{number}/attachments/{file}", .receipt, "A file that the filer sent",
            .reading(
                "getFilersFile", tag: "public", Self.opening + [.path("file", .id, "The id of the file.")],
                answers: .file,
                refusals: [429])
        ) { try await attachment($0) }
    }

    private typealias Work = @Sendable (APICall, RecordID, any Transaction) throws -> Void

    private func act(
        _ part: String, _ summary: String, _ name: String, _ fields: [SchemaField], takesFiles: Bool = false,
        in table: inout RouteTable, _ work: @escaping Work
    ) {
        let operation = APIOperation.acting(
            name, tag: "public", Self.opening,
            takes: .body(name.prefix(1).uppercased() + name.dropFirst(), [Self.revision] + fields),
            answers: Self.mark.schema, refusals: [409, 429], takesFiles: takesFiles)
        table.api("POST", "/api/v1/matters/{number}/\(part)", .receipt, summary, operation) { call in
            let matter = try await open(call)
            if let wait = try await limit.wait(for: call.visit) { throw Problem.tooManyFilings(wait: wait) }
            return .json(
                try await call.explaining {
                    try await intake.matters.once(call, by: .filer(of: matter.id), keeping: call.files(), of: matter.id)
                    {
                        transaction in
                        try work(call, matter.id, transaction)
                        let now = try intake.matters.getMatter(
                            number: matter.number, code: call.visit.header("receipt-code") ?? "", in: transaction)
                        return Self.mark.json(now)
                    }
                })
        }
    }

    private static let mark = Shape<Matter>(
        "FilersMark",
        [
            .text("number", .text(.number, 8...30)) { $0.number },
            .integer("revision", .count, "Send it with the next step.") { $0.revision },
            .text("status", .choice(MatterStatus.self)) { $0.status.rawValue },
            .text("stage", .code) { $0.stage },
            .maybe("end", .choice(MatterEnd.self)) { $0.end?.rawValue },
            .maybeInteger("rating", .integer(1...5)) { $0.rating },
        ])

    private func step(_ code: String) -> Work {
        { call, matter, transaction in
            var input = ActionInput()
            (input.text, input.stars) = (call.text("text") ?? "", call.integer("stars"))
            _ = try intake.matters.act(
                code, on: matter, revision: call.revision(), input: input, by: .filer(of: matter), at: call.now,
                in: transaction)
        }
    }

    /// Checks number and code before anything else; a wrong pair is answered like a number that there is not.
    private func open(_ call: APICall) async throws -> Matter {
        do {
            return try await gate.open(
                number: call.path("number"), code: call.visit.header("receipt-code") ?? "", address: call.visit.network,
                at: call.now)
        } catch MatterError.wrongReceipt {
            throw Problem.noSuchAddress
        }
    }

    private func attachment(_ call: APICall) async throws -> APIAnswer {
        let matter = try await open(call), id = try call.visit.id("file")
        let own = try await intake.matters.database.read { try intake.matters.listFilersAttachments(matter.id, in: $0) }
        guard let own = own.first(where: { $0.id == id }) else { throw Problem.noSuchAddress }
        let file = try await intake.matters.getAttachment(id, of: matter.id)
        return .file(FileReply.make(file.type, file.bytes, name: own.name))
    }
}
