import Accounts
import Base
import Journal
import Matters
public import Storage

/// What a district decides about filing without a person.
public struct FilingSettings: Hashable, Sendable {
    /// From how sure on, in percent, a model's topic sends what residents file on along the rules without a person; nil: never.
    public var alone: Int?

    /// The choices: how sure.
    public static let choices = [80, 85, 90, 95]

    /// Settings; off unless said.
    public init(alone: Int? = nil) { self.alone = alone }
}

extension IntakeStore {
    /// What the district has decided.
    public func settings(in reader: any Reader) throws -> FilingSettings {
        let row = try reader.row("SELECT alone FROM intake_settings WHERE district = \(matters.district)")
        return FilingSettings(alone: try row?.integerOrNil("alone").map(Int.init))
    }

    /// Who may decide it: the head of the district centre and administrators.
    func maySet(_ actor: Actor, in reader: any Reader) throws -> Bool {
        guard let unit = actor.unit else { return false }
        if actor.role == .administrator { return true }
        return try actor.role == .head && matters.units.find(unit, in: reader)?.level == .centre
    }

    /// Decides it. Throws `MatterError`.
    func set(
        _ settings: FilingSettings, by actor: Actor, at now: Instant, journal: Journal, in transaction: any Transaction
    ) throws {
        guard try maySet(actor, in: transaction) else { throw MatterError.barred(SettingsWords.notYours) }
        try transaction.execute(
            """
            INSERT INTO intake_settings (district, alone) VALUES (\(matters.district), \(settings.alone))
            ON CONFLICT (district) DO UPDATE SET alone = excluded.alone
            """
        )
        try journal.record(
            JournalRecord(
                "intake.settings", subject: Subject(kind: "district", id: matters.district), by: actor.principal,
                happenedAt: now, parameters: ["alone": settings.alone.map(String.init) ?? "off"]),
            in: transaction)
    }
}
