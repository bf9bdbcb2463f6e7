public import Base

/// The rules of the law pack, checked when made.
public struct LawPack: Sendable {
    /// All rows, in the order of the files.
    public let rules: [LawRule]
    private let byDuty: [String: [LawRule]]

    /// Puts files together, each with the version to pin.
    ///
    /// Throws `LawFaults` that name the rows.
    public init(_ files: [(file: LawFile, version: String)]) throws(LawFaults) {
        var rules: [LawRule] = []
        var faults: [LawFault] = []
        for (file, version) in files {
            for (index, row) in file.rules.enumerated() {
                do throws(LawFault) {
                    rules.append(try row.rule(place: "\(file.id)[\(index + 1)]", version: version))
                } catch {
                    faults.append(error)
                }
            }
        }
        faults += Self.faultsOfForce(rules)
        guard faults.isEmpty else { throw LawFaults(faults: faults) }
        self.rules = rules
        byDuty = Dictionary(grouping: rules, by: \.duty)
    }

    /// The rules for a duty in force on the day of the event, on all levels, in the order of the files.
    public func rules(
        duty: String, procedure: String, on day: Day, trigger: LawTrigger? = nil
    ) -> [LawRule] {
        (byDuty[duty] ?? []).filter { rule in
            rule.isInForce(on: day) && rule.isFor(procedure: procedure)
                && (trigger == nil || rule.trigger == nil || rule.trigger == trigger)
        }
    }

    /// The row of an id that is in force on a day.
    public func findRule(_ id: String, on day: Day) -> LawRule? {
        rules.first { $0.id == id && $0.isInForce(on: day) }
    }

    private static func faultsOfForce(_ rules: [LawRule]) -> [LawFault] {
        var faults: [LawFault] = []
        for (id, rows) in Dictionary(grouping: rules, by: \.id).sorted(by: { $0.key < $1.key }) {
            let rows = rows.sorted { $0.from < $1.from }
            for (earlier, later) in zip(rows, rows.dropFirst()) {
                guard let end = earlier.to, end < later.from else {
                    faults.append(LawFault(row: id, field: "from", reason: "twice in force on \(later.from)"))
                    continue
                }
                if end.adding(days: 1) != later.from {
                    faults.append(LawFault(row: id, field: "from", reason: "a gap from \(end) to \(later.from)"))
                }
            }
        }
        return faults
    }
}
