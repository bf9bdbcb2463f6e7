/// The texts of numbers, each kept once: a million rooms share a few thousand.
struct NumberTexts: Sendable {
    private var texts: [String] = []
    private var hashes: [UInt64] = []
    private var known: [String: Int32] = [:]

    /// How many there are.
    var count: Int { texts.count }

    /// The number of a text, made when it is new.
    mutating func number(of text: String) -> Int32 {
        if let number = known[text] { return number }
        let number = Int32(texts.count)
        texts.append(text)
        hashes.append(AddressRegister.number(text))
        known[text] = number
        return number
    }

    /// What a text is compared by.
    func hash(_ number: Int32) -> UInt64 { hashes[Int(number)] }

    /// A text; empty where there is none.
    func text(_ number: Int32) -> String { texts.indices.contains(Int(number)) ? texts[Int(number)] : "" }

    /// Whether one number comes before another: digits count as numbers, so that 9 comes before 10 and 12A before 12B.
    static func isBefore(_ one: [UInt8], _ other: [UInt8]) -> Bool { order(one, other) < 0 }

    /// Below 0, 0 or above 0 as one comes before, beside or after the other; zeros before a number do not count.
    static func order(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var left = 0, right = 0
        while left < one.count, right < other.count {
            if isDigit(one[left]), isDigit(other[right]) {
                let (leftRun, rightRun) = (run(one, left), run(other, right))
                if leftRun.count != rightRun.count { return leftRun.count - rightRun.count }
                for (first, second) in zip(one[leftRun], other[rightRun]) where first != second {
                    return Int(first) - Int(second)
                }
                (left, right) = (leftRun.upperBound, rightRun.upperBound)
            } else {
                if one[left] != other[right] { return Int(one[left]) - Int(other[right]) }
                (left, right) = (left + 1, right + 1)
            }
        }
        return (one.count - left) - (other.count - right)
    }

    /// A text in the bytes that numbers are ordered by: capital letters.
    static func bytes(_ text: String) -> [UInt8] { text.utf8.map { $0 &- 0x61 < 26 ? $0 - 0x20 : $0 } }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// The digits from a place on, without zeros before them.
    private static func run(_ text: [UInt8], _ start: Int) -> Range<Int> {
        var first = start
        while first < text.count, text[first] == 0x30 { first += 1 }
        var end = first
        while end < text.count, isDigit(text[end]) { end += 1 }
        return first..<end
    }
}
