/// Takes out of a picture what tells of its maker: place, time, device, names, comments and hidden thumbnails.
///
/// The pixels stay byte for byte. What cannot be read as a picture goes on as it is, as far as it was not understood.
public enum PictureCleaning {
    /// The file without its metadata; other kinds than JPEG, PNG and WebP come back unchanged.
    public static func clean(_ bytes: [UInt8], kind: Sniff.Kind) -> [UInt8] {
        switch kind {
        case .jpeg: jpeg(bytes)
        case .png: png(bytes)
        case .webp: webp(bytes)
        default: bytes
        }
    }

    // ITU-T T.81, B.1.1: a marker, two bytes of length, content; after SOS the scan runs to the next real marker.
    private static func jpeg(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [0xFF, 0xD8]
        var index = 2
        while index + 4 <= bytes.count, bytes[index] == 0xFF {
            let marker = bytes[index + 1]
            if marker == 0xFF {
                index += 1
                continue
            }
            // What follows the end of the picture are other pictures, with places and times of their own.
            if marker == 0xD9 { return result + [0xFF, 0xD9] }
            let end = index + 2 + (Int(bytes[index + 2]) << 8 | Int(bytes[index + 3]))
            guard end <= bytes.count, end >= index + 4 else { return result + bytes[index...] }
            let content = bytes[(index + 4)..<end]
            if let kept = segment(marker, content, whole: bytes[index..<end]) { result += kept }
            index = end
            if marker == 0xDA {
                let scan = scanEnd(bytes, from: index)
                result += bytes[index..<scan]
                index = scan
            }
        }
        // The end marker may be the last two bytes; anything else was cut off and stays.
        return result + bytes[min(index, bytes.count)...]
    }

    /// What stays of a segment: all of it, nothing, or of EXIF the orientation alone.
    private static func segment(
        _ marker: UInt8, _ content: ArraySlice<UInt8>, whole: ArraySlice<UInt8>
    ) -> [UInt8]? {
        switch marker {
        case 0xE0: content.starts(with: Array("JFIF\0".utf8)) ? Array(whole) : nil
        case 0xE1: orientation(content).map(orientationSegment)
        case 0xE2: content.starts(with: Array("ICC_PROFILE\0".utf8)) ? Array(whole) : nil
        case 0xEE: content.starts(with: Array("Adobe".utf8)) ? Array(whole) : nil
        case 0xE3...0xEF, 0xFE: nil
        default: Array(whole)
        }
    }

    private static func scanEnd(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index + 1 < bytes.count {
            if bytes[index] == 0xFF, bytes[index + 1] != 0, !(0xD0...0xD7).contains(bytes[index + 1]),
                bytes[index + 1] != 0xFF
            {
                return index
            }
            index += 1
        }
        return bytes.count
    }

    // TIFF 6.0, section 2: the first directory; tag 0x0112 is the orientation, 1 is upright.
    private static func orientation(_ content: ArraySlice<UInt8>) -> UInt8? {
        guard content.starts(with: Array("Exif\0\0".utf8)) else { return nil }
        let tiff = Array(content.dropFirst(6))
        guard tiff.count >= 14, tiff[0] == tiff[1], tiff[0] == 0x49 || tiff[0] == 0x4D else { return nil }
        let isLittle = tiff[0] == 0x49
        func number(_ at: Int, _ size: Int) -> Int {
            guard at >= 0, at + size <= tiff.count else { return 0 }
            let part = tiff[at..<(at + size)]
            return (isLittle ? part.reversed() : Array(part)).reduce(0) { $0 << 8 | Int($1) }
        }
        let directory = number(4, 4)
        for entry in 0..<min(200, number(directory, 2)) where number(directory + 2 + entry * 12, 2) == 0x0112 {
            let value = number(directory + 2 + entry * 12 + 8, 2)
            return (2...8).contains(value) ? UInt8(value) : nil
        }
        return nil
    }

    private static func orientationSegment(_ value: UInt8) -> [UInt8] {
        [0xFF, 0xE1, 0, 34] + Array("Exif\0\0".utf8) + [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1]
            + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0]
    }

    // RFC 2083, 3.2: length, type, data, check sum; nothing counts after IEND.
    private static func png(_ bytes: [UInt8]) -> [UInt8] {
        let dropped = Set(["tEXt", "zTXt", "iTXt", "eXIf", "tIME"])
        var result = Array(bytes.prefix(8))
        var index = 8
        while index + 12 <= bytes.count {
            let end = index + 12 + bytes[index..<(index + 4)].reduce(0) { $0 << 8 | Int($1) }
            guard end <= bytes.count else { break }
            let type = String(decoding: bytes[(index + 4)..<(index + 8)], as: UTF8.self)
            if !dropped.contains(type) { result += bytes[index..<end] }
            index = end
            if type == "IEND" { return result }
        }
        return result + bytes[min(index, bytes.count)...]
    }

    // RFC 9649, 2.7: RIFF chunks of even length; the flags of VP8X say what there is.
    private static func webp(_ bytes: [UInt8]) -> [UInt8] {
        var result = Array(bytes.prefix(12))
        var index = 12
        while index + 8 <= bytes.count {
            let length = bytes[(index + 4)..<(index + 8)].reversed().reduce(0) { $0 << 8 | Int($1) }
            let end = index + 8 + length + length % 2
            guard end <= bytes.count else { break }
            let type = String(decoding: bytes[index..<(index + 4)], as: UTF8.self)
            var chunk = Array(bytes[index..<end])
            if type == "VP8X", length > 0 { chunk[8] &= 0xF3 }
            if type != "EXIF", type != "XMP " { result += chunk }
            index = end
        }
        result += bytes[min(index, bytes.count)...]
        guard result.count >= 12 else { return bytes }
        let size = result.count - 8
        for place in 0..<4 { result[4 + place] = UInt8(truncatingIfNeeded: size >> (8 * place)) }
        return result
    }
}
