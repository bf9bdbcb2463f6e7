import Accounts
import App
import Base
import Clocks
import Storage
import TestDistrict

@testable import Matters

/// Proceedings inside the walked matter: opened, stepped and read, on days that count from the filing.
extension Walk {
    /// A dispute that 星桥街道 has taken up on a day.
    static func dispute(on day: String) async throws -> Walk {
        let start = Instant(try Day(day).unwrapped(), hour: 9)
        let walk = try await Walk(.dispute, in: TestDistrict(), to: "town:330110004", at: start)
        try await walk.act("accept", by: "shenxiaoshu")
        return walk
    }

    /// Opens a proceeding that the township runs, with the consent of both and a number of the other body.
    func open(
        _ code: String, on day: Int = 0, _ change: (inout ProceedingInput) -> Void = { _ in }
    ) async throws -> Proceeding {
        var input = ProceedingInput()
        (input.text, input.hasConsent, input.reference) = ("谷雨和霜降一起提出。", true, "（2022）引调17号")
        input.unit = try await world.unit("town:330110004").id
        change(&input)
        return try await world.house.matters.openProceeding(
            code, in: receipt.matter, revision: try await matter.revision, input: input,
            by: try await world.actor("shenxiaoshu"), at: self.day(day))
    }

    /// Takes a step of a proceeding with everything that steps ask for.
    @discardableResult
    func step(
        _ code: String, of proceeding: Proceeding, on day: Int, _ change: (inout ProceedingInput) -> Void = { _ in }
    ) async throws -> Proceeding {
        var input = ProceedingInput()
        (input.text, input.hasConsent, input.reference) = ("按程序办理。", true, "（2022）浙0110民初17号")
        change(&input)
        return try await world.house.matters.step(
            code, of: proceeding.id, in: receipt.matter, revision: try await matter.revision, input: input,
            by: try await world.actor("shenxiaoshu"), at: self.day(day))
    }

    /// The clocks that run in the proceedings of a procedure.
    func clocks(in procedure: String) async throws -> [String] {
        let matters = world.house.matters, id = receipt.matter
        let all = try await world.database.read { reader in
            try matters.listProceedings(of: matters.getFile(matters.getAny(id, in: reader), in: reader), in: reader)
        }
        let clocks = all.filter { $0.procedure.code == procedure }.flatMap(\.clocks)
        return clocks.map { "\($0.term.ruleID) \($0.term.due)" }.sorted()
    }
}
