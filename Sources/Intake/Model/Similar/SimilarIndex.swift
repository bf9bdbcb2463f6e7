import Foundation

/// Messages that can be compared: seven tenths by what is written, three by the title, six tenths of that where they name areas
/// and none in common.
///
/// Chosen on 12 known issues among 4,326 public messages; the title alone is too short, the text alone joins set phrases.
public struct SimilarIndex: Sendable {
    private let texts: GramSpace
    private let titles: GramSpace
    private let areas: [Set<UInt32>]
    private let hasTitle: [Bool]

    /// How many messages there are.
    public var count: Int { areas.count }

    /// An index of messages in the order in which they came.
    public init(_ messages: [SimilarText]) {
        // As in BM25 for long texts, so that what stands everywhere weighs nothing; short titles keep a little of it.
        texts = GramSpace(messages.map(\.text), singles: true) { log(($1 - $0 + 0.5) / ($0 + 0.5) + 1) }
        titles = GramSpace(messages.map(\.title), singles: false) { log((1 + $1) / (1 + $0)) + 1 }
        areas = messages.map(\.areas)
        hasTitle = messages.map { !$0.title.isEmpty }
    }

    /// How alike a message is to each one before `end`, from 0 to 1; where one has no title, by what is written alone.
    public func likeness(of row: Int, before end: Int? = nil) -> [Float] {
        let end = end ?? count
        var scores = [Float](repeating: 0, count: end)
        texts.add(row, times: Self.textShare, before: end, to: &scores)
        if hasTitle[row] { titles.add(row, times: 1 - Self.textShare, before: end, to: &scores) }
        for other in 0..<end {
            if !hasTitle[row] || !hasTitle[other] { scores[other] /= Self.textShare }
            if !areas[row].isEmpty, !areas[other].isEmpty, areas[row].isDisjoint(with: areas[other]) {
                scores[other] *= Self.apart
            }
        }
        return scores
    }

    private static let textShare: Float = 0.7
    private static let apart: Float = 0.6
}
