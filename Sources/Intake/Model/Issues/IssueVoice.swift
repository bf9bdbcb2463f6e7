/// What stands for many messages: the one that is most like the others, and sentences that say it best.
struct IssueVoice {
    /// The places of the messages, those most like all others first.
    let order: [Int]
    /// Sentences that say best what all say, each of another message and unlike the ones before.
    let sentences: [String]

    /// Looks at messages as people wrote them; of many the first ones are enough.
    init(_ messages: [SimilarText], _ measure: SimilarMeasure, most: Int = 3) {
        let some = messages.prefix(Self.looked), ready = some.map(measure.ready)
        var sums = [Float](repeating: 0, count: ready.count)
        for one in ready.indices {
            for other in ready.indices where other < one {
                let likeness = measure.likeness(ready[one], ready[other])
                sums[one] += likeness
                sums[other] += likeness
            }
        }
        order = sums.indices.sorted { (sums[$0], $1) > (sums[$1], $0) }
        sentences = Self.sentences(order.prefix(most * 2).map { some[$0] }, like: ready, measure, most: most)
    }

    private static func sentences(
        _ messages: [SimilarText], like all: [SimilarMeasure.Ready], _ measure: SimilarMeasure, most: Int
    ) -> [String] {
        var chosen: [(text: String, ready: SimilarMeasure.Ready)] = []
        for message in messages where chosen.count < most {
            let parts = split(message.text).map { text in
                let ready = measure.ready(SimilarText(title: "", text: text, areas: []))
                return (text: text, ready: ready, sum: all.reduce(0) { $0 + measure.likeness(ready, $1) })
            }
            guard let best = parts.max(by: { $0.sum < $1.sum }) else { continue }
            let isSaid = chosen.contains { measure.likeness($0.ready, best.ready) > Self.same }
            if !isSaid { chosen.append((best.text, best.ready)) }
        }
        return chosen.map(\.text)
    }

    /// The sentences of a text that can stand alone.
    static func split(_ text: String) -> [String] {
        text.split { "。！？!?；;\n".contains($0) }
            .map { part in
                var words = part[...]
                while let first = words.first, first.isWhitespace { words.removeFirst() }
                while let last = words.last, last.isWhitespace { words.removeLast() }
                return String(words)
            }.filter { shortest <= $0.count }.map { $0.count > longest ? "\($0.prefix(longest))…" : $0 }
    }

    private static let looked = 40
    private static let shortest = 8
    private static let longest = 90
    private static let same: Float = 0.6
}
