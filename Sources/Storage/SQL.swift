public import Base

/// A value that goes into or comes out of the database.
public enum Value: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
}

/// What can be bound into SQL.
public protocol Bindable {
    /// The value as stored.
    var value: Value { get }
}

extension Value: Bindable { public var value: Value { self } }
extension String: Bindable { public var value: Value { .text(self) } }
extension Int: Bindable { public var value: Value { .integer(Int64(self)) } }
extension Int64: Bindable { public var value: Value { .integer(self) } }
extension Bool: Bindable { public var value: Value { .integer(self ? 1 : 0) } }
extension [UInt8]: Bindable { public var value: Value { .blob(self) } }
extension Instant: Bindable { public var value: Value { .integer(milliseconds) } }
extension Day: Bindable { public var value: Value { .text(description) } }
extension RecordID: Bindable { public var value: Value { .text(text) } }
extension Optional: Bindable where Wrapped: Bindable {
    public var value: Value { self?.value ?? .null }
}

/// A statement as a string literal: what is interpolated is bound as `$1`, `$2`, ..., never spliced into the text.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// The text with `$n` placeholders, the same for every engine.
    public private(set) var text: String
    /// The bound values; `$1` is the first.
    public private(set) var values: [Value]

    /// Takes a finished text with `$n` placeholders and its values; the text must not come from outside.
    public init(text: String, values: [Value]) {
        self.text = text
        self.values = values
    }

    public init(stringLiteral value: String) {
        text = value
        values = []
    }

    public init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }

    /// Joins statements or conditions, renumbering their placeholders.
    public static func joined(_ parts: [SQL], separator: String) -> SQL {
        var whole = StringInterpolation(literalCapacity: 0, interpolationCount: 0)
        for (index, part) in parts.enumerated() {
            if index > 0 { whole.appendLiteral(separator) }
            whole.appendInterpolation(part)
        }
        return SQL(stringInterpolation: whole)
    }

    /// Collects literals and bound values.
    public struct StringInterpolation: StringInterpolationProtocol {
        var text = ""
        var values: [Value] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 3)
        }

        public mutating func appendLiteral(_ literal: String) { text += literal }

        /// Binds a value.
        public mutating func appendInterpolation(_ bindable: some Bindable) {
            values.append(bindable.value)
            text += "$\(values.count)"
        }

        /// Binds a value or NULL.
        public mutating func appendInterpolation<Wrapped: Bindable>(_ bindable: Wrapped?) {
            values.append(bindable?.value ?? .null)
            text += "$\(values.count)"
        }

        /// Binds a list, for `IN (...)`. The last item is repeated up to a power of two, so that engines meet few
        /// different statements and keep them prepared.
        public mutating func appendInterpolation(list: [some Bindable]) {
            guard let last = list.last else { return }
            var length = 1
            while length < list.count { length *= 2 }
            for index in 0..<length {
                if index > 0 { text += ", " }
                appendInterpolation(index < list.count ? list[index] : last)
            }
        }

        /// Binds values one after the other, for `VALUES (...)`.
        public mutating func appendInterpolation(values list: [some Bindable]) {
            for (index, item) in list.enumerated() {
                if index > 0 { text += ", " }
                appendInterpolation(item)
            }
        }

        /// Puts in a piece of SQL, renumbering its placeholders.
        public mutating func appendInterpolation(_ piece: SQL) {
            text += piece.renumbered(from: values.count)
            values += piece.values
        }
    }

    // By bytes: a page builds dozens of statements, and telling characters apart would cost more than running some.
    private func renumbered(from offset: Int) -> String {
        guard offset > 0, !values.isEmpty else { return text }
        let source = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(source.count + values.count)
        var index = 0
        while index < source.count {
            result.append(source[index])
            index += 1
            guard source[index - 1] == UInt8(ascii: "$") else { continue }
            var number = 0
            let first = index
            while index < source.count, (48...57).contains(source[index]) {
                number = number * 10 + Int(source[index] - 48)
                index += 1
            }
            if index > first { result += String(number + offset).utf8 }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
