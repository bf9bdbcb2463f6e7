import Base
import Text

/// Addresses as people type them key by key, to measure completion with.
public struct CompletionTyping: Sendable {
    /// How an address is typed.
    public enum Manner: String, Sendable, CaseIterable {
        /// Characters, pinyin in full, the initials of pinyin; numbers are digits in each.
        case characters, pinyin, initials
    }

    /// One address and what stands in the box after each key.
    public struct Address: Sendable {
        /// The place's number in the register.
        public var place: Int
        public var manner: Manner
        /// The text after the first key, after the second and so on.
        public var keys: [String]
    }

    /// The addresses, each typed in one manner after the other.
    public private(set) var addresses: [Address] = []

    /// Takes so many places of a register by chance; the same for the same seed.
    ///
    /// A place is typed from its narrowest name on, then its numbers; places without an id are left out.
    public init(_ register: AddressRegister, count: Int, seed: UInt64 = 1) {
        var chance = SplitMix64(seed: seed), tries = 0
        while addresses.count < count, register.count > 0, tries < count * 20 {
            tries += 1
            let place = Int.random(in: 0..<register.count, using: &chance)
            guard register.id(place) != nil else { continue }
            let manner = Manner.allCases[addresses.count % Manner.allCases.count]
            guard let keys = Self.keys(register, place, manner) else { continue }
            addresses.append(Address(place: place, manner: manner, keys: keys))
        }
    }

    /// How many keys it takes until an address is among the places answered; nil when it never is.
    public func keysNeeded(_ address: Address, _ complete: (String) -> [CompletedPlace]) -> Int? {
        address.keys.firstIndex { complete($0).contains { $0.place == address.place } }.map { $0 + 1 }
    }

    private static func keys(_ register: AddressRegister, _ place: Int, _ manner: Manner) -> [String]? {
        let pieces = register.pieces(of: place)
        guard let named = pieces.lastIndex(where: { register.kinds[Int($0.place)] < .number }) else { return nil }
        let name = Array(pieces[named].text.unicodeScalars)
        let readings = Pinyin.readings(of: name.map(\.value)).map(\.first)
        var text = "", keys: [String] = []
        for (scalar, reading) in zip(name, readings) {
            guard let reading, manner != .characters else {
                text.unicodeScalars.append(scalar)
                keys.append(text)
                continue
            }
            for letter in manner == .pinyin ? reading[...] : reading.prefix(1) {
                text.append(letter)
                keys.append(text)
            }
        }
        for scalar in pieces[(named + 1)...].map(\.text).joined().unicodeScalars {
            text.unicodeScalars.append(scalar)
            keys.append(text)
        }
        return keys
    }
}
