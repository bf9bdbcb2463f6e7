import Accounts
import App
import Base
import Disputes
import Letters
import Matters
import Storage
import TestDistrict
import Testing

/// Who sits at the table, who mediates, what is said to whom.
@Suite struct MediationTests {
    @Test func `a representative needs a mandate and a party of the same side`() async throws {
        let world = try await MediationWorld(), (a, b) = try await world.seat()
        let person = PartyIdentity(name: "小满", mandate: "代为谈条件、签协议")
        await #expect(throws: DisputeError.self) {
            try await world.change(by: MediationWorld.clerk) { store, change in
                try store.addParty(
                    PartyIdentity(name: "小满"), side: .a, role: .representative, actsFor: a, change)
            }
        }
        await #expect(throws: DisputeError.self) {
            try await world.change(by: MediationWorld.clerk) { store, change in
                try store.addParty(person, side: .a, role: .representative, actsFor: b, change)
            }
        }
        let proxy = try await world.change(by: MediationWorld.clerk) { store, change in
            try store.addParty(person, side: .a, role: .representative, actsFor: a, change)
        }
        let mediation = try await world.read()
        #expect(mediation.parties.signers.map(\.id) == [proxy, b], "who stands for her signs for her")
    }

    @Test
    func `both sides choose the same mediator and that one is appointed; one who is full or rests is not proposed`()
        async throws
    {
        let world = try await MediationWorld()
        for side in [PartySide.a, .b] {
            try await world.change(by: MediationWorld.clerk) { store, change in
                try store.addParty(PartyIdentity(name: "谷雨\(side)"), side: side, role: .party, change)
            }
        }
        let store = world.store, mediators = MediatorStore(world.world.house.centres), other = world.other
        let from = world.day(0).day
        try await world.database.write {
            try mediators.rest(
                other, from...from.adding(days: 3), by: .system("test"), at: world.day(0), in: $0)
        }
        let mediation = try await world.read(as: MediationWorld.clerk)
        let proposed = try await world.database.read {
            try store.propose(mediation, about: .neighbours, on: from, in: $0)
        }
        #expect(!proposed.contains { $0.id == other } && proposed.contains { $0.id == world.mediator }, "汪清明 rests")
        #expect(proposed.first?.skills.contains(.neighbours) == true, "who knows about it comes first")
        await #expect(throws: DisputeError.self) {
            try await world.change(by: MediationWorld.clerk) { try $0.choose(other, for: .a, $1) }
        }
        let mediator = world.mediator
        let first = try await world.change(by: MediationWorld.clerk) { try $0.choose(mediator, for: .a, $1) }
        let second = try await world.change(by: MediationWorld.clerk) { try $0.choose(mediator, for: .b, $1) }
        #expect(!first && second)
        #expect(try await world.read().mediator?.name == "吕惊蛰")
    }

    @Test func `a mediator who stepped back is not appointed again, and the next one reads no note of theirs`()
        async throws
    {
        let world = try await MediationWorld()
        try await world.seat()
        try await world.change { try $0.note("底线是八千", of: .a, $1) }
        #expect(try await world.read().notes.map(\.text) == ["底线是八千"])
        await #expect(throws: DisputeError.self, "a clerk does not put a mediator out") {
            try await world.change(by: MediationWorld.clerk) { try $0.recuse(.relative, text: "是表亲", $1) }
        }
        await #expect(throws: DisputeError.self, "nor another in their place") {
            try await world.change(by: MediationWorld.clerk) { try $0.appoint(world.other, $1) }
        }
        try await world.change(by: MediationWorld.head) { try $0.recuse(.relative, text: "是表亲", $1) }
        let mediator = world.mediator, other = world.other
        await #expect(throws: DisputeError.self) {
            try await world.change(by: MediationWorld.clerk) { try $0.appoint(mediator, $1) }
        }
        try await world.change(by: MediationWorld.clerk) { try $0.appoint(other, $1) }
        #expect(try await world.read(as: MediationWorld.clerk).notes.isEmpty)
        await #expect(throws: DisputeError.notFound, "吕惊蛰 has no more to do with it, also as a clerk") {
            try await world.read()
        }
    }

    @Test func `only the mediator reads notes and offers, only mediator and head the minutes`() async throws {
        let world = try await MediationWorld()
        let (a, b) = try await world.seat(), tomorrow = world.day(1).day
        let sitting = try await world.change(by: MediationWorld.clerk) { store, change in
            try store.invite(
                SittingWish(
                    on: tomorrow, try #require(DayTimes(480, 570)), room: nil, place: "汤家社区会议室", invited: [a, b],
                    by: .sms), change)
        }
        try await world.change(after: 1) { store, change in
            try store.hold(
                sitting, attendance: [a: .present, b: .phone], minutes: "双方各说了一遍经过。",
                adjourned: .open("乙方要回去商量"), change)
        }
        try await world.change { try $0.note("只要先付一半就肯等", of: .a, $1) }
        let pledges = world.pledges(), until = world.day(7).day
        try await world.change { try $0.offer(pledges, by: .b, until: until, $1) }
        let (mediator, head, clerk) = (
            try await world.read(), try await world.read(as: MediationWorld.head),
            try await world.read(as: MediationWorld.clerk)
        )
        #expect(mediator.notes.count == 1 && mediator.offers.count == 1 && mediator.sittings[0].minutes != nil)
        #expect(
            head.notes.isEmpty && head.offers.isEmpty && head.sittings[0].minutes == "双方各说了一遍经过。\n休会，下次时间未定：乙方要回去商量")
        #expect(clerk.notes.isEmpty && clerk.offers.isEmpty && clerk.sittings[0].minutes == nil)
        await #expect(throws: DisputeError.self) {
            try await world.change(by: MediationWorld.head) { try $0.note("听说的", of: .a, $1) }
        }
        for login in ["zhangxiaoman", "yaolixia", "shenxiaoshu", "yuyushui", "zhouguyu"] {
            await #expect(throws: DisputeError.notFound, "\(login)") { try await world.read(as: login) }
        }
    }

    @Test func `a sitting keeps room and mediator, and nobody else gets either`() async throws {
        let world = try await MediationWorld(), (a, b) = try await world.seat()
        let centre = try await DisputeCentre.get(world.world), room = try #require(centre.rooms.first)
        let day = try #require(Day("2019-12-25")), times = try #require(DayTimes(540, 630))
        let wish = SittingWish(on: day, times, room: (centre.unit.id, room.id), invited: [a, b], by: .sms)
        let sitting = try await world.change(by: MediationWorld.clerk) { try $0.invite(wish, $1) }
        await #expect(throws: DisputeError.self) {
            try await world.change(by: MediationWorld.clerk) { try $0.invite(wish, $1) }
        }
        try await world.change(by: MediationWorld.clerk) { try $0.cancel(sitting, reason: "双方另约", $1) }
        try await world.change(by: MediationWorld.clerk) { try $0.invite(wish, $1) }
        #expect(try await world.read().sittings.map(\.state) == [.cancelled, .invited])
    }

    @Test func `an offer that has expired or was answered cannot be accepted, a counter-offer takes its place`()
        async throws
    {
        let world = try await MediationWorld(), pledges = world.pledges(), until = world.day(3).day
        try await world.seat()
        let first = try await world.change { try $0.offer(pledges, by: .b, until: until, $1) }
        await #expect(throws: DisputeError.self) {
            try await world.change { try $0.answer(first, as: .accepted, by: .b, $1) }
        }
        let late = [Pledge(.money, from: .b, to: .a, fen: 900_000, due: world.day(20).day, text: "")]
        await #expect(throws: DisputeError.self, "expired") {
            try await world.change(after: 4) { try $0.answer(first, as: .accepted, by: .a, $1) }
        }
        let second = try await world.change(after: 2) {
            try $0.offer(late, by: .a, answering: first, until: $1.now.day.adding(days: 5), $1)
        }
        await #expect(throws: DisputeError.self, "answered by another") {
            try await world.change(after: 2) { try $0.answer(first, as: .accepted, by: .a, $1) }
        }
        try await world.change(after: 3) { try $0.answer(second, as: .accepted, by: .b, $1) }
        #expect(try await world.read().offers.map(\.state) == [.countered, .accepted])
        #expect(try await world.read().accepted?.pledges.first?.fen == 900_000)
    }

    @Test func `of two who change the table at once the second is told`() async throws {
        let world = try await MediationWorld()
        try await world.seat()
        let revision = try await world.read().revision
        try await world.change(revision: revision) { try $0.note("一", of: .a, $1) }
        await #expect(throws: DisputeError.changedMeanwhile) {
            try await world.change(revision: revision) { try $0.note("二", of: .a, $1) }
        }
    }

    @Test func `who left the register or the unit mediates no more, and the register keeps who has open mediations`()
        async throws
    {
        let world = try await MediationWorld(), mediator = world.mediator
        try await world.seat()
        let mediators = MediatorStore(world.world.house.centres)
        await #expect(throws: DisputeError.self) {
            try await world.database.write {
                try mediators.end(mediator, from: world.day(0).day, by: .system("test"), at: world.day(0), in: $0)
            }
        }
        try await world.database.write {
            try $0.execute("UPDATE mediators SET until_day = \(world.day(0).day) WHERE id = \(mediator)")
        }
        #expect(try await !world.read().rights.mediates)
    }

    @Test func `money is read as people type it`() {
        #expect(Money.read("3000") == 300_000)
        #expect(Money.read(" ３０００元") == 300_000)
        #expect(Money.read("3,000.5") == 300_050)
        #expect(Money.read("0.05") == 5)
        for wrong in ["", "三千", "3000.005", "1.2.3", "-5", "0", "1e9", "99999999999999999999"] {
            #expect(Money.read(wrong) == nil, "\(wrong)")
        }
        #expect(Money.text(300_050) == "3000.50" && Money.text(5) == "0.05")
    }
}

/// The district's centre of a world.
enum DisputeCentre {
    static func get(_ world: TestDistrict) async throws -> Centre {
        let id = try await world.unit("centre").id, centres = world.house.centres
        return try await world.database.read { try centres.get(id, in: $0) }
    }
}
