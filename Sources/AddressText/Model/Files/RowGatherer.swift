/// Adds up the rows of all features of an address, token by token.
///
/// Much of the time goes into waiting for memory: a model is larger than the near caches. So the work is done in steps of short
/// loops, where many reads are on their way at once: all keys, then the slots, then the rows, of which each is read once ahead as
/// soon as it is known.
final class RowGatherer {
    /// No token has more features or rows than this, by the list of templates and windows.
    static let mostFeatures = 32
    static let mostRows = 64
    // A feature speaks of tokens up to four before and eight after the one it is found at, inside the address or not: lists of
    // their own take what is said of those outside, so that none need be asked.
    private static let before = 4, after = 8

    private let rows: PackedRows
    private let scale: Float
    private let keys: UnsafeMutablePointer<UInt64>
    private let heads: UnsafeMutablePointer<UInt64>
    /// The list of the first token that a feature speaks of.
    private let firsts: UnsafeMutablePointer<Int32>
    /// Where the rows of each token begin among the weights.
    private let lists: UnsafeMutablePointer<UInt32>
    private let counts: UnsafeMutablePointer<Int>
    private let sums: UnsafeMutablePointer<Int16>
    // What was read ahead goes here, so that it is read.
    private var touched: UInt8 = 0

    /// For the rows of a model.
    init(_ model: AddressModel) {
        let most = PieceLattice.mostTokens + 1, all = Self.before + most + Self.after
        rows = PackedRows(model.rows)
        scale = model.scale
        keys = .allocate(capacity: most * Self.mostFeatures)
        heads = .allocate(capacity: most * Self.mostFeatures)
        firsts = .allocate(capacity: most * Self.mostFeatures)
        lists = .allocate(capacity: all * Self.mostRows)
        counts = .allocate(capacity: all)
        sums = .allocate(capacity: 64)
        counts.initialize(repeating: 0, count: all)
        sums.initialize(repeating: 0, count: 64)
    }

    deinit {
        keys.deallocate()
        heads.deallocate()
        firsts.deallocate()
        lists.deallocate()
        counts.deallocate()
        sums.deallocate()
    }

    /// Where the features of the next address are written.
    var collector: Collector {
        Collector(keys: keys, firsts: firsts, most: (PieceLattice.mostTokens + 1) * Self.mostFeatures)
    }

    /// Writes features down.
    struct Collector: FeatureVisitor {
        fileprivate let keys: UnsafeMutablePointer<UInt64>
        fileprivate let firsts: UnsafeMutablePointer<Int32>
        fileprivate let most: Int
        fileprivate var count = 0

        @inline(__always)
        mutating func visit(_ key: UInt64, _ window: Int, at index: Int) {
            guard count < most else { return }
            keys[count] = key
            firsts[count] = Int32(truncatingIfNeeded: index &+ FeatureWindow.first(window) &+ RowGatherer.before)
            count &+= 1
        }
    }

    /// Writes 64 weights a token: the sums of the rows of all features that were collected.
    func addUp(_ collector: Collector, _ tokens: Int, _ table: RowTable, to target: UnsafeMutablePointer<Float>) {
        counts.update(repeating: 0, count: Self.before + tokens + Self.after)
        table.reading { list(collector.count, $0) }
        for token in 0..<tokens {
            add(token)
            let weights = target + token * 64
            for lane in 0..<64 { weights[lane] = Float(sums[lane]) * scale }
        }
    }

    // The loops go over pointers of their own: those of the object would be read again after each write.
    private func list(_ features: Int, _ table: RowTable.Reader) {
        let keys = keys, heads = heads, firsts = firsts, lists = lists, counts = counts, weights = rows.first
        var sum: UInt8 = 0
        table.read(keys, features, into: heads)
        for feature in 0..<features {
            let found = table.find(keys[feature], heads[feature])
            let first = Int(firsts[feature])
            var mask = found &>> 24, row = UInt32(truncatingIfNeeded: found & 0xFF_FFFF) &* 64
            while mask != 0 {
                let token = first &+ mask.trailingZeroBitCount, count = counts[token]
                // No model that was learned has more rows here; one that was changed writes over its own.
                lists[token &* Self.mostRows &+ count & (Self.mostRows - 1)] = row
                counts[token] = count &+ 1
                sum ^= weights[Int(row)]
                row &+= 64
                mask &= mask &- 1
            }
        }
        touched = sum
    }

    @inline(__always)
    private func add(_ token: Int) {
        let place = Self.before + token
        let list = lists + place * Self.mostRows, count = min(counts[place], Self.mostRows)
        var low0 = SIMD8<Int16>(repeating: 0), low1 = low0, low2 = low0, low3 = low0
        var high0 = low0, high1 = low0, high2 = low0, high3 = low0
        for index in 0..<count {
            let row = UnsafeRawPointer(rows.first + Int(list[index]))
            let words0 = row.load(as: SIMD8<Int16>.self), words1 = row.load(fromByteOffset: 16, as: SIMD8<Int16>.self)
            let words2 = row.load(fromByteOffset: 32, as: SIMD8<Int16>.self)
            let words3 = row.load(fromByteOffset: 48, as: SIMD8<Int16>.self)
            low0 &+= words0
            low1 &+= words1
            low2 &+= words2
            low3 &+= words3
            high0 &+= words0 &>> 8
            high1 &+= words1 &>> 8
            high2 &+= words2 &>> 8
            high3 &+= words3 &>> 8
        }
        // What is left of a sum of words without its high bytes are the low ones, each 128 too large.
        let offset = SIMD8<Int16>(repeating: Int16(truncatingIfNeeded: count * 128))
        let target = UnsafeMutableRawPointer(sums)
        target.storeBytes(of: low0 &- (high0 &<< 8) &- offset, as: SIMD8<Int16>.self)
        target.storeBytes(of: low1 &- (high1 &<< 8) &- offset, toByteOffset: 16, as: SIMD8<Int16>.self)
        target.storeBytes(of: low2 &- (high2 &<< 8) &- offset, toByteOffset: 32, as: SIMD8<Int16>.self)
        target.storeBytes(of: low3 &- (high3 &<< 8) &- offset, toByteOffset: 48, as: SIMD8<Int16>.self)
        target.storeBytes(of: high0, toByteOffset: 64, as: SIMD8<Int16>.self)
        target.storeBytes(of: high1, toByteOffset: 80, as: SIMD8<Int16>.self)
        target.storeBytes(of: high2, toByteOffset: 96, as: SIMD8<Int16>.self)
        target.storeBytes(of: high3, toByteOffset: 112, as: SIMD8<Int16>.self)
    }
}

/// Rows of 64 weights of eight bits, each one line of the cache, in an order that adds up fast: 32 words whose low byte is a weight of
/// the first half plus 128 and whose high byte is one of the second.
final class PackedRows {
    let first: UnsafeMutablePointer<UInt8>

    init(_ rows: [Int8]) {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: max(64, rows.count), alignment: 64)
        first = memory.initializeMemory(as: UInt8.self, repeating: 0, count: max(64, rows.count))
        for row in stride(from: 0, to: rows.count - 63, by: 64) {
            for lane in 0..<32 {
                first[row + 2 * lane] = UInt8(bitPattern: rows[row + lane]) ^ 0x80
                first[row + 2 * lane + 1] = UInt8(bitPattern: rows[row + 32 + lane])
            }
        }
    }

    deinit { UnsafeMutableRawPointer(first).deallocate() }
}
