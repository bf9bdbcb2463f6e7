import Accounts
import App
import Base
import Clocks
import Matters
import Storage
import TestDistrict
import Testing

@testable import Counterparts

/// The court sends 霜降's case for mediation before filing (Provisions on Specially Invited Mediation, Art. 27).
@Suite struct ReferralTests {
    @Test func `a referral waits until somebody signs for it, and its thirty days count from then`() async throws {
        let house = try await CounterpartWorld(opens: "litigation")
        let referral = try await house.refer("r-1")
        #expect(referral.state == .held)
        #expect(referral.proceeding == nil)
        #expect(try await house.refer("r-1") == referral)
        #expect(try await house.refusal { _ = try await house.refer("r-1", reference: "另一个") } == .reused)
        try await house.take(referral, on: 2)
        let signed = try await house.message("r-1")
        #expect(signed.state == .taken)
        let diversion = try await house.opened(signed.proceeding)
        #expect(diversion.procedure.code == "diversion-before")
        #expect(diversion.proceeding.reference == "（2019）浙0110诉前调1号")
        let term = try #require(diversion.clocks.first { $0.term.duty == "completion" })
        #expect(term.term.eventDay == house.later(2).day)
        #expect(try await house.refusal { try await house.take(referral, on: 2) } == .changedMeanwhile)
        #expect(try await house.isSound())
    }

    @Test func `a second referral of a case that is being mediated cannot be signed for, and is set aside`()
        async throws
    {
        let house = try await CounterpartWorld()
        try await house.take(try await house.refer("r-1"))
        let second = try await house.refer("r-2")
        guard case .barred = try await house.refusal({ try await house.take(second) }) else {
            Issue.record("it is under way already")
            return
        }
        try await house.setAside(second, "已经签收过")
        #expect(try await house.proceedings().count { $0.procedure.code == "diversion-before" } == 1)
        #expect(try await house.isSound())
    }

    @Test func `a second referral of the same matter waits for the first, and one of the wrong kind is refused`()
        async throws
    {
        let house = try await CounterpartWorld()
        _ = try await house.refer("r-1")
        guard case .invalid("matter", _) = try await house.refusal({ _ = try await house.refer("r-2") }) else {
            Issue.record("one waits already")
            return
        }
        let other = try await house.world.file(.enquiry, to: "town:330110004")
        guard
            case .invalid("procedure", _) = try await house.refusal({
                _ = try await house.refer("r-3", matter: other.number)
            })
        else {
            Issue.record("an enquiry is not mediated")
            return
        }
        #expect(try await house.messages().count == 1)
    }

    @Test func `a referral without a number, of no such matter, or of no such kind is refused`() async throws {
        let house = try await CounterpartWorld()
        func field(_ work: () async throws -> CounterpartMessage) async throws -> String? {
            if case .invalid(let field, _) = try await house.refusal({ _ = try await work() }) { field } else { nil }
        }
        #expect(try await field { try await house.refer("r-1", reference: nil) } == "reference")
        #expect(try await field { try await house.refer("r-1", to: "mediation") } == "procedure")
        #expect(try await field { try await house.refer("r-1", matter: "YH2019-999999-K") } == "matter")
        #expect(try await house.messages().isEmpty)
    }

    @Test func `the court reads that its case was signed for and how it ended`() async throws {
        let house = try await CounterpartWorld()
        try await house.take(try await house.refer("r-1"))
        let store = house.store, court = try await house.world.actor(CounterpartWorld.court), day = house.now.day
        func shown(_ isOpen: Bool) async throws -> [ProceedingFile] {
            try await house.world.database.read {
                try store.handovers("court", isOpen: isOpen, after: nil, limit: 9, for: court, on: day, in: $0)
            }
        }
        let open = try await shown(true)
        #expect(Set(open.map(\.procedure.code)) == ["litigation", "diversion-before"])
        let diversion = try #require(open.first { $0.procedure.code == "diversion-before" })
        var input = ProceedingInput()
        input.text = "双方不愿再谈"
        _ = try await house.world.house.matters.step(
            "return", of: diversion.proceeding.id, in: house.matter, revision: try await house.file().matter.revision,
            input: input, by: try await house.world.actor(CounterpartWorld.handler), at: house.now)
        #expect(try await shown(true).map(\.procedure.code) == ["litigation"])
        #expect(try await shown(false).first { $0.procedure.code == "diversion-before" }?.proceeding.end == "failed")
    }
}
