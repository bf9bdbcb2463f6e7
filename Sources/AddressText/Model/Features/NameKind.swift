/// What a text was as a part of other addresses: its commonest label, how often, and whether it was anything else, in one number.
enum NameKind {
    /// Numbers are smaller than this; 0 is none.
    static let count = 1 + AddressLabel.count * 6

    /// How often a text was a part of each label.
    struct Uses {
        private var labels: [(label: UInt8, count: Int32)] = []

        /// Counts a use, or takes one back.
        mutating func add(_ label: Int, _ count: Int32 = 1) {
            if let place = labels.firstIndex(where: { $0.label == label }) {
                labels[place].count += count
            } else {
                labels.append((UInt8(label), count))
            }
        }

        /// The number of the kind; of labels that are as common the smallest counts.
        var kind: UInt8 {
            let all = labels.reduce(0) { $0 + max(0, $1.count) }
            guard let most = labels.max(by: { ($0.count, $1.label) < ($1.count, $0.label) }), most.count > 0 else {
                return 0
            }
            let size: UInt8 = most.count == 1 ? 0 : most.count < 4 ? 1 : 2
            return 1 + most.label * 6 + size * 2 + (all > most.count ? 1 : 0)
        }
    }
}
