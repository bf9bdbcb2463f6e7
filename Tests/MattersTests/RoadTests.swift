import Accounts
import App
import Base
import Clocks
import Foundation
import Journal
import Matters
import Rulebook
import Storage
import StorageSQLite
import TestDistrict
import Testing

/// The road of a matter through the store: who may, who may not, and what it leaves.
@Suite struct RoadTests {
    @Test func `a matter that goes to a village is answered there and counted as solved`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "village:330110004006")
        let village = try await world.actor("zhengxiaoxue")
        var matter = try await act("accept", receipt, 1, by: village, in: world)
        #expect(matter.status == .handling)
        #expect(matter.leadUnit == village.unit)
        var answer = ActionInput()
        answer.end = "solved"
        answer.text = "灯已换好，当晚复查亮着。"
        matter = try await act("answer", receipt, 2, answer, by: village, in: world)
        #expect(matter.end == .solved)
        #expect(matter.due == nil)
        let report = try await world.house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }

    @Test func `the first receiver answers for a matter until another unit accepts`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "village:330110004006")
        let centre = try await world.unit("centre")
        let store = world.house.matters
        let file = try await world.database.read { reader in
            try store.getFile(try store.getMatter(number: receipt.number, code: receipt.code, in: reader), in: reader)
        }
        #expect(file.answerable == centre.id)
        #expect(file.lead == nil)
    }

    @Test func `of two people who act on one matter the second is told what changed`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let handler = try await world.actor("shenxiaoshu"), head = try await world.actor("jiangxiazhi")
        _ = try await act("accept", receipt, 1, by: handler, in: world)
        await #expect(throws: MatterError.changedMeanwhile(revision: 2)) {
            _ = try await act("accept", receipt, 1, by: head, in: world)
        }
    }

    @Test func `a village cannot accept what was offered to another`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "village:330110004006")
        let other = try await world.actor("fangdaxue")
        await #expect(throws: MatterError.notFound) { _ = try await act("accept", receipt, 1, by: other, in: world) }
    }

    @Test func `a unit complained about never receives sees or counts the matter`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(.report, to: "town:330110004", complained: "village:330110004006")
        let accused = try await world.actor("zhengxiaoxue"), town = try await world.actor("shenxiaoshu")
        _ = try await act("accept", receipt, 1, by: town, in: world)
        var transfer = ActionInput()
        transfer.unit = accused.unit
        transfer.text = "由属地先办"
        await #expect(throws: MatterError.self) {
            _ = try await act("transfer", receipt, 2, transfer, by: town, in: world)
        }
        let store = world.house.matters
        try await world.database.read { reader in
            let scope = try store.scope(of: accused, in: reader)
            #expect(throws: MatterError.notFound) { try store.getMatter(receipt.matter, scope: scope, in: reader) }
            #expect(try store.search("三楼的灯", scope: scope, in: reader).matters.isEmpty)
            for list in WorkList.allCases {
                #expect(
                    try store.count(list, for: accused, scope: scope, today: TestDistrict.morning.day, in: reader) == 0)
            }
        }
    }

    @Test func `a low rating and a reopening reach the handler and the unit above`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "village:330110004006")
        let village = try await world.actor("zhengxiaoxue"), filer = Actor.filer(of: receipt.matter)
        _ = try await act("accept", receipt, 1, by: village, in: world)
        var answer = ActionInput()
        (answer.end, answer.text) = ("answered", "已答复")
        _ = try await act("answer", receipt, 2, answer, by: village, in: world)
        var rating = ActionInput()
        rating.stars = 1
        _ = try await act("rating", receipt, 3, rating, by: filer, in: world)
        var reopening = ActionInput()
        reopening.text = "灯又坏了"
        let matter = try await act("reopening", receipt, 4, reopening, by: filer, in: world)
        #expect(matter.status == .handling)
        #expect(matter.reopened == 1)
        let store = world.house.matters
        let town = try await world.unit("town:330110004")
        let kinds = try await world.database.read { reader in
            (
                try store.attentions(of: town.id, to: [receipt.matter], in: reader)[receipt.matter],
                try village.unit.map { try store.attentions(of: $0, to: [receipt.matter], in: reader) }?[receipt.matter]
            )
        }
        #expect(kinds.0 == ["low-rating", "reopened"])
        #expect(kinds.1 == ["low-rating", "reopened"])
    }

    @Test func `the clock counts a step that was written down late from the day on which it happened`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let town = try await world.actor("shenxiaoshu"), store = world.house.matters
        let late = TestDistrict.morning.adding(seconds: 3 * 86_400)
        var accept = ActionInput()
        accept.text = "当天已经当面接下，网络断了"
        accept.happenedAt = TestDistrict.morning.adding(seconds: -86_400)
        await #expect(throws: MatterError.self) {
            _ = try await store.act("accept", on: receipt.matter, revision: 1, input: accept, by: town, at: late)
        }
        accept.happenedAt = TestDistrict.morning.adding(seconds: 3_600)
        _ = try await store.act("accept", on: receipt.matter, revision: 1, input: accept, by: town, at: late)
        let terms = try await world.database.read { try store.terms.listTerms(matter: receipt.matter, in: $0) }
        #expect(terms.filter { $0.duty == "acceptance" }.allSatisfy { $0.state == .met })
        let running = terms.filter { $0.duty == "completion" }
        #expect(!running.isEmpty && running.allSatisfy { $0.eventDay == TestDistrict.morning.day })
    }

    @Test func `what is over is told to whoever should take it over, and a lapsed objection to nobody`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "village:330110004006")
        let village = try await world.unit("village:330110004006"), town = try await world.unit("town:330110004")
        let store = world.house.matters, late = TestDistrict.morning.adding(seconds: 30 * 86_400)
        _ = try await OverdueTermsJob(store).run(at: late)
        let (told, entries) = try await world.database.read { reader in
            (
                try [village, town].map {
                    try store.attentions(of: $0.id, to: [receipt.matter], in: reader)[receipt.matter] ?? []
                },
                try reader.rows(
                    "SELECT body FROM journal_entries WHERE subject_id = \(receipt.matter) ORDER BY number"
                ).map { try $0.text("body") }
            )
        }
        #expect(told.allSatisfy { $0.contains("overdue") })
        let escalated = entries.filter { $0.contains("matter.escalated") }
        #expect(!escalated.isEmpty && escalated.allSatisfy { !$0.contains("\"D1\"") && !$0.contains("\"D2\"") })
    }

    @Test func `the same key gives the same receipt and another body is refused`() async throws {
        let world = try await TestDistrict()
        let centre = try await world.unit("centre")
        let store = world.house.matters
        var filing = Filing(
            kind: .enquiry, channel: .web, narrative: Narrative(title: "社保", text: "社保卡怎么补？", place: ""),
            receiver: centre.id,
            happenedAt: TestDistrict.morning
        )
        let first = try await store.file(filing, by: .visitor, at: TestDistrict.morning, key: ("visitor:a", "k1"))
        let again = try await store.file(filing, by: .visitor, at: TestDistrict.morning, key: ("visitor:a", "k1"))
        #expect(first == again)
        filing.narrative = Narrative(title: "别的", text: "另一件事", place: "")
        await #expect(throws: MatterError.self) {
            _ = try await store.file(filing, by: .visitor, at: TestDistrict.morning, key: ("visitor:a", "k1"))
        }
    }

    @Test func `the same key with another office, target or day is refused`() async throws {
        let world = try await TestDistrict()
        let centre = try await world.unit("centre"), town = try await world.unit("town:330110004")
        let store = world.house.matters, now = TestDistrict.morning
        let filing = Filing(
            kind: .report, channel: .window, narrative: Narrative(title: "占地", text: "门口的地被占了", place: ""),
            receiver: centre.id, happenedAt: now
        )
        let first = try await store.file(filing, by: .visitor, at: now, key: ("staff:a", "k1"))
        var complained = filing, routed = filing, dated = filing, later = filing
        complained.complainedUnit = town.id
        routed.route = RouteDecision(chosen: town, instead: nil)
        dated.happenedAt = now.adding(seconds: -86_400)
        dated.backDateReason = "来信在路上"
        for other in [complained, routed, dated] {
            await #expect(throws: MatterError.self) {
                _ = try await store.file(other, by: .visitor, at: now, key: ("staff:a", "k1"))
            }
        }
        // The same form, sent again a minute later.
        later.happenedAt = now.adding(seconds: 60)
        let again = try await store.file(later, by: .visitor, at: later.happenedAt, key: ("staff:a", "k1"))
        #expect(again == first)
    }

    @Test func `a sealed identity opens only with a reason and a second post`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(.report, confidentiality: .confidential, to: "town:330110004")
        let town = try await world.actor("shenxiaoshu"), custodian = try await world.actor("yaolixia")
        let store = world.house.matters, now = TestDistrict.morning
        try await store.requestSeal(matter: receipt.matter, reason: "须当面核实举报内容", by: town, at: now)
        #expect(try await identity(receipt, town, now, world) == .sealed(waiting: true))
        let request = try #require(
            try await world.database.read { try store.listSealRequests(for: custodian, in: $0) }.first)
        await #expect(throws: MatterError.notFound) {
            try await store.decideSeal(request.id, granted: true, by: town, at: now)
        }
        try await store.decideSeal(request.id, granted: true, by: custodian, at: now)
        #expect(try await identity(receipt, town, now, world) == .granted)
        try await store.openSeal(matter: receipt.matter, by: town, at: now)
        #expect(try await identity(receipt, town, now, world) == .shown(Identity(name: "谷雨", phone: "00012345678")))
        let later = now.adding(seconds: MatterStore.sealOpenFor)
        #expect(try await identity(receipt, town, later, world) == .sealed(waiting: false))
        let report = try await world.house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }

    @Test func `the first look at an opened identity is written down with who looked`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(.report, confidentiality: .confidential, to: "town:330110004")
        let town = try await world.actor("shenxiaoshu"), head = try await world.actor("jiangxiazhi")
        let store = world.house.matters, now = TestDistrict.morning
        try await grant(receipt, to: town, at: now, in: world)
        for stranger in [head, try await world.actor("chenglichun")] {
            await #expect(throws: MatterError.self) {
                try await store.openSeal(matter: receipt.matter, by: stranger, at: now)
            }
        }
        let looked = now.adding(seconds: 600)
        try await store.openSeal(matter: receipt.matter, by: town, at: looked)
        try await store.openSeal(matter: receipt.matter, by: town, at: looked.adding(seconds: 60))
        let (opened, entries) = try await world.database.read { reader in
            (
                try reader.row("SELECT opened_at FROM seal_requests")?.instant("opened_at"),
                try world.house.journal.listEntries(of: Subject("matter", receipt.matter), limit: 20, in: reader)
                    .filter { $0.code == "matter.seal-opened" }
            )
        }
        #expect(opened == looked)
        #expect(entries.map(\.principal) == [town.principal.key])
        let late = now.adding(seconds: MatterStore.sealOpenFor)
        await #expect(throws: MatterError.self) { try await store.openSeal(matter: receipt.matter, by: town, at: late) }
    }

    @Test func `nobody asks twice while a request waits or is good`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(.report, confidentiality: .confidential, to: "town:330110004")
        let town = try await world.actor("shenxiaoshu"), head = try await world.actor("jiangxiazhi")
        let store = world.house.matters, now = TestDistrict.morning
        func ask(_ actor: Actor, at instant: Instant) async throws {
            try await store.requestSeal(matter: receipt.matter, reason: "须当面核实举报内容", by: actor, at: instant)
        }
        try await ask(town, at: now)
        await #expect(
            throws: MatterError.barred(Words("您已经申请过，等密封保管人决定", "You have asked already; a custodian decides"))
        ) {
            try await ask(town, at: now)
        }
        try await ask(head, at: now)
        let custodian = try await world.actor("yaolixia")
        for request in try await world.database.read({ try store.listSealRequests(for: custodian, in: $0) }) {
            try await store.decideSeal(request.id, granted: request.askedBy.zh == "沈小暑", by: custodian, at: now)
        }
        await #expect(throws: MatterError.self) { try await ask(town, at: now.adding(seconds: 3_600)) }
        try await ask(head, at: now.adding(seconds: 3_600))
        try await ask(town, at: now.adding(seconds: MatterStore.sealOpenFor))
    }

    private func grant(_ receipt: Receipt, to actor: Actor, at now: Instant, in world: TestDistrict) async throws {
        let store = world.house.matters, custodian = try await world.actor("yaolixia")
        try await store.requestSeal(matter: receipt.matter, reason: "须当面核实举报内容", by: actor, at: now)
        let request = try await world.database.read { try store.listSealRequests(for: custodian, in: $0) }.first
        try await store.decideSeal(try #require(request).id, granted: true, by: custodian, at: now)
    }

    @Test func `an erased matter leaves its words nowhere in the folder`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(text: "青鸟咖啡馆楼上漏水把招牌泡了", name: "霜降无名氏", to: "town:330110004")
        _ = try await world.house.matters.erase(number: receipt.number, by: .system("test"), at: TestDistrict.morning)
        try await world.database.purge()
        let store = world.house.matters
        try await world.database.read { reader in
            let matter = try store.getMatter(number: receipt.number, code: receipt.code, in: reader)
            #expect(try store.narrative(matter, in: reader) == nil)
        }
        for phrase in ["青鸟咖啡馆", "霜降无名氏", "青鸟 鸟咖 咖啡", "鸟咖"] {
            #expect(try !folderContains(phrase, world), "\(phrase) is still there")
        }
        let report = try await world.house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }

    private func folderContains(_ phrase: String, _ world: TestDistrict) throws -> Bool {
        let needle = Data(phrase.utf8)
        for path in try FileManager.default.subpathsOfDirectory(atPath: world.folder.path) {
            let data = (try? Data(contentsOf: world.folder.appending(path: path))) ?? Data()
            if data.range(of: needle) != nil { return true }
        }
        return false
    }

    private func identity(
        _ receipt: Receipt, _ actor: Actor, _ now: Instant, _ world: TestDistrict
    ) async throws -> MatterStore.IdentityView {
        let store = world.house.matters
        return try await world.database.read { reader in
            let matter = try store.getMatter(receipt.matter, scope: try store.scope(of: actor, in: reader), in: reader)
            let file = try store.getFile(matter, in: reader)
            guard let party = file.parties.first(where: { $0.part == .filer }) else { throw MatterError.notFound }
            return try store.identity(of: party, for: actor, at: now, in: reader)
        }
    }

    private func act(
        _ code: String, _ receipt: Receipt, _ revision: Int, _ input: ActionInput = ActionInput(), by actor: Actor,
        in world: TestDistrict
    ) async throws -> Matter {
        try await world.house.matters.act(
            code, on: receipt.matter, revision: revision, input: input, by: actor, at: TestDistrict.morning
        )
    }
}

extension RoadTests {
    @Test func `a proceeding keeps the version of the procedure it began with`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let rulebook = Rulebook(district: world.house.district.key)
        let now = TestDistrict.morning
        try await world.database.write { transaction in
            let common = try #require(
                try rulebook.findCurrent(pack: "procedures", name: "common", on: now.day, in: transaction))
            // From tomorrow's version on nobody may accept any more.
            let body = common.body.replacing("code: accept,", with: "code: receipt,")
            _ = try rulebook.publish(
                pack: "procedures", name: "common", body: body, from: Day(number: 0), by: .system("test"), at: now,
                in: transaction
            )
        }
        let town = try await world.actor("shenxiaoshu")
        let matter = try await world.house.matters.act(
            "accept", on: receipt.matter, revision: 1, input: ActionInput(), by: town, at: now
        )
        #expect(matter.status == .handling)
        let later = try await world.file(to: "town:330110004")
        await #expect(throws: MatterError.notFound) {
            _ = try await world.house.matters.act(
                "accept", on: later.matter, revision: 1, input: ActionInput(), by: town, at: now
            )
        }
    }
}
