import Base
import Matters
import Testing

/// 谷雨 and 霜降 have agreed, each time before another mediator, and ask the court together to confirm it.
@Suite struct ConfirmationTests {
    /// An agreement on the seventh day after filing.
    private func agree(_ walk: Walk, in code: String, _ steps: [String]) async throws {
        let mediation = try await walk.open(code)
        for step in steps { try await walk.step(step, of: mediation, on: 1) }
        try await walk.step("agreement", of: mediation, on: 7)
    }

    private static let online = ["naming", "choice", "acceptance", "before-filing"]

    @Test(arguments: [
        ("medical-mediation", ["acceptance"]), ("labour-mediation", []), ("diversion-before", []),
        ("online-mediation", online),
    ])
    func `an agreement of 2022 is confirmed until the thirtieth day, and not on the thirty-first`(
        mediation: String, steps: [String]
    ) async throws {
        let walk = try await Walk.dispute(on: "2022-03-01")
        try await agree(walk, in: mediation, steps)
        #expect(try await walk.clocks(in: mediation) == ["M4 2022-04-07"])
        let late = await #expect(throws: MatterError.self) { try await walk.open("confirmation", on: 7 + 31) }
        #expect(late.map { "\($0)".contains("期限到 2022年4月7日 星期四 为止") } == true, "\(String(describing: late))")
        #expect(try await walk.open("confirmation", on: 7 + 30).stage == "requested")
        #expect(try await walk.clocks(in: mediation) == [], "the right was used")
        try await walk.expectSoundRecord()
    }

    @Test func `before 2022 only what a people's mediation committee brought about can be confirmed`() async throws {
        for (mediation, steps) in [("labour-mediation", []), ("diversion-before", [])] as [(String, [String])] {
            let walk = try await Walk.dispute(on: "2021-03-01")
            try await agree(walk, in: mediation, steps)
            #expect(try await walk.clocks(in: mediation) == [])
            await #expect(
                throws: MatterError.barred(Words("期限没有开始，或者已经用过", "Its time has not begun, or has been used"))
            ) { try await walk.open("confirmation", on: 9) }
        }
        // The medical committee is a people's mediation committee.
        let walk = try await Walk.dispute(on: "2021-03-01")
        try await agree(walk, in: "medical-mediation", ["acceptance"])
        #expect(try await walk.clocks(in: "medical-mediation") == ["M4 2021-04-07"])
        #expect(try await walk.open("confirmation", on: 7 + 30).stage == "requested")
    }

    @Test func `what an office itself brought about, and what a court settles in its own suit, leads nowhere here`()
        async throws
    {
        for (mediation, steps) in [("health-mediation", ["acceptance"]), ("diversion-after", ["ordinary"])] {
            let walk = try await Walk.dispute(on: "2022-03-01")
            try await agree(walk, in: mediation, steps)
            let refused = await #expect(throws: MatterError.self) { try await walk.open("confirmation", on: 9) }
            let words = "先要有这些程序中一个的结果：人民调解（达成书面协议、达成口头协议）；医疗纠纷人民调解（达成书面协议、达成口头协议）"
            #expect(refused.map { "\($0)".contains(words) } == true, "\(String(describing: refused))")
        }
    }

    @Test func `of two agreements the one whose time still runs is confirmed, and the other right stays`() async throws
    {
        let walk = try await Walk.dispute(on: "2022-03-01")
        try await agree(walk, in: "labour-mediation", [])
        let people = try await walk.open("mediation", on: 12)
        try await walk.step("acceptance", of: people, on: 12)
        try await walk.step("agreement", of: people, on: 14)
        #expect(try await walk.open("confirmation", on: 40).stage == "requested", "over in the one, on in the other")
        #expect(try await walk.clocks(in: "mediation") == [])
        #expect(try await walk.clocks(in: "labour-mediation") == ["M4 2022-04-07"])
    }

    @Test func `a labour mediation without an agreement gives nothing to confirm`() async throws {
        let walk = try await Walk.dispute(on: "2022-03-01")
        let mediation = try await walk.open("labour-mediation")
        await #expect(throws: MatterError.self) { try await walk.open("confirmation", on: 1) }
        try await walk.step("failure", of: mediation, on: 2)
        await #expect(throws: MatterError.self) { try await walk.open("confirmation", on: 3) }
    }
}
