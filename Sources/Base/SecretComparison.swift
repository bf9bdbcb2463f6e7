/// Compares secrets.
public enum SecretComparison {
    /// Whether two secrets are the same bytes, in a time that depends on their lengths alone.
    public static func isSame(_ one: some Sequence<UInt8>, _ other: some Sequence<UInt8>) -> Bool {
        let one = Array(one), other = Array(other)
        guard one.count == other.count else { return false }
        var difference: UInt8 = 0
        // In Swift | and ^ bind alike, from the left: without the brackets the last bytes alone would decide.
        for (left, right) in zip(one, other) { difference |= (left ^ right) }
        return difference == 0
    }
}
