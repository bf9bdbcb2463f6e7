/// Reads numbers that are written in Han characters: 一百二十三, 二〇三, 十二.
enum ChineseNumerals {
    /// Whether a scalar is a digit or a unit of a written number.
    @inline(__always)
    static func isNumeral(_ value: UInt32) -> Bool {
        value >= 0x3007 && value <= 0x96F6 && (digit(value) != nil || unit(value) != nil)
    }

    /// The value of a run, at most 99,999; nil when it is no number.
    static func value(_ run: ArraySlice<UInt32>) -> Int? {
        guard let first = run.first, run.count <= 9 else { return nil }
        guard run.contains(where: { unit($0) != nil }) else { return spelled(run) }
        // 百 and 千 without a digit before them begin names: 百家, 千岛.
        guard digit(first) != nil || first == 0x5341 else { return nil }
        var sum = 0, pending: Int?
        for scalar in run {
            if let digit = digit(scalar) {
                guard pending == nil || pending == 0 else { return nil }
                pending = digit
            } else if let unit = unit(scalar) {
                sum += (pending ?? 1) * unit
                pending = nil
            }
        }
        sum += pending ?? 0
        return sum < 100_000 ? sum : nil
    }

    // 二〇三 and 一二三: digit by digit.
    private static func spelled(_ run: ArraySlice<UInt32>) -> Int? {
        guard run.count <= 5 else { return nil }
        return run.reduce(0) { $0 * 10 + (digit($1) ?? 0) }
    }

    private static func digit(_ value: UInt32) -> Int? {
        switch value {
        case 0x3007, 0x96F6: 0  // 〇 零
        case 0x4E00: 1
        case 0x4E8C, 0x4E24: 2  // 二 两
        case 0x4E09: 3
        case 0x56DB: 4
        case 0x4E94: 5
        case 0x516D: 6
        case 0x4E03: 7
        case 0x516B: 8
        case 0x4E5D: 9
        default: nil
        }
    }

    private static func unit(_ value: UInt32) -> Int? {
        switch value {
        case 0x5341: 10
        case 0x767E: 100
        case 0x5343: 1_000
        default: nil
        }
    }
}
