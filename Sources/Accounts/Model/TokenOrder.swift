public import Base

/// What somebody asks of a new token, read from a form and judged.
public struct TokenOrder: Hashable, Sendable {
    /// What it is for, in the words of whoever makes it; at most 60 characters.
    public let name: String
    /// What it may do, by the names of scopes, sorted.
    public let scopes: [String]
    /// The last day on which it works.
    public let until: Day

    /// The longest life of a token, in days.
    public static let longest = 365

    /// The faults by field, or the order.
    public enum Reading: Hashable, Sendable {
        case order(TokenOrder)
        case faults([String: Words])
    }

    /// Reads what was typed on a day; `known` are the scopes there are.
    public static func read(
        name: String, scopes: [String], until: String, known: Set<String>, today: Day
    ) -> Reading {
        var faults: [String: Words] = [:]
        if name.isEmpty || name.count > 60 {
            faults["name"] = Words("请用不超过 60 个字说明用途", "Please say in up to 60 characters what it is for")
        }
        let chosen = Set(scopes)
        if chosen.isEmpty || !chosen.isSubset(of: known) {
            faults["scope"] = Words("请至少选一个权限", "Please choose at least one permission")
        }
        guard let day = Day(until), day >= today, day <= today.adding(days: longest) else {
            faults["until"] = Words("请选今天起一年以内的一天", "Please choose a day within a year from today")
            return .faults(faults)
        }
        guard faults.isEmpty else { return .faults(faults) }
        return .order(TokenOrder(name: name, scopes: chosen.sorted(), until: day))
    }
}
