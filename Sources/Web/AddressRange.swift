import Foundation

/// Addresses of a network, such as `10.0.0.0/8` or `fd00::/8`; without a length one address.
public struct AddressRange: Hashable, Sendable {
    private let bytes: [UInt8]
    private let bits: Int

    /// Reads an address with or without a length; nil when it is none.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let bytes = Self.bytes(of: String(parts[0])) else { return nil }
        let length = parts.count > 1 ? Int(parts[1]) : bytes.count * 8
        guard let length, (0...bytes.count * 8).contains(length) else { return nil }
        self.bytes = bytes
        bits = length
    }

    /// Whether an address lies in the network.
    public func contains(_ address: String) -> Bool {
        guard let other = Self.bytes(of: address), other.count == bytes.count else { return false }
        let whole = bits / 8, rest = bits % 8
        guard bytes.prefix(whole) == other.prefix(whole) else { return false }
        return rest == 0 || (bytes[whole] ^ other[whole]) >> (8 - rest) == 0
    }

    /// An address as everybody writes it: an IPv4 address that came over an IPv6 socket is one of IPv4.
    static func plain(_ address: String) -> String {
        guard address.contains(":"), let bytes = bytes(of: address), bytes.count == 4 else { return address }
        return bytes.map(String.init).joined(separator: ".")
    }

    /// Four bytes, or sixteen; four for an IPv4 address inside an IPv6 one (`::ffff:0:0/96`, RFC 4291).
    static func bytes(of address: String) -> [UInt8]? {
        var four = in_addr(), six = in6_addr()
        if inet_pton(AF_INET, address, &four) == 1 { return withUnsafeBytes(of: &four) { Array($0) } }
        guard inet_pton(AF_INET6, address, &six) == 1 else { return nil }
        let bytes = withUnsafeBytes(of: &six) { Array($0) }
        return bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] ? Array(bytes.suffix(4)) : bytes
    }
}

extension AddressRange {
    /// One IPv4 address, or the /64 that a single IPv6 customer is given.
    static func network(_ address: String) -> String {
        guard let bytes = AddressRange.bytes(of: address) else { return address }
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        return bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":") + "/64"
    }
}
