import Base
import Testing

/// Secrets are the same when every byte is, and else not.
@Suite struct SecretComparisonTests {
    @Test func `one byte that differs, wherever it stands, is enough`() {
        let secret = Array("0123456789abcdef0123456789abcdef".utf8)
        #expect(SecretComparison.isSame(secret, secret))
        for place in secret.indices {
            for byte in UInt8.min...UInt8.max where byte != secret[place] {
                var other = secret
                other[place] = byte
                #expect(!SecretComparison.isSame(secret, other), "\(place) \(byte)")
            }
        }
    }

    @Test func `of many pairs of hexadecimal digits none that differ are taken for the same`() {
        let digits = Array("0123456789abcdef".utf8)
        for number in 0..<65_536 {
            let one = (0..<4).map { digits[number >> (4 * $0) & 15] }
            let other = (0..<4).map { digits[(number &* 40_503 &+ 1) >> (4 * $0) & 15] }
            #expect(SecretComparison.isSame(one, other) == (one == other))
        }
    }

    @Test func `another length is another secret`() {
        #expect(!SecretComparison.isSame([], [0]))
        #expect(!SecretComparison.isSame([1, 2], [1, 2, 0]))
        #expect(SecretComparison.isSame([], []))
    }
}
