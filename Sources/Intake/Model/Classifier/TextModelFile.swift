import Crypto
public import Foundation

// A model as a file: a line that names the form, a line of JSON, the grams as lines, then rarities, weights, scales and
// starts as numbers, lowest byte first, and the SHA-256 of all before it.
extension TextModel {
    private static let mark = "shanzhi text model 1\n"

    private struct Header: Codable {
        var labels: [String]
        var origin: Origin
        var grams: Int
        var gramBytes: Int
        var belief: Belief
    }

    /// The bytes of the file.
    public func encoded() throws -> Data {
        let text = Data(grams.joined(separator: "\n").utf8)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let header = Header(
            labels: labels, origin: origin, grams: grams.count, gramBytes: text.count, belief: belief)
        var data = Data(Self.mark.utf8) + (try encoder.encode(header)) + Data("\n".utf8) + text
        for number in rarity + scales + starts {
            withUnsafeBytes(of: number.bitPattern.littleEndian) { data.append(contentsOf: $0) }
        }
        data.append(contentsOf: weights.lazy.map { UInt8(bitPattern: $0) })
        return data + Data(SHA256.hash(data: data))
    }

    /// Reads the bytes of a file. Throws `TextModelError.damaged`.
    public init(_ data: Data) throws {
        guard data.count > Self.mark.utf8.count + 32, data.starts(with: Data(Self.mark.utf8)),
            Data(SHA256.hash(data: data.dropLast(32))) == data.suffix(32)
        else { throw TextModelError.damaged }
        let body = data.dropFirst(Self.mark.utf8.count).dropLast(32)
        guard let end = body.firstIndex(of: 10),
            let header = try? JSONDecoder().decode(Header.self, from: body[body.startIndex..<end])
        else { throw TextModelError.damaged }
        let (grams, labels) = (header.grams, header.labels.count)
        let numbers = grams + 2 * labels, width = Self.width(labels)
        var rest = body[(end + 1)...]
        guard grams >= 0, header.gramBytes >= 0, rest.count == header.gramBytes + numbers * 4 + grams * width else {
            throw TextModelError.damaged
        }
        let texts = String(decoding: rest.prefix(header.gramBytes), as: UTF8.self).split(separator: "\n").map(
            String.init)
        rest = rest.dropFirst(header.gramBytes)
        let floats = (0..<numbers).map { index in
            let start = rest.startIndex + index * 4
            return Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(rest[start + $1]) << (8 * UInt32($1)) })
        }
        let model = TextModel(
            labels: header.labels, origin: header.origin, grams: texts, rarity: Array(floats.prefix(grams)),
            weights: rest.dropFirst(numbers * 4).map { Int8(bitPattern: $0) },
            scales: Array(floats[grams..<(grams + labels)]), starts: Array(floats.suffix(labels)),
            belief: header.belief)
        guard let model else { throw TextModelError.damaged }
        self = model
    }
}
