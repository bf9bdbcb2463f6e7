import App
import Base
import Disputes
import Journal
import Letters
import Matters
import Storage
import TestDistrict
import Testing

/// The agreement: signed by each, in effect, kept or not, and on its way to the court.
@Suite struct AgreementTests {
    @Test func `it takes effect when both have signed and the mediator seals it, and its promises are watched`()
        async throws
    {
        let world = try await MediationWorld(), (agreement, a, b) = try await world.drawn()
        await #expect(throws: DisputeError.self) { try await world.change { try $0.conclude(agreement, $1) } }
        try await world.change(by: MediationWorld.clerk) {
            try $0.sign(agreement, party: a, way: .screen, scan: nil, $1)
        }
        await #expect(throws: DisputeError.self, "twice") {
            try await world.change(by: MediationWorld.clerk) {
                try $0.sign(agreement, party: a, way: .screen, scan: nil, $1)
            }
        }
        await #expect(throws: DisputeError.self, "paper without a scan") {
            try await world.change(by: MediationWorld.clerk) {
                try $0.sign(agreement, party: b, way: .paper, scan: nil, $1)
            }
        }
        try await world.change(by: MediationWorld.clerk) {
            try $0.sign(agreement, party: b, way: .screen, scan: nil, $1)
        }
        try await world.change { try $0.conclude(agreement, $1) }
        let mediation = try await world.read()
        #expect(mediation.opened.proceeding.end == "agreed" && mediation.agreement?.effectiveOn == world.day(0).day)
        #expect(mediation.fulfilments.map(\.pledge.fen) == [400_000, 400_000, 400_000])
    }

    @Test func `the clerk writes and seals it only for a mediator who does not sign in`() async throws {
        let world = try await MediationWorld(), pledges = world.pledges(), other = world.other
        try await world.seat()
        await #expect(throws: DisputeError.self) {
            try await world.change(by: MediationWorld.clerk) {
                try $0.draw(MediationWorld.draft, pledges, .oral, $1)
            }
        }
        try await world.change(by: MediationWorld.head) { try $0.recuse(.doubt, text: "认识一方", $1) }
        try await world.change(by: MediationWorld.clerk) { try $0.appoint(other, $1) }
        let agreement = try await world.change(by: MediationWorld.clerk) {
            try $0.draw(MediationWorld.draft, pledges, .oral, $1)
        }
        try await world.change(by: MediationWorld.clerk) { try $0.conclude(agreement, $1) }
        #expect(try await world.read(as: MediationWorld.clerk).agreement?.text?.mediator == "汪清明")
    }

    @Test func `a changed text makes a new version: what was signed falls, and the old one cannot be signed`()
        async throws
    {
        let world = try await MediationWorld(), (first, a, _) = try await world.drawn()
        try await world.change(by: MediationWorld.clerk) { try $0.sign(first, party: a, way: .screen, scan: nil, $1) }
        let second = try await world.change { store, change in
            var draft = MediationWorld.draft
            draft.clauses = ["此后互不追究。"]
            return try store.draw(draft, change.mediation.accepted?.pledges ?? [], .written, change)
        }
        await #expect(throws: DisputeError.self) {
            try await world.change(by: MediationWorld.clerk) {
                try $0.sign(first, party: a, way: .screen, scan: nil, $1)
            }
        }
        let agreements = try await world.read().agreements
        #expect(agreements.map(\.state) == [.replaced, .signing] && agreements[0].hash != agreements[1].hash)
        #expect(agreements[1].id == second && agreements[1].signatures.isEmpty)
    }

    @Test func `it can be signed on the whole fourteenth day, and afterwards is refused with that day`() async throws {
        let world = try await MediationWorld(), (agreement, a, b) = try await world.drawn()
        try await world.change(by: MediationWorld.clerk, after: 14) {
            try $0.sign(agreement, party: a, way: .screen, scan: nil, $1)
        }
        let error = await #expect(throws: DisputeError.self) {
            try await world.change(by: MediationWorld.clerk, after: 15) {
                try $0.sign(agreement, party: b, way: .screen, scan: nil, $1)
            }
        }
        #expect(
            error?.explanation.contains("time to sign ended on 10 December 2019") == true, "\(error?.explanation ?? "")"
        )
        #expect(try await world.read(after: 15).agreements.last?.state == .expired)
    }

    @Test func `whoever comes to sign, and whoever mediates in their place, makes another version necessary`()
        async throws
    {
        let world = try await MediationWorld(), (first, a, b) = try await world.drawn()
        try await world.change(by: MediationWorld.clerk) { try $0.sign(first, party: a, way: .screen, scan: nil, $1) }
        try await world.change(by: MediationWorld.clerk) { store, change in
            try store.addParty(
                PartyIdentity(name: "小满", phone: "13900000009", mandate: "代签"), side: .b, role: .representative,
                actsFor: b, change)
        }
        #expect(try await world.read().agreements.last?.state == .replaced)
        let pledges = world.pledges()
        let second = try await world.change { try $0.draw(MediationWorld.draft, pledges, .written, $1) }
        #expect(try await world.read().agreements.last?.text?.parties.map(\.[0]) == ["甲方", "乙方", "乙方委托代理人"])
        try await world.change(by: MediationWorld.head) { try $0.recuse(.interest, text: "与一方有往来", $1) }
        let agreements = try await world.read(as: MediationWorld.head).agreements
        #expect(agreements.first { $0.id == second }?.state == .replaced)
    }

    @Test func `one number cannot sign for both sides`() async throws {
        let world = try await MediationWorld(), store = world.store
        for side in [PartySide.a, .b] {
            try await world.change(by: MediationWorld.clerk) { store, change in
                try store.addParty(
                    PartyIdentity(name: "谷雨\(side)", phone: "13900000001"), side: side, role: .party, change)
            }
        }
        let mediator = world.mediator, pledges = world.pledges(), now = world.day(0)
        try await world.change(by: MediationWorld.clerk) { try $0.appoint(mediator, $1) }
        let agreement = try await world.change { try $0.draw(MediationWorld.draft, pledges, .written, $1) }
        let party = try #require(try await world.read().parties.first).id
        await #expect(throws: DisputeError.self) {
            _ = try await world.database.write { try store.sendSigningCode(agreement, party, at: now, in: $0) }
        }
    }

    @Test func `of one who signs and one who declines in the same moment, whoever comes second finds the other's word`()
        async throws
    {
        let world = try await MediationWorld(), (agreement, a, b) = try await world.drawn(), store = world.store
        let now = world.day(0)
        let one = try await open(world, agreement, a), other = try await open(world, agreement, b)
        await #expect(throws: DisputeError.self, "half an hour is over") {
            try await store.signByPhone(
                agreement, a, ticket: one.ticket, until: one.until, at: now.adding(seconds: 1_801))
        }
        await #expect(throws: DisputeError.self, "another time than the ticket's") {
            try await store.signByPhone(
                agreement, a, ticket: one.ticket, until: one.until.adding(seconds: 60), at: now)
        }
        async let signing: Void = store.signByPhone(agreement, a, ticket: one.ticket, until: one.until, at: now)
        async let declining: Void = store.declineByPhone(
            agreement, b, ticket: other.ticket, until: other.until, at: now)
        _ = try? await signing
        try await declining
        #expect(try await world.read().agreements.last?.state == .withdrawn)
    }

    @Test func `each signs on their own phone by a code, and who withdraws meanwhile makes it void for both`()
        async throws
    {
        let world = try await MediationWorld(), (agreement, a, b) = try await world.drawn(), store = world.store
        let now = world.day(0)
        let place = try await world.database.read { try store.signingPlace(agreement, b, at: now, in: $0) }
        #expect(place.maskedPhone == "139****0002" && place.barred == nil)
        let opened = try await open(world, agreement, a)
        #expect(opened.agreement.text?.terms.count == 3)
        try await store.signByPhone(agreement, a, ticket: opened.ticket, until: opened.until, at: now)
        await #expect(throws: DisputeError.self, "twice") {
            try await store.signByPhone(agreement, a, ticket: opened.ticket, until: opened.until, at: now)
        }
        let other = try await open(world, agreement, b)
        await #expect(throws: DisputeError.self, "somebody else's ticket") {
            try await store.signByPhone(agreement, b, ticket: opened.ticket, until: opened.until, at: now)
        }
        try await store.declineByPhone(agreement, b, ticket: other.ticket, until: other.until, at: now)
        await #expect(throws: DisputeError.self, "void") {
            try await store.signByPhone(agreement, b, ticket: other.ticket, until: other.until, at: now)
        }
        let mediation = try await world.read()
        #expect(mediation.agreements.last?.state == .withdrawn && mediation.opened.proceeding.isOpen)
        await #expect(throws: DisputeError.self) { try await world.change { try $0.conclude(agreement, $1) } }
    }

    private func open(_ world: MediationWorld, _ agreement: RecordID, _ party: RecordID) async throws -> OpenedAgreement
    {
        let store = world.store, now = world.day(0)
        let before = try await codes(world)
        _ = try await world.database.write { try store.sendSigningCode(agreement, party, at: now, in: $0) }
        await #expect(throws: DisputeError.self) {
            try await store.openToSign(agreement, party, code: "not it", at: now)
        }
        let code = try #require(try await codes(world).subtracting(before).first)
        return try await store.openToSign(agreement, party, code: code, at: now)
    }

    /// The codes in the messages that wait to go out.
    private func codes(_ world: MediationWorld) async throws -> Set<String> {
        let journal = world.world.house.journal
        return try await world.database.read { reader in
            let ids = try reader.rows("SELECT parameters_id FROM notices WHERE template = 'signing-code'").map {
                try $0.id("parameters_id")
            }
            let texts = try journal.personalValues.open(ids: ids, in: reader)
            return Set(
                texts.values.compactMap { text in
                    text.split(separator: "\"").map(String.init).first { $0.count == 6 && Int($0) != nil }
                })
        }
    }

    @Test func `the digest is of the words that are read: one other character is another digest`() async throws {
        let world = try await MediationWorld(), (_, _, _) = try await world.drawn()
        let agreement = try #require(try await world.read().agreement)
        var text = try #require(agreement.text)
        #expect(AgreementText.hash(text.canonical) == agreement.hash)
        #expect(text.terms.first == world.pledges().first?.sentence.zh)
        text.sentences[0] = text.sentences[0].replacing("（含当日）", with: "")
        #expect(AgreementText.hash(text.canonical) != agreement.hash)
    }

    @Test func `a spoken agreement holds from the day it is on record`() async throws {
        let world = try await MediationWorld()
        try await world.seat()
        let pledges = world.pledges()
        let agreement = try await world.change { try $0.draw(MediationWorld.draft, pledges, .oral, $1) }
        let reached = world.day(0).day
        await #expect(throws: DisputeError.self, "before mediation began") {
            try await world.change(after: 2) { try $0.conclude(agreement, reached: reached.adding(days: -1), $1) }
        }
        try await world.change(after: 2) { try $0.conclude(agreement, reached: reached, $1) }
        let mediation = try await world.read()
        #expect(mediation.opened.proceeding.end == "agreed-orally" && mediation.agreement?.state == .effective)
        #expect(mediation.agreement?.effectiveOn == world.day(0).day)
        let papers = MediationPapers(world.store)
        let sheet = try await world.database.read { reader in
            try papers.agreement(try #require(mediation.agreement), of: mediation, in: reader)
        }
        #expect(try LetterPrinter().print(sheet, at: world.day(0)).pages <= 2)
        #expect(sheet.proof == nil)
        guard case .drawn(_, isSample: true)? = sheet.seal else {
            return #expect(Bool(false), "a demonstration says so")
        }
        // The code on it leads to the entry of the record that holds the text's digest.
        let proven = MediationPapers(world.store, origin: "https://example.invalid")
        let printed = try await world.database.read { reader in
            try proven.agreement(try #require(mediation.agreement), of: mediation, in: reader)
        }
        let address = try #require(printed.proof?.address)
        #expect(address.wholeMatch(of: #/https:\/\/example\.invalid\/proofs\?hash=[0-9a-f]{64}/#) != nil, "\(address)")
    }

    @Test func `who owes is reminded before the day, and what was not kept is found and told once`() async throws {
        let world = try await MediationWorld()
        _ = try await world.concluded()
        #expect(try await world.store.lookAfter(at: world.day(1)) == 0)
        #expect(try await world.store.lookAfter(at: world.day(8)) == 1, "the first instalment is due on day 10")
        #expect(try await world.store.lookAfter(at: world.day(8)) == 0)
        #expect(try await world.store.lookAfter(at: world.day(11)) == 1)
        #expect(try await world.store.lookAfter(at: world.day(11)) == 0)
        let mediation = try await world.read()
        #expect(mediation.fulfilments.map(\.state) == [.breached, .due, .due])
        let templates = try await world.database.read { reader in
            try reader.rows("SELECT template FROM notices WHERE template LIKE 'fulfilment%' ORDER BY id").map {
                try $0.text("template")
            }
        }
        #expect(templates == ["fulfilment-reminder", "fulfilment-breach"])
        let first = try #require(mediation.fulfilments.first).id
        try await world.change(by: MediationWorld.clerk, after: 12) {
            try $0.fulfil(first, on: $1.now.day, proof: "转账单 0001", $1)
        }
        #expect(try await world.read().fulfilments[0].state == .done)
    }

    @Test func `the packet for the court has application, agreement, signatures and nothing from the talks`()
        async throws
    {
        let world = try await MediationWorld()
        try await world.seat()
        try await world.change { try $0.note("秘密底线是八千", of: .a, $1) }
        let pledges = world.pledges()
        let agreement = try await world.change { try $0.draw(MediationWorld.draft, pledges, .written, $1) }
        for party in try await world.read().parties.map(\.id) {
            try await world.change(by: MediationWorld.clerk) {
                try $0.sign(agreement, party: party, way: .screen, scan: nil, $1)
            }
        }
        let papers = MediationPapers(world.store), early = try await world.read()
        await #expect(throws: DisputeError.self, "not in effect yet") {
            try await world.database.read { reader in
                _ = try papers.packet(
                    early, subject: "劳动报酬", court: "示例人民法院", scans: [], on: world.day(1).day, in: reader)
            }
        }
        try await world.change { try $0.conclude(agreement, $1) }
        let mediation = try await world.read()
        let (title, parts) = try await world.database.read { reader in
            try papers.packet(mediation, subject: "劳动报酬", court: "示例人民法院", scans: [], on: world.day(1).day, in: reader)
        }
        #expect(parts.map(\.title) == ["司法确认申请书", "人民调解协议书", "签名记录"])
        #expect(!"\(parts)".contains("秘密底线"))
        let printed = try LetterPrinter().bundle(title, parts, at: world.day(1))
        #expect(printed.pages >= 4 && printed.unknownCharacters == 0)
    }

    @Test func `a failed mediation voids what was being signed, and names the other roads`() async throws {
        let world = try await MediationWorld(), (agreement, a, _) = try await world.drawn()
        let opened = try await open(world, agreement, a)
        try await world.change(by: MediationWorld.clerk) { try $0.fail("数额谈不拢", $1) }
        let mediation = try await world.read()
        #expect(mediation.opened.proceeding.end == "failed" && mediation.agreements.last?.state == .withdrawn)
        await #expect(throws: DisputeError.self) {
            try await world.store.signByPhone(
                agreement, a, ticket: opened.ticket, until: opened.until, at: world.day(0))
        }
        let papers = MediationPapers(world.store)
        let sheet = try await world.database.read {
            try papers.deadlock(mediation, subject: "劳动报酬", in: $0)
        }
        #expect("\(sheet)".contains("向人民法院提起诉讼") && "\(sheet)".contains("数额谈不拢"))
    }

    @Test func `the record of a mediation is sound, and a changed signature or note is found`() async throws {
        let world = try await MediationWorld()
        let (agreement, _, _) = try await world.concluded(), journal = world.world.house.journal
        func problems() async throws -> [String] {
            try await journal.verify(in: world.database, heads: nil).problems.map { "\($0.kind) \($0.name)" }
        }
        #expect(try await problems().isEmpty)
        try await world.database.write {
            try $0.execute("UPDATE agreement_signatures SET way = 'paper' WHERE agreement_id = \(agreement)")
        }
        #expect(try await problems().contains { $0.contains("agreement_signatures") })
    }

    @Test func `erasing the matter destroys what was said in its mediation`() async throws {
        let world = try await MediationWorld()
        try await world.seat()
        try await world.change { try $0.note("底线是八千", of: .a, $1) }
        let matter = world.matter
        let number = try await world.database.read {
            try $0.row("SELECT number FROM matters WHERE id = \(matter)")?.text("number") ?? ""
        }
        _ = try await world.world.house.matters.erase(number: number, by: .system("test"), at: world.day(1))
        let mediation = try await world.read()
        #expect(mediation.notes.isEmpty && mediation.parties.allSatisfy { $0.identity == nil })
    }
}
