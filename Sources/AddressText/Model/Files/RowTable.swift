/// Finds the rows of a feature: the first, and for which distances there is one.
///
/// One number an entry, so that a find reads memory once as a rule: 31 bits of the key, 9 of distances, 24 of the first row. A filter
/// of bits turns away most of what no training saw.
struct RowTable: Sendable {
    struct Entry: Sendable {
        var key: UInt64
        var mask: UInt16
        var first: UInt32
    }

    static let mostRows = 1 << 24
    private let shift: UInt64
    private let slots: [UInt64]
    private let filterShift: UInt64
    private let filter: [UInt64]

    /// A table of features with different keys.
    init(_ entries: [Entry]) {
        var bits: UInt64 = 4
        while 1 << bits < entries.count * 2 { bits += 1 }
        let filterBits = min(max(bits + 1, 10), 20)
        shift = 64 - bits
        filterShift = 64 - filterBits
        var slots = [UInt64](repeating: 0, count: 1 << bits)
        var filter = [UInt64](repeating: 0, count: 1 << (filterBits - 6))
        for entry in entries {
            var slot = Int(entry.key >> shift)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = (entry.key & 0x7FFF_FFFF) << 33 | UInt64(entry.mask) << 24 | UInt64(entry.first)
            let place = entry.key >> filterShift
            filter[Int(place >> 6)] |= 1 << (place & 63)
        }
        self.slots = slots
        self.filter = filter
    }

    /// What to read a table through without counting references.
    struct Reader {
        let shift: UInt64
        let slots: UnsafePointer<UInt64>
        let last: Int
        let filterShift: UInt64
        let filter: UnsafePointer<UInt64>

        /// Writes down the places of those keys that may be in the table; how many there are.
        @inline(__always)
        func filter(_ keys: UnsafePointer<UInt64>, _ count: Int, into passed: UnsafeMutablePointer<Int32>) -> Int {
            var passing = 0
            for index in 0..<count {
                let place = keys[index] >> filterShift
                // Without a branch: the next key need not wait for the outcome.
                passed[passing] = Int32(truncatingIfNeeded: index)
                passing += Int(truncatingIfNeeded: filter[Int(place >> 6)] >> (place & 63) & 1)
            }
            return passing
        }

        /// Reads where keys that have passed the filter are looked for first, so that their finds need not wait one after another.
        @inline(__always)
        func touch(_ keys: UnsafePointer<UInt64>, _ passed: UnsafePointer<Int32>, _ count: Int) -> UInt64 {
            var sum: UInt64 = 0
            for index in 0..<count { sum ^= slots[Int(keys[Int(passed[index])] >> shift)] }
            return sum
        }

        /// Mask and first row of a key that has passed the filter; 0 for a feature that has none.
        @inline(__always)
        func find(_ key: UInt64) -> UInt64 {
            var slot = Int(key >> shift)
            while slots[slot] != 0 {
                if slots[slot] >> 33 == key & 0x7FFF_FFFF { return slots[slot] & 0x1_FFFF_FFFF }
                slot = (slot + 1) & last
            }
            return 0
        }
    }

    /// Lends the table out.
    func reading<Result>(_ body: (Reader) -> Result) -> Result? {
        slots.withUnsafeBufferPointer { slots in
            filter.withUnsafeBufferPointer { filter -> Result? in
                guard let first = slots.baseAddress, let bits = filter.baseAddress else { return nil }
                return body(
                    Reader(
                        shift: shift, slots: first, last: slots.count - 1, filterShift: filterShift, filter: bits))
            }
        }
    }
}
