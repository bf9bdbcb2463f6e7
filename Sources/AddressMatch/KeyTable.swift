/// From keys of 64 mixed bits to chains of values, in flat memory: a million entries in some tens of megabytes.
///
/// Two different things whose keys agree would be taken for one: with three million keys one pair in four million tables.
struct KeyTable: Sendable {
    /// A key with the first entry of its chain; no key where the chain is below 0.
    private struct Slot { var key: UInt64, head: Int32 }
    private struct Entry { var value: Int32, next: Int32, mark: UInt8 }

    private var slots: [Slot]
    private var entries: [Entry] = []
    private var used = 0

    init(expecting count: Int = 64) {
        var size = 128
        while size < count * 2 { size *= 2 }
        slots = Self.empty(size)
    }

    /// Adds a value with a mark to the chain of a key, at its end.
    mutating func add(_ value: Int32, mark: UInt8 = 0, for key: UInt64) {
        if (used + 1) * 3 > slots.count * 2 { grow() }
        let slot = slot(of: key), entry = Int32(entries.count)
        entries.append(Entry(value: value, next: -1, mark: mark))
        guard slots[slot].head >= 0 else {
            slots[slot] = Slot(key: key, head: entry)
            used += 1
            return
        }
        var last = Int(slots[slot].head)
        while entries[last].next >= 0 { last = Int(entries[last].next) }
        entries[last].next = entry
    }

    /// Where the chain of a key begins; nil when there is none.
    func first(_ key: UInt64) -> Int32? {
        let head = slots[slot(of: key)].head
        return head < 0 ? nil : head
    }

    /// The value and mark of an entry, and the next entry of its chain.
    func entry(_ at: Int32) -> (value: Int32, mark: UInt8, next: Int32?) {
        let entry = entries[Int(at)]
        return (entry.value, entry.mark, entry.next < 0 ? nil : entry.next)
    }

    private static func empty(_ size: Int) -> [Slot] { Array(repeating: Slot(key: 0, head: -1), count: size) }

    private func slot(of key: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: key) & mask
        while slots[slot].head >= 0, slots[slot].key != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let old = slots
        slots = Self.empty(old.count * 2)
        for filled in old where filled.head >= 0 { slots[slot(of: filled.key)] = filled }
    }
}

/// Mixes bits so that near keys lie far apart (the finisher of SplitMix64; Steele, Lea, Flood 2014).
@inline(__always)
func mixed(_ bits: UInt64) -> UInt64 {
    var bits = bits &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
}
