import Base
import Clocks
import TestDistrict
import Testing

@testable import Matters

/// The table of who may do what at which stage: every action of every procedure, refusals too.
@Suite struct MatterPolicyTests {
    private static let today = TestDistrict.morning.day
    private static let roles: [Role] = [.clerk, .handler, .head, .arbiter]

    @Test(arguments: MatterKind.allCases)
    func `everything a procedure names can be judged at every stage`(kind: MatterKind) throws {
        let procedure = try Procedures.all()[kind.rawValue].unwrapped()
        for action in procedure.actions ?? [] {
            for world in Fixture.all {
                for (name, actor) in Fixture.actors {
                    let judged = try MatterPolicy.judge(action, on: world.file, by: actor, today: Self.today)
                    if judged.isAllowed {
                        #expect(
                            action.from.contains(world.file.proceeding.stage),
                            "\(action.code) by \(name) in \(world.name)")
                        #expect(action.by.contains { MatterPolicy.stands(actor, in: $0, to: world.file) })
                    }
                }
            }
        }
    }

    @Test func `only the unit that was offered a matter accepts it, and only people who work`() throws {
        let accept = try Procedures.action("accept")
        let offered = Fixture.offered
        for role in Role.allCases {
            let may = try MatterPolicy.judge(
                accept, on: offered, by: Fixture.actor(Fixture.village, role), today: Self.today)
            #expect(may.isAllowed == Self.roles.contains(role), "\(role)")
            let other = try MatterPolicy.judge(
                accept, on: offered, by: Fixture.actor(Fixture.town, role), today: Self.today)
            #expect(!other.isAllowed, "\(role) of another unit")
        }
    }

    @Test func `the auditor the custodian and the administrator never act`() throws {
        for procedure in try Procedures.all().values {
            for action in procedure.actions ?? [] {
                for role in [Role.auditor, .custodian, .administrator] {
                    for unit in [Fixture.village, Fixture.town, Fixture.centre] {
                        for world in Fixture.all {
                            let actor = Fixture.actor(unit, role)
                            let judged = try MatterPolicy.judge(
                                action, on: world.file, by: actor, today: Self.today)
                            #expect(!judged.isAllowed)
                        }
                    }
                }
            }
        }
    }

    @Test func `the first receiver answers until another unit accepts, then the lead does`() throws {
        let transfer = try Procedures.action("transfer")
        let receiver = Fixture.actor(Fixture.centre, .clerk), lead = Fixture.actor(Fixture.village, .handler)
        #expect(try MatterPolicy.judge(transfer, on: Fixture.offered, by: receiver, today: Self.today).isAllowed)
        #expect(try !MatterPolicy.judge(transfer, on: Fixture.offered, by: lead, today: Self.today).isAllowed)
        #expect(try !MatterPolicy.judge(transfer, on: Fixture.handling, by: receiver, today: Self.today).isAllowed)
        #expect(try MatterPolicy.judge(transfer, on: Fixture.handling, by: lead, today: Self.today).isAllowed)
        #expect(try !MatterPolicy.judge(transfer, on: Fixture.ended, by: lead, today: Self.today).isAllowed)
    }

    @Test func `a unit complained about may do nothing at all`() throws {
        var file = Fixture.Parts.handling
        file.excluded = [Fixture.village]
        for action in try Procedures.all().values.flatMap({ $0.actions ?? [] }) {
            for role in Role.allCases {
                let actor = Fixture.actor(Fixture.village, role)
                #expect(try !MatterPolicy.judge(action, on: file.file, by: actor, today: Self.today).isAllowed)
            }
        }
    }

    @Test func `an objection is in time, not to one's own unit, and not after a decision`() throws {
        let objection = try Procedures.action("objection")
        let actor = Fixture.actor(Fixture.village, .handler)
        var parts = Fixture.Parts.offered
        parts.objectionDue = Self.today
        #expect(try MatterPolicy.judge(objection, on: parts.file, by: actor, today: Self.today).isAllowed)
        parts.objectionDue = Self.today.adding(days: -1)
        #expect(try !MatterPolicy.judge(objection, on: parts.file, by: actor, today: Self.today).isAllowed)
        parts.objectionDue = nil
        parts.isKept = true
        #expect(try !MatterPolicy.judge(objection, on: parts.file, by: actor, today: Self.today).isAllowed)
        parts.isKept = false
        parts.offeredBy = Fixture.village
        #expect(try !MatterPolicy.judge(objection, on: parts.file, by: actor, today: Self.today).isAllowed)
    }

    @Test(arguments: MatterKind.allCases)
    func `whoever was offered the lead refuses it, and a helper does not`(kind: MatterKind) throws {
        let refusal = try Procedures.action("refusal", of: kind)
        let actor = Fixture.actor(Fixture.village, .handler)
        var parts = Fixture.Parts.offered
        #expect(try MatterPolicy.judge(refusal, on: parts.file, by: actor, today: Self.today).isAllowed)
        let other = Fixture.actor(Fixture.town, .handler)
        #expect(try !MatterPolicy.judge(refusal, on: parts.file, by: other, today: Self.today).isAllowed)
        parts.part = .cohandler
        #expect(try !MatterPolicy.judge(refusal, on: parts.file, by: actor, today: Self.today).isAllowed)
    }

    @Test func `only an arbiter decides, and only when somebody has objected`() throws {
        let decision = try Procedures.action("objection-decision")
        var parts = Fixture.Parts.offered
        let arbiter = Fixture.actor(Fixture.centre, .arbiter)
        #expect(try !MatterPolicy.judge(decision, on: parts.file, by: arbiter, today: Self.today).isAllowed)
        parts.state = .objected
        #expect(try MatterPolicy.judge(decision, on: parts.file, by: arbiter, today: Self.today).isAllowed)
        for role in Role.allCases where role != .arbiter {
            let actor = Fixture.actor(Fixture.centre, role)
            #expect(try !MatterPolicy.judge(decision, on: parts.file, by: actor, today: Self.today).isAllowed)
        }
    }

    @Test func `a matter with a co-handler at work cannot end`() throws {
        let answer = try Procedures.action("answer")
        var parts = Fixture.Parts.handling
        let lead = Fixture.actor(Fixture.village, .handler)
        #expect(try MatterPolicy.judge(answer, on: parts.file, by: lead, today: Self.today).isAllowed)
        parts.cohandler = Fixture.town
        #expect(try !MatterPolicy.judge(answer, on: parts.file, by: lead, today: Self.today).isAllowed)
    }

    @Test(arguments: [true, false])
    func `the head of the lead extends, the head of its organ where it has none, nobody else`(isHeaded: Bool) throws {
        let extend = try Procedures.action("extension")
        var parts = Fixture.Parts.handling
        parts.leadOrgan = isHeaded ? nil : Fixture.town
        for (unit, role, may) in [
            (Fixture.village, Role.head, true), (Fixture.town, .head, !isHeaded), (Fixture.centre, .head, false),
            (Fixture.village, .handler, false), (Fixture.town, .handler, false), (Fixture.stranger, .head, false),
        ] {
            let judged = try MatterPolicy.judge(
                extend, on: parts.file, by: Fixture.actor(unit, role), today: Self.today)
            #expect(judged.isAllowed == may, "\(role) of \(unit)")
        }
    }

    @Test func `the clock is paused once and resumed once`() throws {
        let pause = try Procedures.action("pause"), resume = try Procedures.action("resumption")
        var parts = Fixture.Parts.handling
        let lead = Fixture.actor(Fixture.village, .handler)
        #expect(try MatterPolicy.judge(pause, on: parts.file, by: lead, today: Self.today).isAllowed)
        #expect(try !MatterPolicy.judge(resume, on: parts.file, by: lead, today: Self.today).isAllowed)
        parts.clocks = [Fixture.clock("completion", .paused)]
        #expect(try !MatterPolicy.judge(pause, on: parts.file, by: lead, today: Self.today).isAllowed)
        #expect(try MatterPolicy.judge(resume, on: parts.file, by: lead, today: Self.today).isAllowed)
    }

    @Test func `a resident rates once and reopens within the time that the rule gives`() throws {
        let rate = try Procedures.action("rating"), reopen = try Procedures.action("reopening")
        var parts = Fixture.Parts.ended
        let filer = Actor.filer(of: Fixture.matter)
        parts.reopening = ActWindow(
            until: Self.today.adding(days: 15), sentence: Words("十五天内", "Within 15 days"),
            article: Words("由区里规定（地方规则·示例）", "Set by the district (local rule, example)"))
        #expect(try MatterPolicy.judge(rate, on: parts.file, by: filer, today: Self.today).isAllowed)
        #expect(try MatterPolicy.judge(reopen, on: parts.file, by: filer, today: Self.today.adding(days: 15)).isAllowed)
        guard
            case .barred(let why) = try MatterPolicy.judge(
                reopen, on: parts.file, by: filer, today: Self.today.adding(days: 16))
        else { return #expect(Bool(false), "reopened too late") }
        #expect(why.zh.contains("地方规则·示例") && why.en.contains("local rule, example"))
        parts.rating = 5
        #expect(try !MatterPolicy.judge(rate, on: parts.file, by: filer, today: Self.today).isAllowed)
        #expect(try !MatterPolicy.judge(rate, on: Fixture.handling, by: filer, today: Self.today).isAllowed)
    }

    @Test func `a step that is barred says why in both languages`() throws {
        for procedure in try Procedures.all().values {
            for action in procedure.actions ?? [] {
                for world in Fixture.all {
                    for (_, actor) in Fixture.actors {
                        guard
                            case .barred(let why) = try MatterPolicy.judge(
                                action, on: world.file, by: actor, today: Self.today)
                        else { continue }
                        #expect(!why.zh.isEmpty && !why.en.isEmpty)
                    }
                }
            }
        }
    }
}
