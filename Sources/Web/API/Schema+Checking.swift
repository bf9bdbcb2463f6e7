public import Base

/// What is wrong with a value, and where.
public struct SchemaFault: Hashable, Sendable {
    /// The place as a JSON pointer (RFC 6901), such as `/parties/0/name`; empty for the whole.
    public let pointer: String
    /// What is wrong.
    public let words: Words

    /// Puts place and words together.
    public init(pointer: String, words: Words) {
        self.pointer = pointer
        self.words = words
    }
}

extension Schema {
    /// What is wrong with a value; empty when nothing is. With `isExact` an object that is open may have no other names
    /// either: so answers are held to what they declare.
    public func faults(in value: JSONValue, at pointer: String = "", isExact: Bool = false) -> [SchemaFault] {
        func fault(_ words: Words) -> [SchemaFault] { [SchemaFault(pointer: pointer, words: words)] }
        switch self {
        case .named(_, let schema): return schema.faults(in: value, at: pointer, isExact: isExact)
        case .nullable(let schema):
            return value == .null ? [] : schema.faults(in: value, at: pointer, isExact: isExact)
        case .text(let shape, let length):
            guard let text = value.string else { return fault(FaultyWords.text) }
            return Self.fault(of: text, shape, length).map(fault) ?? []
        case .choice(let codes):
            guard let text = value.string, codes.contains(text) else { return fault(FaultyWords.choice(codes)) }
            return []
        case .integer(let range):
            guard let number = value.integer, range.contains(number) else { return fault(FaultyWords.number(range)) }
            return []
        case .bool: return value.bool == nil ? fault(FaultyWords.bool) : []
        case .document:
            if case .object = value { return [] }
            return fault(FaultyWords.object)
        case .list(let schema, let count):
            guard let elements = value.array else { return fault(FaultyWords.list) }
            guard count.contains(elements.count) else { return fault(FaultyWords.items(count)) }
            return elements.enumerated().flatMap {
                schema.faults(in: $0.element, at: "\(pointer)/\($0.offset)", isExact: isExact)
            }
        case .object(let fields, let isClosed):
            guard case .object(let members) = value else { return fault(FaultyWords.object) }
            return Self.faults(of: members, fields, at: pointer, isClosed: isClosed || isExact, isExact: isExact)
        }
    }

    /// What is wrong with a text that stands for a value, such as a field of a query.
    func faults(inText text: String, at pointer: String) -> [SchemaFault] {
        switch self {
        case .integer: faults(in: .number(text), at: pointer)
        case .bool: faults(in: text == "true" ? true : text == "false" ? false : .string(text), at: pointer)
        case .nullable(let schema), .named(_, let schema): schema.faults(inText: text, at: pointer)
        default: faults(in: .string(text), at: pointer)
        }
    }

    private static func fault(of text: String, _ shape: TextShape, _ length: ClosedRange<Int>) -> Words? {
        let count = text.unicodeScalars.count
        if count < length.lowerBound { return count == 0 ? FaultyWords.empty : FaultyWords.short(length.lowerBound) }
        if count > length.upperBound { return FaultyWords.long(length.upperBound) }
        return shape.fits(text) ? nil : FaultyWords.shape(shape)
    }

    private static func faults(
        of members: [JSONValue.Member], _ fields: [SchemaField], at pointer: String, isClosed: Bool, isExact: Bool
    ) -> [SchemaFault] {
        var faults: [SchemaFault] = []
        let values = Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        for field in fields {
            let place = "\(pointer)/\(field.name)"
            guard let value = values[field.name] else {
                if field.isRequired { faults.append(SchemaFault(pointer: place, words: FaultyWords.missing)) }
                continue
            }
            faults += field.schema.faults(in: value, at: place, isExact: isExact)
        }
        guard isClosed else { return faults }
        let known = Set(fields.map(\.name))
        for member in members where !known.contains(member.name) {
            let name = String(member.name.prefix(60)).replacing("~", with: "~0").replacing("/", with: "~1")
            faults.append(SchemaFault(pointer: "\(pointer)/\(name)", words: FaultyWords.unknown))
        }
        return faults
    }
}
