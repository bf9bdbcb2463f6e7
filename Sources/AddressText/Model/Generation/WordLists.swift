import Base

/// Lists of words with weights, by name.
public struct WordLists: Sendable {
    private struct List: Sendable {
        var words: [String] = []
        /// Sums of weights up to each word.
        var sums: [Int] = []
    }

    private var lists: [String: List] = [:]

    /// Reads lines `name: word word*3`; lines that begin with # are passed over.
    public init(_ text: String) {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            var list = List()
            for word in line[line.index(after: colon)...].split(separator: " ") {
                let pieces = word.split(separator: "*")
                guard let text = pieces.first else { continue }
                list.words.append(String(text))
                list.sums.append((list.sums.last ?? 0) + (pieces.count > 1 ? Int(pieces[1]) ?? 1 : 1))
            }
            lists[String(line[..<colon])] = list
        }
    }

    /// A word of a list by its weight; empty for a list that is not there.
    func word(_ name: String, _ dice: inout SplitMix64) -> String {
        guard let list = lists[name], let all = list.sums.last, all > 0 else { return "" }
        let drawn = Int.random(in: 0..<all, using: &dice)
        return list.sums.firstIndex { $0 > drawn }.map { list.words[$0] } ?? ""
    }
}
