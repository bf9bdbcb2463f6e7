import Foundation

/// A linear model over the grams of a text that proposes labels: features weighed by rarity, one line between each label and
/// the rest, weights in eight bits.
///
/// Character pairs, TF-IDF and a linear machine are at the level of the best published results on Chinese petitions
/// (Documentation/benchmarks.md); there is no well-kept library for it here (decision 0026).
public struct TextModel: Sendable {
    /// What is proposed, in the order of the weights.
    public let labels: [String]
    /// Where it comes from.
    public let origin: Origin
    /// The grams that count, as people read them.
    let grams: [String]
    /// How rare each is.
    let rarity: [Float]
    /// For each gram a row of one weight a label, filled up to a multiple of eight.
    let weights: [Int8]
    /// What a weight of one is worth, and what every text starts from, for each label.
    let scales: [Float]
    let starts: [Float]
    /// How points become probabilities; found on messages held out.
    let belief: Belief
    private let table: GramTable
    private let width: Int

    /// What a model was made from.
    public struct Origin: Codable, Hashable, Sendable {
        /// How many messages it was trained on.
        public var messages: Int
        /// The share of messages held out while training that it got right, and the mean of F1 over labels.
        public var accuracy: Double
        public var macroF1: Double
        /// Which training this was, such as `20191126-01`; empty for one made from a file.
        public var version: String

        /// Says where a model comes from.
        public init(messages: Int, accuracy: Double, macroF1: Double, version: String = "") {
            (self.messages, self.accuracy, self.macroF1) = (messages, accuracy, macroF1)
            self.version = version
        }
    }

    /// A label proposed for a text.
    public struct Guess: Hashable, Sendable {
        /// The label.
        public let label: String
        /// How sure: of all that get this figure, this share is right.
        public let confidence: Double
    }

    /// A model from its parts; nil when they do not fit.
    init?(
        labels: [String], origin: Origin, grams: [String], rarity: [Float], weights: [Int8], scales: [Float],
        starts: [Float], belief: Belief
    ) {
        let width = Self.width(labels.count), keys = grams.compactMap(GramCounter.gram)
        guard labels.count >= 2, keys.count == grams.count, Set(keys).count == keys.count, rarity.count == grams.count,
            weights.count == grams.count * width, scales.count == labels.count, starts.count == labels.count
        else { return nil }
        (self.labels, self.origin, self.grams, self.rarity, self.weights) = (labels, origin, grams, rarity, weights)
        (self.scales, self.starts, self.belief, self.width) = (scales, starts, belief, width)
        table = GramTable(keys)
    }

    static func width(_ labels: Int) -> Int { (labels + 7) / 8 * 8 }

    // Fewer known grams than this are no ground for certainty, however often they are said: some ten characters.
    private static let enough: Float = 20
}

extension TextModel {
    /// Reads texts one after the other with the same memory. One reader serves one thread.
    public struct Reader {
        private let model: TextModel
        private var counter = GramCounter()
        private var counts: [UInt16]
        private var known: [Int32] = []
        private var points: [Float]

        /// A reader of a model.
        public init(_ model: TextModel) {
            self.model = model
            counts = [UInt16](repeating: 0, count: model.grams.count)
            points = [Float](repeating: 0, count: model.width)
        }

        /// The labels of a text, the likeliest first; empty when nothing in it speaks for any.
        public mutating func guess(_ text: String, limit: Int = 2) -> [Guess] {
            guard weigh(text) else { return [] }
            let shares = model.shares(points)
            let best = shares.indices.sorted { (shares[$0], model.labels[$1]) > (shares[$1], model.labels[$0]) }
            // Of a few grams, what leads only because its label is common was not read in the text.
            guard let first = best.first, points[first] > model.starts[first] || known.count >= Int(TextModel.enough)
            else {
                return []
            }
            return best.prefix(limit).map { Guess(label: model.labels[$0], confidence: Double(shares[$0])) }
        }

        /// The grams of a text that speak for a label, the strongest first, each with its share of what speaks for it.
        public mutating func reasons(for label: String, in text: String, limit: Int = 6) -> [(
            gram: String, share: Double
        )] {
            guard let column = model.labels.firstIndex(of: label) else { return [] }
            _ = collect(text)
            defer { clear() }
            let parts = known.map { place in
                let value = model.value(Int(place), counts[Int(place)])
                return (place, Double(value * Float(model.weights[Int(place) * model.width + column])))
            }.filter { $0.1 > 0 }
            let sum = parts.reduce(0) { $0 + $1.1 }
            return parts.sorted { ($0.1, $1.0) > ($1.1, $0.0) }.prefix(limit).map { part in
                (model.grams[Int(part.0)], part.1 / sum)
            }
        }

        private mutating func collect(_ text: String) -> Bool {
            known.removeAll(keepingCapacity: true)
            model.table.withFinder { find in
                counts.withUnsafeMutableBufferPointer { counts in
                    counter.forEach(in: text) { gram, weight in
                        let place = find(gram)
                        guard place >= 0 else { return }
                        let count = counts[Int(place)]
                        if count == 0 { known.append(place) }
                        counts[Int(place)] = count &+ UInt16(weight) < count ? .max : count &+ UInt16(weight)
                    }
                }
            }
            return !known.isEmpty
        }

        private mutating func clear() { for place in known { counts[Int(place)] = 0 } }

        private mutating func weigh(_ text: String) -> Bool {
            guard collect(text) else { return false }
            for index in points.indices { points[index] = 0 }
            let squares = sum()
            let damp = min(1, Float(known.count) / TextModel.enough) / squares.squareRoot()
            for label in model.labels.indices {
                points[label] = points[label] * model.scales[label] * damp + model.starts[label]
            }
            clear()
            return true
        }

        // Adds each known gram's row of weights to the points; answers the square of the text's length. On bare memory: this and
        // `collect` are all that a message takes.
        private mutating func sum() -> Float {
            let blocks = model.width / 8
            var squares: Float = 0
            points.withUnsafeMutableBytes { points in
                model.weights.withUnsafeBytes { weights in
                    model.rarity.withUnsafeBufferPointer { rarity in
                        TextModel.growth.withUnsafeBufferPointer { growth in
                            counts.withUnsafeBufferPointer { counts in
                                let sums = points.bindMemory(to: SIMD8<Float>.self)
                                let rows = weights.bindMemory(to: SIMD8<Int8>.self)
                                for place in known {
                                    let place = Int(place), value = growth[Int(min(counts[place], 255))] * rarity[place]
                                    squares += value * value
                                    for block in 0..<blocks {
                                        sums[block] += SIMD8<Float>(rows[place * blocks + block]) * value
                                    }
                                }
                            }
                        }
                    }
                }
            }
            return squares
        }
    }

    /// The weight of a gram that counts so often: by the logarithm of how often, and by how rare it is.
    @inline(__always)
    fileprivate func value(_ place: Int, _ count: UInt16) -> Float { Self.growth[Int(min(count, 255))] * rarity[place] }

    static let growth: [Float] = (0...255).map { $0 == 0 ? 0 : 1 + Float(log(Double($0))) }

    /// Points as shares of one.
    func shares(_ points: [Float]) -> [Float] { belief.shares(points.prefix(labels.count)) }
}

/// How differences of points become probabilities: by how sharp they are, less a doubt that stays however large they grow.
struct Belief: Codable, Hashable, Sendable {
    var sharpness: Float
    /// The share that is spread over all labels alike.
    var doubt: Float

    func shares(_ points: some Collection<Float>) -> [Float] {
        let highest = points.max() ?? 0
        let raised = points.map { Float(exp(Double(sharpness * ($0 - highest)))) }
        let sum = raised.reduce(0, +), rest = doubt / Float(points.count)
        return raised.map { $0 / sum * (1 - doubt) + rest }
    }

    /// The belief with which the truth of messages held out surprises least.
    static func fitting(_ judged: [(points: [Float], truth: Int)]) -> Belief {
        func surprise(_ belief: Belief) -> Double {
            judged.reduce(0) { $0 - log(Double(max(1e-6, belief.shares($1.points)[$1.truth]))) }
        }
        func best(_ beliefs: [Belief]) -> Belief { beliefs.min { surprise($0) < surprise($1) } ?? beliefs[0] }
        let doubts: [Float] = [0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2, 0.3, 0.5]
        var belief = Belief(sharpness: 4, doubt: 0.02)
        // One after the other, twice: they lean on each other a little.
        for _ in 0..<2 {
            belief = best((0...24).map { Belief(sharpness: 0.5 * powf(1.18, Float($0)), doubt: belief.doubt) })
            belief = best(doubts.map { Belief(sharpness: belief.sharpness, doubt: $0) })
        }
        return belief
    }
}
