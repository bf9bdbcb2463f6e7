import Accounts
import App
import Base
import Disputes
import Journal
import Markup
import Matters
import Storage
import TestDistrict
import Testing

/// How sittings are attended and go on, who leaves the table, and why a mediator steps back.
@Suite struct SittingTests {
    private static func wish(
        _ world: MediationWorld, on day: Int, _ invited: [RecordID], by way: Invitation = .phone
    ) throws -> SittingWish {
        SittingWish(
            on: world.day(day).day, try #require(DayTimes(480, 570)), room: nil, place: "汤家社区会议室", invited: invited,
            by: way)
    }

    /// A table with a sitting of the day after the first.
    private func invited() async throws -> (world: MediationWorld, sitting: RecordID, a: RecordID, b: RecordID) {
        let world = try await MediationWorld(), (a, b) = try await world.seat()
        let wish = try Self.wish(world, on: 1, [a, b])
        let sitting = try await world.change(by: MediationWorld.clerk) { try $0.invite(wish, $1) }
        return (world, sitting, a, b)
    }

    @Test func `it is kept of everybody how they took part, also on paper`() async throws {
        let (world, sitting, a, b) = try await invited()
        await #expect(throws: DisputeError.self, "nothing was said of 霜降建筑") {
            try await world.change(after: 1) { try $0.hold(sitting, attendance: [a: .paper], minutes: "读了书面意见", $1) }
        }
        await #expect(throws: DisputeError.self, "its time has not come") {
            try await world.change { try $0.hold(sitting, attendance: [a: .paper, b: .absent], minutes: "读了", $1) }
        }
        let place = "/desk/matters/\(world.matter)/proceedings/\(world.id)/mediation", now = world.day(1)
        let client = TestClient(try world.world.server(now: { now }))
        try await client.signIn(MediationWorld.conductor)
        let page = try await client.get(place).text
        #expect(page.contains("value=\"paper\"") && page.contains("书面意见"))
        let revision = "\(try await world.read().revision)"
        let held = try await client.post(
            "\(place)/hold",
            [
                ("form", "hold-1"), ("revision", revision), ("sitting", sitting.text), ("at-\(a)", "paper"),
                ("at-\(b)", "absent"), ("minutes", "读了谷雨的书面意见。"), ("next-day", ""), ("next-from", "08:00"),
                ("next-to", "09:30"), ("next-reason", ""),
            ])
        #expect(held.status == 303)
        let after = try #require(try await world.read(after: 1).sittings.first)
        #expect(after.state == .held && after.minutes == "读了谷雨的书面意见。")
        #expect(after.people.map(\.attendance) == [.paper, .absent] && after.people.map(\.party) == [a, b])
        #expect(try await client.get(place).text.contains("书面意见"))
    }

    @Test func `who adjourns sets when it goes on, or says why that is open`() async throws {
        let (world, sitting, a, b) = try await invited(), seats = [a: Attendance.present, b: .phone]
        let place = "/desk/matters/\(world.matter)/proceedings/\(world.id)/mediation", now = world.day(1)
        let client = TestClient(try world.world.server(now: { now }))
        try await client.signIn(MediationWorld.conductor)
        let revision = "\(try await world.read().revision)"
        func send(_ next: [(String, String)]) async throws -> TestClient.Answer {
            try await client.post(
                "\(place)/hold",
                [
                    ("form", "hold-1"), ("revision", revision), ("sitting", sitting.text), ("at-\(a)", "present"),
                    ("at-\(b)", "phone"), ("minutes", "谈了一半。"), ("adjourned", "yes"), ("next-from", "08:00"),
                    ("next-to", "09:30"),
                ] + next)
        }
        let asked = try await send([("next-day", ""), ("next-reason", " ")])
        #expect(asked.status == 422 && asked.text.contains("请填下次哪天") && asked.text.contains("谈了一半。"))
        #expect(HTMLLint.problems(in: asked.text) == [])
        let past = try await send([("next-day", "\(world.day(0).day)"), ("next-reason", "")])
        #expect(past.status == 422 && past.text.contains("时间已经过了"))
        #expect(try await world.read().sittings.map(\.state) == [.invited], "nothing was half done")
        #expect(try await send([("next-day", "\(world.day(4).day)"), ("next-reason", "")]).status == 303)
        let sittings = try await world.read(after: 1).sittings
        #expect(sittings.map(\.state) == [.adjourned, .invited])
        #expect(sittings[1].day == world.day(4).day && sittings[1].place == sittings[0].place)
        #expect(sittings[1].people.map(\.party) == [a, b] && sittings[1].people.allSatisfy { $0.invitation == .phone })
        let wish = try Self.wish(world, on: 9, [a, b])
        try await world.change(after: 2) { try $0.invite(wish, $1) }
        try await world.change(after: 4) {
            try $0.hold(sittings[1].id, attendance: seats, minutes: "还差一点。", adjourned: .open(""), $1)
        }
        #expect(
            try await world.read(after: 4).sittings.map(\.state) == [.adjourned, .adjourned, .invited], "one was set")
        try await world.change(after: 9) {
            try $0.hold($1.mediation.sittings[2].id, attendance: seats, minutes: "等。", adjourned: .open("等鉴定"), $1)
        }
        #expect(try await world.read(after: 9).sittings.last?.minutes == "等。\n休会，下次时间未定：等鉴定")
    }

    @Test func `a sitting in a room goes on in the same room`() async throws {
        let world = try await MediationWorld(), (a, b) = try await world.seat()
        let centre = try await DisputeCentre.get(world.world), room = try #require(centre.rooms.first)
        let times = try #require(DayTimes(600, 660)), day = world.day(1).day, next = world.day(2).day
        let wish = SittingWish(on: day, times, room: (centre.unit.id, room.id), invited: [a, b], by: .spoken)
        let sitting = try await world.change(by: MediationWorld.clerk) { try $0.invite(wish, $1) }
        try await world.change(after: 2) {
            try $0.hold(
                sitting, attendance: [a: .present, b: .present], minutes: "谈了一半。", adjourned: .until(next, times), $1)
        }
        let sittings = try await world.read(after: 2).sittings
        #expect(sittings.map(\.state) == [.adjourned, .invited])
        #expect(sittings[1].booking != nil && sittings[1].booking != sittings[0].booking)
        #expect(sittings[1].place == sittings[0].place && sittings[1].day == next)
    }

    @Test func `who leaves the table takes along those who stand for them, and a version that waits falls`()
        async throws
    {
        let world = try await MediationWorld(), (agreement, a, b) = try await world.drawn()
        let interpreter = try await world.change(by: MediationWorld.clerk) {
            try $0.addParty(PartyIdentity(name: "白露"), side: .a, role: .interpreter, actsFor: a, $1)
        }
        #expect(try await world.read().agreement?.id == agreement, "who interprets signs nothing")
        try await world.change(by: MediationWorld.clerk) { try $0.removeParty(interpreter, $1) }
        #expect(try await world.read().agreement?.id == agreement)
        try await world.change(by: MediationWorld.clerk) {
            try $0.addParty(
                PartyIdentity(name: "小满", mandate: "代签"), side: .a, role: .representative, actsFor: a, $1)
        }
        let pledges = world.pledges()
        try await world.change { try $0.draw(MediationWorld.draft, pledges, .written, $1) }
        try await world.change(by: MediationWorld.clerk) { try $0.removeParty(a, $1) }
        let mediation = try await world.read()
        #expect(mediation.here.map(\.id) == [b] && mediation.parties.count == 4)
        #expect(mediation.agreements.map(\.state) == [.replaced, .withdrawn])
        await #expect(throws: DisputeError.notFound, "twice") {
            try await world.change(by: MediationWorld.clerk) { try $0.removeParty(a, $1) }
        }
        await #expect(throws: DisputeError.self, "one side is empty") {
            try await world.change { try $0.draw(MediationWorld.draft, pledges, .written, $1) }
        }
        let client = TestClient(try world.world.server())
        try await client.signIn(MediationWorld.clerk)
        let page = try await client.get("/desk/matters/\(world.matter)/proceedings/\(world.id)/mediation").text
        #expect(page.contains("已退出") && !page.contains("left-\(a)"))
    }

    @Test(arguments: RecusalGround.allCases)
    func `a mediator steps back on each ground, which is in the record, and another follows`(
        _ ground: RecusalGround
    ) async throws {
        let (world, _, _, _) = try await invited(), other = world.other
        let client = TestClient(try world.world.server())
        try await client.signIn(MediationWorld.head)
        let place = "/desk/matters/\(world.matter)/proceedings/\(world.id)/mediation"
        #expect(try await client.get(place).text.contains(">\(ground.words.zh)<"))
        await #expect(throws: DisputeError.self, "with words of why") {
            try await world.change(by: MediationWorld.head) { try $0.recuse(ground, text: " ", $1) }
        }
        try await world.change(by: MediationWorld.head) { try $0.recuse(ground, text: "说明了情况", $1) }
        let mediation = try await world.read(as: MediationWorld.head)
        #expect(mediation.mediator == nil && mediation.sittings.map(\.state) == [.cancelled])
        let journal = world.world.house.journal, subject = Subject("mediation", world.id)
        let entries = try await world.database.read { try journal.listEntries(of: subject, in: $0) }
        #expect(entries.last { $0.code == "mediation.recused" }?.parameters["ground"] == ground.rawValue)
        try await world.change(by: MediationWorld.clerk) { try $0.appoint(other, $1) }
        #expect(try await world.read(as: MediationWorld.head).mediator?.name == "汪清明")
    }
}
