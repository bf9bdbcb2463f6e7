import Text

/// An address in one form, with a map back to the text as said.
///
/// Half width, Simplified, without blanks, numbers before a suffix in digits: `三幢 二单元` reads `3幢2单元`. A number in a road's
/// name stays: 一号路, 二环路, 三墩镇.
public struct NormalAddress: Sendable {
    /// The scalars of the form.
    public private(set) var scalars: [UInt32] = []
    /// For each scalar where what it stands for begins in the text as said, in Unicode scalars.
    public private(set) var starts: [Int32] = []
    /// For each scalar where it ends there.
    public private(set) var ends: [Int32] = []
    /// Whether a blank was left out before the scalar.
    public private(set) var isParted: [Bool] = []
    /// The runs of blanks in the text as said.
    private(set) var blanks: [Range<Int32>] = []
    private var folded: [UInt32] = []

    /// An empty form, to be filled again and again.
    public init() {}

    /// The form of a text.
    public init(_ text: String) { read(text) }

    /// The form as text.
    public var text: String {
        var text = String.UnicodeScalarView()
        for value in scalars { if let scalar = Unicode.Scalar(value) { text.append(scalar) } }
        return String(text)
    }

    /// Reads another text in the same memory.
    public mutating func read(_ text: String) {
        folded.removeAll(keepingCapacity: true)
        for scalar in text.unicodeScalars { folded.append(Self.fold(scalar.value)) }
        build()
    }

    private mutating func build() {
        scalars.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        isParted.removeAll(keepingCapacity: true)
        blanks.removeAll(keepingCapacity: true)
        var index = 0, parted = false
        while index < folded.count {
            let start = index
            var number: (value: Int, end: Int)?
            while index < folded.count, !Self.isBlank(folded[index]) {
                number = self.number(at: index)
                if number != nil { break }
                index += 1
            }
            if index > start {
                append(start..<index, parted)
                parted = false
            }
            if let number {
                append(number.value, index..<number.end, parted)
                parted = false
                index = number.end
            } else if index < folded.count {
                index = skip(from: index)
                parted = true
            }
        }
    }

    @inline(__always)
    private static func isBlank(_ value: UInt32) -> Bool { value == blank || value == nothing }

    /// Passes over a run of blanks, or over what shows nothing, yet parts two numbers.
    private mutating func skip(from start: Int) -> Int {
        guard folded[start] == Self.blank else { return start + 1 }
        var end = start
        while end < folded.count, folded[end] == Self.blank { end += 1 }
        blanks.append(Int32(start)..<Int32(end))
        return end
    }

    // What stays as it is is appended in runs: nearly all of nearly all texts.
    private mutating func append(_ range: Range<Int>, _ parted: Bool) {
        let first = Int32(range.lowerBound), end = Int32(range.upperBound)
        scalars.append(contentsOf: folded[range])
        starts.append(contentsOf: first..<end)
        ends.append(contentsOf: (first + 1)..<(end + 1))
        isParted.append(parted)
        isParted.append(contentsOf: repeatElement(false, count: range.count - 1))
    }

    /// Appends a number in digits, each of which stands for the whole number, so that a part that begins or ends at it takes all of
    /// it.
    private mutating func append(_ number: Int, _ range: Range<Int>, _ parted: Bool) {
        var divisor = 1, isFirst = true
        while number / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            scalars.append(0x30 + UInt32(number / divisor % 10))
            starts.append(Int32(range.lowerBound))
            ends.append(Int32(range.upperBound))
            isParted.append(isFirst && parted)
            divisor /= 10
            isFirst = false
        }
    }

    /// A number in Han characters and where it ends, where a suffix follows; nil for what stays as it is.
    @inline(__always)
    private func number(at start: Int) -> (value: Int, end: Int)? {
        guard ChineseNumerals.isNumeral(folded[start]) else { return nil }
        var end = start
        while end < folded.count, ChineseNumerals.isNumeral(folded[end]) { end += 1 }
        guard end < folded.count, isCounted(at: end), let value = ChineseNumerals.value(folded[start..<end]) else {
            return nil
        }
        return (value, end)
    }

    /// Whether a suffix that is counted begins here, and not the rest of a name: 一号路, 五楼村.
    private func isCounted(at index: Int) -> Bool {
        var next = index + 1
        switch folded[index] {
        case 0x53F7, 0x5E62, 0x680B, 0x5EA7, 0x697C, 0x5C42, 0x5BA4, 0x5F04, 0x7EC4: break  // 号幢栋座楼层室弄组
        case 0x5355 where next < folded.count && folded[next] == 0x5143: next += 1  // 单元
        default: return false
        }
        guard next < folded.count else { return true }
        switch folded[next] {
        // 路街道巷村镇乡社桥庄线
        case 0x8DEF, 0x8857, 0x9053, 0x5DF7, 0x6751, 0x9547, 0x4E61, 0x793E, 0x6865, 0x5E84, 0x7EBF: return false
        // 六号大街, 一号大道; 一号支路
        case 0x5927, 0x652F:
            return !(next + 1 < folded.count && [0x8857, 0x9053, 0x8DEF].contains(folded[next + 1]))
        default: return true
        }
    }

    private static let blank: UInt32 = 0x20
    private static let nothing: UInt32 = 0

    /// Width, blanks, dashes and Traditional characters, scalar by scalar.
    @inline(__always)
    private static func fold(_ value: UInt32) -> UInt32 {
        if value >= 0x3400, value < 0xFF00 { return value == 0xFEFF ? nothing : Simplified.scalar(value) }
        switch value {
        case 0x5F, 0x00...0x20, 0x7F...0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return blank
        case 0xFF01...0xFF5E: return fold(value - 0xFEE0)
        case 0x7E, 0x2010...0x2015, 0x2212, 0x2500, 0x301C, 0x30FC: return 0x2D
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F: return nothing
        case 0x20000...0x323AF: return Simplified.scalar(value)
        default: return value
        }
    }
}
