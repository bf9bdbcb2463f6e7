/// A number in a rule of procedure: how many, what share, or from how many to how many.
public enum LawFigure: Hashable, Sendable {
    /// A whole number, such as 15.
    case count(Int)
    /// A share, such as 2/3, both parts from 1 on and the first no greater than the second.
    case share(Int, of: Int)
    /// From one whole number to another, both included, such as 3-5.
    case range(ClosedRange<Int>)

    /// Reads `15`, `2/3` or `3-5`; nil for anything else.
    public init?(_ text: String) {
        let isShare = text.contains("/")
        let parts = text.split(separator: isShare ? "/" : "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, numbers.allSatisfy({ (0...TermLimit.longest).contains($0) }) else {
            return nil
        }
        switch numbers.count {
        case 1: self = .count(numbers[0])
        case 2 where isShare && numbers[0] >= 1 && numbers[0] <= numbers[1]: self = .share(numbers[0], of: numbers[1])
        case 2 where !isShare && numbers[0] <= numbers[1]: self = .range(numbers[0]...numbers[1])
        default: return nil
        }
    }

    /// The figure as the pack writes it.
    public var text: String {
        switch self {
        case .count(let number): "\(number)"
        case .share(let part, let whole): "\(part)/\(whole)"
        case .range(let range): "\(range.lowerBound)-\(range.upperBound)"
        }
    }
}
