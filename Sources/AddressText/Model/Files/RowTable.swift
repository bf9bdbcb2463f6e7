/// Finds the rows of a feature: the first, and for which distances there is one.
///
/// One number an entry, so that a find reads memory once as a rule: 31 bits of the key, 9 of distances, 24 of the first row.
struct RowTable: Sendable {
    struct Entry: Sendable {
        var key: UInt64
        var mask: UInt16
        var first: UInt32
    }

    static let mostRows = 1 << 24
    private let shift: UInt64
    private let slots: [UInt64]

    /// A table of features with different keys.
    init(_ entries: [Entry]) {
        var bits: UInt64 = 4
        while 1 << bits < entries.count * 2 { bits += 1 }
        shift = 64 - bits
        var slots = [UInt64](repeating: 0, count: 1 << bits)
        for entry in entries {
            var slot = Int(entry.key >> shift)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = (entry.key & 0x7FFF_FFFF) << 33 | UInt64(entry.mask) << 24 | UInt64(entry.first)
        }
        self.slots = slots
    }

    /// What to read a table through without counting references.
    struct Reader {
        let shift: UInt64
        let slots: UnsafePointer<UInt64>
        let last: Int

        /// Writes down what stands where each key is looked for first: reads of which none waits for another.
        @inline(__always)
        func read(_ keys: UnsafePointer<UInt64>, _ count: Int, into heads: UnsafeMutablePointer<UInt64>) {
            for index in 0..<count { heads[index] = slots[place(keys[index])] }
        }

        /// Mask and first row of a key, given what stands where it is looked for first; 0 for a feature that has none.
        @inline(__always)
        func find(_ key: UInt64, _ head: UInt64) -> UInt64 {
            var found = head, slot = place(key)
            while found != 0 {
                if found &>> 33 == key & 0x7FFF_FFFF { return found & 0x1_FFFF_FFFF }
                slot = (slot &+ 1) & last
                found = slots[slot]
            }
            return 0
        }

        // The shift is less than 64: said here, not asked each time.
        @inline(__always)
        private func place(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key &>> shift) }
    }

    /// Lends the table out.
    func reading(_ body: (Reader) -> Void) {
        slots.withUnsafeBufferPointer { slots in
            if let first = slots.baseAddress { body(Reader(shift: shift, slots: first, last: slots.count - 1)) }
        }
    }
}
