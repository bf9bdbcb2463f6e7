import Synchronization

/// The permanent id of a record: a UUIDv7 as lower-case text, made by the program (RFC 9562, section 5.7).
public struct RecordID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// The 36 characters of the id.
    public let text: String

    /// Takes an id that the program itself wrote before, such as a database column.
    public init(trusted text: String) {
        self.text = text
    }

    /// Reads an id from outside; nil when it is not the text of a UUID.
    public init?(_ text: String) {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.map(\.count) == [8, 4, 4, 4, 12],
            text.utf8.allSatisfy({ ($0 >= 48 && $0 <= 57) || ($0 >= 97 && $0 <= 102) || $0 == 45 })
        else { return nil }
        self.text = text
    }

    /// Makes an id from the system's random source; those that one process makes for one millisecond come in their order.
    ///
    /// A counter of 26 bits stands after the time (RFC 9562, 6.2, method 1), 48 random bits after it: what is written down
    /// together is read back as it was written.
    public static func make(at instant: Instant) -> RecordID {
        let count = made.wrappingAdd(1, ordering: .relaxed).oldValue
        let time = UInt64(max(0, instant.milliseconds)) & 0xFFFF_FFFF_FFFF
        let high = time << 16 | 0x7000 | count >> 14 & 0x0FFF
        let low = 0x8000_0000_0000_0000 | (count & 0x3FFF) << 48 | UInt64.random(in: 0...0xFFFF_FFFF_FFFF)
        return RecordID(trusted: uuidText(high: high, low: low))
    }

    private static let made = Atomic<UInt64>(0)

    /// What every id made at an instant or later is not less than: its first 13 characters at their least.
    public static func firstText(at instant: Instant) -> String {
        let time = UInt64(max(0, instant.milliseconds)) & 0xFFFF_FFFF_FFFF
        return String(uuidText(high: time << 16, low: 0).prefix(13))
    }

    /// When it was made, to the millisecond; nil for an id of another kind.
    public var instant: Instant? {
        Int64(text.prefix(13).filter { $0 != "-" }, radix: 16).map { Instant(milliseconds: $0) }
    }

    public init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    public var description: String { text }

    public static func < (left: RecordID, right: RecordID) -> Bool { left.text < right.text }

    private static func uuidText(high: UInt64, low: UInt64) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(36)
        for (index, shift) in (stride(from: 60, through: 0, by: -4)).enumerated() {
            if index == 8 || index == 12 { bytes.append(45) }
            bytes.append(digits[Int(high >> UInt64(shift) & 15)])
        }
        for (index, shift) in (stride(from: 60, through: 0, by: -4)).enumerated() {
            if index == 0 || index == 4 { bytes.append(45) }
            bytes.append(digits[Int(low >> UInt64(shift) & 15)])
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
