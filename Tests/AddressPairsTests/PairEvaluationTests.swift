import AddressPairs
import Foundation
import Testing

@Suite struct PairEvaluationTests {
    @Test func `macro-F1 is the mean of the labels' F1`() {
        var evaluation = PairEvaluation()
        evaluation.count(.exact, against: .exact)
        evaluation.count(.partial, against: .exact)
        evaluation.count(.partial, against: .partial)
        evaluation.count(PairLabel.none, against: PairLabel.none)
        #expect(evaluation.precision(.exact) == 1 && evaluation.recall(.exact) == 0.5)
        #expect(evaluation.precision(.partial) == 0.5 && evaluation.recall(.partial) == 1)
        #expect(abs(evaluation.f1(.exact) - 2 / 3.0) < 1e-9)
        #expect(abs(evaluation.macroF1 - (1 + 2 / 3.0 + 2 / 3.0) / 3) < 1e-9)
    }

    @Test func `nothing counted is 0, not a fault`() {
        #expect(PairEvaluation().macroF1 == 0)
        #expect(PairEvaluation().precision(.exact) == 0)
    }

    @Test func `the report is one object with shares of four digits`() throws {
        var evaluation = PairEvaluation()
        evaluation.count(.exact, against: .exact)
        evaluation.count(.partial, against: .exact)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(
            decoding: try encoder.encode(PairReport(evaluation, folds: 5, seconds: 0.5)), as: UTF8.self)
        #expect(text.contains(#""完全匹配":{"count":2,"f1":0.6667,"precision":1,"recall":0.5}"#))
        #expect(text.contains(#""folds":5"#) && text.contains(#""macro_f1":0.2222"#))
        #expect(text.contains(#""pairs":2"#) && text.contains(#""pairs_per_second":4"#))
    }

    @Test func `each group is held once, and a query that comes twice lies in one fold`() {
        let groups = MadeUpPairs.groups(23) + MadeUpPairs.groups(3)
        let folds = PairFolds(groups)
        var held: [PairGroup] = []
        for fold in 0..<folds.count {
            let (own, others) = folds.groups(of: fold)
            held += own
            #expect(own.count + others.count == groups.count)
            #expect(Set(own.map(\.query)).isDisjoint(with: others.map(\.query)))
            #expect((4...8).contains(own.count))
        }
        #expect(held.count == groups.count)
        #expect(PairFolds(groups).groups(of: 2).held == folds.groups(of: 2).held)
    }
}
