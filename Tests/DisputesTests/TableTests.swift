import Accounts
import App
import Base
import Disputes
import Journal
import Matters
import Storage
import TestDistrict
import Testing
import Web

/// The table beside the steps of its proceeding: what it alone takes, and what each procedure of the road has.
@Suite struct TableTests {
    @Test func `while people sit at the table an agreement is concluded there, not as a step by hand`() async throws {
        let world = try await MediationWorld(), (agreement, a, b) = try await world.drawn()
        for code in ["agreement", "oral-agreement"] {
            let error = await #expect(throws: MatterError.self, "\(code)") { try await world.step(code) }
            #expect(error?.explanation.contains("mediation table") == true, "\(error?.explanation ?? "")")
        }
        #expect(try await world.read().agreements.last?.state == .signing, "nothing fell")
        for party in [a, b] {
            try await world.change(by: MediationWorld.clerk) {
                try $0.sign(agreement, party: party, way: .screen, scan: nil, $1)
            }
        }
        await #expect(throws: MatterError.self, "signed, but not yet sealed") { try await world.step("agreement") }
        try await world.change { try $0.conclude(agreement, $1) }
        #expect(try await world.read().opened.proceeding.end == "agreed")
    }

    @Test func `the page and the operations give the reason and the way`() async throws {
        let world = try await MediationWorld()
        _ = try await world.drawn()
        let client = TestClient(try world.world.server()), place = "matters/\(world.matter)/proceedings"
        try await client.signIn(MediationWorld.clerk)
        let page = try await client.get("/desk/\(place)/\(world.id)").text
        #expect(page.contains("协议要在调解台上办") && !page.contains("\(world.id)/steps/agreement"))
        #expect(page.contains("\(world.id)/steps/failure"), "it may still fail")
        let form = try await client.get("/desk/\(place)/\(world.id)/steps/agreement").text
        #expect(form.contains("协议要在调解台上办"))
        let revision = try await world.read().opened.file.matter.revision
        let posted = try await client.post(
            "/desk/\(place)/\(world.id)/steps/agreement", [("text", "谈好了"), ("revision", "\(revision)")])
        #expect(posted.status == 409 && posted.text.contains("协议要在调解台上办"))
        let token = try await world.world.token(of: MediationWorld.clerk)
        let listed = try await client.call("GET", "/api/v1/desk/\(place)", token: token)
        let steps = try JSONReader.read(Array(listed.text.utf8))["items"]?.array?.first?["steps"]?.array ?? []
        let barred = steps.filter { $0["allowed"] == .bool(false) }.compactMap { $0["code"]?.string }
        #expect(barred.sorted() == ["agreement", "oral-agreement"])
        let taken = try await client.call(
            "POST", "/api/v1/desk/\(place)/\(world.id)/steps",
            #"{"step":"agreement","text":"谈好了","revision":\#(revision)}"#, token: token)
        #expect(taken.status == 422 && taken.text.contains("协议要在调解台上办"))
    }

    @Test func `what was mediated without a table, or after everybody left it, is written down as a step`() async throws
    {
        let elsewhere = try await MediationWorld()
        #expect(try await elsewhere.step("agreement").end == "agreed")
        let world = try await MediationWorld(), (a, b) = try await world.seat()
        for party in [a, b] { try await world.change(by: MediationWorld.clerk) { try $0.removeParty(party, $1) } }
        #expect(try await world.step("oral-agreement").end == "agreed-orally")
    }

    /// Every procedure of the road, and the steps that bring it where its sides talk.
    private static let road: [String: [String]] = [
        "mediation": ["acceptance"], "medical-mediation": ["acceptance"], "labour-mediation": [],
        "health-mediation": ["acceptance"], "police-mediation": [], "traffic-mediation": ["request", "start"],
        "diversion-before": [], "diversion-after": ["ordinary"],
        "online-mediation": ["naming", "choice", "acceptance", "before-filing"],
    ]

    private static func world(of procedure: String) async throws -> MediationWorld {
        // All of them are in force on that day.
        let day = try #require(Day("2022-03-01"))
        return try await MediationWorld(
            procedure: procedure, steps: road[procedure] ?? [], at: Instant(day, hour: 9))
    }

    @Test func `the table is tried over every procedure of the road`() async throws {
        let world = try await Self.world(of: "mediation"), matters = world.world.house.matters
        let known = try await world.database.read { try matters.procedures(on: world.day(0).day, in: $0) }
        #expect(Set(known.values.filter { $0.road == .mediation }.map(\.code)) == Set(Self.road.keys))
    }

    @Test(arguments: road.keys.sorted())
    func `each procedure fails at its table by a step of its own, and shows no step that it has not`(
        _ procedure: String
    ) async throws {
        let world = try await Self.world(of: procedure), now = world.start
        try await world.seat()
        let client = TestClient(try world.world.server(now: { now }))
        try await client.signIn(MediationWorld.clerk)
        let place = "/desk/matters/\(world.matter)/proceedings/\(world.id)/mediation"
        let page = try await client.get(place).text
        let opened = try await world.read().opened.procedure
        #expect(page.contains("\(place)/fail"))
        #expect(page.contains("\(place)/hardening") == (opened.action("hardening") != nil))
        let revision = "\(try await world.read().revision)"
        if opened.action("hardening") == nil {
            let refused = try await client.post(
                "\(place)/hardening", [("text", "有人说要动手"), ("revision", revision)])
            #expect(refused.status == 422 && refused.text.contains("没有报告公安这一步"))
        }
        let failed = try await client.post("\(place)/fail", [("reason", "数额谈不拢"), ("revision", revision)])
        #expect(failed.status == 303, "\(failed.status)")
        #expect(try await world.read().opened.proceeding.end == "failed")
        let notice = try await client.get("\(place)/deadlock")
        #expect(notice.status == 200)
    }

    @Test(arguments: road.keys.sorted())
    func `each procedure is concluded at its table in the forms that it has`(_ procedure: String) async throws {
        let world = try await Self.world(of: procedure), opened = try await world.read().opened.procedure
        let (agreement, a, b) = try await world.drawn(), pledges = world.pledges()
        if opened.action("oral-agreement") == nil {
            await #expect(throws: DisputeError.self, "no spoken one") {
                try await world.change { try $0.draw(MediationWorld.draft, pledges, .oral, $1) }
            }
        }
        for party in [a, b] {
            try await world.change(by: MediationWorld.clerk) {
                try $0.sign(agreement, party: party, way: .screen, scan: nil, $1)
            }
        }
        await #expect(throws: MatterError.self, "not by hand") { try await world.step("agreement") }
        try await world.change { try $0.conclude(agreement, $1) }
        let mediation = try await world.read()
        #expect(mediation.agreement?.state == .effective && mediation.fulfilments.count == 3)
        if mediation.opened.proceeding.isOpen {
            #expect(try await world.step("performance").end == "performed", "what follows is done by hand")
        } else {
            #expect(mediation.opened.proceeding.end == "agreed")
        }
    }

    @Test func `the police see a quarrel that may harden, and hear of it, but nothing that was said in caucus`()
        async throws
    {
        let world = try await MediationWorld(), client = TestClient(try world.world.server())
        try await world.seat()
        try await world.change { try $0.note("底线暗号是八千", of: .a, $1) }
        try await client.signIn("panchunfen")
        let place = "/desk/matters/\(world.matter)"
        #expect(try await client.get(place).status == 404)
        #expect(try await attentions(world).isEmpty)
        try await world.change { try $0.reportHardening("一方说要带人上门", $1) }
        let page = try await client.get(place)
        #expect(page.status == 200 && page.text.contains("纠纷可能激化") && page.text.contains("一方说要带人上门"))
        #expect(try await attentions(world) == ["dept:public-security hardening"])
        #expect(try await client.get("/desk?list=attention").text.contains(world.receipt.number))
        for path in ["", "/proceedings/\(world.id)", "/proceedings/\(world.id)/mediation"] {
            #expect(try await !client.get(place + path).text.contains("底线暗号"), "\(path)")
        }
        await #expect(throws: DisputeError.notFound) { try await world.read(as: "panchunfen") }
        let report = try await world.world.house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }

    @Test func `police who are complained about hear and see nothing of it`() async throws {
        let world = try await MediationWorld(complained: "dept:public-security")
        try await world.seat()
        try await world.change { try $0.reportHardening("一方说要带人上门", $1) }
        let client = TestClient(try world.world.server())
        try await client.signIn("panchunfen")
        #expect(try await client.get("/desk/matters/\(world.matter)").status == 404)
        #expect(try await attentions(world).isEmpty)
    }

    /// Who was asked to look at the matter for which reason, but for its own offices.
    private func attentions(_ world: MediationWorld) async throws -> [String] {
        let matter = world.matter
        return try await world.database.read { reader in
            try reader.rows(
                """
                SELECT u.code, a.kind FROM attentions a JOIN units u ON u.id = a.unit_id
                WHERE a.matter_id = \(matter) AND u.code LIKE 'dept:%'
                """
            ).map { "\(try $0.text("code")) \(try $0.text("kind"))" }
        }
    }
}
