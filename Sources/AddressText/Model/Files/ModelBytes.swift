package import Foundation

/// Appends numbers to bytes, lowest byte first.
package struct ByteWriter {
    /// The bytes so far.
    package var data: Data

    /// Goes on behind some bytes.
    package init(_ data: Data) { self.data = data }

    /// Appends a number.
    package mutating func number(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
    }
}

/// Takes numbers from bytes and throws where they end.
package struct ByteReader {
    /// What is left.
    package private(set) var rest: ArraySlice<UInt8>

    /// Reads some bytes from their beginning.
    package init(_ data: Data) { rest = Array(data)[...] }

    /// The next number. Throws `AddressModelError.damaged` where the bytes end.
    package mutating func number<Number: FixedWidthInteger>(as type: Number.Type) throws(AddressModelError) -> Number {
        let width = Number.bitWidth / 8
        guard rest.count >= width else { throw .damaged }
        var value: UInt64 = 0
        for byte in rest.prefix(width).reversed() { value = value << 8 | UInt64(byte) }
        rest = rest.dropFirst(width)
        return Number(truncatingIfNeeded: value)
    }

    /// So many numbers. Throws `AddressModelError.damaged` where the bytes end.
    package mutating func numbers<Number: FixedWidthInteger>(
        _ count: Int, as type: Number.Type
    ) throws(AddressModelError) -> [Number] {
        guard count >= 0, count <= rest.count / (Number.bitWidth / 8) else { throw .damaged }
        var numbers: [Number] = []
        numbers.reserveCapacity(count)
        for _ in 0..<count { numbers.append(try number(as: type)) }
        return numbers
    }

    /// FNV-1a over eight bytes at a time: finds what was changed by chance, not what somebody changed on purpose.
    package static func checksum(_ data: Data) -> UInt64 {
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        data.withUnsafeBytes { bytes in
            let whole = bytes.count & ~7
            for place in stride(from: 0, to: whole, by: 8) {
                sum =
                    (sum ^ UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
                    &* 0x100_0000_01B3
                sum ^= sum >> 31
            }
            for byte in bytes[whole...] { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        return sum
    }
}
