import Accounts
import Base
import Storage

// A transfer that goes where the rules propose is a decision of the rules, as at the window; any other is a person's.
extension MatterStore {
    /// Notes on the matter and for the entry by which rule it went to its new lead, or that a person chose otherwise, and
    /// asks those to help whom the rule names.
    func dispatch(_ step: inout Step, to target: RecordID, from: RecordID, in transaction: any Transaction) throws {
        let proposed = try proposal(for: step.file, on: step.now.day, in: transaction)
        guard let unit = try units.find(target, in: transaction) else { return }
        var decision = RouteDecision(chosen: unit, instead: proposed)
        if let proposed, proposed.unit == target {
            decision = proposed
            decision.helpers.removeAll { $0.unit == from }
        }
        step.changes.set("route_rule", decision.rule)
        step.changes.set("route_version", decision.version)
        for helper in decision.helpers {
            let id = try offer(
                step.file.matter.id, step.file.proceeding.id, to: helper.unit, from: from, part: .cohandler,
                procedure: step.procedure.code, at: step.now, in: transaction
            )
            step.touched.append(id)
        }
        step.parameters.merge(decision.parameters) { own, _ in own }
    }
}
