/// Names by the hash of their tokens: which levels of divisions bear one, and its row of weights, if any.
///
/// Open addressing behind a filter of bits, since most pieces of an address are no name.
struct NameTable: Sendable {
    /// Levels as bits: province, city, district, town; the same without their suffix four bits higher.
    struct Entry: Sendable, Hashable {
        var levels: UInt8 = 0
        /// What it was elsewhere; see `NameKind`.
        var kind: UInt8 = 0
        /// From 1; 0 is none.
        var row: UInt32 = 0
    }

    /// How long names are at most that begin with two tokens, by the first bits of their hash; 0 where none does.
    struct Beginnings: Sendable {
        private(set) var lengths = [UInt8](repeating: 0, count: 1 << 16)

        /// Counts a name.
        mutating func add(_ tokens: some Collection<UInt32>) {
            let hash = tokens.prefix(2).reduce(NameTable.start, NameTable.add)
            guard tokens.count > 1 else { return }
            raise(Int(hash >> 48), to: UInt8(clamping: tokens.count))
        }

        /// Counts names of a length; a place that is none is passed over.
        mutating func raise(_ place: Int, to length: UInt8) {
            if lengths.indices.contains(place) { lengths[place] = max(lengths[place], length) }
        }
    }

    let beginnings: Beginnings
    private let shift: UInt64
    private let slots: [UInt64]
    private let filter: [UInt64]
    /// The names in the order of their hashes, for a file.
    let hashes: [UInt64]
    let entries: [Entry]

    /// A table of names; of equal hashes the last counts.
    init(_ names: [UInt64: Entry], _ beginnings: Beginnings) {
        self.beginnings = beginnings
        let sorted = names.sorted { $0.key < $1.key }
        hashes = sorted.map(\.key)
        entries = sorted.map(\.value)
        var bits: UInt64 = 4
        // Two of three slots may be taken: the filter turns most of what is no name away, and a smaller table lies nearer.
        while 1 << bits < names.count * 3 / 2 { bits += 1 }
        shift = 64 - bits
        var slots = [UInt64](repeating: Self.empty, count: 1 << bits)
        var filter = [UInt64](repeating: 0, count: 1 << (Self.filterBits - 6))
        for (hash, entry) in sorted {
            var slot = Int(hash >> shift)
            while slots[slot] != Self.empty { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = hash << 40 | UInt64(entry.kind) << 32 | UInt64(entry.levels) << 24 | UInt64(entry.row)
            filter[Int(hash >> 6 & Self.filterMask)] |= 1 << (hash & 63)
        }
        self.slots = slots
        self.filter = filter
    }

    // No name has this kind.
    private static let empty = UInt64(0xFF) << 32
    private static let filterBits = 18
    private static let filterMask: UInt64 = 1 << (filterBits - 6) - 1

    /// What to read a table through without counting references. One number holds 24 bits of a name's hash, its kind, levels and row,
    /// so that a find reads memory once as a rule.
    struct Reader {
        fileprivate let lengths: UnsafePointer<UInt8>
        fileprivate let shift: UInt64
        fileprivate let slots: UnsafePointer<UInt64>
        fileprivate let last: Int
        fileprivate let filter: UnsafePointer<UInt64>

        /// The longest length of names whose first two tokens have this hash.
        @inline(__always)
        func longest(_ hash: UInt64) -> Int { Int(lengths[Int(truncatingIfNeeded: hash &>> 48)]) }

        /// Whether there may be a name of this hash: 1, or 0 where there is none.
        @inline(__always)
        func filter(_ hash: UInt64) -> Int {
            let word = filter[Int(truncatingIfNeeded: hash &>> 6 & NameTable.filterMask)]
            return Int(truncatingIfNeeded: word &>> (hash & 63) & 1)
        }

        /// What stands where a name is looked for first.
        @inline(__always)
        func head(_ hash: UInt64) -> UInt64 { slots[place(hash)] }

        /// What is known of a name, given what stands where it is looked for first.
        @inline(__always)
        func find(_ hash: UInt64, _ head: UInt64) -> Entry? {
            var found = head, slot = place(hash)
            while found != NameTable.empty {
                if found &>> 40 == hash & 0xFF_FFFF {
                    return Entry(
                        levels: UInt8(truncatingIfNeeded: found &>> 24), kind: UInt8(truncatingIfNeeded: found &>> 32),
                        row: UInt32(truncatingIfNeeded: found & 0xFF_FFFF))
                }
                slot = (slot &+ 1) & last
                found = slots[slot]
            }
            return nil
        }

        @inline(__always)
        private func place(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> shift) }
    }

    /// Lends the table out.
    func reading(_ body: (Reader) -> Void) {
        beginnings.lengths.withUnsafeBufferPointer { lengths in
            slots.withUnsafeBufferPointer { slots in
                filter.withUnsafeBufferPointer { filter in
                    guard let lengths = lengths.baseAddress, let first = slots.baseAddress,
                        let bits = filter.baseAddress
                    else { return }
                    body(Reader(lengths: lengths, shift: shift, slots: first, last: slots.count - 1, filter: bits))
                }
            }
        }
    }

    @inline(__always)
    static func add(_ hash: UInt64, _ code: UInt32) -> UInt64 {
        let mixed = (hash ^ UInt64(code)) &* 0x9E37_79B9_7F4A_7C15
        return mixed ^ (mixed >> 32)
    }
    static let start: UInt64 = 0x51_7C_C1_B7_27_22_0A_95
}
