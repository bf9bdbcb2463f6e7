/// Rows of weights with their AdaGrad sums (Duchi, Hazan and Singer 2011) and a ridge that is paid when a row is used.
final class FieldWeights {
    let width: Int
    let count: Int
    let weights: UnsafeMutablePointer<Float>
    private let squares: UnsafeMutablePointer<Float>
    private let paid: UnsafeMutablePointer<Int32>
    /// Sums of the weights after some rounds, and of how many.
    private var sums: [Float] = []
    private var summed: Float = 0

    init(rows: Int, width: Int) {
        self.width = width
        count = rows
        weights = .allocate(capacity: rows * width)
        weights.initialize(repeating: 0, count: rows * width)
        squares = .allocate(capacity: rows * width)
        squares.initialize(repeating: 0, count: rows * width)
        paid = .allocate(capacity: rows)
        paid.initialize(repeating: 0, count: rows)
    }

    deinit {
        weights.deallocate()
        squares.deallocate()
        paid.deallocate()
    }

    /// Adds the weights as they are to those that `average` takes the mean of.
    func sumUp() {
        if sums.isEmpty { sums = [Float](repeating: 0, count: count * width) }
        for place in sums.indices { sums[place] += weights[place] }
        summed += 1
    }

    /// Puts the mean in the place of the weights.
    func average() {
        guard summed > 0 else { return }
        for place in sums.indices { weights[place] = sums[place] / summed }
    }

    /// Whether no weight of a row is as large.
    func isSmaller(_ row: Int, than size: Float) -> Bool {
        for place in (row * width)..<((row + 1) * width) where abs(weights[place]) >= size { return false }
        return true
    }

    /// Goes a step against a slope; `now` counts addresses, `ridge` is for one.
    @inline(__always)
    func step(_ row: Int, _ slope: UnsafePointer<Float>, _ rate: Float, _ ridge: Float, _ now: Int32) {
        let owed = ridge * Float(now - paid[row])
        paid[row] = now
        let place = UnsafeMutableRawPointer(weights + row * width),
            sums = UnsafeMutableRawPointer(squares + row * width)
        let slope = UnsafeRawPointer(slope)
        for offset in stride(from: 0, to: width * 4, by: 32) {
            let push = slope.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
            var weight = place.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
            let square = sums.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self) + push * push
            let pace = rate / (square.squareRoot() + 0.1)
            let shrink = pace * owed
            weight = (weight - pace * push) / (shrink + 1)
            place.storeBytes(of: weight, toByteOffset: offset, as: SIMD8<Float>.self)
            sums.storeBytes(of: square, toByteOffset: offset, as: SIMD8<Float>.self)
        }
    }
}
