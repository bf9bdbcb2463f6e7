import Accounts
import Addresses
import Base
import Matters
import Storage
import Web

/// The window for programs of an office, such as a hotline's: proposals, and taking a matter in.
struct WindowAPI {
    let intake: IntakeStore
    let issues: IssueStore
    private static let access = Access.roles([.clerk, .handler, .head])

    func add(to table: inout RouteTable) {
        table.api(
            "POST", "/api/v1/desk/matters", Self.access, scope: .mattersWrite, "Takes a matter in, as at a window",
            .acting(
                "takeMatterIn", tag: "desk", takes: Self.body, status: 201, answers: Self.taken.schema,
                takesFiles: true,
                note: "Whoever calls has decided topic, place and unit; ask for suggestions before.")
        ) { try await take($0) }
        table.api(
            "POST", "/api/v1/desk/suggestions", Self.access, scope: .mattersRead,
            "Proposes kind, topic, place and unit for a text; keeps nothing",
            .asking("suggestForText", tag: "desk", takes: Self.question, answers: SuggestionShapes.shape.schema)
        ) { try await suggest($0) }
    }

    private static let channels = WindowWords.channels.map(\.0.rawValue)

    private static let body = Schema.body(
        "WindowFiling",
        [
            SchemaField("kind", .choice(MatterKind.self)),
            SchemaField(
                "target", .code, "`rule` for the unit that the routing rule names, `own`, or the code or id of a unit."),
            .optional("channel", .nullable(.choice(channels)), "`window` unless said."),
            .optional("topic", .nullable(.code), "The code of a second-level topic."),
            .optional("place_id", .nullable(.id), "The address record that the filer means."),
            .optional("happened", .nullable(.day), "The day it came in, if it is not today."),
            .optional(
                "back_date_reason", .nullable(.text(.prose, 0...Answers.placeLimit)), "Why it is registered only now."),
            .optional(
                "same", .nullable(.id), "The known matter that it is the same trouble as: the two become one issue."),
        ] + WindowShapes.channels + IntakeAPI.said)

    private static let taken = Shape<Receipt>(
        "TakenIn",
        [
            .text("id", .id) { $0.matter.text }, .text("number", .text(.number, 8...30)) { $0.number },
            .text("code", .anyText, "The secret code for the filer.") { $0.code },
            .text("entry", .hash) { $0.entryHash },
        ])

    private static let question = Schema.body(
        "TextQuestion",
        [
            SchemaField("text", .text(.said(1), 1...Answers.textLimit)),
            .optional("title", .nullable(.text(.line, 0...Answers.titleLimit))),
            .optional("place", .nullable(.text(.line, 0...Answers.placeLimit))),
            .optional("kind", .nullable(.choice(MatterKind.self))),
        ])

    private func take(_ call: APICall) async throws -> APIAnswer {
        let staff = try call.visit.staff(), actor = Actor(staff)
        return try await call.explaining(naming: WindowShapes.names) {
            let filing = try await intake.matters.database.read { try self.filing(call, actor, in: $0) }
            let receipt = try await intake.matters.file(
                filing, files: call.files(), by: staff.principal, at: call.now,
                key: (actor: staff.principal.key, key: call.key))
            try await join(receipt.matter, call, actor)
            try await intake.matters.database.read { reader in
                // Sent again, it shows nothing to whoever was shut out meanwhile.
                let scope = try intake.matters.scope(of: actor, in: reader)
                _ = try intake.matters.getMatter(receipt.matter, scope: scope, in: reader)
            }
            return .json(Self.taken.json(receipt))
        }
    }

    private func filing(_ call: APICall, _ actor: Actor, in reader: any Reader) throws -> Filing {
        var entry = WindowEntry(key: call.key)
        entry.answers = IntakeAPI.answers(call)
        entry.channel = call.text("channel") ?? Channel.window.rawValue
        (entry.happened, entry.reason) = (call.text("happened") ?? "", call.text("back_date_reason") ?? "")
        entry.otherTopic = call.text("topic") ?? ""
        entry.answers.unit = try unit(call.text("unit"), as: "unit", in: reader)?.text ?? ""
        entry.target = try target(call, in: reader)
        try choosePlace(call, &entry, in: reader)
        entry.channelEntry = ChannelEntry(call)
        let help = try intake.help(with: entry, for: actor, showing: false, at: call.now, in: reader)
        let faults = Self.faults(entry, call, classes: help.handover?.classes.map(\.code) ?? [])
        guard faults.isEmpty else { throw Problem.faulty(faults) }
        try checkSame(call, actor, in: reader)
        if let topic = entry.chosenTopic, help.topicName(topic) == nil { throw Problem.faulty("topic", APIWords.topic) }
        let filing = try intake.filing(from: entry, help: help, by: actor, at: call.now, in: reader)
        do {
            _ = try intake.matters.book.rules(on: filing.happenedAt.day, in: reader).procedure(filing.kind.rawValue)
        } catch MatterError.noProcedure {
            throw Problem.faulty("happened", FaultWords.noProcedure)
        }
        return filing
    }

    /// What the window form would say, by the places of a body.
    private static func faults(_ entry: WindowEntry, _ call: APICall, classes: [String]) -> [SchemaFault] {
        var faults = entry.faults(today: call.now.day)
        faults.merge(
            entry.channelEntry.faults(
                channel: entry.source, hasFiles: !call.files().isEmpty, classes: classes, at: call.now)
        ) { first, _ in first }
        // A form has no such field on another channel; a program that sends one means something by it.
        let stray = ChannelEntry.owners.filter { entry.source != $0.channel && call.isThere($0.object) }.map {
            SchemaFault(pointer: "/\($0.object)", words: APIWords.otherChannel($0.channel))
        }
        let told = faults.map { field, words in
            SchemaFault(pointer: "/\(WindowShapes.names[field] ?? field)", words: words)
        }
        return (told + stray).sorted { $0.pointer < $1.pointer }
    }

    private func checkSame(_ call: APICall, _ actor: Actor, in reader: any Reader) throws {
        guard let same = call.text("same").flatMap({ RecordID($0) }) else { return }
        do {
            _ = try intake.matters.getMatter(same, scope: try intake.matters.scope(of: actor, in: reader), in: reader)
        } catch MatterError.notFound {
            throw Problem.faulty("same", APIWords.matter)
        }
    }

    /// Puts it to the known matter once, however often it is sent.
    private func join(_ matter: RecordID, _ call: APICall, _ actor: Actor) async throws {
        guard let same = call.text("same").flatMap({ RecordID($0) }), same != matter else { return }
        do {
            try await intake.matters.database.write { transaction in
                let known = try issues.issues(of: [same, matter], in: transaction)
                if let issue = known[matter], issue == known[same] { return }
                try issues.join([same, matter], by: actor, at: call.now, in: transaction)
            }
        } catch is MatterError {
            // The matter is taken in whatever becomes of this.
            return
        }
    }

    private func target(_ call: APICall, in reader: any Reader) throws -> String {
        let target = call.text("target") ?? "rule"
        return target == "rule" || target == "own" ? target : try unit(target, as: "target", in: reader)?.text ?? "rule"
    }

    private func unit(_ code: String?, as field: String, in reader: any Reader) throws -> RecordID? {
        guard let code else { return nil }
        guard let unit = try intake.matters.units.find(codeOrID: code, in: reader) else {
            throw Problem.faulty(field, APIWords.unit)
        }
        return unit.id
    }

    private func choosePlace(_ call: APICall, _ entry: inout WindowEntry, in reader: any Reader) throws {
        guard let id = call.text("place_id").flatMap({ RecordID($0) }) else { return }
        guard let place = try intake.addresses.find(id, in: reader) else {
            throw Problem.faulty("place_id", APIWords.place)
        }
        if entry.answers.place.isEmpty { entry.answers.place = place.name.cut(to: Answers.placeLimit) }
        (entry.answers.address, entry.answers.asked) = (id.text, entry.answers.place)
    }

    private func suggest(_ call: APICall) async throws -> APIAnswer {
        let actor = Actor(try call.visit.staff())
        var entry = WindowEntry(key: "")
        for name in ["text", "title", "place"] {
            let said = call.text(name) ?? ""
            switch name {
            case "text": entry.answers.text = said
            case "title": entry.answers.title = said
            default: entry.answers.place = said
            }
        }
        entry.answers.kind = call.text("kind") ?? ""
        let asked = entry
        let help = try await intake.matters.database.readAtLength {
            try intake.help(with: asked, for: actor, at: call.now, in: $0)
        }
        return .json(SuggestionShapes.shape.json(help))
    }
}

/// How proposals are told.
enum SuggestionShapes {
    private static let score = Schema.integer(0...100)

    private static let kind = Shape<KindGuess>(
        "KindGuess",
        [
            .text("kind", .choice(MatterKind.self)) { $0.kind.rawValue }, .integer("score", score) { $0.score },
            .field("words", .list(.anyText)) { .array($0.words.map { .string($0) }) },
        ])

    private static let topic = Shape<TopicGuess>(
        "TopicGuess",
        [
            .text("code", .code) { $0.code }, .integer("score", score) { $0.score },
            .field("words", .list(.anyText)) { .array($0.words.map { .string($0) }) },
        ])

    private static let place = Shape<PlaceMatch>(
        "PlaceMatch",
        [
            .one("place", PlaceShape.shape) { $0.place },
            .text("how", .choice(PlaceMatch.How.self)) { $0.how.rawValue },
            .text("words") { $0.words },
        ])

    private static let route = Shape<RouteDecision>(
        "Route",
        [
            .text("unit", .id) { $0.unit.text }, .words("unit_name") { $0.unitName }, .text("rule") { $0.rule },
            .text("version") { $0.version }, .words("sentence") { $0.sentence },
        ])

    static let known = Shape<LikelySame>(
        "KnownMatter",
        [
            .text("id", .id) { $0.matter.id.text }, .text("number", .text(.number, 8...30)) { $0.matter.number },
            .text("title") { $0.title },
            .integer("likeness", score) { min(100, Int(($0.likeness * 100).rounded())) },
            .bool("same_place") { $0.isSamePlace },
            .field("shared", .list(.anyText)) { .array($0.shared.map { .string($0) }) },
        ])

    static let shape = Shape<WindowHelp>(
        "Suggestions",
        [
            .many("kinds", kind, "The best first.") { $0.kindGuesses },
            .many("topics", topic, "The best first.") { $0.guess?.topics ?? [] },
            .many("places", place, "The best first.") { $0.guess?.places ?? [] },
            .maybe("model", .anyText, "The version of the model that proposed the topics; null when keywords did.") {
                $0.guess?.model?.version
            },
            .maybeOne("route", route) { $0.guess?.route },
            .many("known", known, "Matters of the last year likely about the same trouble, the likeliest first.") {
                $0.guess?.known ?? []
            },
        ])
}
