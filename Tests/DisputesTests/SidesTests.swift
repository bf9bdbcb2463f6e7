import App
import Base
import Disputes
import Letters
import Matters
import Storage
import TestDistrict
import Testing

/// Who stands on a side: parties that answer together, guardians, representatives, interpreters; as the papers say it.
@Suite struct SidesTests {
    /// Somebody comes to the table.
    private func add(
        _ identity: PartyIdentity, _ side: PartySide, _ role: PartyRole = .party, for whom: RecordID? = nil,
        isJoint: Bool = false, in world: MediationWorld
    ) async throws -> RecordID {
        try await world.change(by: MediationWorld.clerk) {
            try $0.addParty(identity, side: side, role: role, actsFor: whom, isJoint: isJoint, $1)
        }
    }

    private func appoint(_ world: MediationWorld) async throws {
        let mediator = world.mediator
        try await world.change(by: MediationWorld.clerk) { try $0.appoint(mediator, $1) }
    }

    private func draw(_ pledges: [Pledge], _ form: AgreementForm = .written, in world: MediationWorld) async throws
        -> RecordID
    {
        try await world.change { try $0.draw(MediationWorld.draft, pledges, form, $1) }
    }

    /// Everybody who must signs, and it is sealed.
    private func conclude(_ agreement: RecordID, in world: MediationWorld) async throws -> Mediation {
        for party in try await world.read().parties.signers.map(\.id) {
            try await world.change(by: MediationWorld.clerk) {
                try $0.sign(agreement, party: party, way: .screen, scan: nil, $1)
            }
        }
        try await world.change { try $0.conclude(agreement, $1) }
        return try await world.read()
    }

    private func sheet(_ mediation: Mediation, _ world: MediationWorld) async throws -> String {
        let papers = MediationPapers(world.store)
        return try await world.database.read { reader in
            "\(try papers.agreement(try #require(mediation.agreements.last), of: mediation, in: reader))"
        }
    }

    private func packet(_ mediation: Mediation, _ world: MediationWorld) async throws -> String {
        let papers = MediationPapers(world.store)
        return try await world.database.read { reader in
            "\(try papers.packet(mediation, subject: "劳动报酬", court: "示例人民法院", scans: [], on: world.day(1).day, in: reader))"
        }
    }

    @Test func `those who answer together stand so in the rows, in every line of theirs and in the packet`()
        async throws
    {
        let world = try await MediationWorld()
        _ = try await add(PartyIdentity(name: "谷雨", facts: "女，41岁"), .a, in: world)
        _ = try await add(PartyIdentity(name: "霜降建筑", facts: "法定代表人大雪"), .b, isJoint: true, in: world)
        _ = try await add(PartyIdentity(name: "大寒劳务"), .b, isJoint: true, in: world)
        try await appoint(world)
        let sorry = Pledge(.apology, from: .b, to: .a, due: world.day(3).day, text: "")
        let quit = Pledge(.act, from: .a, to: .b, due: world.day(3).day, text: "交还工地钥匙")
        let agreement = try await draw(world.pledges() + [sorry, quit], in: world)
        let text = try #require(try await world.read().agreements.last?.text)
        #expect(text.parties.map { $0[2] } == ["女，41岁", "法定代表人大雪，承担连带责任", "承担连带责任"])
        for line in text.sentences.prefix(3) {
            #expect(line.hasSuffix("（银行转账），霜降建筑、大寒劳务对此承担连带责任。"), "\(line)")
        }
        #expect(text.sentences.suffix(2).allSatisfy { !$0.contains("连带") }, "an apology, and what the other side owes")
        let mediation = try await conclude(agreement, in: world)
        let words = try await sheet(mediation, world)
        #expect(words.contains("霜降建筑、大寒劳务对此承担连带责任") && words.contains("法定代表人大雪，承担连带责任"))
        let packet = try await packet(mediation, world)
        #expect(packet.contains("霜降建筑、大寒劳务对此承担连带责任") && packet.contains("霜降建筑，法定代表人大雪，承担连带责任。"))
    }

    @Test func `who is alone on a side answers with nobody`() async throws {
        let world = try await MediationWorld()
        _ = try await add(PartyIdentity(name: "谷雨"), .a, in: world)
        _ = try await add(PartyIdentity(name: "霜降建筑"), .b, isJoint: true, in: world)
        try await appoint(world)
        _ = try await draw(world.pledges(), in: world)
        #expect(try await world.read().agreements.last?.text?.canonical.contains("连带") == false)
    }

    @Test func `a guardian signs for a minor and stands beside them in the agreement and the application`()
        async throws
    {
        let world = try await MediationWorld()
        let minor = try await add(
            PartyIdentity(name: "小雪", address: "示例小区1幢", facts: "女，9岁，学生"), .a, in: world)
        let guardian = try await add(
            PartyIdentity(name: "谷雨", phone: "00013900001", facts: "女，41岁，母亲"), .a, .guardian, for: minor, in: world)
        _ = try await add(PartyIdentity(name: "霜降培训"), .b, in: world)
        try await appoint(world)
        let agreement = try await draw(world.pledges(), in: world)
        await #expect(throws: DisputeError.notFound, "the minor does not sign") {
            try await world.change(by: MediationWorld.clerk) {
                try $0.sign(agreement, party: minor, way: .screen, scan: nil, $1)
            }
        }
        #expect(try await world.read().parties.signers.map(\.id).contains(guardian))
        let mediation = try await conclude(agreement, in: world)
        #expect(mediation.agreement?.text?.parties[1] == ["甲方监护人", "谷雨", "小雪的监护人，女，41岁，母亲", ""])
        #expect(try await sheet(mediation, world).contains("小雪（谷雨代）"))
        let packet = try await packet(mediation, world)
        #expect(packet.contains("小雪，女，9岁，学生，住示例小区1幢。\\n小雪的监护人：谷雨，女，41岁，母亲，电话00013900001。"))
        #expect(packet.contains("甲方监护人"), "the record of signatures says who signed")
    }

    @Test func `a representative is named with the mandate, an interpreter is named and does not sign`() async throws {
        let world = try await MediationWorld()
        let worker = try await add(PartyIdentity(name: "谷雨"), .a, in: world)
        let proxy = try await add(
            PartyIdentity(name: "小满", mandate: "代为谈条件、签协议"), .a, .representative, for: worker, in: world)
        let interpreter = try await add(
            PartyIdentity(name: "白露", facts: "手语"), .a, .interpreter, for: worker, in: world)
        let builder = try await add(PartyIdentity(name: "霜降建筑"), .b, in: world)
        try await appoint(world)
        let agreement = try await draw(world.pledges(), in: world)
        #expect(try await world.read().parties.signers.map(\.id) == [proxy, builder])
        await #expect(throws: DisputeError.notFound) {
            try await world.change(by: MediationWorld.clerk) {
                try $0.sign(agreement, party: interpreter, way: .screen, scan: nil, $1)
            }
        }
        let mediation = try await conclude(agreement, in: world)
        #expect(
            mediation.agreement?.text?.parties.prefix(3).map { $0[0] + $0[1] + $0[2] } == [
                "甲方谷雨", "甲方委托代理人小满谷雨的委托代理人，代为谈条件、签协议", "甲方翻译白露谷雨的翻译，手语",
            ])
        let words = try await sheet(mediation, world)
        #expect(words.contains("谷雨（小满代）") && words.contains("谷雨的翻译") && !words.contains("白露代"))
        let packet = try await packet(mediation, world)
        #expect(packet.contains("谷雨的委托代理人：小满，代为谈条件、签协议。"))
    }
}
