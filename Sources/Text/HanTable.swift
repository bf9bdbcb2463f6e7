/// What one OpenCC conversion makes of each single Han character, read out once so that lookups need no lock.
///
/// Character by character, a conversion of a part is a part of the conversion of the whole: search depends on it.
struct HanTable: Sendable {
    /// Traditional characters to Simplified ones.
    static let toSimplified = HanTable(.toSimplified)
    /// Simplified characters to Traditional ones.
    static let toTraditional = HanTable(.toTraditional)

    // Extension A to the end of the unified ideographs stand in an array, rarer planes in a dictionary.
    private static let first: UInt32 = 0x3400
    private static let end: UInt32 = 0xA000
    private var near: [UInt32]
    private var far: [UInt32: UInt32] = [:]

    private init(_ converter: Converter) {
        near = Array(Self.first..<Self.end)
        for (from, to) in Self.changes(Self.first..<Self.end, by: converter) {
            near[Int(from - Self.first)] = to
        }
        for (from, to) in Self.changes(0x20000..<0x32400, by: converter) {
            far[from] = to
        }
        // 薴 becomes 苧, which becomes 苎 by itself: the table goes all the way, so that folding is done once.
        for index in near.indices { near[index] = lookup(near[index]) }
        far = far.mapValues { lookup($0) }
    }

    /// The scalar this one becomes; itself where nothing changes.
    func lookup(_ value: UInt32) -> UInt32 {
        if value < Self.first { return value }
        if value < Self.end { return near[Int(value - Self.first)] }
        return value < 0x20000 ? value : far[value] ?? value
    }

    // Each character stands on a line of its own, so that no phrase rule applies.
    private static func changes(_ range: Range<UInt32>, by converter: Converter) -> [(UInt32, UInt32)] {
        var text = ""
        for value in range {
            guard let scalar = Unicode.Scalar(value) else { continue }
            text.unicodeScalars.append(scalar)
            text.append("\n")
        }
        var changes: [(UInt32, UInt32)] = []
        let lines = converter.convert(text).unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        for (value, line) in zip(range, lines) where line.count == 1 {
            guard let scalar = line.first, scalar.value != value else { continue }
            changes.append((value, scalar.value))
        }
        return changes
    }
}
