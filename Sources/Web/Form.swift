import Foundation

/// Decoded fields of a query or a posted form, in order; a name may repeat.
public struct Form: Sendable {
    /// The fields in the order they came.
    public let fields: [(name: String, value: String)]
    /// Uploaded files, empty ones left out.
    public let files: [Upload]

    /// A file that came with a form: its bytes are not yet trusted to be what the name says.
    public struct Upload: Sendable {
        /// The field's name.
        public let field: String
        /// The file name as the browser sent it.
        public let name: String
        /// The content.
        public let bytes: [UInt8]
    }

    /// The most fields a form may have.
    static let fieldLimit = 1_000
    /// The most bytes that the head of one part may have.
    static let headLimit = 8_192

    /// Puts together fields and files.
    public init(fields: [(name: String, value: String)] = [], files: [Upload] = []) {
        self.fields = fields
        self.files = files
    }

    /// The first value of a field, trimmed of white space at both ends; nil when absent.
    public subscript(_ name: String) -> String? {
        fields.first { $0.name == name }?.value.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The first value of a field, trimmed; empty when absent.
    public func text(_ name: String) -> String { self[name] ?? "" }

    /// The value, or nil when absent or empty.
    public func filled(_ name: String) -> String? { self[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// All values of a repeated field.
    public func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// Reads `a=1&b=2`. Answers nil for bad escapes or text that is not UTF-8.
    public static func urlEncoded(_ text: some StringProtocol) -> Form? {
        var fields: [(name: String, value: String)] = []
        // More fields than any form of ours has: splitting without a limit would cost memory by the gigabyte.
        let pairs = text.utf8.split(separator: UInt8(ascii: "&"), maxSplits: fieldLimit)
        guard pairs.count <= fieldLimit else { return nil }
        for pair in pairs {
            let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decoded(halves[0]), let value = decoded(halves.count > 1 ? halves[1] : halves[0].prefix(0))
            else { return nil }
            fields.append((name, value))
        }
        return Form(fields: fields)
    }

    private static func decoded(_ bytes: some Sequence<UInt8>) -> String? {
        var result: [UInt8] = []
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "+"): result.append(32)
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(hex), let low = iterator.next().flatMap(hex) else {
                    return nil
                }
                result.append(high << 4 | low)
            default: result.append(byte)
            }
        }
        return String(validating: result, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}

extension Form {
    /// Reads a whole multipart/form-data body (RFC 7578). Answers nil when it is malformed.
    public static func multipart(_ body: [UInt8], boundary: String) -> Form? {
        let mark = Array("--\(boundary)".utf8)
        guard !boundary.isEmpty, boundary.utf8.count <= 70 else { return nil }
        let data = Data(body)
        var fields: [(name: String, value: String)] = []
        var files: [Upload] = []
        guard var here = data.range(of: Data(mark)) else { return nil }
        let delimiter = Data("\r\n".utf8) + Data(mark)
        while true {
            let rest = data[here.upperBound...]
            if rest.starts(with: Data("--".utf8)) { return Form(fields: fields, files: files) }
            guard rest.starts(with: Data("\r\n".utf8)) else { return nil }
            // Looked for after the line's end: a delimiter right behind a delimiter has no part between them.
            let content = rest.dropFirst(2)
            guard let next = content.range(of: delimiter) else { return nil }
            let part = content[..<next.lowerBound]
            guard fields.count + files.count < fieldLimit,
                let head = part.prefix(headLimit).range(of: Data("\r\n\r\n".utf8)),
                let headers = String(data: part[..<head.lowerBound], encoding: .utf8),
                let name = parameter("name", in: headers)
            else { return nil }
            let value = part[head.upperBound...]
            if let fileName = parameter("filename", in: headers) {
                if !value.isEmpty { files.append(Upload(field: name, name: fileName, bytes: [UInt8](value))) }
            } else {
                guard let text = String(data: value, encoding: .utf8) else { return nil }
                fields.append((name, text))
            }
            here = next
        }
    }

    private static func parameter(_ name: String, in headers: String) -> String? {
        for line in headers.components(separatedBy: "\r\n")
        where line.lowercased().hasPrefix("content-disposition:") {
            guard let start = line.range(of: "; \(name)=\"") else { continue }
            return String(line[start.upperBound...].prefix { $0 != "\"" })
        }
        return nil
    }
}
