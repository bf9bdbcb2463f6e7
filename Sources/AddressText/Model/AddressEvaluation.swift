/// Compares parts with those that are right: a part counts when label, beginning and end agree.
public struct AddressEvaluation: Sendable {
    /// Right, proposed and true parts of a label.
    public struct Count: Hashable, Sendable {
        public var right = 0
        public var proposed = 0
        public var known = 0

        public var precision: Double { proposed == 0 ? 0 : Double(right) / Double(proposed) }
        public var recall: Double { known == 0 ? 0 : Double(right) / Double(known) }
        public var f1: Double { known + proposed == 0 ? 0 : 2 * Double(right) / Double(known + proposed) }
    }

    /// All labels together.
    public private(set) var all = Count()
    /// Each label.
    public private(set) var labels = [Count](repeating: Count(), count: AddressLabel.count)
    /// How many addresses, and how many are right as a whole.
    public private(set) var addresses = 0
    public private(set) var exact = 0

    /// Nothing compared yet.
    public init() {}

    /// Compares one address.
    public mutating func count(_ proposed: [AddressPart], against known: [AddressPart]) {
        addresses += 1
        var right = 0
        let places = Dictionary(known.map { ($0.range, $0.label) }, uniquingKeysWith: { first, _ in first })
        for part in known { labels[Int(part.label.rawValue)].known += 1 }
        for part in proposed {
            labels[Int(part.label.rawValue)].proposed += 1
            guard places[part.range] == part.label else { continue }
            labels[Int(part.label.rawValue)].right += 1
            right += 1
        }
        all.known += known.count
        all.proposed += proposed.count
        all.right += right
        if right == known.count, right == proposed.count { exact += 1 }
    }
}
