// Pictures from outside: their kind and size are read from their bytes before any library sees them.

/// A PNG or JPEG picture: a seal that was uploaded, a scan in a bundle.
public struct LetterPicture: Hashable, Sendable {
    enum Kind { case png, jpeg }

    let bytes: [UInt8]
    let kind: Kind
    /// Pixels across.
    public let width: Int
    /// Pixels down.
    public let height: Int

    /// The most bytes taken.
    public static let longest = 20_000_000
    /// The most pixels taken: a page of A4 at 600 dots per inch has 35 million.
    public static let mostPixels = 36_000_000

    /// Reads kind and size from the bytes.
    ///
    /// Throws `LetterError.unreadablePicture`.
    public init(_ bytes: [UInt8]) throws(LetterError) {
        guard bytes.count <= Self.longest else {
            throw .unreadablePicture("it has more than \(Self.longest / 1_000_000) MB")
        }
        guard let found = Self.png(bytes) ?? Self.jpeg(bytes) else {
            throw .unreadablePicture("it is neither PNG nor JPEG")
        }
        (kind, width, height) = found
        guard width > 0, height > 0, width <= 32_000, height <= 32_000, width * height <= Self.mostPixels else {
            throw .unreadablePicture("\(width) x \(height) pixels are too many or none")
        }
        self.bytes = bytes
    }

    /// The first chunk of a PNG is IHDR with width and height (ISO/IEC 15948, 11.2.2).
    private static func png(_ bytes: [UInt8]) -> (Kind, Int, Int)? {
        let start: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
        guard bytes.starts(with: start), bytes.count > 24 else { return nil }
        return (.png, number(bytes[16..<20]), number(bytes[20..<24]))
    }

    /// Walks the segments of a JPEG to its frame header (ISO/IEC 10918-1, B.2.2).
    private static func jpeg(_ bytes: [UInt8]) -> (Kind, Int, Int)? {
        guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
        var place = 2
        while place + 9 < bytes.count, bytes[place] == 0xFF {
            let marker = bytes[place + 1]
            if marker == 0xFF {
                place += 1
                continue
            }
            let length = number(bytes[(place + 2)..<(place + 4)])
            if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
                let height = number(bytes[(place + 5)..<(place + 7)]), width = number(bytes[(place + 7)..<(place + 9)])
                return (.jpeg, width, height)
            }
            guard length >= 2 else { return nil }
            place += 2 + length
        }
        return nil
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
}
