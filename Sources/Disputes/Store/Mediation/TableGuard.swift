public import Base
public import Matters
public import Storage

/// Keeps what the table concludes from being written down beside it: an agreement holds when it was signed there, or put on record.
public enum TableGuard {
    /// Why a step is the table's; nil where it is not, and where nobody sits there. What was mediated elsewhere is a step by hand.
    public static func bar(
        _ action: Procedure.Action, on opened: ProceedingFile, in reader: any Reader
    ) throws -> Words? {
        guard opened.proceeding.road == .mediation, opened.proceeding.isOpen,
            TableSteps(procedure: opened.procedure).concludes(action)
        else { return nil }
        let id = opened.proceeding.id
        let used = try reader.row(
            """
            SELECT 1 AS n WHERE EXISTS (SELECT 1 FROM mediation_parties WHERE mediation_id = \(id) AND left_at IS NULL)
              OR EXISTS (SELECT 1 FROM agreements WHERE mediation_id = \(id)
                AND state IN (\(AgreementState.signing.rawValue), \(AgreementState.effective.rawValue)))
            """)
        return used == nil ? nil : MediationWords.atTheTable
    }
}
