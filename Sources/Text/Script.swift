/// The script a text is written in, as far as its characters tell.
public enum Script: String, CaseIterable, Sendable {
    /// No letters at all.
    case none
    /// Chinese whose characters occur in Simplified writing only.
    case simplified
    /// Chinese whose characters occur in Traditional writing only.
    case traditional
    /// Chinese that is written the same in both.
    case han
    /// Latin letters.
    case latin
    /// Any other script.
    case other

    /// Finds the script of most letters; a Han character counts as three letters, since it says about as much.
    public static func detect(_ text: String) -> Script {
        var latin = 0
        var han = 0
        var simplified = 0
        var traditional = 0
        var other = 0
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: latin += 1
            case 0x3400..<0xA000, 0xF900..<0xFB00, 0x20000..<0x32400:
                han += 1
                if HanTable.toSimplified.lookup(scalar.value) != scalar.value {
                    traditional += 1
                } else if HanTable.toTraditional.lookup(scalar.value) != scalar.value {
                    simplified += 1
                }
            case 0x00..<0x80: break
            default: if scalar.properties.isAlphabetic { other += 1 }
            }
        }
        if han * 3 >= max(latin, other), han > 0 {
            if simplified == traditional { return .han }
            return simplified > traditional ? .simplified : .traditional
        }
        if latin == 0, other == 0 { return .none }
        return latin >= other ? .latin : .other
    }
}
