import Base
public import Clocks

extension Procedure {
    /// The times that it starts without any row of the law behind them, on any day: each as `action: duty`.
    ///
    /// A procedure of a kind starts some duties by what a district has set itself; those need no row.
    public func unfounded(in law: LawPack) -> [String] {
        guard road != nil else { return [] }
        var starts = filing.starts.map { (step: "filing", duty: $0, trigger: filing.trigger) }
        for action in actions ?? [] {
            starts += (action.starts ?? []).map { (step: action.code, duty: $0, trigger: action.trigger) }
        }
        return starts.filter { start in
            !law.rules.contains { rule in
                rule.duty == start.duty && rule.isFor(procedure: code) && rule.trigger?.rawValue == start.trigger
                    && rule.limit != nil
            }
        }.map { "\($0.step): \($0.duty)" }
    }
}
