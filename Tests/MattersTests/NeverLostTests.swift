import App
import Base
import Foundation
import Storage
import TestDistrict
import Testing

@testable import Matters

/// Whoever answers for a matter has it in a list, whatever became of the shares of others.
@Suite struct NeverLostTests {
    @Test func `what a town has not accepted yet stands in the list of the centre that answers for it`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let clerk = try await world.actor("chenglichun"), town = try await world.actor("shenxiaoshu")
        #expect(try await numbers(.open, clerk, world).contains(receipt.number))
        _ = try await world.house.matters.act(
            "accept", on: receipt.matter, revision: 1, input: ActionInput(), by: town, at: TestDistrict.morning)
        #expect(try await !numbers(.open, clerk, world).contains(receipt.number))
        #expect(try await numbers(.open, town, world).contains(receipt.number))
    }

    @Test func `after an upheld objection the first receiver has the matter, overdue in time`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let town = try await world.actor("shenxiaoshu"), arbiter = try await world.actor("shaoqingming")
        let clerk = try await world.actor("chenglichun"), store = world.house.matters, now = TestDistrict.morning
        var objection = ActionInput()
        objection.text = "不归星桥街道管"
        _ = try await store.act("objection", on: receipt.matter, revision: 1, input: objection, by: town, at: now)
        var decision = ActionInput()
        (decision.text, decision.upheld) = ("情况属实", true)
        _ = try await store.act(
            "objection-decision", on: receipt.matter, revision: 2, input: decision, by: arbiter, at: now)
        try await store.markSeen(receipt.matter, unit: try #require(clerk.unit), at: now)
        #expect(try await numbers(.open, clerk, world).contains(receipt.number))
        #expect(try await !numbers(.open, town, world).contains(receipt.number))
        let late = now.adding(seconds: 60 * 86_400)
        #expect(try await numbers(.overdue, clerk, world, at: late).contains(receipt.number))
    }

    @Test func `a reopened matter is among the own ones of the post that handled it`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "village:330110004006")
        let village = try await world.actor("zhengxiaoxue"), store = world.house.matters, now = TestDistrict.morning
        _ = try await store.act(
            "accept", on: receipt.matter, revision: 1, input: ActionInput(), by: village, at: now)
        var answer = ActionInput()
        (answer.end, answer.text) = ("answered", "已答复")
        _ = try await store.act("answer", on: receipt.matter, revision: 2, input: answer, by: village, at: now)
        #expect(try await !numbers(.mine, village, world).contains(receipt.number))
        var reopening = ActionInput()
        reopening.text = "灯又坏了"
        let filer = Actor.filer(of: receipt.matter)
        _ = try await store.act("reopening", on: receipt.matter, revision: 3, input: reopening, by: filer, at: now)
        #expect(try await numbers(.mine, village, world).contains(receipt.number))
    }

    @Test func `an addition whose files are refused leaves no words behind`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "village:330110004006")
        let store = world.house.matters, now = TestDistrict.morning, filer = Actor.filer(of: receipt.matter)
        let photograph = Array("GIF89a".utf8) + [UInt8](repeating: 7, count: 20)
        let many = (0...MatterStore.attachmentCount).map { (name: "\($0).gif", bytes: photograph + [UInt8($0)]) }
        var addition = ActionInput()
        addition.text = "再补几张照片"
        for files in [many, [(name: "virus.exe", bytes: Array("MZ??".utf8))]] {
            await #expect(throws: MatterError.self) {
                _ = try await store.act(
                    "addition", on: receipt.matter, revision: 1, input: addition, files: files, by: filer, at: now)
            }
        }
        let (revision, remarks) = try await world.database.read { reader in
            (
                try store.getAny(receipt.matter, in: reader).revision,
                try reader.count("SELECT COUNT(*) AS n FROM matter_remarks WHERE matter_id = \(receipt.matter)")
            )
        }
        #expect((revision, remarks) == (1, 0))
        let few = Array(many.prefix(2))
        _ = try await store.act(
            "addition", on: receipt.matter, revision: 1, input: addition, files: few, by: filer, at: now)
        #expect(try await world.database.read { try store.listAttachments(receipt.matter, in: $0) }.count == 2)
    }

    private func numbers(
        _ list: WorkList, _ actor: Actor, _ world: TestDistrict, at now: Instant = TestDistrict.morning
    ) async throws -> [String] {
        let store = world.house.matters
        return try await world.database.read { reader in
            let scope = try store.scope(of: actor, in: reader)
            let matters = try store.list(list, for: actor, scope: scope, today: now.day, limit: 500, in: reader)
            let count = try store.count(list, for: actor, scope: scope, today: now.day, in: reader)
            #expect(count == matters.count)
            return matters.map(\.number)
        }
    }
}

/// The first words of a text in a list.
@Suite struct FirstLineTests {
    @Test func `the first line of a text is shown up to sixty characters`() {
        #expect(MatterRow.firstLine("\n\n路灯坏了\n已经三天") == "路灯坏了")
        #expect(MatterRow.firstLine("") == "")
        #expect(MatterRow.firstLine("\u{2028}\r\n夜里施工\u{85}很吵") == "夜里施工")
        let long = String(repeating: "灯", count: 60)
        #expect(MatterRow.firstLine(long) == long)
        #expect(MatterRow.firstLine(long + "坏") == long + "…")
    }

    @Test func `a character made of several scalars is shown whole or not at all`() {
        let long = String(repeating: "灯", count: 59)
        #expect(MatterRow.firstLine(long + "e\u{301}") == long + "…")
        #expect(MatterRow.firstLine(long + "👍🏽") == long + "…")
    }
}
