import Base
import Clocks

// A co-handler's share has a clock of its own: whoever helps starts no work of the lead, and the lead meets no term of theirs.
extension Step {
    /// The offer to help that is being accepted; nil for every other step.
    var helping: Assignment? {
        guard action.effect == .accept, let offer = actor.unit.flatMap({ file.offer(to: $0) }) else { return nil }
        return offer.part == .cohandler ? offer : nil
    }

    /// The terms of some duties that the step ends.
    func ending(_ duties: [String]) -> TermScope {
        if let helping { return .assignment(helping.id, proceeding: file.proceeding.id, duties: duties) }
        guard action.effect == .accept else { return .proceeding(file.proceeding.id, duties: duties) }
        let others = file.assignments.filter { $0.part == .cohandler && $0.isOpen }.map(\.id)
        return .proceeding(file.proceeding.id, duties: duties, less: others)
    }
}
