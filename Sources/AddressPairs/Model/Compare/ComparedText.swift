import AddressText

/// A text made ready to be compared: tokens with the labels of their parts, and where in the country it may lie.
struct ComparedText: Sendable {
    /// A character, or a run of digits or letters as one.
    struct Token: Sendable {
        /// The scalar, or a hash of the run with the highest bit set.
        var code: UInt32
        var label: UInt8
        var isNumber: Bool
        /// The value of a run of up to six digits.
        var value: Int32 = -1
    }

    /// A part of the text, in tokens.
    struct Field: Sendable {
        var label: AddressLabel
        var range: Range<Int>
    }

    private(set) var tokens: [Token] = []
    private(set) var fields: [Field] = []
    /// The counties it may lie in; empty where no division is known.
    private(set) var counties: [Range<Int32>] = []
    /// Whether names of divisions contradict each other, as most times when one is misread.
    private(set) var isTorn = false
    /// How many dots, brackets and dashes were left out.
    private(set) var marks = 0

    /// No text has as many tokens as are compared: what comes later is left out.
    static let mostTokens = 160
    private static let mostParts = 200
    private static let noPart: UInt8 = 0xFF
    static let unlabelled = UInt8(AddressLabel.allCases.count)

    /// No text.
    init() {}

    init(_ text: String, _ parser: inout AddressParser, _ reach: DivisionReach) {
        let form = NormalAddress(text)
        let parts = parser.parse(text)
        var owners: [UInt8] = [], next = 0
        for start in form.starts {
            while next < parts.count, parts[next].range.upperBound <= Int(start) { next += 1 }
            let isInside = next < parts.count && parts[next].range.lowerBound <= Int(start)
            owners.append(isInside && next < Self.mostParts ? UInt8(next) : Self.noPart)
        }
        cut(form, owners, parts)
        place(form, owners, parts, reach)
    }

    private mutating func cut(_ form: NormalAddress, _ owners: [UInt8], _ parts: [AddressPart]) {
        let scalars = form.scalars
        var index = 0, owner = Self.noPart
        while index < scalars.count, tokens.count < Self.mostTokens {
            let start = index, kind = Self.kind(scalars[index])
            index += 1
            if kind == .mark {
                marks += 1
                continue
            }
            while kind != .other, index < scalars.count, !form.isParted[index], Self.kind(scalars[index]) == kind {
                index += 1
            }
            let part = owners[start] == Self.noPart ? nil : parts[Int(owners[start])]
            var token = Self.token(scalars[start..<index], kind)
            if token.code == Self.storey, tokens.last?.code == Self.number {
                // 3号楼 is 3栋.
                tokens.removeLast()
                token.code = Self.building
            }
            token.label = part.map(\.label.rawValue) ?? Self.unlabelled
            tokens.append(token)
            extend(part, isNew: owners[start] != owner || fields.isEmpty)
            owner = owners[start]
        }
    }

    private mutating func extend(_ part: AddressPart?, isNew: Bool) {
        guard let part else { return }
        let end = tokens.count
        if let last = fields.indices.last, !isNew {
            fields[last].range = min(fields[last].range.lowerBound, end - 1)..<end
        } else {
            fields.append(Field(label: part.label, range: (end - 1)..<end))
        }
    }

    private mutating func place(
        _ form: NormalAddress, _ owners: [UInt8], _ parts: [AddressPart], _ reach: DivisionReach
    ) {
        for (index, part) in parts.enumerated() where part.label.isDivision && index < Self.mostParts {
            var name = String.UnicodeScalarView()
            for (place, owner) in owners.enumerated() where Int(owner) == index {
                if let scalar = Unicode.Scalar(form.scalars[place]) { name.append(scalar) }
            }
            let found = reach.spans(of: String(name))
            guard !found.isEmpty else { continue }
            let common = counties.isEmpty ? found : DivisionReach.common(counties, found)
            if common.isEmpty { isTorn = true } else { counties = common }
        }
    }

    private enum Kind { case digit, letter, mark, other }

    private static func kind(_ scalar: UInt32) -> Kind {
        switch scalar {
        case 0x30...0x39: .digit
        case 0x41...0x5A, 0x61...0x7A: .letter
        case 0...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0xBF, 0x2010...0x206F, 0x3000...0x303F, 0xFF00...0xFFEF: .mark
        default: .other
        }
    }

    private static let number: UInt32 = 0x53F7  // 号
    private static let storey: UInt32 = 0x697C  // 楼
    private static let building: UInt32 = 0x680B  // 栋

    private static func token(_ run: ArraySlice<UInt32>, _ kind: Kind) -> Token {
        switch kind {
        case .digit:
            let value = run.count > 6 ? -1 : run.reduce(Int32(0)) { $0 * 10 + Int32($1 & 0xF) }
            let digits = run.dropLast().drop { $0 == 0x30 } + run.suffix(1)
            return Token(code: hash(digits), label: 0, isNumber: true, value: value)
        case .letter: return Token(code: hash(run), label: 0, isNumber: run.count == 1)
        case .mark, .other:
            let scalar = run.first ?? 0
            return Token(code: scalar == 0x5E62 ? building : scalar, label: 0, isNumber: false)
        }
    }

    private static func hash(_ run: ArraySlice<UInt32>) -> UInt32 {
        run.reduce(0x811C_9DC5) { ($0 ^ ($1 | 0x20)) &* 0x0100_0193 } | 0x8000_0000
    }
}

extension AddressLabel {
    var isDivision: Bool { self == .prov || self == .city || self == .district || self == .town }
}
