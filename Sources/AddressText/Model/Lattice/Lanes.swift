/// Twenty-four numbers side by side: one for each label, and three to spare.
struct Lanes {
    static let count = 24
    /// Stands for "cannot be", far from where numbers overflow.
    static let never: Float = -1e6

    var first: SIMD8<Float>
    var second: SIMD8<Float>
    var third: SIMD8<Float>

    @inline(__always)
    init(_ value: Float) {
        first = SIMD8(repeating: value)
        second = first
        third = first
    }

    @inline(__always)
    init(_ first: SIMD8<Float>, _ second: SIMD8<Float>, _ third: SIMD8<Float>) {
        self.first = first
        self.second = second
        self.third = third
    }

    /// Reads 24 numbers.
    @inline(__always)
    init(_ pointer: UnsafePointer<Float>) {
        let raw = UnsafeRawPointer(pointer)
        first = raw.loadUnaligned(as: SIMD8<Float>.self)
        second = raw.loadUnaligned(fromByteOffset: 32, as: SIMD8<Float>.self)
        third = raw.loadUnaligned(fromByteOffset: 64, as: SIMD8<Float>.self)
    }

    @inline(__always)
    init(_ pointer: UnsafeMutablePointer<Float>) { self.init(UnsafePointer(pointer)) }

    /// Writes 24 numbers.
    @inline(__always)
    func store(_ pointer: UnsafeMutablePointer<Float>) {
        let raw = UnsafeMutableRawPointer(pointer)
        raw.storeBytes(of: first, as: SIMD8<Float>.self)
        raw.storeBytes(of: second, toByteOffset: 32, as: SIMD8<Float>.self)
        raw.storeBytes(of: third, toByteOffset: 64, as: SIMD8<Float>.self)
    }

    @inline(__always)
    static func + (left: Lanes, right: Lanes) -> Lanes {
        Lanes(left.first + right.first, left.second + right.second, left.third + right.third)
    }

    @inline(__always)
    static func - (left: Lanes, right: Lanes) -> Lanes {
        Lanes(left.first - right.first, left.second - right.second, left.third - right.third)
    }

    @inline(__always)
    static func * (left: Lanes, right: Lanes) -> Lanes {
        Lanes(left.first * right.first, left.second * right.second, left.third * right.third)
    }

    @inline(__always)
    static func * (left: Lanes, right: Float) -> Lanes {
        Lanes(left.first * right, left.second * right, left.third * right)
    }

    @inline(__always)
    static func + (left: Lanes, right: Float) -> Lanes {
        Lanes(left.first + right, left.second + right, left.third + right)
    }

    @inline(__always)
    static func max(_ left: Lanes, _ right: Lanes) -> Lanes {
        Lanes(
            left.first.replacing(with: right.first, where: left.first .< right.first),
            left.second.replacing(with: right.second, where: left.second .< right.second),
            left.third.replacing(with: right.third, where: left.third .< right.third))
    }

    /// The number of redundant text.
    @inline(__always)
    var redundant: Float { third[Transitions.redundant - 16] }

    /// The number of a label.
    @inline(__always)
    subscript(lane: Int) -> Float {
        lane < 8 ? first[lane] : lane < 16 ? second[lane - 8] : third[lane - 16]
    }

    /// The largest of all.
    @inline(__always)
    var max: Float {
        let most = first.replacing(with: second, where: first .< second)
        let eight = most.replacing(with: third, where: most .< third)
        let four = eight.lowHalf.replacing(with: eight.highHalf, where: eight.lowHalf .< eight.highHalf)
        let two = four.lowHalf.replacing(with: four.highHalf, where: four.lowHalf .< four.highHalf)
        return two.x < two.y ? two.y : two.x
    }

    /// The sum of all.
    @inline(__always)
    var sum: Float { (first + second + third).sum() }

    /// The exponential of each; 0 far below zero.
    @inline(__always)
    var exp: Lanes { Lanes(Self.exp(first), Self.exp(second), Self.exp(third)) }

    /// The natural logarithm of each; what is not above zero counts as the smallest number.
    @inline(__always)
    var log: Lanes { Lanes(Self.log(first), Self.log(second), Self.log(third)) }

    /// Adds the exponentials to sums, unless all are too small to be seen in them.
    @inline(__always)
    func addPower(to sums: inout Lanes) {
        if max > -17 { sums = sums + exp }
    }

    // Added to a number of up to 22 bits it leaves the nearest whole number in the low bits.
    private static let roundingShift: Float = 12_582_912
    private static let shiftBits: Int32 = 0x4B40_0000

    // Cody and Waite's reduction and a polynomial: the same bits on every machine, unlike a library's.
    @inline(__always)
    private static func exp(_ value: SIMD8<Float>) -> SIMD8<Float> {
        let low = value.replacing(with: -87, where: value .< -87)
        let clamped = low.replacing(with: 87, where: low .> 87)
        let shifted = clamped * 1.442_695_04 + roundingShift
        let turns = shifted - roundingShift
        let rest = clamped - turns * 0.693_359_375 + turns * 2.121_944_4e-4
        var result = rest * 1.987_569_15e-4 + 1.398_199_95e-3
        result = result * rest + 8.333_451_9e-3
        result = result * rest + 4.166_579_6e-2
        result = result * rest + 1.666_666_55e-1
        result = result * rest + 5.000_000_1e-1
        result = result * rest * rest + rest + 1
        let whole = unsafeBitCast(shifted, to: SIMD8<Int32>.self) &- (shiftBits - 127)
        let power = unsafeBitCast(whole &<< 23, to: SIMD8<Float>.self)
        return (result * power).replacing(with: 0, where: value .< -87)
    }

    @inline(__always)
    private static func log(_ value: SIMD8<Float>) -> SIMD8<Float> {
        let positive = value.replacing(with: 1e-36, where: value .< 1e-36)
        let bits = unsafeBitCast(positive, to: SIMD8<Int32>.self)
        var power = unsafeBitCast((bits &>> 23) &+ (shiftBits - 126), to: SIMD8<Float>.self) - roundingShift
        var part = unsafeBitCast((bits & 0x007F_FFFF) | 0x3F00_0000, to: SIMD8<Float>.self)
        let isSmall = part .< 0.707_106_77
        power.replace(with: power - 1, where: isSmall)
        part = (part + part.replacing(with: 0, where: .!isSmall)) - 1
        let square = part * part
        var result = part * 7.037_683_6e-2 - 1.151_461_03e-1
        result = result * part + 1.167_699_87e-1
        result = result * part - 1.242_014_1e-1
        result = result * part + 1.424_932_3e-1
        result = result * part - 1.666_805_8e-1
        result = result * part + 2.000_071_5e-1
        result = result * part - 2.499_999_4e-1
        result = result * part + 3.333_333_1e-1
        result = result * part * square - power * 2.121_944_4e-4 - square * 0.5
        return part + result + power * 0.693_359_375
    }
}
