/// From keys of 64 mixed bits to chains of values, in flat memory: a million entries in some tens of megabytes.
///
/// Two different things whose keys agree would be taken for one: with three million keys one pair in four million tables.
struct KeyTable: Sendable {
    private var keys: [UInt64]
    private var heads: [Int32]
    private var values: [Int32] = []
    private var marks: [UInt8] = []
    private var nexts: [Int32] = []
    private var used = 0

    init(expecting count: Int = 64) {
        var size = 128
        while size < count * 2 { size *= 2 }
        keys = [UInt64](repeating: 0, count: size)
        heads = [Int32](repeating: -1, count: size)
    }

    /// Adds a value with a mark to the chain of a key, at its end.
    mutating func add(_ value: Int32, mark: UInt8 = 0, for key: UInt64) {
        if (used + 1) * 3 > keys.count * 2 { grow() }
        let slot = slot(of: key), entry = Int32(values.count)
        values.append(value)
        marks.append(mark)
        nexts.append(-1)
        guard keys[slot] != 0 else {
            (keys[slot], heads[slot]) = (key == 0 ? 1 : key, entry)
            used += 1
            return
        }
        var last = heads[slot]
        while nexts[Int(last)] >= 0 { last = nexts[Int(last)] }
        nexts[Int(last)] = entry
    }

    /// Where the chain of a key begins; nil when there is none.
    func first(_ key: UInt64) -> Int32? {
        let slot = slot(of: key)
        return keys[slot] == 0 ? nil : heads[slot]
    }

    /// The value and mark of an entry, and the next entry of its chain.
    func entry(_ at: Int32) -> (value: Int32, mark: UInt8, next: Int32?) {
        let index = Int(at), next = nexts[index]
        return (values[index], marks[index], next < 0 ? nil : next)
    }

    private func slot(of key: UInt64) -> Int {
        let key = key == 0 ? 1 : key, mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: key) & mask
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let (oldKeys, oldHeads) = (keys, heads)
        keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
        heads = [Int32](repeating: -1, count: oldKeys.count * 2)
        for (index, key) in oldKeys.enumerated() where key != 0 {
            let slot = slot(of: key)
            (keys[slot], heads[slot]) = (key, oldHeads[index])
        }
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
