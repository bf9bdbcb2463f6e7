import Base
import Letters
import Web

/// How papers are told to programs.
enum PaperShapesAPI {
    struct List: Sendable {
        let duties: [PaperDuty]
        let papers: [Paper]
    }

    struct Told: Sendable {
        let paper: Paper
        let texts: PaperTexts?
        let services: [PaperService]
    }

    static let paper = Shape<Paper>("Paper", facts.map { fact in fact })

    private static let facts: [Shape<Paper>.Field] = [
        .text("id", .id) { $0.id.text }, .text("matter", .id) { $0.matter.text },
        .text("proceeding", .id) { $0.proceeding.text }, .text("unit", .id) { $0.unit.text },
        .text("template", .code) { $0.template }, .text("version") { $0.version },
        .text("state", .choice(PaperState.self)) { $0.state.rawValue }, .maybe("number") { $0.number },
        .maybe("day", .day) { $0.day?.description }, .maybe("seal", .choice(PaperSeal.self)) { $0.seal?.rawValue },
        .maybe("sha256", .hash, "Of the PDF.") { $0.digest }, .maybeInteger("pages") { $0.pages },
        .maybe("issued_at", .instant) { $0.issuedAt?.iso }, .maybe("withdrawn_at", .instant) { $0.withdrawnAt?.iso },
        .maybe("replaces", .id) { $0.replaces?.text }, .integer("revision") { $0.revision },
    ]

    private static let duty = Shape<PaperDuty>(
        "PaperDuty",
        [
            .text("template", .code) { $0.template }, .words("name") { $0.name }, .words("article") { $0.article },
            .words("step") { $0.step },
            .maybe("since", .day, "The day of the step whose letter waits to be written; null while none waits.") {
                $0.since?.description
            },
        ])

    static let list = Shape<List>(
        "Papers",
        [
            .many("duties", duty, "The letters that the procedure's steps name.") { $0.duties },
            .many("items", paper) { $0.papers },
        ])

    private static let text = Shape<(name: String, text: String)>(
        "PaperText", [.text("name") { $0.name }, .text("text") { $0.text }])

    private static let serviceTold = Shape<PaperService>(
        "PaperService",
        [
            .text("id", .id) { $0.id.text }, .text("way", .choice(ServiceWay.self)) { $0.way.rawValue },
            .text("day", .day) { $0.day.description }, .maybe("recipient") { $0.told?.recipient },
            .maybe("number") { $0.told?.number }, .maybe("witness") { $0.told?.witness },
            .maybe("note") { $0.told?.note }, .maybe("receipt", .id) { $0.receipt?.text },
        ])

    static let told = Shape<Told>(
        "PaperTold",
        [
            .one("paper", paper) { $0.paper },
            .many("texts", text, "None where the reader may not read it, and once it was erased.") { told in
                (told.texts?.texts ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
            },
            .many("services", serviceTold) { $0.services },
        ])

    private static let placeholder = Shape<LetterPlaceholder>(
        "PaperField",
        [
            .text("name") { $0.name }, .words("label") { $0.label },
            .text("kind", .choice(["text", "paragraphs", "day", "list", "rows"])) { $0.kind.rawValue },
            .field("optional", .bool) { .bool($0.isOptional) },
        ])

    static let template = Shape<LetterTemplate>(
        "PaperTemplate",
        [
            .text("code", .code) { $0.code }, .words("name") { $0.name }, .words("article") { $0.article },
            .text("service", .choice(ServiceProof.self)) { $0.service.rawValue },
            .many("fields", placeholder) { $0.placeholders },
        ])

    static let proof = Shape<PaperProof>(
        "PaperProof",
        [
            .text("number") { $0.number }, .words("unit") { $0.unit },
            .text("issued_on", .day) { $0.issued.description },
            .maybe("withdrawn_on", .day, "Null while it stands.") { $0.withdrawn?.description },
            .text("sha256", .hash, "Of the PDF.") { $0.digest },
        ])

    /// The fields of a letter in a body.
    static let fields = SchemaField(
        "texts",
        .list(
            .named(
                "PaperTextGiven",
                .object(
                    [
                        SchemaField("name", .text(.line, 1...80), "The placeholder of the template."),
                        SchemaField("text", .text(.prose, 0...PaperTexts.limit)),
                    ], isClosed: true)), 0...60),
        "A day in ISO form; a list with a line for each; rows with | between their cells. What is missing is asked for when it is issued."
    )

    /// The body of a service.
    static let service: [SchemaField] = [
        SchemaField("way", .choice(ServiceWay.self)), SchemaField("recipient", .text(.line, 1...ServiceInput.limit)),
        SchemaField("day", .day), .optional("number", .nullable(.text(.line, 0...ServiceInput.limit))),
        .optional("witness", .nullable(.text(.line, 0...ServiceInput.limit))),
        .optional("note", .nullable(.text(.line, 0...ServiceInput.limit))),
        .optional("receipt", .nullable(.id), "The scan of the signed receipt among the files of the matter."),
    ]
}

extension PaperTexts {
    /// Reads the texts of a body.
    init(_ call: APICall) {
        let given = call.body["texts"]?.array ?? []
        let pairs = given.compactMap { one in
            one["name"]?.string.flatMap { name in one["text"]?.string.map { (name, $0) } }
        }
        self.init(Dictionary(pairs) { first, _ in first })
    }
}

extension ServiceInput {
    /// Reads a body. Throws `PaperError.invalid`.
    init(_ call: APICall) throws {
        guard let way = call.text("way").flatMap(ServiceWay.init), let day = call.text("day").flatMap({ Day($0) })
        else { throw PaperError.invalid(["way": PaperWords.choose]) }
        self.init(way, to: call.text("recipient") ?? "", on: day)
        (number, witness, note) = (call.text("number") ?? "", call.text("witness") ?? "", call.text("note") ?? "")
        receipt = call.text("receipt").flatMap { RecordID($0) }
    }
}
