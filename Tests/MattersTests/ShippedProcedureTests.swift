import Accounts
import App
import Base
import Clocks
import Rulebook
import Storage
import TestDistrict
import Testing

@testable import Matters

/// Every procedure that is shipped, walked: 谷雨's quarrel goes through it from its opening over every step to every end.
@Suite struct ShippedProcedureTests {
    /// Procedures that need another to have ended first, or another kind of matter: the steps that lead there.
    private static let before: [String: [(procedure: String, steps: [String])]] = [
        "confirmation": [("mediation", ["acceptance", "agreement"])],
        "execution": [("mediation", ["acceptance", "agreement"]), ("confirmation", ["acceptance", "ruling"])],
        "petition-reexamination": [("petition-review", ["upholding", "service"])],
    ]

    /// Who runs what may not be run by the township whose opinion is looked at again: unit and somebody who works there.
    private static let superiors = [
        "petition-review": ("dept:petition-bureau", "fanxiaohan"), "petition-reexamination": ("centre", "chenglichun"),
    ]

    /// Steps whose time another step begins.
    private static let earlier = [
        "confirmation": ["execution-request": "performance-end", "suspension": "performance-end"],
        "labour-arbitration": ["postponement": "hearing-date"],
    ]

    private static let days = ["2019-11-26", "2022-06-10", "2024-06-11"]

    /// The procedures opened inside a matter that hold on a day.
    private static func procedures(on day: String) async throws -> [Procedure] {
        let world = try await TestDistrict(), matters = world.house.matters
        let day = try Day(day).unwrapped()
        return try await world.database.read { try matters.procedures(on: day, in: $0) }.values
            .filter { $0.road != nil }.sorted { $0.code < $1.code }
    }

    @Test(arguments: days)
    func `every step of every procedure can be taken from its opening on, and every end is reached`(day: String)
        async throws
    {
        let procedures = try await Self.procedures(on: day)
        #expect(procedures.count >= 20)
        for procedure in procedures {
            var left = Set((procedure.actions ?? []).filter { $0.by != [.clock] }.map(\.code))
            // Where whoever takes a step chooses the end, one speaks for all.
            let isChosen = (procedure.actions ?? []).contains { $0.needs?.contains(.end) == true }
            var ends = isChosen ? [] : Set(procedure.ends.map(\.code)), taken: Set<String> = []
            // The shortest way to each step: a breadth-first walk over the stages.
            for way in Self.ways(through: procedure) {
                guard !left.isDisjoint(with: way) || !taken.isSuperset(of: way) else { continue }
                let end = try await walk(procedure, way, on: day)
                left.subtract(way)
                taken.formUnion(way)
                if let end { ends.remove(end) }
            }
            #expect(left.isEmpty, "\(day) \(procedure.code): no way to \(left.sorted())")
            let byClock = Set((procedure.actions ?? []).filter { $0.by == [.clock] }.compactMap(\.end))
            #expect(ends.subtracting(byClock).isEmpty, "\(day) \(procedure.code): no way to the end \(ends.sorted())")
        }
    }

    /// For each step by hand the shortest row of steps that ends with it.
    private static func ways(through procedure: Procedure) -> [[String]] {
        let actions = (procedure.actions ?? []).filter { $0.by != [.clock] }
        var ways: [[String]] = [], known: [String: [String]] = [procedure.filing.stage: []]
        var waiting = [procedure.filing.stage]
        while !waiting.isEmpty {
            let stage = waiting.removeFirst(), way = known[stage] ?? []
            for action in actions where action.from.contains(stage) {
                // A clock that stands still is set going by a step of its own.
                let pause =
                    action.effect == .resume ? actions.first { $0.effect == .pause && $0.from.contains(stage) } : nil
                let first = (pause ?? action).code
                let before = earlier[procedure.code]?[first].map { [$0] } ?? []
                ways.append(way + before + (pause.map { [$0.code] } ?? []) + [action.code])
                if let to = action.to, known[to] == nil {
                    known[to] = way + [action.code]
                    waiting.append(to)
                }
            }
        }
        return ways
    }

    private func walk(_ procedure: Procedure, _ way: [String], on day: String) async throws -> String? {
        let walk = try await start(procedure, on: day), opened: Proceeding
        do { opened = try await open(procedure, in: walk) } catch {
            Issue.record("\(day) \(procedure.code): it could not be opened: \(error)")
            return nil
        }
        var end: String?
        for code in way {
            let action = try #require(procedure.action(code))
            do {
                end = try await step(action, of: opened, procedure, in: walk, on: 1).end
            } catch MatterError.barred(let why) where why.zh == "法律没有规定可以延长" {
                // So it is: the text of that year knows no longer time.
                return nil
            } catch {
                Issue.record("\(day) \(procedure.code) \(way): \(code) failed with \(error)")
                return nil
            }
        }
        return end
    }

    /// A matter in which the procedure can be opened: a petition that was answered, or a quarrel that the township took up.
    private func start(_ procedure: Procedure, on day: String) async throws -> Walk {
        guard procedure.kinds?.contains(.dispute) == false else { return try await Walk.dispute(on: day) }
        let kind = procedure.kinds?.first ?? .petition
        let walk = try await Walk(
            kind, in: TestDistrict(), to: "town:330110004", at: Instant(try Day(day).unwrapped(), hour: 9))
        try await walk.act("accept", by: "shenxiaoshu")
        if procedure.code.hasPrefix("petition-") {
            try await walk.act("answer", by: "shenxiaoshu") { input in
                (input.text, input.end) = ("已经查清，答复如下。", "answered")
            }
            try await walk.act("service", by: "shenxiaoshu")
        }
        return walk
    }

    private func open(_ procedure: Procedure, in walk: Walk) async throws -> Proceeding {
        for former in Self.before[procedure.code] ?? [] {
            let opened = try await open(former.procedure, in: walk)
            let file = try #require(
                try await Self.procedures(on: walk.day(0).day.description).first { $0.code == former.procedure })
            for code in former.steps {
                _ = try await step(try #require(file.action(code)), of: opened, file, in: walk, on: 0)
            }
        }
        return try await open(procedure.code, in: walk)
    }

    private func open(_ code: String, in walk: Walk) async throws -> Proceeding {
        let unit = try await walk.world.unit(Self.superiors[code]?.0 ?? "town:330110004").id
        return try await walk.open(code) { $0.unit = unit }
    }

    private func step(
        _ action: Procedure.Action, of opened: Proceeding, _ procedure: Procedure, in walk: Walk, on day: Int
    ) async throws -> Proceeding {
        var input = ProceedingInput()
        (input.text, input.hasConsent, input.reference) = ("按程序办理。", true, "（2022）浙0110民初17号")
        Self.fill(&input, for: action.needs ?? [], of: procedure, action, now: walk.day(day))
        let worker = action.by == [.handlerHead] ? "jiangxiazhi" : "shenxiaoshu"
        let login = Self.superiors[procedure.code]?.1 ?? worker
        return try await walk.world.house.matters.step(
            action.code, of: opened.id, in: walk.receipt.matter, revision: try await walk.matter.revision, input: input,
            by: try await walk.world.actor(login), at: walk.day(day))
    }

    private static func fill(
        _ input: inout ProceedingInput, for needs: [Need], of procedure: Procedure, _ action: Procedure.Action,
        now: Instant
    ) {
        let grounds = action.effect == .pause ? procedure.pauseGrounds : procedure.refusalGrounds
        if needs.contains(.ground) { input.ground = grounds?.first?.code }
        if needs.contains(.end) { input.end = procedure.ends.first?.code }
        if needs.contains(.days) { input.days = 1 }
        if needs.contains(.day) { input.eventDay = now.day.adding(days: 30) }
    }

    @Test func `a petition whose answer nobody has reviewed in thirty days is ended for good, and says on which day`()
        async throws
    {
        let review = try #require(try await Self.procedures(on: Self.days[0]).first { $0.code == "petition-review" })
        let walk = try await start(review, on: Self.days[0]), matters = walk.world.house.matters
        // The township cannot look again at what it decided itself.
        await #expect(throws: MatterError.self) { try await walk.open("petition-review") }
        _ = try await OverdueTermsJob(matters).run(at: walk.day(30))
        #expect(try await closures(of: walk) == [])
        _ = try await OverdueTermsJob(matters).run(at: walk.day(31))
        #expect(try await closures(of: walk) == ["closure"])
        let unit = try await walk.world.unit("dept:petition-bureau").id
        do {
            _ = try await walk.open("petition-review", on: 32) { $0.unit = unit }
            Issue.record("the time is over")
        } catch MatterError.barred(let why) {
            #expect(why.zh.contains("12月26日") && why.zh.contains("已经过了"), "\(why)")
        }
    }

    private func closures(of walk: Walk) async throws -> [String] {
        let matters = walk.world.house.matters, id = walk.receipt.matter
        return try await walk.world.database.read { reader in
            try matters.timeline(id, isForFiler: false, in: reader).compactMap { $0.parameters["action"] }
        }.filter { $0 == "closure" }
    }
}
