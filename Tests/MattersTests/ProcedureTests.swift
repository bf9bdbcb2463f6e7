import Base
import Foundation
import Testing

@testable import Matters

@Suite struct ProcedureTests {
    @Test func `all shipped procedures pass their check`() throws {
        let procedures = try Procedures.all()
        #expect(procedures.count == MatterKind.allCases.count)
        for procedure in procedures.values { try procedure.check() }
    }

    @Test func `every key of a desk is used once in a procedure`() throws {
        for procedure in try Procedures.all().values {
            let keys = (procedure.actions ?? []).compactMap(\.key)
            #expect(Set(keys).count == keys.count, "\(procedure.code)")
            #expect(keys.allSatisfy { $0.count == 1 && !"jk/?o".contains($0) })
        }
    }

    @Test func `a stage without a way out is found`() throws {
        try expectFault("no way out") { $0.removeAll { $0.to == "ended" } }
    }

    @Test func `a term that starts and never stops is found`() throws {
        try expectFault("never stops") { actions in
            actions = actions.map { $0.changed(stops: ($0.stops ?? []).filter { $0 != "completion" }) }
        }
    }

    @Test func `a stage nobody can reach is found`() throws {
        try expectFault("cannot be reached") { actions in
            actions = actions.map { $0.to == "handling" ? $0.changed(to: "ended") : $0 }
        }
    }

    @Test func `an action that names an unknown stage or nobody is found`() throws {
        try expectFault("unknown stage") { actions in
            actions[0] = actions[0].changed(to: "limbo")
        }
        try expectFault("nobody may") { actions in
            actions[0] = actions[0].changed(by: [])
        }
    }

    @Test func `a text missing in one language is found`() throws {
        try expectFault("one language") { actions in
            actions[0] = actions[0].changed(en: "")
        }
    }

    @Test func `a ground of a pack that does not say whether it refers still counts as a referral`() throws {
        let old = Data(#"{"code": "other-organ", "zh": "不属于本机关", "en": "Not ours"}"#.utf8)
        #expect(try JSONDecoder().decode(Procedure.Choice.self, from: old).isReferral)
        let grounds = try Procedures.all()["petition"].unwrapped().refusalGrounds ?? []
        #expect(grounds.filter(\.isReferral).map(\.code) == ["court-or-review"])
        #expect(grounds.allSatisfy { $0.refers != nil }, "every shipped ground says it")
    }

    @Test func `every kind can be refused, on grounds of its own or on shared ones that say they are made up`()
        throws
    {
        for procedure in try Procedures.all().values {
            #expect(procedure.action("refusal")?.by == [.offered], "\(procedure.code)")
            let grounds = procedure.refusalGrounds ?? []
            #expect(grounds.count >= 2, "\(procedure.code)")
            #expect(grounds.allSatisfy { $0.article != nil }, "every ground names the text it rests on")
        }
        let shared = try Procedures.all()["help"].unwrapped().refusalGrounds ?? []
        #expect(shared.map(\.code) == ["other-organ", "answered-before"])
        #expect(shared.allSatisfy { $0.example == true })
        let dispute = try Procedures.all()["dispute"].unwrapped().refusalGrounds ?? []
        #expect(dispute.filter { $0.example == true }.map(\.code) == ["arbitration"])
    }

    @Test func `a refusal without any ground is found`() throws {
        var procedure = try Procedures.all()["help"].unwrapped()
        procedure.refusalGrounds = nil
        let error = #expect(throws: ProcedureFault.self) { try procedure.check() }
        #expect(error?.fault.contains("no ground") == true)
    }

    private func expectFault(_ words: String, _ change: (inout [Procedure.Action]) -> Void) throws {
        var procedure = try Procedures.all()["petition"].unwrapped()
        var actions = procedure.actions ?? []
        change(&actions)
        procedure.actions = actions
        let error = #expect(throws: ProcedureFault.self) { try procedure.check() }
        #expect(error?.fault.contains(words) == true, "\(String(describing: error))")
    }
}

extension Procedure.Action {
    fileprivate func changed(
        en: String? = nil, to: String? = nil, by: [Relation]? = nil, stops: [String]? = nil
    ) -> Procedure.Action {
        Procedure.Action(
            code: code, zh: zh, en: en ?? self.en, from: from, to: to ?? self.to, by: by ?? self.by, effect: effect,
            needs: needs, starts: starts, stops: stops ?? self.stops, key: key, within: within
        )
    }
}
