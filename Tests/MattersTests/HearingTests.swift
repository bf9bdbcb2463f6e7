import App
import Base
import Markup
import TestDistrict
import Testing

@testable import Matters

/// Before the labour arbitration: 谷雨 claims wages from the made-up works of 霜降, and a hearing is set for a later day.
@Suite struct HearingTests {
    private func hearing() async throws -> (Walk, Proceeding) {
        let walk = try await Walk.dispute(on: "2022-03-01")
        let claim = try await walk.open("labour-arbitration")
        return (walk, try await walk.step("acceptance", of: claim, on: 1))
    }

    /// Monday 11 April 2022: Tuesday the 5th is a holiday, Saturday the 2nd is worked.
    private static let day = Day("2022-04-11")

    @Test func `the notice is due five working days before the hearing, and a postponement is asked for three before`()
        async throws
    {
        let (walk, claim) = try await hearing()
        try await walk.step("hearing-date", of: claim, on: 20) { $0.eventDay = Self.day }
        let clocks = try await walk.clocks(in: "labour-arbitration")
        #expect(clocks.filter { $0.hasPrefix("L5e") || $0.hasPrefix("L5f") } == ["L5e 2022-04-01", "L5f 2022-04-06"])
        try await walk.step("hearing-notice", of: claim, on: 31)
        #expect(try await walk.states("hearing-notice") == ["L5e met"])
        let late = await #expect(throws: MatterError.self) { try await walk.step("postponement", of: claim, on: 37) }
        #expect(late.map { "\($0)".contains("2022年4月6日 星期三") } == true, "\(String(describing: late))")
        try await walk.step("postponement", of: claim, on: 36)
        #expect(try await walk.states("postponement-request") == ["L5f met"])
        try await walk.expectSoundRecord()
    }

    @Test func `a new day for the hearing begins both times anew, and the award ends them`() async throws {
        let (walk, claim) = try await hearing()
        try await walk.step("hearing-date", of: claim, on: 20) { $0.eventDay = Self.day }
        try await walk.step("hearing-date", of: claim, on: 21) { $0.eventDay = Day("2022-04-18") }
        let clocks = try await walk.clocks(in: "labour-arbitration")
        #expect(clocks.filter { $0.hasPrefix("L5e") || $0.hasPrefix("L5f") } == ["L5e 2022-04-11", "L5f 2022-04-13"])
        try await walk.step("award", of: claim, on: 40)
        #expect(try await walk.clocks(in: "labour-arbitration").map { $0.prefix(2) } == ["L8"])
    }

    @Test func `without a day, or with one that cannot be meant, no hearing is set`() async throws {
        let (walk, claim) = try await hearing()
        for day in [nil, Day("2122-04-11")] {
            let fault = await #expect(throws: MatterError.self) {
                try await walk.step("hearing-date", of: claim, on: 20) { $0.eventDay = day }
            }
            #expect(
                fault
                    == .invalid(
                        field: "event-day", Words("请填日期，前后十年以内", "Please give the day, within ten years")))
        }
    }

    @Test func `the form asks for the day, and the page tells it`() async throws {
        let (walk, claim) = try await hearing()
        let client = TestClient(try walk.world.server(now: { walk.day(20) }))
        try await client.signIn("shenxiaoshu")
        let path = MatterPaths.proceedingStep("hearing-date", of: claim.id, in: walk.receipt.matter).text
        #expect(try await client.get(path).text.contains("name=\"event-day\""))
        let revision = String(try await walk.matter.revision)
        let reply = try await client.post(
            path, [("revision", revision), ("event-day", "2022-04-11"), ("text", "定在二号庭。")])
        #expect(reply.status == 303)
        let page = try await client.get(MatterPaths.proceeding(claim.id, of: walk.receipt.matter).text)
        #expect(page.text.contains("4月11日 星期一") && page.text.contains("4月1日 星期五"))
    }

    @Test func `a suit against an authority is filed in seven days and judged in six months, or 45 days`() async throws
    {
        for (filing, due) in [("filing", "R8c 2022-09-02"), ("filing-simplified", "R8d 2022-04-18")] {
            let walk = try await Walk.dispute(on: "2022-03-01")
            let suit = try await walk.open("administrative-litigation")
            #expect(try await walk.clocks(in: "administrative-litigation") == ["R8b 2022-03-08"])
            try await walk.step(filing, of: suit, on: 1)
            #expect(try await walk.clocks(in: "administrative-litigation") == [due])
            #expect(try await walk.step("judgment", of: suit, on: 30).end == "judged")
        }
    }
}
