import Foundation

extension Pinyin {
    /// The readings of each character, without tones, in lower case, the usual one first; none for what is not Chinese.
    ///
    /// 重 has `zhong` and `chong`; ü is written as it is typed, `v`, and also `u`: 绿 has `lv` and `lu`.
    public static func readings(of characters: [UInt32]) -> [[String]] {
        let asked = characters.enumerated().filter { isHan($0.element) }
        var text = String.UnicodeScalarView()
        for (_, value) in asked {
            if let scalar = Unicode.Scalar(value) { text.append(scalar) }
            text.append("\n")
        }
        let latin = String(text).applyingTransform(.toLatin, reverse: false) ?? ""
        let lines = latin.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        var readings = [[String]](repeating: [], count: characters.count)
        for ((index, value), line) in zip(asked, lines) {
            for reading in [letters(of: String(line))] + (further[value] ?? []) {
                for spelled in spellings(reading) where !readings[index].contains(spelled) {
                    readings[index].append(spelled)
                }
            }
        }
        return readings
    }

    /// By character, from the table of further readings.
    private static let further: [UInt32: [String]] = {
        var further: [UInt32: [String]] = [:]
        for entry in PinyinReadingWords.further.split(whereSeparator: \.isWhitespace) {
            guard let character = entry.unicodeScalars.first else { continue }
            further[character.value, default: []] += entry.dropFirst().split(separator: ",").map(String.init)
        }
        return further
    }()

    private static func isHan(_ value: UInt32) -> Bool {
        value >= 0x3400 && value < 0xA000 || value >= 0x20000 && value < 0x32400
    }

    /// A syllable without its tone, ü as `v`; empty where it is no syllable.
    private static func letters(of syllable: String) -> String {
        var letters = ""
        for scalar in syllable.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar {
            case "a"..."z": letters.unicodeScalars.append(scalar)
            case "\u{308}" where letters.last == "u":
                letters.removeLast()
                letters.append("v")
            default: continue
            }
        }
        return letters
    }

    private static func spellings(_ reading: String) -> [String] {
        guard !reading.isEmpty else { return [] }
        return reading.contains("v") ? [reading, reading.replacing("v", with: "u")] : [reading]
    }
}
