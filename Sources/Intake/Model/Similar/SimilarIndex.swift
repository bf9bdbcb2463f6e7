import Base
import Foundation

/// Messages that can be compared: seven tenths by what is written, three by the title, six tenths of that where they name areas
/// and none in common.
///
/// Chosen on 12 known issues among 4,326 public messages; the title alone is too short, the text alone joins set phrases.
public struct SimilarIndex: Sendable {
    private let texts: GramSpace
    private let titles: GramSpace
    private let places: [(areas: Set<UInt32>, place: RecordID?)]
    private let hasTitle: [Bool]

    /// How many messages there are.
    public var count: Int { places.count }

    /// An index of messages in the order in which they came.
    public init(_ messages: [SimilarText]) {
        texts = GramSpace(messages.map(\.text), singles: true, rarity: Self.textRarity)
        titles = GramSpace(messages.map(\.title), singles: false, rarity: Self.titleRarity)
        places = messages.map { ($0.areas, $0.place) }
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
            scores[other] *= SimilarText.factor(places[row], places[other])
        }
        return scores
    }

    static let textShare: Float = 0.7

    // As in BM25 for long texts, so that what stands everywhere weighs nothing; short titles keep a little of it.
    static func textRarity(holders: Float, all: Float) -> Float { log((all - holders + 0.5) / (holders + 0.5) + 1) }
    static func titleRarity(holders: Float, all: Float) -> Float { log((1 + all) / (1 + holders)) + 1 }
}
