import Accounts
import Base
import Storage

// Who of the house hears of a step of a proceeding.
extension MatterStore {
    /// The unit that runs it hears of an opening; whoever answers for the matter of what the clock did; the police of a step that
    /// tells them.
    func tellUnits(_ step: ProceedingStep, in transaction: any Transaction) throws {
        let id = step.file.matter.id
        if step.action == nil, let unit = step.proceeding.unit, unit != step.actor?.unit {
            try attend(id, unit: unit, kind: "proceeding", at: step.now, in: transaction)
        }
        if step.actor == nil {
            for unit in Set([step.proceeding.unit, step.file.answerable].compactMap(\.self)).sorted() {
                try attend(id, unit: unit, kind: "expired", at: step.now, in: transaction)
            }
        }
        if step.action?.tells?.contains(.police) == true { try tellPolice(step, in: transaction) }
    }

    /// The police see the matter from here on, since whoever is told must be able to look (People's Mediation Law Art. 25). Not where
    /// they are complained about.
    private func tellPolice(_ step: ProceedingStep, in transaction: any Transaction) throws {
        let id = step.file.matter.id
        guard let pack = try handoverPack(on: step.now.day, in: transaction),
            let police = try units.find(code: pack.unit, in: transaction)?.id,
            police != step.actor?.unit, !step.file.excluded.contains(police)
        else { return }
        try share(id, with: police, in: transaction)
        try reindexUnits(of: id, in: transaction)
        try attend(id, unit: police, kind: "hardening", at: step.now, in: transaction)
    }
}
