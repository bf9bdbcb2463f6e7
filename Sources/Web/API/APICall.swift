public import Base
import Crypto
import Foundation
import Markup

/// One request of a program, checked against what its operation declares.
public struct APICall: Sendable {
    /// The request.
    public let visit: Visit
    /// The body; null where none is taken.
    public let body: JSONValue
    let operation: APIOperation

    /// When the request came.
    public var now: Instant { visit.now }

    /// A part of the path.
    public func path(_ name: String) throws -> String { try visit.parameter(name) }

    /// A field of the query; nil when it is missing.
    public func query(_ name: String) -> String? { visit.query.fields.first { $0.name == name }?.value }

    /// A text of the body without blanks at its ends; nil when it is missing, null or nothing but blanks.
    public func text(_ name: String) -> String? {
        let text = body[name]?.string?.trimmingCharacters(in: .whitespacesAndNewlines)
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The same of an object in the body.
    public func text(_ object: String, _ name: String) -> String? {
        let text = body[object]?[name]?.string?.trimmingCharacters(in: .whitespacesAndNewlines)
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether a field of the body is there and not null.
    public func isThere(_ name: String) -> Bool { body[name].map { $0 != .null } ?? false }

    /// A whole number of the body.
    public func integer(_ name: String) -> Int? { body[name]?.integer }

    /// The revision that a body must carry. Throws 422 where the schema forgot it.
    public func revision() throws -> Int {
        guard let revision = integer("revision") else {
            throw Problem.faulty([SchemaFault(pointer: "/revision", words: FaultyWords.missing)])
        }
        return revision
    }

    /// The key of an act, without quotation marks.
    public var key: String {
        (visit.header("idempotency-key") ?? "").trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
    }

    /// The name of the operation with what stands in its path: under it a key counts.
    public var target: String { "\(visit.method) \(visit.path)" }

    /// A hash of what was asked, the same for bodies that differ in blanks only.
    public var fingerprint: [UInt8] { [UInt8](SHA256.hash(data: Data("\(target)\n\(body.text())".utf8))) }

    /// How many items a page is to have.
    public var limit: Int { query("limit").flatMap { Int($0) } ?? APIOperation.pageSize }
}

/// What a handler of the API answers.
public enum APIAnswer: Sendable {
    /// JSON under the operation's schema, with further headers.
    case json(JSONValue, headers: [(name: String, value: String)])
    /// A file, in the form that a page would answer.
    case file(Reply)

    /// JSON without further headers.
    public static func json(_ value: JSONValue) -> APIAnswer { .json(value, headers: []) }
}

// Where a list goes on: opaque, bound to the operation and its filters, so that no page of one list begins in another.
extension APICall {
    private static let separator = "\u{1F}"

    /// The position after which the page begins; nil for the first. Throws 422 for a cursor of another list or a broken one.
    public func position(of parts: Int) throws -> [String]? {
        guard let cursor = query("cursor") else { return nil }
        guard let data = Data(base64URL: cursor), data.count > 8,
            let text = String(validating: data.dropFirst(8), as: UTF8.self), Data(mark(of: text)) == data.prefix(8)
        else { throw brokenCursor }
        let position = text.components(separatedBy: Self.separator)
        guard position.count == parts else { throw brokenCursor }
        return position
    }

    /// The refusal of a cursor.
    public var brokenCursor: Problem {
        .faulty([], parameters: [("cursor", FaultyWords.cursor)])
    }

    /// One page of a list; `next` is the position of its last item where more follow.
    public func page(_ items: [JSONValue], next position: [String]?) -> APIAnswer {
        let next = position.map { position in
            let text = position.joined(separator: Self.separator)
            let cursor = (Data(mark(of: text)) + Data(text.utf8)).base64URL
            let rest = visit.query.fields.filter { $0.name != "cursor" }
            return rest.reduce(Path(stringLiteral: visit.path)) { $0.query($1.name, $1.value) }.query("cursor", cursor)
                .text
        }
        let body: JSONValue = ["items": .array(items), "next": .text(next)]
        return .json(body, headers: next.map { [("link", "<\($0)>; rel=\"next\"")] } ?? [])
    }

    private func mark(of text: String) -> [UInt8] {
        let filters = visit.query.fields.filter { $0.name != "cursor" && $0.name != "limit" }
            .map { "\($0.name)=\($0.value)" }.sorted().joined(separator: "&")
        return Array(SHA256.hash(data: Data("\(visit.path)\n\(filters)\n\(text)".utf8)).prefix(8))
    }
}

extension Data {
    fileprivate var base64URL: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    fileprivate init?(base64URL text: String) {
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        self.init(base64Encoded: plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4))
    }
}

extension Problem {
    /// 422: fields of the body or parameters that are wrong.
    public static func faulty(
        _ faults: [SchemaFault], parameters: [(name: String, words: Words)] = []
    ) -> Problem {
        var problem = Problem(status: 422, code: "invalid", title: FaultyWords.mend, detail: FaultyWords.seeErrors)
        problem.errors =
            parameters.map { FieldError(pointer: nil, parameter: $0.name, words: $0.words) }
            + faults.map { FieldError(pointer: $0.pointer, parameter: nil, words: $0.words) }
        return problem
    }

    /// 422: one field of the body that is wrong.
    public static func faulty(_ field: String, _ words: Words) -> Problem {
        faulty([SchemaFault(pointer: "/\(field)", words: words)])
    }
}
