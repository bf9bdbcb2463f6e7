import App
import Base
import Foundation
import Intake
import Matters
import Storage
import TestDistrict
import TestSupport
import Testing

/// Topics are proposed by the version in force, also where it calls itself as the one before did.
@Suite struct TopicVersionTests {
    private func topic(_ text: String, in world: TestDistrict, at now: Instant) async throws -> String? {
        try await world.database.read {
            try world.house.intake.suggest(kind: .help, title: "", text: text, place: "", at: now, in: $0)
        }.topics.first?.code
    }

    @Test func `a keyword of a new version proposes at once, under the same version line`() async throws {
        let world = try await TestDistrict(), text = "萤火照不到巷子", later = TestDistrict.morning.adding(seconds: 60)
        #expect(try await topic(text, in: world, at: TestDistrict.morning) == nil)
        let shipped = TestDistrict.home.appending(path: "Rules/topics/topics.yaml")
        let changed = try String(contentsOf: shipped, encoding: .utf8).replacing("[路灯,", with: "[路灯, 萤火,")
        let file = try TestFolders.make("rules").appending(path: "topics.yaml")
        try changed.write(to: file, atomically: true, encoding: .utf8)
        _ = try await RulePublication(world.house, by: .system("test")).publish(
            RuleReading(paths: [file.path]), at: later)
        #expect(try await topic(text, in: world, at: later) == "urban.street-lights")
    }
}
