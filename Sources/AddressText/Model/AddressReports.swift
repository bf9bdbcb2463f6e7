/// What an evaluation came to, ready to be written as one JSON object; shares between 0 and 1.
public struct AddressReport: Encodable, Sendable {
    /// The figures of one label.
    public struct Label: Encodable, Sendable {
        var precision: Double
        var recall: Double
        var f1: Double
        var count: Int
    }

    enum CodingKeys: String, CodingKey {
        case precision, recall, f1, exact, addresses, parts, labels
        case addressesPerSecond = "addresses_per_second"
    }

    var precision: Double
    var recall: Double
    /// The harmonic mean of precision and recall over exact parts of all labels.
    public private(set) var f1: Double
    var exact: Double
    var addresses: Int
    var parts: Int
    var labels: [String: Label]
    var addressesPerSecond: Int

    /// The figures of an evaluation; `seconds` is how long parsing took, the normal form included.
    public init(_ evaluation: AddressEvaluation, seconds: Double) {
        precision = Self.rounded(evaluation.all.precision)
        recall = Self.rounded(evaluation.all.recall)
        f1 = Self.rounded(evaluation.all.f1)
        addresses = evaluation.addresses
        exact = Self.rounded(Double(evaluation.exact) / Double(max(1, addresses)))
        parts = evaluation.all.known
        labels = [:]
        for label in AddressLabel.allCases {
            let count = evaluation.labels[Int(label.rawValue)]
            guard count.known + count.proposed > 0 else { continue }
            labels[label.name] = Label(
                precision: Self.rounded(count.precision), recall: Self.rounded(count.recall),
                f1: Self.rounded(count.f1), count: count.known)
        }
        addressesPerSecond = Int((Double(addresses) / max(seconds, 1e-6)).rounded())
    }

    private static func rounded(_ share: Double) -> Double { (share * 10_000).rounded() / 10_000 }
}

/// An address as `addresses parse` writes it; places in Unicode scalars of the text as said, the end not included.
public struct ParsedAddress: Encodable, Hashable, Sendable {
    /// A part with its text and how sure the parser is, from 0 to 1.
    public struct Part: Encodable, Hashable, Sendable {
        var label: String
        var text: String
        var start: Int
        var end: Int
        var confidence: Double?
    }

    var text: String
    var parts: [Part]

    /// The parts of a text; one that does not lie in the text is left out.
    public init(_ text: String, _ parts: [AddressPart]) {
        self.text = text
        self.parts = parts.compactMap { part in
            guard let said = part.words(of: text) else { return nil }
            return Part(
                label: part.label.name, text: said, start: part.range.lowerBound, end: part.range.upperBound,
                confidence: part.confidence.map { ($0 * 1_000).rounded() / 1_000 })
        }
    }
}
