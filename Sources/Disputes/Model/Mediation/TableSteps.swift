import Matters

/// The steps of a procedure that the mediation table takes; each procedure of the road has its own.
struct TableSteps {
    let procedure: Procedure

    /// The step by which mediation fails; a case that a court sent goes back to it. Nil where the procedure has none.
    var failing: Procedure.Action? { procedure.action("failure") ?? procedure.action("return") }

    /// The report to the police that the quarrel may harden (People's Mediation Law Art. 25); nil where the procedure has none.
    var hardening: Procedure.Action? { procedure.action("hardening") }

    /// The forms in which an agreement can be made.
    var forms: [AgreementForm] { AgreementForm.allCases.filter { agreement($0) != nil } }

    /// The step by which an agreement takes effect; nil where the procedure knows none of that form.
    func agreement(_ form: AgreementForm) -> Procedure.Action? {
        procedure.action(form == .written ? "agreement" : "oral-agreement")
    }

    /// Whether a step makes an agreement hold: taken where an agreement can be reached, it begins the times of one in effect, or ends
    /// the proceeding well.
    func concludes(_ action: Procedure.Action) -> Bool {
        let stages = Set(forms.compactMap { agreement($0)?.from }.joined())
        guard !stages.isDisjoint(with: action.from) else { return false }
        let isSolved = action.end.map { end in procedure.ends.contains { $0.code == end && $0.solved == true } }
        return action.event == "agreement-effective" || isSolved == true
            || forms.contains { agreement($0)?.code == action.code }
    }
}
