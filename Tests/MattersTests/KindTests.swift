import Accounts
import App
import Base
import Clocks
import Foundation
import Journal
import Markup
import Storage
import TestDistrict
import Testing

@testable import Matters

/// A matter that came in under the wrong kind goes on under the right procedure, as long as nobody has accepted it.
@Suite struct KindTests {
    private let now = TestDistrict.morning

    @Test func `a help that is a dispute gets the dispute's procedure and clocks from the day it came in`() async throws
    {
        let world = try await TestDistrict()
        let receipt = try await world.file(.help, to: "town:330110004")
        let store = world.house.matters, later = now.adding(seconds: 86_400)
        let matter = try await store.setKind(
            .dispute, of: receipt.matter, revision: 1, by: try await world.actor("chenglichun"), at: later)
        #expect(matter.kind == .dispute)
        #expect(matter.status == .received)
        let (file, terms) = try await world.database.read { reader in
            (try store.getFile(matter, in: reader), try store.terms.listTerms(matter: matter.id, in: reader))
        }
        #expect(file.proceeding.procedure == "dispute")
        #expect(file.assignments.allSatisfy { $0.proceeding == file.proceeding.id })
        let (old, new) = (
            terms.filter { $0.proceeding != file.proceeding.id }, terms.filter { $0.proceeding == file.proceeding.id }
        )
        #expect(!old.isEmpty && old.allSatisfy { $0.state == .stopped })
        #expect(Set(new.map(\.duty)) == ["acceptance", "objection"])
        #expect(new.allSatisfy { $0.state == .running && $0.eventDay == now.day })
        // 沈小暑 accepts and settles it under an end that only a dispute has.
        let town = try await world.actor("shenxiaoshu")
        _ = try await store.act("accept", on: matter.id, revision: 2, input: ActionInput(), by: town, at: later)
        var answer = ActionInput()
        (answer.end, answer.text) = ("agreed", "双方说好了")
        let ended = try await store.act("answer", on: matter.id, revision: 3, input: answer, by: town, at: later)
        #expect(ended.end == .agreed)
        let report = try await world.house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }

    @Test func `only who answers for it corrects the kind, to another one, and not after it was accepted`() async throws
    {
        let world = try await TestDistrict()
        let receipt = try await world.file(.help, to: "town:330110004")
        let store = world.house.matters
        let clerk = try await world.actor("chenglichun"), town = try await world.actor("shenxiaoshu")
        func correct(_ kind: MatterKind, _ revision: Int, by actor: Actor) async throws {
            _ = try await store.setKind(kind, of: receipt.matter, revision: revision, by: actor, at: now)
        }
        await #expect(throws: MatterError.barred(MatterPolicy.notAnswerable)) {
            try await correct(.dispute, 1, by: town)
        }
        await #expect(throws: MatterError.self) { try await correct(.help, 1, by: clerk) }
        await #expect(throws: MatterError.changedMeanwhile(revision: 1)) { try await correct(.dispute, 9, by: clerk) }
        _ = try await store.act("accept", on: receipt.matter, revision: 1, input: ActionInput(), by: town, at: now)
        await #expect(throws: MatterError.self) { try await correct(.dispute, 2, by: town) }
    }

    @Test func `a centre that has sent it on already does not owe the decision again under the new kind`() async throws
    {
        let world = try await TestDistrict()
        let receipt = try await world.file(.petition, to: "centre")
        let store = world.house.matters, clerk = try await world.actor("chenglichun")
        var move = ActionInput()
        (move.unit, move.text) = (try await world.unit("town:330110004").id, "在那里办更近")
        _ = try await store.act("transfer", on: receipt.matter, revision: 1, input: move, by: clerk, at: now)
        let later = now.adding(seconds: 2 * 86_400)
        let matter = try await store.setKind(.help, of: receipt.matter, revision: 2, by: clerk, at: later)
        let (file, terms) = try await world.database.read { reader in
            (try store.getFile(matter, in: reader), try store.terms.listTerms(matter: matter.id, in: reader))
        }
        let owed = terms.filter { $0.proceeding == file.proceeding.id && $0.assignment == nil && $0.state == .running }
        let done = terms.filter { $0.proceeding != file.proceeding.id && $0.state == .met }
        #expect(!done.isEmpty)
        #expect(Set(owed.map(\.duty)).isDisjoint(with: done.map(\.duty)))
    }

    @Test func `the page corrects the kind, tells it in the timeline, and offers it no more once it is accepted`()
        async throws
    {
        let world = try await TestDistrict()
        let receipt = try await world.file(.help, to: "centre")
        let client = TestClient(try world.server())
        try await client.signIn("chenglichun")
        let path = "/desk/matters/\(receipt.matter)"
        #expect(try await client.get(path).text.contains("类型弄错了？"))
        let nothing = try await client.post(path + "/kind", [("kind", ""), ("revision", "1")])
        #expect(nothing.status == 422)
        #expect(try await client.post(path + "/kind", [("kind", "enquiry"), ("revision", "1")]).status == 303)
        let page = try await client.get(path)
        #expect(page.text.contains("求助 → 咨询"))
        #expect(HTMLLint.problems(in: page.text) == [])
        _ = try await client.post(path + "/actions/accept", [("revision", "2")])
        #expect(!(try await client.get(path).text.contains("类型弄错了？")))
    }
}
