import Accounts
import App
import Base
import Clocks
import Journal
import Matters
import Storage
import TestDistrict
import Testing

/// One matter on its way through a world: who takes which step when, and how its terms stand.
struct Walk {
    let world: TestDistrict
    let receipt: Receipt
    let start: Instant

    /// Files a matter at the centre, for a unit or for the centre itself.
    init(_ kind: MatterKind, in world: TestDistrict, to unit: String? = nil, at start: Instant = TestDistrict.morning)
        async throws
    {
        self.world = world
        self.start = start
        receipt = try await world.file(kind, to: unit, at: start)
    }

    /// Nine o'clock some days after filing.
    func day(_ days: Int) -> Instant { start.adding(seconds: Int64(days) * 86_400) }

    /// The matter as it stands.
    var matter: Matter {
        get async throws {
            let store = world.house.matters, receipt = receipt
            return try await world.database.read {
                try store.getMatter(number: receipt.number, code: receipt.code, in: $0)
            }
        }
    }

    /// Somebody's step, some days after filing.
    @discardableResult
    func act(
        _ code: String, by actor: Actor, after days: Int = 0, _ give: (inout ActionInput) -> Void = { _ in }
    ) async throws -> Matter {
        var input = ActionInput()
        input.text = "写明理由"
        give(&input)
        return try await world.house.matters.act(
            code, on: receipt.matter, revision: try await matter.revision, input: input, by: actor, at: day(days))
    }

    /// Somebody's step, by login.
    @discardableResult
    func act(
        _ code: String, by login: String, after days: Int = 0, _ give: (inout ActionInput) -> Void = { _ in }
    ) async throws -> Matter {
        try await act(code, by: try await world.actor(login), after: days, give)
    }

    /// The terms of a duty, by rule.
    func terms(_ duty: String) async throws -> [Term] {
        let store = world.house.matters, id = receipt.matter
        return try await world.database.read { try store.terms.listTerms(matter: id, in: $0) }
            .filter { $0.duty == duty }.sorted { ($0.ruleID, $0.startedAt) < ($1.ruleID, $1.startedAt) }
    }

    /// The terms of a duty as `P9 met`.
    func states(_ duty: String) async throws -> [String] {
        try await terms(duty).map { "\($0.ruleID) \($0.state.rawValue)" }
    }

    /// The record of the whole world must be sound after whatever happened.
    func expectSoundRecord() async throws {
        let report = try await world.house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }
}
