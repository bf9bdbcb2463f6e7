import AddressPairs
import Foundation
import Testing

@Suite struct PairModelTests {
    private static let model = try? MadeUpPairs.train(MadeUpPairs.groups(30))

    @Test func `the same pairs and seed give the same bytes`() throws {
        let groups = MadeUpPairs.groups(30)
        let once = try MadeUpPairs.train(groups, rounds: 3).encoded()
        #expect(try MadeUpPairs.train(groups, rounds: 3).encoded() == once)
        #expect(try MadeUpPairs.train(groups, seed: 2, rounds: 3).encoded() != once)
    }

    @Test func `what was learned is told of pairs not seen`() throws {
        let groups = MadeUpPairs.groups(120)
        var reader = try MadeUpPairs.reader(try MadeUpPairs.train(Array(groups.prefix(90)), rounds: 40))
        var evaluation = PairEvaluation()
        for group in groups.suffix(30) { evaluation.count(reader.relate(group), against: group) }
        #expect(evaluation.pairs == 90)
        #expect(evaluation.macroF1 > 0.9)
    }

    @Test func `width and the word for a building change nothing`() throws {
        var reader = try MadeUpPairs.reader(try #require(Self.model))
        let plain = PairGroup(query: "谷雨路12号立春苑3幢", candidates: [.init(text: "谷雨路12号立春苑3幢")])
        let other = PairGroup(query: "谷雨路１２号立春苑3号楼", candidates: [.init(text: "谷雨路12號立春苑三栋")])
        #expect(reader.relate(plain) == reader.relate(other))
    }

    @Test func `a model read back tells the same`() throws {
        let model = try #require(Self.model)
        let again = try PairModel(model.encoded())
        #expect(again.encoded() == model.encoded())
        #expect((again.origin.queries, again.origin.pairs, again.origin.seed) == (30, 90, 1))
        var first = try MadeUpPairs.reader(model), second = try MadeUpPairs.reader(again)
        for group in MadeUpPairs.groups(10) { #expect(first.relate(group) == second.relate(group)) }
    }

    @Test func `there is a label for each candidate of any text`() throws {
        var reader = try MadeUpPairs.reader(try #require(Self.model))
        for text in ["", "  ", "(((", "0000000000000000000000", "😀\u{200B}", String(repeating: "1号", count: 5_000)] {
            let group = PairGroup(query: text, candidates: [.init(text: text), .init(text: "谷雨路")])
            #expect(reader.relate(group).count == 2)
        }
        #expect(reader.relate(PairGroup(query: "谷雨路", candidates: [])).isEmpty)
    }

    @Test func `too few queries, or a label that no pair has, are nothing to learn from`() {
        #expect(throws: PairError.nothingToLearn) { try MadeUpPairs.train([]) }
        #expect(throws: PairError.nothingToLearn) { try MadeUpPairs.train(MadeUpPairs.groups(9)) }
        let same = Array(repeating: MadeUpPairs.groups(1), count: 20).flatMap { $0 }
        #expect(throws: PairError.nothingToLearn) { try MadeUpPairs.train(same) }
        let halved = MadeUpPairs.groups(20).map { group in
            PairGroup(query: group.query, candidates: group.candidates.filter { $0.label != .exact })
        }
        #expect(throws: PairError.nothingToLearn) { try MadeUpPairs.train(halved) }
    }

    @Test func `a candidate without a label is not learned from`() throws {
        var groups = MadeUpPairs.groups(20)
        groups[0].candidates[0].label = nil
        #expect(try MadeUpPairs.train(groups, rounds: 1).origin.pairs == 59)
    }

    @Test func `a file that is cut off anywhere is refused`() throws {
        let data = try #require(Self.model).encoded()
        for length in stride(from: 0, to: data.count, by: max(1, data.count / 13)) {
            #expect(throws: PairError.damaged) { try PairModel(data.prefix(length)) }
        }
    }

    @Test func `a changed byte is found`() throws {
        let data = try #require(Self.model).encoded()
        for place in stride(from: 25, to: data.count, by: max(1, data.count / 13)) {
            var changed = data
            changed[place] ^= 0x10
            #expect(throws: PairError.damaged) { try PairModel(changed) }
        }
    }

    @Test func `a model of another version says so`() {
        #expect(throws: PairError.otherVersion) { try PairModel(Data("shanzhi pair model 9\nrest".utf8)) }
        #expect(throws: PairError.damaged) { try PairModel(Data("shanzhi address model 1\n".utf8)) }
        #expect(throws: PairError.damaged) { try PairModel(Data()) }
    }
}
