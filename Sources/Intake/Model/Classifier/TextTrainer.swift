import Base
import Foundation

/// Trains a model on labelled texts.
///
/// One linear machine a label against the rest, squared hinge loss, by dual coordinate descent (Hsieh and others, 2008, the
/// method of LIBLINEAR); features scaled by how differently a gram occurs inside and outside the label, half of the way
/// (after Wang and Manning, 2012). Same texts, same model.
public struct TextTrainer: Sendable {
    /// A text with its label.
    public struct Example: Sendable {
        /// The text, its title included.
        public var text: String
        /// The label.
        public var label: String

        /// A text with its label.
        public init(text: String, label: String) { (self.text, self.label) = (text, label) }
    }

    /// So many grams at most, the commonest; fewer with many labels, so that a model stays below a megabyte.
    var features = 20_000
    /// In how many texts at least a gram stands: where it is three, nothing that only one person wrote gets into a model.
    var leastHolders = 1
    /// How much a mistake costs beside simplicity.
    var cost: Float = 1

    /// A trainer with settings that did best on five folds of the public set.
    public init() {}

    /// Makes a model. Throws `TextModelError.oneLabel` for fewer than two labels, `.nothingToLearn` when no text has a gram.
    public func train(_ examples: [Example], version: String = "") async throws -> TextModel {
        let labels = Set(examples.map(\.label)).sorted()
        guard labels.count >= 2 else { throw TextModelError.oneLabel }
        let place = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        let classes = examples.map { place[$0.label] ?? 0 }
        let vocabulary = Vocabulary(
            examples.map(\.text), limit: min(features, Self.cells / TextModel.width(labels.count)),
            leastHolders: leastHolders)
        guard !vocabulary.grams.isEmpty else { throw TextModelError.nothingToLearn }
        let vectors = SparseVectors(examples.map(\.text), vocabulary)
        let all = Array(examples.indices)
        let held = try await heldOut(vectors, classes, labels: labels.count)
        let lines = try await separate(vectors, classes, labels: labels.count, rows: all)
        let origin = TextModel.Origin(
            messages: examples.count, accuracy: held.accuracy, macroF1: held.macroF1, version: version)
        guard let model = Self.quantized(lines, vocabulary, labels, origin, belief: held.belief) else {
            throw TextModelError.nothingToLearn
        }
        return model
    }

    // 20,000 grams for up to 24 labels; a row of a gram holds a byte a label.
    private static let cells = 480_000

    // MARK: - One line a label

    struct Line: Sendable {
        var weights: [Float]
        var start: Float
    }

    private func separate(_ vectors: SparseVectors, _ classes: [Int], labels: Int, rows: [Int]) async throws -> [Line] {
        try await withThrowingTaskGroup(of: (Int, Line).self) { group in
            var lines = [Line?](repeating: nil, count: labels)
            var next = 0
            func add() {
                guard next < labels else { return }
                let label = next
                next += 1
                group.addTask { (label, try line(vectors, classes, label: label, rows: rows)) }
            }
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { add() }
            for try await (label, line) in group {
                lines[label] = line
                add()
            }
            return lines.compactMap(\.self)
        }
    }

    private func line(_ vectors: SparseVectors, _ classes: [Int], label: Int, rows: [Int]) throws -> Line {
        let inside = rows.map { classes[$0] == label }
        let stretch = Self.stretch(vectors, inside, rows)
        var own = vectors.rows(rows)
        own.scale(by: stretch)
        let share = Float(rows.count) / Float(max(1, inside.count { $0 }))
        // The few of a small label would else be given up for the many of the rest.
        let rare = cost * min(Self.rarest, 1 + 0.2 * (share - 2))
        var weights = [Float](repeating: 0, count: vectors.width), start: Float = 0
        var duals = [Float](repeating: 0, count: rows.count), order = Array(rows.indices), dice = SplitMix64(seed: 1)
        for _ in 0..<Self.rounds {
            try Task.checkCancellation()
            order.shuffle(using: &dice)
            var largest: Float = 0
            for row in order {
                let side: Float = inside[row] ? 1 : -1, ridge = 0.5 / (inside[row] ? rare : cost)
                let slope = side * (own.dot(row, weights) + start) - 1 + ridge * duals[row]
                let active = duals[row] <= 0 ? min(slope, 0) : slope
                guard abs(active) > 1e-9 else { continue }
                largest = max(largest, abs(active))
                let before = duals[row]
                duals[row] = max(0, before - slope / (own.square(row) + 1 + ridge))
                let step = (duals[row] - before) * side
                own.add(row, times: step, to: &weights)
                start += step
            }
            if largest < Self.tolerance { break }
        }
        return Line(weights: zip(weights, stretch).map { $0 * $1 }, start: start)
    }

    private static let rounds = 40
    private static let tolerance: Float = 0.03
    private static let rarest: Float = 4

    /// How differently each gram occurs inside a label and outside, half of the way from one.
    private static func stretch(_ vectors: SparseVectors, _ inside: [Bool], _ rows: [Int]) -> [Float] {
        let width = vectors.width
        var here = [Float](repeating: 1, count: width), there = here
        for (index, row) in rows.enumerated() {
            vectors.forEach(row) { place, _ in if inside[index] { here[place] += 1 } else { there[place] += 1 } }
        }
        let (all, others) = (here.reduce(0, +), there.reduce(0, +))
        return (0..<width).map { 0.5 + 0.5 * abs(log(here[$0] / all) - log(there[$0] / others)) }
    }

    // MARK: - What to expect of it

    /// Each third of the texts is judged by what the other two teach.
    private func heldOut(
        _ vectors: SparseVectors, _ classes: [Int], labels: Int
    ) async throws -> (accuracy: Double, macroF1: Double, belief: Belief) {
        let folds = Folds(classes, count: 3, seed: 1)
        var judged: [(points: [Float], truth: Int)] = []
        for fold in 0..<folds.count {
            let lines = try await separate(vectors, classes, labels: labels, rows: folds.rest(of: fold))
            for row in folds.rows(of: fold) {
                judged.append((lines.map { vectors.dot(row, $0.weights) + $0.start }, classes[row]))
            }
        }
        var score = LabelScore(labels: labels)
        for (points, truth) in judged {
            score.count(truth: truth, guess: points.firstIndex(of: points.max() ?? 0) ?? 0)
        }
        return (score.accuracy, score.macroF1(), Belief.fitting(judged))
    }

    private static func quantized(
        _ lines: [Line], _ vocabulary: Vocabulary, _ labels: [String], _ origin: TextModel.Origin, belief: Belief
    ) -> TextModel? {
        let width = TextModel.width(labels.count)
        var weights = [Int8](repeating: 0, count: vocabulary.grams.count * width), scales: [Float] = []
        for (column, line) in lines.enumerated() {
            let largest = line.weights.reduce(0) { max($0, abs($1)) }, scale = max(largest, 1e-9) / 127
            scales.append(scale)
            for (place, weight) in line.weights.enumerated() {
                weights[place * width + column] = Int8((weight / scale).rounded())
            }
        }
        return TextModel(
            labels: labels, origin: origin, grams: vocabulary.texts, rarity: vocabulary.rarity, weights: weights,
            scales: scales, starts: lines.map(\.start), belief: belief)
    }
}

/// Why there is no model.
public enum TextModelError: Error, Hashable, Sendable {
    /// Fewer than two labels: nothing to tell apart.
    case oneLabel
    /// No text holds anything that can be counted.
    case nothingToLearn
    /// A file that is no model, is cut off, or was changed.
    case damaged
}

/// The grams that count, commonest first, and how rare each is.
struct Vocabulary: Sendable {
    let grams: [Gram]
    let texts: [String]
    let rarity: [Float]

    init(_ texts: [String], limit: Int, leastHolders: Int) {
        var counter = GramCounter(), holders: [Gram: Int32] = [:]
        var seen: Set<Gram> = []
        for text in texts {
            seen.removeAll(keepingCapacity: true)
            counter.forEach(in: text) { gram, _ in seen.insert(gram) }
            for gram in seen { holders[gram, default: 0] += 1 }
        }
        let chosen = holders.filter { $0.value >= leastHolders }.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
            .prefix(limit)
        var readable: [Gram: String] = [:], wanted = Set(chosen.map(\.key))
        for text in texts where !wanted.isEmpty {
            for piece in GramCounter.readable(text) where wanted.contains(piece.gram) {
                // What does not read back as itself cannot be kept in a file.
                if GramCounter.gram(piece.text) == piece.gram { readable[piece.gram] = piece.text }
                wanted.remove(piece.gram)
            }
        }
        let kept = chosen.filter { readable[$0.key] != nil }
        grams = kept.map(\.key)
        self.texts = kept.map { readable[$0.key] ?? "" }
        let all = Float(texts.count)
        // The rarity of BM25 (Robertson), which takes weight from what stands everywhere.
        rarity = kept.map { log((all - Float($0.value) + 0.5) / (Float($0.value) + 0.5) + 1) }
    }
}
