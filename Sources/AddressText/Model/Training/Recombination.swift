import Base

/// Makes new labelled addresses of known ones: names of one are put where another has a name of the same label.
///
/// What stands beside a name by chance is told from what it is by.
struct Recombination {
    private var texts: [[String]] = Array(repeating: [], count: AddressLabel.count)
    private var dice: SplitMix64

    /// The share of names that is exchanged.
    private static let share = 0.5
    private static let exchanged: Set<AddressLabel> = [
        .district, .devzone, .town, .community, .road, .subroad, .roadno, .poi, .subpoi, .houseno, .roomno, .person,
    ]

    init(_ addresses: [LabelledAddresses.Address], seed: UInt64) {
        dice = SplitMix64(seed: seed ^ 0x5EED)
        for address in addresses {
            for (part, text) in zip(address.parts, Self.texts(address)) { texts[Int(part.label.rawValue)].append(text) }
        }
    }

    /// One new address for each that is given.
    mutating func make(_ addresses: [LabelledAddresses.Address]) -> [LabelledAddresses.Address] {
        addresses.map { address in
            var draft = AddressDraft()
            for (part, text) in zip(address.parts, Self.texts(address)) {
                let isExchanged =
                    Self.exchanged.contains(part.label) && Double.random(in: 0..<1, using: &dice) < Self.share
                let other = isExchanged ? texts[Int(part.label.rawValue)].randomElement(using: &dice) : nil
                draft.add(other ?? text, part.label)
            }
            return draft.address
        }
    }

    private static func texts(_ address: LabelledAddresses.Address) -> [String] {
        let scalars = Array(address.text.unicodeScalars)
        return address.parts.map { part in
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[part.range.clamped(to: scalars.indices)])
            return String(text)
        }
    }
}
