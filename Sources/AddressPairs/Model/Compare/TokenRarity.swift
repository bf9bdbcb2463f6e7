import Foundation

/// How rare tokens and pairs of tokens are in the texts that were learned from.
///
/// Counted in 65,536 buckets: two that share one are taken for equally rare.
struct TokenRarity: Sendable {
    static let buckets = 1 << 16
    private(set) var texts: UInt32 = 0
    private(set) var counts: [UInt32] = Array(repeating: 0, count: buckets)
    private var weights: [Float] = []

    /// Nothing learned: every token is equally rare.
    init() { settle() }

    init(texts: UInt32, counts: [UInt32]) {
        (self.texts, self.counts) = (texts, counts)
        settle()
    }

    /// Counts each token and pair of a text once.
    init(_ texts: some Sequence<ComparedText>) {
        for text in texts {
            var seen: Set<Int> = []
            for place in text.tokens.indices {
                seen.insert(Self.bucket(text.tokens[place].code))
                if place > 0 { seen.insert(Self.bucket(text.tokens[place - 1].code, text.tokens[place].code)) }
            }
            for bucket in seen { counts[bucket] += 1 }
            self.texts += 1
        }
        settle()
    }

    private mutating func settle() {
        let total = Double(texts) + 1
        weights = counts.map { Float(max(0.1, log(total / (Double($0) + 0.5)))) }
    }

    func weight(_ token: UInt32) -> Float { weights[Self.bucket(token)] }

    func weight(_ first: UInt32, _ second: UInt32) -> Float { weights[Self.bucket(first, second)] }

    static func bucket(_ token: UInt32) -> Int { Int((token &* 0x9E37_79B1) >> 16) }

    static func bucket(_ first: UInt32, _ second: UInt32) -> Int {
        let mixed = (first &* 0x85EB_CA6B) ^ (second &* 0xC2B2_AE35) ^ 0x27D4_EB2F
        return Int((mixed &* 0x9E37_79B1) >> 16)
    }
}
