public import Base

/// How a value is told to programs: each name once, with its schema and where its value comes from, so that the two cannot
/// differ. Every name is always there; what is not known is null.
public struct Shape<Value: Sendable>: Sendable {
    /// One name of the object.
    public struct Field: Sendable {
        let field: SchemaField
        let read: @Sendable (Value) -> JSONValue
    }

    private let name: String
    private let fields: [Field]

    /// A shape that stands in the document under a name.
    public init(_ name: String, _ fields: [Field]) {
        self.name = name
        self.fields = fields
    }

    /// The schema for the document.
    public var schema: Schema { .named(name, .object(fields.map(\.field), isClosed: false)) }

    /// A value as JSON.
    public func json(_ value: Value) -> JSONValue {
        .object(fields.map { .init($0.field.name, $0.read(value)) })
    }
}

extension Shape.Field {
    /// Any value under a schema.
    public static func field(
        _ name: String, _ schema: Schema, _ note: String = "", _ read: @escaping @Sendable (Value) -> JSONValue
    ) -> Self {
        Self(field: SchemaField(name, schema, note), read: read)
    }

    /// A text that is always there.
    public static func text(
        _ name: String, _ schema: Schema = .anyText, _ note: String = "", _ read: @escaping @Sendable (Value) -> String
    ) -> Self {
        field(name, schema, note) { .string(read($0)) }
    }

    /// A text, or null.
    public static func maybe(
        _ name: String, _ schema: Schema = .anyText, _ note: String = "", _ read: @escaping @Sendable (Value) -> String?
    ) -> Self {
        field(name, .nullable(schema), note) { .text(read($0)) }
    }

    /// A whole number.
    public static func integer(
        _ name: String, _ schema: Schema = .count, _ note: String = "", _ read: @escaping @Sendable (Value) -> Int
    ) -> Self {
        field(name, schema, note) { .integer(read($0)) }
    }

    /// A whole number, or null.
    public static func maybeInteger(
        _ name: String, _ schema: Schema = .count, _ note: String = "", _ read: @escaping @Sendable (Value) -> Int?
    ) -> Self {
        field(name, .nullable(schema), note) { read($0).map { .integer($0) } ?? .null }
    }

    /// Yes or no.
    public static func bool(
        _ name: String, _ note: String = "", _ read: @escaping @Sendable (Value) -> Bool
    ) -> Self {
        field(name, .bool, note) { .bool(read($0)) }
    }

    /// A name in both languages.
    public static func words(
        _ name: String, _ note: String = "", _ read: @escaping @Sendable (Value) -> Words
    ) -> Self {
        field(name, .words, note) { read($0).json }
    }

    /// A name in both languages, or null.
    public static func maybeWords(
        _ name: String, _ note: String = "", _ read: @escaping @Sendable (Value) -> Words?
    ) -> Self {
        field(name, .nullable(.words), note) { read($0)?.json ?? .null }
    }

    /// An object of another shape.
    public static func one<Part>(
        _ name: String, _ shape: Shape<Part>, _ note: String = "", _ read: @escaping @Sendable (Value) -> Part
    ) -> Self {
        field(name, shape.schema, note) { shape.json(read($0)) }
    }

    /// An object of another shape, or null.
    public static func maybeOne<Part>(
        _ name: String, _ shape: Shape<Part>, _ note: String = "", _ read: @escaping @Sendable (Value) -> Part?
    ) -> Self {
        field(name, .nullable(shape.schema), note) { read($0).map(shape.json) ?? .null }
    }

    /// Objects of another shape.
    public static func many<Part>(
        _ name: String, _ shape: Shape<Part>, _ note: String = "", _ read: @escaping @Sendable (Value) -> [Part]
    ) -> Self {
        field(name, .list(shape.schema), note) { .array(read($0).map(shape.json)) }
    }
}

extension Words {
    /// Both languages side by side.
    public var json: JSONValue { ["zh": .string(zh), "en": .string(en)] }
}
