import AddressText
import Testing

@testable import AddressPairs

@Suite struct ComparisonTests {
    private static func text(_ text: String) throws -> ComparedText {
        var parser = try MadeUpPairs.parser()
        return ComparedText(text, &parser, MadeUpPairs.reach)
    }

    @Test func `a building has one form, and zeros before a number say nothing`() throws {
        let plain = try Self.text("立春苑3栋").tokens.map(\.code)
        for other in ["立春苑3幢", "立春苑3号楼", "立春苑０３栋", "立春苑三幢", "立春·苑(3栋)"] {
            #expect(try Self.text(other).tokens.map(\.code) == plain, "\(other)")
        }
        #expect(try Self.text("立春苑13栋").tokens.map(\.code) != plain)
    }

    @Test func `every field lies in the tokens`() throws {
        for text in ["余杭区谷雨路12号立春苑3号楼2单元501室", "号楼号楼", "3号楼", "谷雨路 12号, 立春苑", "楼1号楼"] {
            let compared = try Self.text(text)
            for field in compared.fields {
                #expect(compared.tokens.indices.contains(field.range.lowerBound))
                #expect(field.range.upperBound <= compared.tokens.count)
            }
        }
    }

    @Test func `divisions say where in the country a text may lie`() throws {
        #expect(try Self.text("余杭区谷雨路").counties == [0..<1])
        #expect(try Self.text("杭州市谷雨路").counties == [0..<2])
        #expect(try Self.text("杭州市余杭区谷雨路").counties == [0..<1])
        #expect(try Self.text("谷雨路").counties.isEmpty)
        let torn = try Self.text("杭州市海曙区谷雨路")
        #expect(torn.isTorn)
    }

    @Test func `a name of several places reaches all of them`() {
        #expect(MadeUpPairs.reach.spans(of: "白云街道") == [2..<4])
        #expect(MadeUpPairs.reach.spans(of: "浙江") == [0..<3])
        #expect(MadeUpPairs.reach.spans(of: "无名县").isEmpty)
        #expect(DivisionReach.common([0..<2, 5..<7], [1..<6]) == [1..<2, 5..<6])
        #expect(DivisionReach.common([0..<2], [2..<3]).isEmpty)
    }

    @Test func `an alignment knows runs, order and edits`() throws {
        let alignment = Alignment(try Self.text("谷雨路12号"), try Self.text("白露谷雨街12号"))
        #expect(alignment.first == [2, 2, 0, 2, 2])
        #expect(alignment.second == [0, 0, 2, 2, 0, 2, 2])
        #expect(alignment.longest == 2 && alignment.inOrder == 4 && alignment.edits == 3)
        let nothing = Alignment(ComparedText(), try Self.text("谷雨路"))
        #expect(nothing.first.isEmpty && nothing.edits == 3)
    }

    @Test func `rows are equally long whatever is compared`() throws {
        let texts = try ["", "谷雨路", "余杭区谷雨路12号立春苑3号楼2单元501室"].map(Self.text)
        for query in texts {
            for row in GroupFeatures(query, texts, TokenRarity(texts)).rows {
                #expect(row.count == GroupFeatures.width)
                #expect(row.filter(\.isFinite).count == row.count)
            }
        }
        #expect(GroupFeatures(texts[0], [], TokenRarity()).rows.isEmpty)
    }

    @Test func `a word of every text is worth less than one of a single text`() throws {
        let texts = try ["谷雨路", "白露路", "霜降路"].map(Self.text)
        let rarity = TokenRarity(texts)
        let road = try #require(texts[0].tokens.last), rain = try #require(texts[0].tokens.first)
        #expect(rarity.weight(road.code) < rarity.weight(rain.code))
    }
}
