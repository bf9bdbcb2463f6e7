public import Base

/// A message as it is compared with others.
public struct SimilarText: Sendable {
    /// Its title, empty where there is none.
    public var title: String
    /// All that was written, the title included.
    public var text: String
    /// The areas that are named, by any number: two messages that name none in common are likelier about two troubles.
    public var areas: Set<UInt32>
    /// Where it is, when that is known more closely than the town.
    public var place: RecordID?

    /// A message; areas are read from the text where none are given.
    public init(title: String, text: String, areas: Set<UInt32>? = nil, place: RecordID? = nil) {
        (self.title, self.text, self.place) = (title, text, place)
        self.areas = areas ?? Self.areas(in: text)
    }

    /// By how much places move the likeness of two messages: at one place the same words mean the same trouble, at two they
    /// seldom do.
    static func factor(_ one: (areas: Set<UInt32>, place: RecordID?), _ other: (areas: Set<UInt32>, place: RecordID?))
        -> Float
    {
        if let here = one.place, let there = other.place { return here == there ? together : apart }
        return !one.areas.isEmpty && !other.areas.isEmpty && one.areas.isDisjoint(with: other.areas) ? apart : 1
    }

    private static let together: Float = 1.5
    private static let apart: Float = 0.6

    /// Districts, counties and cities that the text names by a letter and a number (`A3区`, `B7县`), as masked and planned areas
    /// are. A letter alone names the city, which all messages share.
    static func areas(in text: String) -> Set<UInt32> {
        var areas: Set<UInt32> = [], letters: UInt32 = 0, number: UInt32 = 0
        for scalar in text.unicodeScalars {
            let value = scalar.value &- 0xFF01 < 0x5E ? scalar.value - 0xFEE0 : scalar.value
            switch value {
            case 0x30...0x39 where letters > 0: number = number &* 10 &+ (value - 0x2F)
            case 0x41...0x5A, 0x61...0x7A: (letters, number) = ((value | 0x20) &+ (number > 0 ? 0 : letters &* 31), 0)
            default:
                if number > 0, ends.contains(scalar) { areas.insert((letters &* 1_000_003 &+ number) &* 31 &+ value) }
                (letters, number) = (0, 0)
            }
        }
        return areas
    }

    private static let ends: Set<Unicode.Scalar> = ["区", "县", "市"]
}

/// Counts of tokens and pairs in one part of a message, weighed by how rare they are, of length one.
struct GramSpace: Sendable {
    /// The grams of each message by number, and their weights.
    private(set) var rows: [[(gram: Int32, weight: Float)]]
    /// Which messages hold a gram, and its weight there.
    private(set) var holders: [[(row: Int32, weight: Float)]]

    /// Takes the parts of all messages; `singles` says whether single tokens count beside pairs.
    init(_ texts: [String], singles: Bool, rarity: (_ holders: Float, _ all: Float) -> Float) {
        var numbers: [Gram: Int32] = [:], counts: [[(Int32, Int)]] = [], reader = TextTokens(.names)
        for text in texts {
            var own: [Int32: Int] = [:]
            reader.forEachGram(in: text, singles: singles) { gram in
                let number = numbers[gram] ?? Int32(numbers.count)
                numbers[gram] = number
                own[number, default: 0] += 1
            }
            counts.append(own.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        }
        var found = [Int](repeating: 0, count: numbers.count)
        for row in counts { for (gram, _) in row { found[Int(gram)] += 1 } }
        let all = Float(texts.count), weights = found.map { rarity(Float($0), all) }
        rows = counts.map { row in
            let weighed = row.map { gram, count in
                (gram: gram, weight: TextModel.growth[min(count, 255)] * weights[Int(gram)])
            }
            let length = weighed.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
            return length > 0 ? weighed.map { ($0.gram, $0.weight / length) } : []
        }
        holders = found.map { count in
            var list: [(row: Int32, weight: Float)] = []
            list.reserveCapacity(count)
            return list
        }
        for (row, grams) in rows.enumerated() {
            for (gram, weight) in grams { holders[Int(gram)].append((Int32(row), weight)) }
        }
    }

    /// Adds the likeness of one message to every message before `end`, times a factor.
    func add(_ row: Int, times factor: Float, before end: Int, to scores: inout [Float]) {
        scores.withUnsafeMutableBufferPointer { scores in
            for (gram, weight) in rows[row] {
                let share = weight * factor
                for (other, its) in holders[Int(gram)] {
                    guard other < end else { break }
                    scores[Int(other)] += share * its
                }
            }
        }
    }
}

extension TextTokens {
    /// Calls `body` with every pair of tokens of a text, and with every token where single ones count too.
    mutating func forEachGram(in text: String, singles: Bool, _ body: (Gram) -> Void) {
        read(text)
        for index in tokens.indices {
            if singles { body(Gram(tokens[index])) }
            if index + 1 < tokens.count { body(GramCounter.pair(tokens[index], tokens[index + 1])) }
        }
    }
}
