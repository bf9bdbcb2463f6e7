import Base
import Clocks
import Foundation
import Rulebook
import TestDistrict
import Testing

@testable import Matters

@Suite struct ProcedureTests {
    @Test func `all shipped procedures pass their check`() throws {
        let procedures = try Procedures.all()
        #expect(procedures.count == MatterKind.allCases.count)
        for procedure in procedures.values { try procedure.check() }
        for kind in MatterKind.allCases { for version in try Procedures.versions(of: kind) { try version.check() } }
    }

    @Test func `a petition has three versions, and only the middle one cites the province`() throws {
        let versions = try Procedures.versions(of: .petition)
        #expect(versions.map(\.version) == ["2019.1", "2016.1", "2022.1"])
        let cited = versions.map { version in
            (version.refusalGrounds ?? []).map { $0.article?.zh.contains("浙江省信访条例") == true }
        }
        #expect(
            cited == [[false, false, false, false], [true, true, true, true], [false, false, false, false, false]])
        for version in versions {
            #expect(version.refusalGrounds?.contains { $0.code == "in-hand" && !$0.isReferral } == true)
            #expect(version.refusalGrounds?.first { $0.code == "other-organ" }?.unless?.contains(.kept) == true)
        }
    }

    @Test func `a ground that names an unknown route, or refers nowhere, is found`() throws {
        for (routes, words) in [(#"["moon"]"#, "unknown routes"), ("[]", "refers nowhere")] {
            let ground = Data(#"{"code": "x", "zh": "甲", "en": "A", "refers": true, "routes": \#(routes)}"#.utf8)
            var procedure = try Procedures.all()["petition"].unwrapped()
            procedure.refusalGrounds = [try JSONDecoder().decode(Procedure.Choice.self, from: ground)]
            let error = #expect(throws: ProcedureFault.self) { try procedure.check() }
            #expect(error?.fault.contains(words) == true, "\(String(describing: error))")
        }
    }

    @Test func `an action of a pack from before the windows were rules still reads`() throws {
        let old = Data(
            #"{"code": "reopening", "zh": "要求重办", "en": "Reopen", "from": ["ended"], "by": ["filer", "superior-head"], "effect": "reopen", "within": {"amount": 15, "unit": "calendar"}}"#
                .utf8)
        let action = try JSONDecoder().decode(Procedure.Action.self, from: old)
        let filer = Actor.filer(of: Fixture.matter), ended = try #require(Fixture.ended.matter.endedAt).day
        #expect(try MatterPolicy.judge(action, on: Fixture.ended, by: filer, today: ended.adding(days: 15)).isAllowed)
        #expect(try !MatterPolicy.judge(action, on: Fixture.ended, by: filer, today: ended.adding(days: 16)).isAllowed)
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
            actions = try actions.map { try $0.changed(stops: ($0.stops ?? []).filter { $0 != "completion" }) }
        }
    }

    @Test func `a stage nobody can reach is found`() throws {
        try expectFault("cannot be reached") { actions in
            actions = try actions.map { $0.to == "handling" ? try $0.changed(to: "ended") : $0 }
        }
    }

    @Test func `an action that names an unknown stage or nobody is found`() throws {
        try expectFault("unknown stage") { actions in
            actions[0] = try actions[0].changed(to: "limbo")
        }
        try expectFault("nobody may") { actions in
            actions[0] = try actions[0].changed(by: [])
        }
    }

    @Test func `a text missing in one language is found`() throws {
        try expectFault("one language") { actions in
            actions[0] = try actions[0].changed(en: "")
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

    private func opened() throws -> [Procedure] {
        let seeds = try RuleSeed.read(folder: TestDistrict.home.appending(path: "Rules"))
        return try seeds.filter { $0.pack == "procedures" && $0.body.contains("\nroad: ") }.map {
            try RulePack.decode(Procedure.self, yaml: $0.body)
        }
    }

    @Test func `every procedure that is opened inside a matter passes its check and rests on rows of the law`() throws {
        let procedures = try opened()
        let wanted = [
            "petition-review", "petition-reexamination", "mediation", "labour-mediation", "traffic-mediation",
            "medical-mediation", "confirmation", "diversion-before", "diversion-after", "labour-arbitration",
            "litigation", "legal-aid", "representation", "notarisation", "appraisal", "administrative-review",
            "labour-inspection", "hotline-order",
        ]
        #expect(Set(wanted).subtracting(procedures.map(\.code)) == [])
        let law = try LawPack(
            RuleSeed.read(folder: TestDistrict.home.appending(path: "Rules")).filter { $0.pack == "law" }.map {
                (try RulePack.decode(LawFile.self, yaml: $0.body), $0.name)
            })
        for procedure in procedures {
            #expect(throws: Never.self, "\(procedure.code)") { try procedure.check() }
            #expect(procedure.unfounded(in: law) == [], "\(procedure.code)")
            for after in procedure.filing.preceding where after.procedure != "petition" {
                let former = try procedures.first { $0.code == after.procedure }.unwrapped()
                #expect(Set(after.ends ?? []).subtracting(former.ends.map(\.code)) == [], "\(procedure.code)")
                let starts = (former.actions ?? []).flatMap { $0.starts ?? [] }
                #expect(after.within.map(starts.contains) ?? true, "\(procedure.code) after \(former.code)")
            }
        }
        for road in Procedure.Road.allCases { #expect(procedures.contains { $0.road == road }) }
    }

    @Test func `what must go before is one procedure or a list of them, and the list is neither empty nor double`()
        throws
    {
        let mediation = "{procedure: mediation, ends: [agreed], within: confirmation-request}"
        for (text, codes) in [
            (mediation, ["mediation"]), ("[\(mediation), {procedure: trial}]", ["mediation", "trial"]), ("[]", []),
            ("[\(mediation), {procedure: mediation}]", ["mediation", "mediation"]),
        ] {
            let filing = try RulePack.decode(
                Procedure.Filing.self, yaml: "stage: asked\nstarts: []\nafter: \(text)\n")
            #expect(filing.preceding.map(\.procedure) == codes)
            let again = try JSONDecoder().decode(Procedure.Filing.self, from: JSONEncoder().encode(filing))
            #expect(again.preceding.map(\.procedure) == codes)
            #expect((filing.fault == nil) == (text.contains("trial") || text == mediation), "\(text)")
        }
        #expect(try RulePack.decode(Procedure.Filing.self, yaml: "stage: asked\nstarts: []\n").preceding.isEmpty)
        #expect(throws: (any Error).self) {
            try RulePack.decode(Procedure.Filing.self, yaml: "stage: asked\nstarts: []\nafter: [{ends: [agreed]}]\n")
        }
    }

    @Test func `what the clock does and what closes a proceeding must be said in full`() throws {
        let mediation = try opened().first { $0.code == "mediation" }.unwrapped()
        for (change, words) in [
            ({ (fields: inout [String: Any]) in fields["on-expiry"] = nil }, "the clock acts when a time is over"),
            ({ fields in fields["end"] = nil }, "closes it without an end"),
            ({ fields in fields["end"] = "lost" }, "leads to an unknown end"),
        ] as [((inout [String: Any]) -> Void, String)] {
            var broken = mediation
            broken.actions = try mediation.actions?.map { action in
                guard action.code == "expiry" else { return action }
                var fields = try #require(
                    try JSONSerialization.jsonObject(with: JSONEncoder().encode(action)) as? [String: Any])
                change(&fields)
                return try JSONDecoder().decode(
                    Procedure.Action.self, from: JSONSerialization.data(withJSONObject: fields))
            }
            let error = #expect(throws: ProcedureFault.self) { try broken.check() }
            #expect(error?.fault.contains(words) == true, "\(String(describing: error))")
        }
    }

    private func expectFault(_ words: String, _ change: (inout [Procedure.Action]) throws -> Void) throws {
        var procedure = try Procedures.all()["petition"].unwrapped()
        var actions = procedure.actions ?? []
        try change(&actions)
        procedure.actions = actions
        let error = #expect(throws: ProcedureFault.self) { try procedure.check() }
        #expect(error?.fault.contains(words) == true, "\(String(describing: error))")
    }
}

extension Procedure.Action {
    /// The action with some of its fields as a file would give them.
    fileprivate func changed(
        en: String? = nil, to: String? = nil, by: [Relation]? = nil, stops: [String]? = nil
    ) throws -> Procedure.Action {
        let coded = try JSONSerialization.jsonObject(with: JSONEncoder().encode(self))
        var fields = try #require(coded as? [String: Any])
        if let en { fields["en"] = en }
        if let to { fields["to"] = to }
        if let by { fields["by"] = by.map(\.rawValue) }
        if let stops { fields["stops"] = stops }
        return try JSONDecoder().decode(
            Procedure.Action.self, from: JSONSerialization.data(withJSONObject: fields))
    }
}
