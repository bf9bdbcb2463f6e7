import Base
import Clocks
import Storage

// Which duties a step performs, which fall away with it, and which come back.
extension MatterStore {
    /// Ends the terms of the duties that a step stops: done in time or late, or fallen away.
    func endDuties(of step: Step, in transaction: any Transaction) throws {
        let duties = step.action.stops ?? []
        let spared = duties.filter { Self.isSpared($0, by: step.action.effect) }
        let performed = duties.filter { !spared.contains($0) }
        if !performed.isEmpty {
            try terms.finish(Self.scope(of: step, performed), on: step.day, at: step.now, in: transaction)
        }
        if !spared.isEmpty {
            try terms.stop(Self.scope(of: step, spared), on: step.day, at: step.now, in: transaction)
        }
    }

    /// Ends a share that somebody else has now, with the terms that were its own.
    func close(_ share: Assignment, of step: Step, in transaction: any Transaction) throws {
        try set(share.id, .ended, step.now, in: transaction)
        try stopTerms(of: share, step, in: transaction)
    }

    func stopTerms(of share: Assignment, _ step: Step, in transaction: any Transaction) throws {
        try terms.stop(
            .assignment(share.id, proceeding: step.file.proceeding.id), on: step.day, at: step.now, in: transaction)
    }

    /// A matter that comes back before anybody accepted it is the first receiver's to decide again: nobody who waits is
    /// left without a day.
    func renewAcceptance(
        of file: MatterFile, since day: Day, at now: Instant, in transaction: any Transaction
    ) throws {
        let proceeding = file.proceeding
        guard file.matter.status == .received,
            try terms.listActive(.unassigned(proceeding.id, duties: ["acceptance"]), in: transaction).isEmpty
        else { return }
        try startTerm(
            "acceptance", .received, file.matter.id, proceeding.id, nil, proceeding.procedure, day, now, transaction)
    }

    /// Whose terms a step ends. To transfer is to decide for whoever received the matter (Zhejiang Petition Regulation,
    /// Article 20(4)); the next unit has a time of its own. To accept decides for the matter and for the own share.
    private static func scope(of step: Step, _ duties: [String]) -> TermScope {
        let proceeding = step.file.proceeding.id
        switch step.action.effect {
        case .transfer: return .unassigned(proceeding, duties: duties)
        case .accept:
            guard let offer = step.offer else { return .unassigned(proceeding, duties: duties) }
            return step.isCohandling
                ? .assignment(offer.id, proceeding: proceeding, duties: duties)
                : .unassigned(proceeding, or: offer.id, duties: duties)
        default: return .proceeding(proceeding, duties: duties)
        }
    }

    /// Whether a duty falls away unperformed: every one when the filer withdraws, and a right to object that nobody used.
    private static func isSpared(_ duty: String, by effect: Effect) -> Bool {
        effect == .withdraw || duty == "objection" && effect != .object
    }
}
