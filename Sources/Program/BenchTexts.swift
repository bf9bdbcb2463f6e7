import Base
import Foundation
import Matters
import Text

/// Draws from a list so that the n-th is drawn 1/n as often as the first (Zipf's law).
struct Zipf<Item: Sendable>: Sendable {
    private let items: [Item]
    private let sums: [Double]

    init(_ items: [Item]) {
        var sum = 0.0
        self.items = items
        sums = items.indices.map { index in
            sum += 1 / Double(index + 1)
            return sum
        }
    }

    func draw(_ random: inout SplitMix64) -> Item? {
        guard let last = sums.last else { return nil }
        let mark = Double.random(in: 0..<last, using: &random)
        var low = 0, high = sums.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > mark { high = middle } else { low = middle + 1 }
        }
        return items[low]
    }
}

/// Texts made of the sample messages' clauses, drawn by Zipf's law, so that some words are everywhere and most are rare.
struct BenchTexts: Sendable {
    let clauses: Zipf<String>
    let titles: Zipf<(title: String, kind: MatterKind, topic: String)>
    /// Words of two characters that people search for, the commonest first.
    let words: Zipf<String>

    /// Reads the sample messages and the keywords of the topics.
    init(samples: [[String: String]], keywords: [String], seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let ends = CharacterSet(charactersIn: "，。！？；：、“”（） \n")
        var clauses = Set<String>()
        for row in samples {
            for clause in (row["text"] ?? "").components(separatedBy: ends) where (4...20).contains(clause.count) {
                clauses.insert(clause)
            }
        }
        let shuffled = clauses.sorted().shuffled(using: &random)
        self.clauses = Zipf(shuffled)
        titles = Zipf(
            samples.compactMap { row in
                MatterKind(rawValue: row["kind"] ?? "").map { (row["title"] ?? "", $0, row["topic"] ?? "") }
            }.shuffled(using: &random)
        )
        // The rank of a word is the rank of the first clause that holds it.
        let ranked = Set(keywords.filter { $0.count == 2 }).sorted().compactMap { word in
            shuffled.firstIndex { $0.contains(word) }.map { ($0, word) }
        }
        words = Zipf(ranked.sorted { $0 < $1 }.map(\.1))
    }

    /// The words of one matter; three to eight clauses.
    func narrative(place: String, _ random: inout SplitMix64) -> (Narrative, MatterKind, topic: String) {
        let head = titles.draw(&random) ?? ("路灯坏了", .help, "urban.street-lights")
        let count = Int.random(in: 3...8, using: &random)
        let parts = (0..<count).compactMap { _ in clauses.draw(&random) }
        return (
            Narrative(title: head.title, text: parts.joined(separator: "，") + "。", place: place), head.kind, head.topic
        )
    }

    /// Two words, as somebody types them into the search.
    func query(_ random: inout SplitMix64) -> String {
        "\(words.draw(&random) ?? "路灯") \(words.draw(&random) ?? "小区")"
    }

    /// A made-up name after a solar term, and a number that nobody has.
    static func identity(_ random: inout SplitMix64) -> Identity {
        let terms = ["立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑", "大暑", "立秋", "处暑", "白露", "秋分"]
        let name = (terms.randomElement(using: &random) ?? "谷雨") + (Bool.random(using: &random) ? "阿姨" : "师傅")
        let number = String(Int.random(in: 10_000_000...99_999_999, using: &random))
        return Identity(name: name, phone: "000" + number)
    }

    /// How a matter of a kind ends as a rule.
    static func end(of kind: MatterKind) -> MatterEnd {
        switch kind {
        case .dispute: .agreed
        case .enquiry: .answered
        case .help, .report, .petition: .solved
        }
    }
}
