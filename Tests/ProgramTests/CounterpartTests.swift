import App
import Base
import Foundation
import Matters
import Storage
import TestDistrict
import TestSupport
import Testing
import Web

/// The simulator of the court against the running program: the road there and back, with everything that goes wrong on the way.
@Suite(.enabled(if: TestEngine.isFile)) struct CounterpartTests {
    /// 霜降's suit, brought in 星桥街道 a minute ago by the clock that the running program has.
    private func suit(in world: TestDistrict, at now: Instant) async throws -> RecordID {
        let clerk = try await world.actor("shenxiaoshu"), matters = world.house.matters
        let receipt = try await world.file(.dispute, title: "押金不退", name: "霜降", to: "town:330110004", at: now)
        func revision() async throws -> Int {
            try await world.database.read {
                try matters.getMatter(number: receipt.number, code: receipt.code, in: $0).revision
            }
        }
        _ = try await matters.act(
            "accept", on: receipt.matter, revision: try await revision(), input: ActionInput(), by: clerk, at: now)
        var input = ProceedingInput()
        (input.text, input.unit) = ("起诉", clerk.unit)
        return try await matters.openProceeding(
            "litigation", in: receipt.matter, revision: try await revision(), input: input, by: clerk, at: now
        ).id
    }

    @Test func `what the court's simulator tells comes back into the record, however it is told`() async throws {
        let world = try await TestDistrict()
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)).adding(seconds: -60)
        var suits: [String] = []
        for _ in 0..<3 { suits.append(try await suit(in: world, at: now).text) }
        let token = try TestFolders.place("token")
        try await world.token(of: "yuyushui", [.counterpartsRead, .counterpartsWrite], at: now)
            .write(to: token, atomically: true, encoding: .utf8)
        try await world.database.close()
        let data = try TestFolders.place("court")
        try FileManager.default.copyItem(at: world.folder, to: data)
        let server = try RunningServer.start(["--data", data.path, "--port", "0", "--home", TestDistrict.home.path])
        defer { server.stop() }
        let port = try #require(server.port(after: "http://127.0.0.1:", in: "output"))
        func play(_ troubles: [String], on suit: String) async throws -> [[Substring]] {
            let outcome = try await Shell.runBeside(
                ["counterpart", "play", "--address", "http://127.0.0.1:\(port)", "--token-file", token.path]
                    + ["--body", "court", "--steps", "1", "--proceeding", suit]
                    + troubles.flatMap { ["--trouble", $0] },
                input: "", home: TestDistrict.home)
            #expect(outcome.status == 0, "\(outcome.told)")
            return outcome.output.split(separator: "\n").map { $0.split(separator: "  ") }
        }
        // The second step overtakes the first: it waits, and is in the record once the first has come.
        for suit in suits.dropLast() {
            let own = try await play(["overtaking", "late", "repeated"], on: suit)
            #expect(own.map { $0[3] } == ["held", "taken", "taken"], "\(own)")
            #expect(own.first?[0] == own.last?[0], "the one that waited is the one in the record now")
            #expect(own.allSatisfy { $0[1] == suit })
        }
        // What was open beside the step that was taken contradicts it now.
        let last = try await play(["contradictory"], on: suits[2])
        #expect(last.map { $0[3] } == ["taken", "held"], "\(last)")
        let check = try Shell.run(["journal", "verify", "--json", "--data", data.path], home: TestDistrict.home)
        #expect(check.status == 0, "\(check.told)")
        let stranger = try await Shell.runBeside(
            ["counterpart", "play", "--address", "http://127.0.0.1:\(port)", "--token-file", token.path]
                + ["--body", "labour-arbitration"], input: "", home: TestDistrict.home)
        #expect(stranger.status == 1)
        #expect(stranger.told.contains("404"))
    }
}
