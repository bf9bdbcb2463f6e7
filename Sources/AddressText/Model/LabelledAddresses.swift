/// Addresses whose parts are known, in the form one token and its BIO tag a line, an empty line between two addresses.
public struct LabelledAddresses: Sendable {
    /// An address and its parts in order; `range` in Unicode scalars.
    public struct Address: Hashable, Sendable {
        /// The text; a blank is a blank.
        public var text: String
        /// The parts; what belongs to none is left out.
        public var parts: [AddressPart]

        /// An address made elsewhere.
        public init(text: String, parts: [AddressPart]) {
            self.text = text
            self.parts = parts
        }
    }

    /// The addresses.
    public private(set) var addresses: [Address] = []
    /// How many lines were no token with a tag; their addresses are left out.
    public private(set) var rejected = 0

    /// Reads a file: labels in any case, `_` is a blank, an I after another label begins a part.
    ///
    /// Bytes that are not UTF-8 make their line a rejected one.
    public init(_ bytes: some BidirectionalCollection<UInt8>) {
        var text = String.UnicodeScalarView(), parts: [AddressPart] = [], isSound = true, isInside = false
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let line = line.last == 0x0D ? line.dropLast() : line
            if line.isEmpty {
                close(&text, &parts, &isSound, &isInside)
            } else if let string = String(validating: line, as: UTF8.self), let (token, tag) = Self.pair(string),
                string.utf8.count < 4_096
            {
                // Two tokens that would read as one are parted by a mark that is no blank and belongs to no part.
                if let last = text.last, let first = token.unicodeScalars.first, Self.isOneRun(last, first) {
                    text.append("\u{200B}")
                }
                let start = text.count
                text.append(contentsOf: token.unicodeScalars.map { $0 == "_" ? " " : $0 })
                isInside = Self.extend(&parts, tag, start..<text.count, isInside)
            } else {
                rejected += 1
                isSound = false
            }
        }
        close(&text, &parts, &isSound, &isInside)
    }

    private mutating func close(
        _ text: inout String.UnicodeScalarView, _ parts: inout [AddressPart], _ isSound: inout Bool,
        _ isInside: inout Bool
    ) {
        if isSound, !text.isEmpty { addresses.append(Address(text: String(text), parts: parts)) }
        text = String.UnicodeScalarView()
        parts = []
        isSound = true
        isInside = false
    }

    static func isOneRun(_ last: Unicode.Scalar, _ first: Unicode.Scalar) -> Bool {
        switch (last, first) {
        case ("0"..."9", "0"..."9"), ("A"..."Z", "A"..."Z"), ("a"..."z", "a"..."z"), ("A"..."Z", "a"..."z"),
            ("a"..."z", "A"..."Z"):
            true
        default: false
        }
    }

    private enum Tag { case outside, begin(AddressLabel), inside(AddressLabel) }

    private static func pair(_ line: String) -> (Substring, Tag)? {
        guard let space = line.lastIndex(where: { $0 == " " || $0 == "\t" }), space > line.startIndex else {
            return nil
        }
        let tag = line[line.index(after: space)...]
        if tag == "O" || tag == "o" { return (line[..<space], .outside) }
        guard let label = AddressLabel(name: tag.dropFirst(2)), tag.dropFirst().first == "-" else { return nil }
        switch tag.first {
        case "B", "b": return (line[..<space], .begin(label))
        case "I", "i": return (line[..<space], .inside(label))
        default: return nil
        }
    }

    private static func extend(
        _ parts: inout [AddressPart], _ tag: Tag, _ range: Range<Int>, _ isInside: Bool
    ) -> Bool {
        switch tag {
        case .outside: return false
        case .inside(let label):
            if isInside, let last = parts.indices.last, parts[last].label == label {
                parts[last].range = parts[last].range.lowerBound..<range.upperBound
            } else {
                parts.append(AddressPart(label, range))
            }
        case .begin(let label): parts.append(AddressPart(label, range))
        }
        return true
    }
}
