public import AddressText

/// Which counties of the country a division's name may lie in or hold.
public struct DivisionReach: Sendable {
    private var spans: [String: [Range<Int32>]] = [:]

    /// No names at all: nothing contradicts anything.
    public init() {}

    /// The names of a tree, with and without the suffix of their level.
    public init(_ tree: DivisionTree) {
        for (index, county) in tree.counties.enumerated() {
            let span = Int32(index)..<Int32(index + 1)
            // Provinces and cities stand together in the tree, so that their counties grow into one span.
            for name in [county.province, county.city, county.name] + county.towns where !name.isEmpty {
                extend(name, span)
                let short = DivisionTree.short(name)
                if short != name { extend(short, span) }
            }
        }
    }

    private mutating func extend(_ name: String, _ span: Range<Int32>) {
        var known = spans[name] ?? []
        if let last = known.last, last.upperBound >= span.lowerBound {
            known[known.count - 1] = last.lowerBound..<span.upperBound
        } else {
            known.append(span)
        }
        spans[name] = known
    }

    /// The counties of a name, in order; empty where it is unknown.
    func spans(of name: String) -> [Range<Int32>] { spans[name] ?? [] }

    /// What lies in both.
    static func common(_ first: [Range<Int32>], _ second: [Range<Int32>]) -> [Range<Int32>] {
        var result: [Range<Int32>] = [], one = 0, two = 0
        while one < first.count, two < second.count {
            let common = first[one].clamped(to: second[two])
            if !common.isEmpty { result.append(common) }
            if first[one].upperBound < second[two].upperBound { one += 1 } else { two += 1 }
        }
        return result
    }
}
