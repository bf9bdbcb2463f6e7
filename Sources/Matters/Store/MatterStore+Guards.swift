public import Base
public import Storage

// Steps that a module above takes over while it has them in its hands: it says so by a guard, and takes them itself.
extension MatterStore {
    /// Says why a step may not be taken by hand just now, and where it is taken instead; nil while nothing stands against it.
    public typealias StepGuard = @Sendable (Procedure.Action, ProceedingFile, any Reader) throws -> Words?

    /// Whether a step of a proceeding may be taken by hand: by the rules, and by whoever guards it. `isOutside` where the actor speaks
    /// for the body that the proceeding was handed over to.
    public func judge(
        _ action: Procedure.Action, on opened: ProceedingFile, by actor: Actor?, isOutside: Bool = false, on day: Day,
        in reader: any Reader
    ) throws -> Judgement {
        let judged = MatterPolicy.judge(action, on: opened, by: actor, isOutside: isOutside, on: day)
        guard judged.isAllowed else { return judged }
        for guardian in guards {
            if let why = try guardian(action, opened, reader) { return .barred(why) }
        }
        return judged
    }
}
