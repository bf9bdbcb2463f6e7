/// From where to where a feature speaks: rows for the tokens from `first` to `first + count - 1` after the one it is found at.
struct FeatureWindow: Sendable {
    let first: Int
    let count: Int

    /// The windows, by the number that `FeatureVisitor.visit` gets.
    ///
    /// One, two and three tokens; digits and letters as they are; two tokens around any third; a single token.
    static let all: [FeatureWindow] = [
        FeatureWindow(first: -4, count: 9), FeatureWindow(first: -3, count: 8), FeatureWindow(first: -1, count: 5),
        FeatureWindow(first: -1, count: 3), FeatureWindow(first: -1, count: 5),
        FeatureWindow(first: 0, count: 1),
    ]
    /// Where a window begins, without reading the list.
    @inline(__always)
    static func first(_ window: Int) -> Int {
        switch window {
        case one: -4
        case two: -3
        case single: 0
        default: -1
        }
    }

    static let one = 0, two = 1, three = 2, exact = 3, around = 4, single = 5
}

/// What takes the features of an address: a trainer counts them, a parser adds up their weights.
protocol FeatureVisitor {
    /// A feature found at a token; `window` is a number of `FeatureWindow.all`.
    mutating func visit(_ key: UInt64, _ window: Int, at index: Int)
}

/// Keys of features: 64 bits of what they say.
enum FeatureKey {
    @inline(__always)
    static func start(_ template: UInt64) -> UInt64 { (template &+ 1) &* 0x9E37_79B9_7F4A_7C15 }

    @inline(__always)
    static func add(_ key: UInt64, _ value: UInt32) -> UInt64 {
        let mixed = (key ^ UInt64(value)) &* 0xBF58_476D_1CE4_E5B9
        return mixed ^ (mixed >> 29)
    }

    @inline(__always)
    static func end(_ key: UInt64) -> UInt64 {
        let mixed = key &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 32)
    }
}
