import Base

/// What a route of the API takes and answers: the document is made from it, requests are checked by it before the handler
/// sees them, and tests hold every answer to it.
public struct APIOperation: Sendable {
    /// A value beside the body.
    public struct Parameter: Hashable, Sendable {
        /// Where it stands.
        public enum Place: String, Sendable { case path, query, header }

        let name: String
        let place: Place
        let schema: Schema
        let isRequired: Bool
        let note: String

        /// A part of the path; what does not fit is not found.
        public static func path(_ name: String, _ schema: Schema, _ note: String = "") -> Parameter {
            Parameter(name: name, place: .path, schema: schema, isRequired: true, note: note)
        }

        /// A field of the query that may be missing.
        public static func query(_ name: String, _ schema: Schema, _ note: String = "") -> Parameter {
            Parameter(name: name, place: .query, schema: schema, isRequired: false, note: note)
        }

        /// A field of the query that must be there.
        public static func required(_ name: String, _ schema: Schema, _ note: String = "") -> Parameter {
            Parameter(name: name, place: .query, schema: schema, isRequired: true, note: note)
        }

        /// A header that must be there.
        public static func header(_ name: String, _ schema: Schema, _ note: String = "") -> Parameter {
            Parameter(name: name, place: .header, schema: schema, isRequired: true, note: note)
        }
    }

    /// The content of a good answer.
    public enum Content: Hashable, Sendable {
        /// JSON under a schema.
        case json(Schema)
        /// The bytes of a file, of any type.
        case file
        /// JSON of one page of a list, with where the next begins.
        case page(String, Schema)
    }

    /// The name of the operation, such as `getMatter`.
    public let id: String
    /// The part of the API it belongs to.
    public let tag: String
    /// More than the summary says; empty for nothing.
    public let note: String
    /// The status of a good answer.
    public let status: Int
    /// The content of a good answer.
    public let content: Content
    /// The body that it takes; nil for none.
    public let body: Schema?
    /// Statuses of refusals beside those that follow from the rest.
    public let refusals: Set<Int>
    let own: [Parameter]
    let hasKey: Bool
    /// Whether the body may hold files, and so be as large as a form with files.
    let hasFiles: Bool

    /// How many items a page has when nobody says, and at most.
    public static let (pageSize, pageLimit) = (30, 100)

    /// Describes an operation that reads.
    public static func reading(
        _ id: String, tag: String, _ parameters: [Parameter] = [], answers content: Content, refusals: Set<Int> = [],
        note: String = ""
    ) -> APIOperation {
        APIOperation(
            id: id, tag: tag, note: note, status: 200, content: content, body: nil, refusals: refusals, own: parameters,
            hasKey: false, hasFiles: false)
    }

    /// Describes an operation that does something, once for each key.
    public static func acting(
        _ id: String, tag: String, _ parameters: [Parameter] = [], takes body: Schema, status: Int = 200,
        answers schema: Schema, refusals: Set<Int> = [], takesFiles: Bool = false, note: String = ""
    ) -> APIOperation {
        APIOperation(
            id: id, tag: tag, note: note, status: status, content: .json(schema), body: body, refusals: refusals,
            own: parameters, hasKey: true, hasFiles: takesFiles)
    }

    /// Describes an operation that only works something out from a body, and keeps nothing.
    public static func asking(
        _ id: String, tag: String, _ parameters: [Parameter] = [], takes body: Schema, answers schema: Schema,
        note: String = ""
    ) -> APIOperation {
        APIOperation(
            id: id, tag: tag, note: note, status: 200, content: .json(schema), body: body, refusals: [],
            own: parameters, hasKey: false, hasFiles: false)
    }

    /// The parameters with those that pages and keys bring.
    var parameters: [Parameter] {
        var all = own
        if case .page = content {
            all += [
                .query(
                    "limit", .integer(1...Self.pageLimit), "How many items a page has, \(Self.pageSize) unless said."),
                .query("cursor", .text(.cursor, 1...1_000), "Where to go on, as `next` of the page before says it."),
            ]
        }
        if hasKey { all.append(Self.key) }
        return all
    }

    static let key = Parameter.header(
        "Idempotency-Key", .text(.key, 16...102),
        "A random key made anew for each thing wanted. The same key with the same body gives the same answer for 7 days; with another body it is refused."
    )

    /// The schema of a good answer; nil for a file.
    public var schema: Schema? {
        switch content {
        case .json(let schema): schema
        case .file: nil
        case .page(let name, let item):
            .named(
                name,
                .object(
                    [
                        SchemaField("items", .list(item, 0...Self.pageLimit)),
                        SchemaField(
                            "next", .nullable(.anyText),
                            "The address of the next page, also as Link with rel=next; null on the last."),
                    ], isClosed: false))
        }
    }

    /// The schema of every refusal (RFC 9457).
    public static let problem = Schema.named(
        "Problem",
        .object(
            [
                SchemaField("type", .anyText, "A reference that stays the same for one kind of problem."),
                SchemaField("title", .anyText), SchemaField("status", .integer(400...599)),
                SchemaField("code", .code, "The end of the type."), SchemaField("detail", .anyText),
                .optional("errors", .list(fault), "What is wrong with single fields."),
            ], isClosed: false))

    private static let fault = Schema.named(
        "FieldError",
        .object(
            [
                .optional("pointer", .anyText, "A JSON pointer into the body, as a URI fragment."),
                .optional("parameter", .anyText, "The name of a field of the query or of a header."),
                SchemaField("detail", .anyText),
            ], isClosed: false))
}

extension Route {
    /// The statuses with which an operation may refuse.
    public var refusals: Set<Int> {
        guard let operation else { return [] }
        var all = operation.refusals.union([400, 406, 422])
        if scope != nil { all.formUnion([401, 403]) }
        if operation.parameters.contains(where: { $0.place == .path }) { all.insert(404) }
        if operation.body != nil { all.formUnion([413, 415]) }
        return all
    }
}
