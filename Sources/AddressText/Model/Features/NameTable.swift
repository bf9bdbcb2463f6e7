/// Names by the hash of their tokens: which levels of divisions bear one, and its row of weights, if any.
///
/// Open addressing behind a filter of bits, since nearly all pieces of an address are no name.
struct NameTable: Sendable {
    /// Levels as bits: province, city, district, town; the same without their suffix four bits higher.
    struct Entry: Sendable, Hashable {
        var levels: UInt8 = 0
        /// From 1; 0 is none.
        var row: UInt32 = 0
    }

    private let shift: UInt64
    private let slots: [UInt64]
    private let filter: [UInt64]
    /// The names in the order of their hashes, for a file.
    let hashes: [UInt64]
    let entries: [Entry]

    /// A table of names; of equal hashes the last counts.
    init(_ names: [UInt64: Entry]) {
        let sorted = names.sorted { $0.key < $1.key }
        hashes = sorted.map(\.key)
        entries = sorted.map(\.value)
        var bits: UInt64 = 4
        while 1 << bits < names.count * 2 { bits += 1 }
        shift = 64 - bits
        var slots = [UInt64](repeating: .max, count: 1 << bits), filter = [UInt64](repeating: 0, count: 1 << 14)
        for (index, hash) in hashes.enumerated() {
            var slot = Int(hash >> shift)
            while slots[slot] != .max { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = hash << 24 | UInt64(index)
            filter[Int(hash >> 6 & 0x3FFF)] |= 1 << (hash & 63)
        }
        self.slots = slots
        self.filter = filter
    }

    /// What is known of a name.
    @inline(__always)
    func find(_ hash: UInt64) -> Entry? {
        guard filter[Int(hash >> 6 & 0x3FFF)] & (1 << (hash & 63)) != 0 else { return nil }
        var slot = Int(hash >> shift)
        while slots[slot] != .max {
            if slots[slot] >> 24 == hash & 0xFF_FFFF_FFFF { return entries[Int(slots[slot] & 0xFF_FFFF)] }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    @inline(__always)
    static func add(_ hash: UInt64, _ code: UInt32) -> UInt64 {
        let mixed = (hash ^ UInt64(code)) &* 0x9E37_79B9_7F4A_7C15
        return mixed ^ (mixed >> 32)
    }
    static let start: UInt64 = 0x51_7C_C1_B7_27_22_0A_95
}
