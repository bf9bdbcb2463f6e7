import Accounts
import App
import Base
import Divisions
import Foundation
import Journal
import Matters
import Storage
import TestDistrict

/// A district in which two matters have gone through everything that can happen to one, so that no table is empty.
struct LongLife {
    let world: TestDistrict
    let petition: Receipt
    let help: Receipt

    /// The day by which everything has happened.
    static let end = TestDistrict.morning.adding(seconds: 100 * 86_400)

    private static func day(_ number: Int64) -> Instant { TestDistrict.morning.adding(seconds: number * 86_400) }

    /// One lived world a run; tests work on copies.
    static let shared = Task { try await LongLife() }

    init() async throws {
        world = try await TestDistrict()
        petition = try await world.file(
            .petition, confidentiality: .confidential, to: "town:330110004", complained: "village:330110004006"
        )
        help = try await world.file(.help, name: "雨水", to: "town:330110004")
        try await livePetition()
        try await liveHelp()
        try await lookAfterTheOffice()
        while try await world.house.sequencer.sequenceOnce(at: Self.end) != nil {}
    }

    /// Filed, attached to, accepted, extended, transferred, its seal opened, sorted under a topic.
    private func livePetition() async throws {
        let town = try await world.actor("shenxiaoshu"), head = try await world.actor("jiangxiazhi")
        let village = try await world.actor("fangdaxue"), custodian = try await world.actor("yaolixia")
        let store = world.house.matters, id = petition.matter
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        for name in ["楼道.png", "门口.png"] {
            try await store.attach([(name, png + name.utf8)], to: id, by: town.principal, at: Self.day(0))
        }
        try await act("objection", petition, on: 0, by: town) { $0.text = "不在本单位职责范围内" }
        try await act("objection-decision", petition, on: 1, by: try await world.actor("shaoqingming")) {
            ($0.upheld, $0.text) = (false, "按派单规则应由该街道先办")
        }
        try await act("accept", petition, on: 1, by: town)
        for days in [10, 20] {
            try await act("extension", petition, on: 2, by: head) { ($0.days, $0.text) = (days, "须等检测") }
        }
        try await act("transfer", petition, on: 3, by: town) { ($0.unit, $0.text) = (village.unit, "由属地先办") }
        try await act("accept", petition, on: 3, by: village)
        for (reason, isGranted) in [("须当面核实举报内容", false), ("须再核实一次内容", true)] {
            try await store.requestSeal(matter: id, reason: reason, by: village, at: Self.day(4))
            for request in try await world.database.read({ try store.listSealRequests(for: custodian, in: $0) }) {
                try await store.decideSeal(request.id, granted: isGranted, by: custodian, at: Self.day(4))
            }
        }
        try await store.openSeal(matter: id, by: village, at: Self.day(4))
        _ = try await store.setTopic(
            "urban.street-lights", of: id, revision: try await Self.revision(id, in: world), by: village,
            at: Self.day(5)
        )
    }

    /// Filed, accepted, paused, resumed, warned about, escalated, answered, rated, reopened, written to and added to.
    private func liveHelp() async throws {
        let town = try await world.actor("shenxiaoshu"), filer = Actor.filer(of: help.matter)
        let other = try await world.unit("village:330110004007")
        try await act("accept", help, on: 0, by: town)
        try await act("invitation", help, on: 0, by: town) { ($0.unit, $0.text) = (other.id, "请一起去看") }
        for from: Int64 in [1, 4] {
            try await act("pause", help, on: from, by: town) { ($0.ground, $0.text) = ("appraisal", "等检测") }
            try await act("resumption", help, on: from + 2, by: town) { $0.text = "结果到了" }
        }
        for number: Int64 in 5...60 { _ = try await OverdueTermsJob(world.house.matters).run(at: Self.day(number)) }
        for round: Int64 in 0...1 {
            try await act("answer", help, on: 60 + round, by: town) { ($0.end, $0.text) = ("solved", "灯已换好") }
            try await act("rating", help, on: 61 + round, by: filer) { $0.stars = 1 }
            if round == 0 { try await act("reopening", help, on: 61, by: filer) { $0.text = "灯又坏了" } }
        }
        try await act("addition", help, on: 63, by: filer) { $0.text = "四楼的也坏了" }
        try await act("message", help, on: 63, by: town) { $0.text = "明天来看" }
    }

    /// People come, get posts and passwords; places and outlines are added.
    private func lookAfterTheOffice() async throws {
        let house = world.house, now = Self.day(64), by = Principal.system("test")
        let account = try await house.accounts.add(
            login: "dahan", name: "大寒", password: "eight-chars", by: by, at: now
        )
        let centre = try await world.unit("centre")
        try await house.database.write { transaction in
            for role in [Role.clerk, .custodian] {
                try house.accounts.appoint(
                    account, unit: centre.id, role: role, from: now.day, by: by, at: now, in: transaction
                )
            }
            for division in try house.divisions.list(.town, on: now.day, in: transaction).prefix(2) {
                try house.divisions.setShape(
                    of: division.id, rings: "[]", quality: "loaded", on: now.day, at: now, in: transaction)
            }
            try house.journal.record(
                JournalRecord(
                    "divisions.shaped", subject: Subject(kind: "import", id: house.district.key), by: by,
                    happenedAt: now
                ),
                in: transaction
            )
        }
        try await house.accounts.setPassword(login: "dahan", password: "another-eight", by: by, at: now)
    }

    private func act(
        _ code: String, _ receipt: Receipt, on day: Int64, by actor: Actor,
        _ fill: (inout ActionInput) -> Void = { _ in }
    ) async throws {
        try await Self.act(code, on: receipt.matter, in: world, by: actor, at: Self.day(day), fill)
    }

    /// Takes one step on a matter as it stands.
    static func act(
        _ code: String, on id: RecordID, in world: TestDistrict, by actor: Actor, at now: Instant = end,
        _ fill: (inout ActionInput) -> Void = { _ in }
    ) async throws {
        var input = ActionInput()
        fill(&input)
        _ = try await world.house.matters.act(
            code, on: id, revision: try await revision(id, in: world), input: input, by: actor, at: now
        )
    }

    private static func revision(_ id: RecordID, in world: TestDistrict) async throws -> Int {
        try await world.database.read { try $0.count("SELECT revision AS n FROM matters WHERE id = \(id)") }
    }
}
