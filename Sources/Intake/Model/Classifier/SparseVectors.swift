/// Texts as vectors of length one over the grams of a vocabulary; only what is not zero is kept, row after row.
struct SparseVectors: Sendable {
    /// How many grams there are.
    let width: Int
    private var ends: [Int] = [0]
    private var places: [Int32] = []
    private var values: [Float] = []
    private var squares: [Float] = []

    init(_ texts: [String], _ vocabulary: Vocabulary) {
        width = vocabulary.grams.count
        let table = GramTable(vocabulary.grams)
        var counter = GramCounter(), counts = [UInt16](repeating: 0, count: width), known: [Int32] = []
        for text in texts {
            known.removeAll(keepingCapacity: true)
            table.withFinder { find in
                counter.forEach(in: text) { gram, weight in
                    let place = find(gram)
                    guard place >= 0 else { return }
                    if counts[Int(place)] == 0 { known.append(place) }
                    counts[Int(place)] = min(counts[Int(place)], .max - 2) + UInt16(weight)
                }
            }
            known.sort()
            var square: Float = 0
            let start = values.count
            for place in known {
                let value = TextModel.growth[Int(min(counts[Int(place)], 255))] * vocabulary.rarity[Int(place)]
                places.append(place)
                values.append(value)
                square += value * value
                counts[Int(place)] = 0
            }
            let length = square > 0 ? 1 / square.squareRoot() : 0
            for index in start..<values.count { values[index] *= length }
            ends.append(values.count)
            squares.append(square > 0 ? 1 : 0)
        }
    }

    private init(width: Int) { self.width = width }

    /// Some rows alone, in this order.
    func rows(_ wanted: [Int]) -> SparseVectors {
        var copy = SparseVectors(width: width)
        for row in wanted {
            copy.places += places[ends[row]..<ends[row + 1]]
            copy.values += values[ends[row]..<ends[row + 1]]
            copy.ends.append(copy.values.count)
            copy.squares.append(squares[row])
        }
        return copy
    }

    /// Multiplies every column by a factor of its own.
    mutating func scale(by factors: [Float]) {
        for index in values.indices { values[index] *= factors[Int(places[index])] }
        for row in squares.indices { squares[row] = values[ends[row]..<ends[row + 1]].reduce(0) { $0 + $1 * $1 } }
    }

    func square(_ row: Int) -> Float { squares[row] }

    func forEach(_ row: Int, _ body: (Int, Float) -> Void) {
        for index in ends[row]..<ends[row + 1] { body(Int(places[index]), values[index]) }
    }

    func dot(_ row: Int, _ weights: [Float]) -> Float {
        let (start, end) = (ends[row], ends[row + 1])
        return weights.withUnsafeBufferPointer { weights in
            places.withUnsafeBufferPointer { places in
                values.withUnsafeBufferPointer { values in
                    var sum: Float = 0
                    for index in start..<end { sum += values[index] * weights[Int(places[index])] }
                    return sum
                }
            }
        }
    }

    func add(_ row: Int, times factor: Float, to weights: inout [Float]) {
        let (start, end) = (ends[row], ends[row + 1])
        weights.withUnsafeMutableBufferPointer { weights in
            places.withUnsafeBufferPointer { places in
                values.withUnsafeBufferPointer { values in
                    for index in start..<end { weights[Int(places[index])] += values[index] * factor }
                }
            }
        }
    }
}
