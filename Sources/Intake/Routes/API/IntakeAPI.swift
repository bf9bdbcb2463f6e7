import Accounts
import Base
import Crypto
import Foundation
import Journal
import Matters
import Storage
import Web

/// Filing and following for programs of residents: JSON in, JSON out, the same pipeline as the form.
struct IntakeAPI {
    let intake: IntakeStore
    let gate: ReceiptGate
    let limit: AddressAllowance

    func add(to table: inout RouteTable) {
        table.api(
            "POST", "/api/v1/matters", .everyone, "Files a matter as JSON, once for each Idempotency-Key",
            .acting(
                "fileMatter", tag: "public", takes: Self.body, status: 201, answers: Self.filed.schema, refusals: [429],
                takesFiles: true,
                note: "Keep the code: with it the filer follows the matter, and nobody can look it up again.")
        ) { try await file($0) }
        table.api(
            "GET", "/api/v1/matters/{number}", .receipt, "Where a matter stands, for whoever sends its Receipt-Code",
            .reading(
                "getMatter", tag: "public",
                [
                    .path("number", .text(.number, 8...30), "The number on the slip."),
                    .header("Receipt-Code", .text(.line, 1...60), "The code on the slip; it stands in no address."),
                ], answers: .json(Self.status.schema), refusals: [429])
        ) { try await status($0) }
    }

    /// What every filing may say, from outside and at a window.
    static let said: [SchemaField] = [
        .optional(
            "title", .nullable(.text(.line, 0...Answers.titleLimit)), "One line; made from the text when it is missing."
        ),
        SchemaField("text", .text(.said(Answers.textLeast), Answers.textLeast...Answers.textLimit), "The whole story."),
        .optional("place", .nullable(.text(.line, 0...Answers.placeLimit)), "Where, in the filer's words."),
        .optional(
            "about", .nullable(.text(.line, 0...Answers.placeLimit)), "Who or what is complained about, in words."),
        .optional(
            "unit", .nullable(.code), "The code of an office that is complained about: it never sees the matter."),
        .optional("name", .nullable(.text(.line, 0...Answers.nameLimit)), "The filer's name."),
        .optional("phone", .nullable(.text(.phone, 0...Answers.phoneLimit)), "The filer's telephone number."),
        .optional(
            "confidentiality", .nullable(.choice(Confidentiality.self)),
            "Named when a name is given, else anonymous, unless said. Named and confidential want a name."),
        .optional("email", .nullable(.text(.line, 0...Answers.emailLimit)), "The filer's e-mail address."),
        .optional(
            "notify", .nullable(.bool),
            "Whether the filer agreed to be told by e-mail or telephone; false unless said. A way is wanted then."),
        .optional(
            "language", .nullable(.choice(Language.self)), "In which the filer is told."),
        .optional(
            "representatives", .nullable(.list(person, 0...GroupSize.limit)),
            "Others whom a group has chosen to speak for it."),
        .optional(
            "members", .nullable(.list(person, 0...GroupSize.limit)), "Everybody else of a group. Stored sealed."),
        APICall.files,
    ]

    private static let person = Schema.named(
        "Person",
        .object(
            [
                SchemaField("name", .text(.line, 1...GroupLines.nameLimit)),
                .optional("phone", .nullable(.text(.phone, 0...Answers.phoneLimit))),
            ], isClosed: true))

    private static let body = Schema.body(
        "Filing", [.optional("kind", .nullable(.choice(MatterKind.self)), "`help` unless said.")] + said)

    static let filed = Shape<Receipt>(
        "Filed",
        [
            .text("number", .text(.number, 8...30)) { $0.number },
            .text("code", .anyText, "The secret code.") { $0.code },
            .text("entry", .hash, "The hash of the filer's entry in the journal.") { $0.entryHash },
        ])

    private func file(_ call: APICall) async throws -> APIAnswer {
        var answers = Self.answers(call)
        answers.language = answers.language ?? call.visit.language
        try await complained(call, &answers)
        let faults = Self.faults(answers)
        guard faults.isEmpty else { throw Problem.faulty(faults) }
        if let wait = try await limit.wait(for: call.visit) { throw Problem.tooManyFilings(wait: wait) }
        let filing = answers
        let slip = try await call.explaining {
            try await intake.file(
                filing, files: call.files(), key: (actor: "program", key: Self.key(call)), at: call.now)
        }
        return .json(Self.filed.json(slip.receipt))
    }

    /// The key as it is kept for programs that nobody answers for: that of one network never meets that of another. A hash,
    /// so that no address of a filer stands beside a matter.
    static func key(_ call: APICall) -> String {
        HexText.encode(SHA256.hash(data: Data("\(call.visit.network)\n\(call.key)".utf8)))
    }

    /// The unit complained about by its code.
    private func complained(_ call: APICall, _ answers: inout Answers) async throws {
        guard let code = call.text("unit") else { return }
        let unit = try await intake.matters.database.read { try intake.matters.units.find(code: code, in: $0) }
        guard let unit else { throw Problem.faulty("unit", APIWords.unit) }
        answers.unit = unit.id.text
    }

    /// What the schema cannot say: a name where one is wanted, and so on.
    static func faults(_ answers: Answers) -> [SchemaFault] {
        var faults: [String: Words] = [:]
        for step in FilingStep.allCases { faults.merge(answers.faults(on: step)) { first, _ in first } }
        return told(faults)
    }

    /// Faults by the field of a form, by their places in a body.
    static func told(_ faults: [String: Words]) -> [SchemaFault] {
        faults.sorted { $0.key < $1.key }.map { SchemaFault(pointer: "/\($0.key)", words: $0.value) }
    }

    static func answers(_ call: APICall) -> Answers {
        let names = ["title", "text", "place", "about", "name", "phone", "email"]
        var fields = names.map { (name: $0, value: call.text($0) ?? "") }
        fields += [("key", call.key), ("kind", call.text("kind") ?? MatterKind.help.rawValue)]
        let usual: Confidentiality = call.text("name") == nil ? .anonymous : .named
        fields.append(("confidentiality", call.text("confidentiality") ?? usual.rawValue))
        if call.body["notify"]?.bool == true { fields.append(("notify", "yes")) }
        fields += ["representatives", "members"].map { (name: $0, value: people(call, $0)) }
        var answers = Answers(Form(fields: fields))
        answers.language = call.text("language").flatMap { Language(rawValue: $0) }
        return answers
    }

    /// People as a list is pasted: a line each. What parts name and number there stands in no name, and is taken out of one.
    private static func people(_ call: APICall, _ field: String) -> String {
        (call.body[field]?.array ?? []).map { person in
            let name = (person["name"]?.string ?? "").filter { !",，、;；:：".contains($0) }
            return "\(name),\(person["phone"]?.string ?? "")"
        }.joined(separator: "\n")
    }

    private struct Standing: Sendable {
        let tracked: TrackedMatter
        let language: Language

        var matter: Matter { tracked.matter }
    }

    private static let status = Shape<Standing>(
        "Standing",
        [
            .text("number", .text(.number, 8...30)) { $0.matter.number },
            .text("kind", .choice(MatterKind.self)) { $0.matter.kind.rawValue },
            .text("status", .choice(MatterStatus.self)) { $0.matter.status.rawValue },
            .text("stage", .code) { $0.matter.stage },
            .text("stage_in_words", .anyText, "In the language of Accept-Language.") {
                $0.tracked.stage.text($0.language)
            },
            .text("answered_by", .anyText, "Who answers for it now, in the same language.") {
                $0.tracked.answerable.text($0.language)
            },
            .maybe("due", .day, "The day by which the filer hears.") { $0.tracked.term?.due.description },
            .maybe("end", .choice(MatterEnd.self)) { $0.matter.end?.rawValue },
            .maybeInteger("rating", .integer(1...5)) { $0.matter.rating },
            .text("filed_at", .instant) { $0.matter.filedAt.iso },
            .integer("revision", .count, "Send it with the next step.") { $0.matter.revision },
            .many("steps", TrackAPI.step, "What the filer may do, and why not now.") { standing in
                standing.tracked.may.sorted { $0.key < $1.key }.map { .init(code: $0.key, judgement: $0.value) }
            },
            .maybeWords("run_by", "The office that runs it for the filer, under a mandate.") { $0.tracked.proxy },
            .many("files", TrackAPI.file, "What the filer sent along.") { $0.tracked.files },
        ])

    private func status(_ call: APICall) async throws -> APIAnswer {
        let code = call.visit.header("receipt-code") ?? ""
        let matter: Matter
        do {
            matter = try await gate.open(
                number: call.path("number"), code: code, address: call.visit.network, at: call.now)
        } catch MatterError.wrongReceipt {
            // The same as for a number that there is not.
            throw Problem.noSuchAddress
        }
        let tracked = try await intake.matters.database.read {
            try intake.tracked(matter.id, number: matter.number, code: code, on: call.now.day, in: $0)
        }
        return .json(Self.status.json(Standing(tracked: tracked, language: call.visit.language)))
    }
}
