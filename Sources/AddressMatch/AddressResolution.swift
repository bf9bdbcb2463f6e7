/// How sure a match is.
public enum MatchBand: String, Sendable, CaseIterable {
    /// Equal but for spelling.
    case a = "A"
    /// Safe with small differences.
    case b = "B"
    /// Several places, or one that the text also speaks against: a person decides.
    case c = "C"
    /// No place of the library.
    case none
}

/// What a text was found to mean.
public struct AddressResolution: Sendable {
    /// Why a part of the text speaks for the place, or against it.
    public enum Reason: String, Sendable {
        case name, alias, former, mistake, number, skipped, division, unused
        case disagrees, unknown, elsewhere, near, several, empty
        case tooLong = "too-long"
    }

    /// A part of the text and what it says.
    public struct Evidence: Sendable {
        /// What was found.
        public var reason: Reason
        /// Where, in Unicode scalars of the text as said.
        public var start: Int, end: Int

        /// The words of the text that it is about; empty where it does not lie in the text.
        public func words(of text: String) -> String {
            let scalars = text.unicodeScalars
            guard 0 <= start, start <= end, end <= scalars.count else { return "" }
            return String(String.UnicodeScalarView(scalars.dropFirst(start).prefix(end - start)))
        }
    }

    /// A numbered part that the library has not.
    public struct Missing: Hashable, Sendable {
        /// What it is.
        public var kind: AddressKind
        /// Its number, capital and without zeros before it.
        public var number: String
    }

    /// How sure.
    public var band: MatchBand
    /// The place that the text names, perhaps a former one; nil in the bands C and none.
    public var matched: Int?
    /// What stands there today.
    public var current: Int?
    /// The places to choose from in band C, at most five.
    public var candidates: [Int] = []
    /// The narrowest place that is known when what the text names is not.
    public var within: Int?
    /// What the text says to lie in `within` and the library has not, from the wide to the narrow: a building that was finished, a
    /// room. Empty where the text may as well mean something else.
    public var missing: [Missing] = []
    /// Whether the text names `within` itself: it stands because of what lies below it, and nobody has named it so far.
    public var namesWithin = false
    /// The divisions of the library that the text names.
    public var divisions: [Int] = []
    /// How far the next best lies behind, in points.
    public var gap = 0
    /// What speaks for it and against it.
    public var evidence: [Evidence] = []
}
