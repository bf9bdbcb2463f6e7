/// Puts messages about the same trouble together, by the mean likeness to a group's members (average link).
public enum Grouping {
    /// The mean likeness from which a message belongs to a group.
    public static let threshold: Float = 0.1
    /// Regrouping compares everything with everything: more than this does not fit into memory.
    public static let regroupLimit = 30_000

    /// Each message in its order joins the group that it is most like, or begins one: what stands is not moved.
    /// Answers the number of the group of each message.
    public static func once(_ index: SimilarIndex, threshold: Float = threshold) -> [Int] {
        var group = [Int](repeating: 0, count: index.count), sizes: [Int] = [], sums: [Float] = []
        for row in 0..<index.count {
            for known in sums.indices { sums[known] = 0 }
            for (other, likeness) in index.likeness(of: row, before: row).enumerated() {
                sums[group[other]] += likeness
            }
            let best = sizes.indices.max { sums[$0] / Float(sizes[$0]) < sums[$1] / Float(sizes[$1]) }
            if let best, sums[best] / Float(sizes[best]) >= threshold {
                group[row] = best
                sizes[best] += 1
            } else {
                group[row] = sizes.count
                sizes.append(1)
                sums.append(0)
            }
        }
        return group
    }

    /// All messages anew: the two most alike groups are joined until none are alike enough.
    ///
    /// By chains of nearest neighbours (Benzécri 1982; Murtagh 1983), which finds the same groups as joining the nearest pair each
    /// time, in time of the square. Answers the number of the group of each message, in the order of their first ones.
    ///
    /// `pins` names the group that people have put a message into: those of one stay together, those of two apart.
    /// Throws `CancellationError`: minutes on a large district, and a program that is told to end does not wait for them.
    public static func regroup(
        _ index: SimilarIndex, threshold: Float = threshold, pins: [Int: Int] = [:]
    ) throws -> [Int] {
        var links = try Links(index)
        var group = Array(0..<index.count)
        var isOpen = [Bool](repeating: true, count: index.count)
        links.keep(pins, &group, &isOpen)
        var waiting = group.indices.reversed().filter { isOpen[$0] }, chain: [Int] = []
        while true {
            try Task.checkCancellation()
            if chain.isEmpty {
                while let last = waiting.last, !isOpen[last] { waiting.removeLast() }
                guard let first = waiting.last else { break }
                chain.append(first)
            }
            let top = chain[chain.count - 1], below = chain.count > 1 ? chain[chain.count - 2] : nil
            let nearest = links.nearest(to: top, among: isOpen, preferring: below)
            guard let nearest, links.mean(top, nearest) >= threshold else {
                // Nothing that is joined later can come nearer: this group is finished.
                isOpen[top] = false
                chain.removeLast()
                continue
            }
            guard nearest == below else {
                chain.append(nearest)
                continue
            }
            chain.removeLast(2)
            let (kept, gone) = (min(top, nearest), max(top, nearest))
            links.join(gone, into: kept, among: isOpen)
            isOpen[gone] = false
            group[gone] = kept
        }
        func root(_ row: Int) -> Int {
            var row = row
            while group[row] != row { row = group[row] }
            return row
        }
        var numbers: [Int: Int] = [:]
        return group.indices.map { row in
            let root = root(row)
            if let number = numbers[root] { return number }
            numbers[root] = numbers.count
            return numbers.count - 1
        }
    }

    /// The mean likeness of each two groups; half a square of numbers.
    private struct Links {
        private let count: Int
        private var means: [Float]
        private var sizes: [Float]

        init(_ index: SimilarIndex) throws {
            count = index.count
            means = []
            means.reserveCapacity(count * max(0, count - 1) / 2)
            for row in 0..<count {
                try Task.checkCancellation()
                means += index.likeness(of: row, before: row)
            }
            sizes = [Float](repeating: 1, count: count)
        }

        // Row by row below the diagonal: a message with those before it.
        private func place(_ one: Int, _ other: Int) -> Int {
            let (high, low) = one > other ? (one, other) : (other, one)
            return high * (high - 1) / 2 + low
        }

        func mean(_ one: Int, _ other: Int) -> Float { means[place(one, other)] }

        /// The group most like one; `preferring` wins a tie, so that a chain ends.
        func nearest(to group: Int, among isOpen: [Bool], preferring: Int?) -> Int? {
            var best = preferring, likeness = preferring.map { mean(group, $0) } ?? -1
            for other in 0..<count where isOpen[other] && other != group {
                let its = means[place(group, other)]
                if its > likeness { (best, likeness) = (other, its) }
            }
            return best
        }

        /// Joins what people have put together, and sets apart what they have not.
        mutating func keep(_ pins: [Int: Int], _ group: inout [Int], _ isOpen: inout [Bool]) {
            let rows = Dictionary(grouping: pins.keys.filter { $0 < count }) { pins[$0] ?? 0 }.values.map {
                $0.sorted()
            }
            for rows in rows {
                for gone in rows.dropFirst() {
                    join(gone, into: rows[0], among: isOpen)
                    (isOpen[gone], group[gone]) = (false, rows[0])
                }
            }
            for (number, one) in rows.enumerated() {
                for other in rows.dropFirst(number + 1) { means[place(one[0], other[0])] = Self.never }
            }
        }

        // So far below any likeness that no mean over all pairs of a district comes near it again.
        private static let never: Float = -1e9

        mutating func join(_ gone: Int, into kept: Int, among isOpen: [Bool]) {
            let (one, other) = (sizes[kept], sizes[gone])
            for group in 0..<count where isOpen[group] && group != kept && group != gone {
                let place = place(kept, group)
                means[place] = (one * means[place] + other * mean(gone, group)) / (one + other)
            }
            sizes[kept] = one + other
        }
    }
}
