/// The places below each place, by kind and then in the order of their numbers: eight bytes a place.
struct NumberTree: Sendable {
    private let register: RegisterShelf
    private var starts: [Int32]
    private var children: [Int32]
    /// The bytes of all numbers in their order, and by number its place there.
    private let ordered: [[UInt8]]
    private let ranks: [Int32]

    init(_ shelf: RegisterShelf) {
        register = shelf
        let register = shelf.register
        let texts = (0..<register.numbers.count).map { NumberTexts.bytes(register.numbers.text(Int32($0))) }
        let sorted = texts.indices.sorted {
            let order = NumberTexts.order(texts[$0], texts[$1])
            return order == 0 ? $0 < $1 : order < 0
        }
        ordered = sorted.map { texts[$0] }
        var ranks = [Int32](repeating: 0, count: texts.count)
        for (rank, number) in sorted.enumerated() { ranks[number] = Int32(rank) }
        self.ranks = ranks

        starts = [Int32](repeating: 0, count: register.count + 1)
        for parent in register.parents where parent >= 0 { starts[Int(parent) + 1] += 1 }
        for place in 0..<register.count { starts[place + 1] += starts[place] }
        children = [Int32](repeating: 0, count: Int(starts[register.count]))
        var next = starts
        for (place, parent) in register.parents.enumerated() where parent >= 0 {
            children[Int(next[Int(parent)])] = Int32(place)
            next[Int(parent)] += 1
        }
        sortChildren()
    }

    private mutating func sortChildren() {
        let register = register.register
        let keys = children.map { place -> UInt64 in
            let kind = register.kinds[Int(place)], label = register.labels[Int(place)]
            let rank = kind < .number || label < 0 ? 0 : ranks[Int(label)]
            return UInt64(kind.rawValue) << 56 | UInt64(rank) << 32 | UInt64(place)
        }
        for parent in 0..<(starts.count - 1) where starts[parent + 1] - starts[parent] > 1 {
            let range = Int(starts[parent])..<Int(starts[parent + 1])
            let isSorted = zip(range, range.dropFirst()).allSatisfy { keys[$0] < keys[$1] }
            guard !isSorted else { continue }
            for (index, key) in zip(range, keys[range].sorted()) {
                children[index] = Int32(truncatingIfNeeded: key & 0xFFFF_FFFF)
            }
        }
    }

    /// The places below one: those with names, then those with numbers in their order.
    func below(_ place: Int32) -> ArraySlice<Int32> {
        guard starts.indices.contains(Int(place) + 1) else { return [] }
        return children[Int(starts[Int(place)])..<Int(starts[Int(place) + 1])]
    }

    /// The place of a numbered place's number in the order of all numbers.
    func rank(_ place: Int32) -> Int32 { rank(number: register.register.labels[Int(place)]) }

    /// The place of a number in the order of all numbers.
    func rank(number: Int32) -> Int32 { ranks.indices.contains(Int(number)) ? ranks[Int(number)] : 0 }

    /// Where in the order of numbers those lie that begin with what was typed; what was typed is empty for all.
    func ranks(beginning typed: [UInt8]) -> [Range<Int32>] {
        guard !typed.isEmpty else { return [0..<Int32(ordered.count)] }
        var head = typed
        while let last = head.last, NumberTexts.isDigit(last) { head.removeLast() }
        let digits = typed[head.count...].drop { $0 == 0x30 }
        guard head.count < typed.count else { return [bound(head)..<bound(head + [0xFF])] }
        guard digits.count <= 6, let value = Int(String(decoding: typed[head.count...], as: UTF8.self)) else {
            return []
        }
        var ranges: [Range<Int32>] = [], scale = 1
        // 96 begins 96, 960 to 969, 9600 to 9699 and so on.
        for _ in 0..<(value == 0 ? 1 : 5) {
            let from = bound(head + Array(String(value * scale).utf8))
            let to = bound(head + Array(String((value + 1) * scale).utf8))
            if from < to { ranges.append(from..<to) }
            scale *= 10
        }
        return ranges
    }

    private func bound(_ key: [UInt8]) -> Int32 {
        var low = 0, high = ordered.count
        while low < high {
            let middle = (low + high) / 2
            if NumberTexts.isBefore(ordered[middle], key) { low = middle + 1 } else { high = middle }
        }
        return Int32(low)
    }

    /// The places of a kind below one whose numbers lie in some of the order, in that order, at most so many.
    func below(_ place: Int32, _ kind: AddressKind, in ranks: [Range<Int32>], limit: Int) -> [Int32] {
        let list = below(place)
        var found: [Int32] = []
        for range in ranks where found.count < limit {
            var index = bound(list, kind, range.lowerBound)
            while index < list.endIndex, found.count < limit, register.register.kinds[Int(list[index])] == kind,
                rank(list[index]) < range.upperBound
            {
                found.append(list[index])
                index += 1
            }
        }
        return found
    }

    private func bound(_ list: ArraySlice<Int32>, _ kind: AddressKind, _ rank: Int32) -> Int {
        var low = list.startIndex, high = list.endIndex
        while low < high {
            let middle = (low + high) / 2, place = list[middle], other = register.register.kinds[Int(place)]
            let isBefore = other == kind ? self.rank(place) < rank : other < kind
            if isBefore { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
