/// What a value must be: one declaration from which a body is checked, an answer is checked, and the document is made.
public indirect enum Schema: Hashable, Sendable {
    /// A text of a shape, so long in code points.
    case text(TextShape, ClosedRange<Int>)
    /// One of some codes.
    case choice([String])
    /// A whole number.
    case integer(ClosedRange<Int>)
    case bool
    /// A list of so many values.
    case list(Schema, ClosedRange<Int>)
    /// An object; one that is closed takes no other names.
    case object([SchemaField], isClosed: Bool)
    /// A JSON object that is described elsewhere.
    case document
    /// A schema that stands once in the document under a name.
    case named(String, Schema)
    /// The same, or null.
    case nullable(Schema)

    /// The most items that a list of an answer may have when nothing else bounds it.
    public static let listLimit = 10_000

    /// Any text of an answer.
    public static let anyText = Schema.text(.any, 0...100_000)
    /// The id of a record.
    public static let id = Schema.text(.id, 36...36)
    /// A code such as `env.noise`.
    public static let code = Schema.text(.code, 1...80)
    /// A calendar day.
    public static let day = Schema.text(.day, 10...10)
    /// A point in time.
    public static let instant = Schema.text(.instant, 20...40)
    /// A SHA-256.
    public static let hash = Schema.text(.hash, 64...64)
    /// How many.
    public static let count = Schema.integer(0...9_007_199_254_740_991)
    /// A name in Chinese and English, side by side.
    public static let words = Schema.named(
        "Words", .object([SchemaField("zh", .anyText), SchemaField("en", .anyText)], isClosed: false))

    /// A list of an answer.
    public static func list(_ schema: Schema) -> Schema { .list(schema, 0...listLimit) }

    /// An object that holds a list of an answer as `items`.
    public static func items(_ name: String, _ schema: Schema) -> Schema {
        .named(name, .object([SchemaField("items", .list(schema))], isClosed: false))
    }

    /// One of the codes of a type.
    public static func choice<Code: RawRepresentable & CaseIterable>(_ type: Code.Type) -> Schema
    where Code.RawValue == String {
        .choice(type.allCases.map(\.rawValue))
    }

    /// The body of a request: no other names than these.
    public static func body(_ name: String, _ fields: [SchemaField]) -> Schema {
        .named(name, .object(fields, isClosed: true))
    }
}

/// One name of an object.
public struct SchemaField: Hashable, Sendable {
    /// The name.
    public let name: String
    /// What its value must be.
    public let schema: Schema
    /// Whether it must be there.
    public let isRequired: Bool
    /// What it says, one English sentence; empty where the name says it.
    public let note: String

    /// A name that must be there.
    public init(_ name: String, _ schema: Schema, _ note: String = "") {
        self.init(name, schema, note, isRequired: true)
    }

    private init(_ name: String, _ schema: Schema, _ note: String, isRequired: Bool) {
        self.name = name
        self.schema = schema
        self.note = note
        self.isRequired = isRequired
    }

    /// A name that may be missing.
    public static func optional(_ name: String, _ schema: Schema, _ note: String = "") -> SchemaField {
        SchemaField(name, schema, note, isRequired: false)
    }
}

extension Schema {
    /// The schema as JSON Schema 2020-12, as OpenAPI 3.1 has it.
    var json: JSONValue {
        switch self {
        case .text(let shape, let length): Self.textJSON(shape, length)
        case .choice(let codes): ["type": "string", "enum": .array(codes.map { .string($0) })]
        case .integer(let range):
            ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
        case .bool: ["type": "boolean"]
        case .list(let schema, let count):
            [
                "type": "array", "items": schema.json, "minItems": .integer(count.lowerBound),
                "maxItems": .integer(count.upperBound),
            ]
        case .object(let fields, let isClosed): Self.objectJSON(fields, isClosed)
        case .document: ["type": "object"]
        case .named(let name, _): ["$ref": .string("#/components/schemas/\(name)")]
        case .nullable(let schema): schema.orNull
        }
    }

    private static func textJSON(_ shape: TextShape, _ length: ClosedRange<Int>) -> JSONValue {
        var members: [JSONValue.Member] = [.init("type", "string")]
        if let format = shape.format { members.append(.init("format", .string(format))) }
        if shape == .any { return .object(members) }
        if shape == .base64 { members.append(.init("contentEncoding", "base64")) }
        // What is bounded by the size of a body is not bounded again: nobody should make up a text of a million characters.
        members.append(.init("minLength", .integer(length.lowerBound)))
        if length.upperBound < 100_000 { members.append(.init("maxLength", .integer(length.upperBound))) }
        if let pattern = shape.pattern { members.append(.init("pattern", .string(pattern))) }
        return .object(members)
    }

    private static func objectJSON(_ fields: [SchemaField], _ isClosed: Bool) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("type", "object"),
            .init("properties", .object(fields.map { .init($0.name, $0.schema.json.noted($0.note)) })),
        ]
        let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { members.append(.init("required", .array(required))) }
        if isClosed { members.append(.init("additionalProperties", false)) }
        return .object(members)
    }

    private var orNull: JSONValue {
        guard case .object(let members) = json, self["enum"] == nil, case .string(let type)? = json["type"] else {
            return ["anyOf": [json, ["type": "null"]]]
        }
        return .object(members.map { $0.name == "type" ? .init("type", [.string(type), "null"]) : $0 })
    }

    private subscript(_ name: String) -> JSONValue? { json[name] }

    /// Every schema with a name in this one, by name.
    func collectNames(into names: inout [String: Schema]) {
        switch self {
        case .named(let name, let schema):
            guard names.updateValue(schema, forKey: name) == nil else { return }
            schema.collectNames(into: &names)
        case .list(let schema, _), .nullable(let schema): schema.collectNames(into: &names)
        case .object(let fields, _): for field in fields { field.schema.collectNames(into: &names) }
        case .text, .choice, .integer, .bool, .document: break
        }
    }
}

extension JSONValue {
    /// The same with a description; beside a reference it is allowed since JSON Schema 2019-09.
    fileprivate func noted(_ note: String) -> JSONValue {
        guard !note.isEmpty, case .object(let members) = self else { return self }
        return .object(members + [.init("description", .string(note))])
    }
}
