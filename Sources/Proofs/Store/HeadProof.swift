public import Base
public import Journal

/// That an entry stands in the log, under the newest signed head; under the newest head of all while none that is signed holds it.
public struct HeadProof: Sendable {
    /// The hash of the entry.
    public let leaf: [UInt8]
    /// The entry.
    public let entry: RecordID
    /// The audit path.
    public let proof: InclusionProof
    /// The root that it leads to.
    public let root: [UInt8]
    /// When that head was made.
    public let at: Instant
    /// The signed head; nil while the next is waited for.
    public let head: SignedHead?

    /// Whether the proof holds.
    public var isValid: Bool { proof.isValid(leaf: leaf, root: root) }

    /// One step of the way up.
    public struct Step: Hashable, Sendable {
        /// The hash beside.
        public let sibling: [UInt8]
        /// Whether it stands on the left.
        public let isLeft: Bool
        /// The hash of both.
        public let result: [UInt8]
    }

    /// The way from the leaf to the root (RFC 9162, section 2.1.3.2).
    public var steps: [Step] {
        var (index, last, hash) = (proof.position, proof.size - 1, leaf)
        var steps: [Step] = []
        for sibling in proof.path {
            let isLeft = index & 1 == 1 || index == last
            hash = isLeft ? Merkle.node(sibling, hash) : Merkle.node(hash, sibling)
            steps.append(Step(sibling: sibling, isLeft: isLeft, result: hash))
            if isLeft { while index & 1 == 0, index != 0 { (index, last) = (index >> 1, last >> 1) } }
            (index, last) = (index >> 1, last >> 1)
        }
        return steps
    }
}

/// What a hash or the id of an entry leads to.
public enum HeadFinding: Sendable {
    /// It stands in the log.
    case proven(HeadProof)
    /// It is written down and gets its place within a second.
    case waiting
    /// There is no such entry.
    case unknown
}

/// Reads the hash of a slip as somebody typed it.
public enum LeafText {
    /// 32 bytes; nil when it is none. Blanks and hyphens between the digits are passed over.
    public static func read(_ text: String) -> [UInt8]? {
        let digits = String(text.prefix(400).filter { !$0.isWhitespace && $0 != "-" })
        guard digits.utf8.count == 64 else { return nil }
        return HexText.decode(digits)
    }

    /// In groups of four, which can be read out.
    public static func grouped(_ bytes: [UInt8]) -> String {
        let digits = Array(HexText.encode(bytes))
        return stride(from: 0, to: digits.count, by: 4)
            .map { String(digits[$0..<min($0 + 4, digits.count)]) }.joined(separator: " ")
    }
}
