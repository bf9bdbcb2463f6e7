import Foundation

/// Brings texts that mean the same to one form: NFKC, lower case, Traditional to Simplified, nothing invisible.
///
/// For search and comparison only; what people wrote is kept and shown as they wrote it.
public enum Folding {
    /// Folds a text; folding twice changes nothing more.
    public static func fold(_ text: String) -> String {
        var text = text
        if let quick = text.withUTF8({ quickFold($0) }) { return quick }
        return slowFold(text)
    }

    // Most texts are ASCII, Han and Chinese punctuation, which fold scalar by scalar; nil asks for the slow way.
    private static func quickFold(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let table = HanTable.toSimplified
        var isQuick = true
        let folded = String(unsafeUninitializedCapacity: bytes.count + 8) { output in
            var index = 0
            var count = 0
            while index < bytes.count, count + 4 <= output.count {
                let byte = bytes[index]
                if byte < 0x80 {
                    guard byte >= 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D, byte != 0x7F else { break }
                    output[count] = byte &- 0x41 < 26 ? byte | 0x20 : byte
                    count += 1
                    index += 1
                } else {
                    guard byte >= 0xE0, byte < 0xF0, index + 2 < bytes.count else { break }
                    let value =
                        UInt32(byte & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
                        | UInt32(bytes[index + 2] & 0x3F)
                    guard let result = quickScalar(value, table) else { break }
                    write(result, to: output, at: &count)
                    index += 3
                }
            }
            isQuick = index == bytes.count
            return isQuick ? count : 0
        }
        return isQuick ? folded : nil
    }

    private static func quickScalar(_ value: UInt32, _ table: HanTable) -> UInt32? {
        switch value {
        case 0x4E00..<0x9FF0, 0x3400..<0x4DB6: table.lookup(value)
        case 0xFF21...0xFF3A: value - 0xFEE0 + 0x20
        case 0xFF01...0xFF5E: value - 0xFEE0
        case 0x3000: 0x20
        case 0x3001...0x3003, 0x3005...0x3015, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D: value
        default: nil
        }
    }

    private static func write(_ value: UInt32, to output: UnsafeMutableBufferPointer<UInt8>, at count: inout Int) {
        if value < 0x80 {
            output[count] = UInt8(truncatingIfNeeded: value)
            count += 1
        } else if value < 0x10000 {
            output[count] = 0xE0 | UInt8(truncatingIfNeeded: value >> 12)
            output[count + 1] = 0x80 | UInt8(truncatingIfNeeded: value >> 6 & 0x3F)
            output[count + 2] = 0x80 | UInt8(truncatingIfNeeded: value & 0x3F)
            count += 3
        } else {
            output[count] = 0xF0 | UInt8(truncatingIfNeeded: value >> 18)
            output[count + 1] = 0x80 | UInt8(truncatingIfNeeded: value >> 12 & 0x3F)
            output[count + 2] = 0x80 | UInt8(truncatingIfNeeded: value >> 6 & 0x3F)
            output[count + 3] = 0x80 | UInt8(truncatingIfNeeded: value & 0x3F)
            count += 4
        }
    }

    private static func slowFold(_ text: String) -> String {
        var visible = String.UnicodeScalarView()
        var marks = 0
        for scalar in text.unicodeScalars {
            // Sorting a run of marks takes time with the square of its length. No word of any language has thirty in a row
            // (the stream-safe form of UAX #15, section 13).
            marks = scalar.properties.canonicalCombiningClass == .notReordered ? 0 : marks + 1
            if marks <= 30, let kept = visibleScalar(scalar) { visible.append(kept) }
        }
        let composed = String(visible).precomposedStringWithCompatibilityMapping.lowercased()
        // Lower case can leave a letter and a mark that compose again, so that a second round is needed now and then.
        let settled = composed.precomposedStringWithCompatibilityMapping
        let table = HanTable.toSimplified
        var result = String.UnicodeScalarView()
        for scalar in settled.unicodeScalars {
            result.append(Unicode.Scalar(table.lookup(scalar.value)) ?? scalar)
        }
        return String(result)
    }

    // Invisible characters would keep equal words apart; control characters part words like a space does.
    private static func visibleScalar(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: scalar
        case 0x00..<0x20, 0x7F..<0xA0: " "
        case 0xAD, 0x34F, 0x61C, 0x180B...0x180F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F,
            0xFEFF, 0xE0000...0xE0FFF:
            nil
        default: scalar
        }
    }
}
