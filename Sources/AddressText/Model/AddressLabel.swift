/// The labels of the parts of an address, as the measured set has them (NAACL 2019, Li and others), from large to small.
public enum AddressLabel: UInt8, CaseIterable, Hashable, Sendable {
    case country, prov, city, district, devzone, town, community, road, subroad, roadno, subroadno, poi, subpoi
    case houseno, cellno, floorno, roomno, person, assist, redundant, otherinfo

    /// The label as files write it, in lower case.
    public var name: String { Self.names[Int(rawValue)] }

    /// The label of a name, in any case of its ASCII letters; nil for one that is none.
    public init?(name: some StringProtocol) {
        let lower = name.lowercased()
        guard let index = Self.names.firstIndex(of: lower), let label = Self(rawValue: UInt8(index)) else { return nil }
        self = label
    }

    static let count = 21
    private static let names = allCases.map { "\($0)" }
}

/// A part of an address: its label and where it stands.
public struct AddressPart: Hashable, Sendable {
    /// What the part is.
    public var label: AddressLabel
    /// Where it stands in the text as said, in Unicode scalars from 0.
    public var range: Range<Int>
    /// How sure the parser is, from 0 to 1; nil where it was not asked.
    public var confidence: Double?

    /// The words of the text that the part stands for; nil where it does not lie in the text.
    func words(of text: String) -> String? {
        let scalars = text.unicodeScalars
        guard range.lowerBound >= 0, range.upperBound <= scalars.count else { return nil }
        return String(String.UnicodeScalarView(scalars.dropFirst(range.lowerBound).prefix(range.count)))
    }

    /// A part that was read elsewhere.
    public init(_ label: AddressLabel, _ range: Range<Int>, confidence: Double? = nil) {
        self.label = label
        self.range = range
        self.confidence = confidence
    }
}
