import Clocks
import Foundation
import Rulebook
import TestDistrict
import Testing

@testable import Matters

/// A row of the law that nothing begins would be a time that nobody keeps.
@Suite struct LawInUseTests {
    /// Rows that no step of a procedure begins, by the reason.
    private static let others: [String: [String]] = [
        "the entry itself registers": ["P1", "P13"],
        "begins with the hand-over to a unit": ["P2", "P10", "P14b", "P15", "R11e", "D1", "D2"],
        "begins with the end of the matter": ["R11g", "R11h"],
        "runs before anybody has asked for anything": ["L3", "L3b", "L12", "R5", "R6", "R7", "R8"],
        "no procedure for it yet": ["P7", "G1", "G10"],
    ]

    private struct Start: Hashable {
        let duty: String
        let procedure: String
        let trigger: String
    }

    @Test func `every time of the law is begun by a procedure, or stands here with the reason why none does`() throws {
        let seeds = try RuleSeed.read(folder: TestDistrict.home.appending(path: "Rules"))
        var starts: Set<Start> = []
        for procedure in try ProcedureBook.versions(seeds).map(\.procedure) {
            let filing = procedure.filing
            for duty in filing.starts {
                starts.insert(Start(duty: duty, procedure: procedure.code, trigger: filing.trigger))
            }
            for action in procedure.actions ?? [] {
                for duty in action.starts ?? [] {
                    starts.insert(Start(duty: duty, procedure: procedure.code, trigger: action.trigger))
                }
            }
        }
        let law = try LawPack(
            seeds.filter { $0.pack == "law" }.map { (try RulePack.decode(LawFile.self, yaml: $0.body), $0.name) })
        let idle = law.rules.filter { rule in
            rule.limit != nil && rule.level != .model
                && !rule.applies.contains { code in
                    starts.contains(Start(duty: rule.duty, procedure: code, trigger: rule.trigger?.rawValue ?? ""))
                }
        }
        #expect(Set(idle.map(\.id)).sorted() == Self.others.values.flatMap(\.self).sorted())
    }
}
