import AddressText
import Foundation
import Testing

/// Small models of made-up addresses, trained once for all tests.
enum Trained {
    static let divisions = """
        浙江省
        \t杭州市
        \t\t余杭区 良渚街道 仓前街道 径山镇
        \t\t西湖区 文新街道 蒋村街道
        \t宁波市
        \t\t海曙区 白云街道 望春街道
        """
    static let words = """
        road.name: 谷雨 白露 霜降 清明
        road.end: 路 街 大道
        estate.end: 苑 小区 花园
        estate.word: 立春 雨水
        plaza.end: 大厦 广场
        public: 小学 医院
        shop.end: 超市 药店
        trade: 科技 机械
        company.end: 有限公司
        subpoi: 东门 西区
        assist: 门口 旁边
        join: 与
        noise: 电联
        lane.end: 巷
        devzone.end: 开发区
        community.end: 村 社区
        letters: A B
        person.end: 前台
        """
    static let addresses: [LabelledAddresses.Address] = {
        var generator = AddressGenerator(
            divisions: DivisionTree(divisions), words: WordLists(words), seed: 3)
        return generator.make(600)
    }()
    static let model: AddressModel? = try? train(addresses, seed: 1)

    static func train(_ addresses: [LabelledAddresses.Address], seed: UInt64) throws -> AddressModel {
        var settings = AddressTrainer.Settings(of: .labelled)
        settings.rounds = 3
        settings.seed = seed
        return try AddressTrainer(divisions: DivisionNames(divisions), settings: settings).train(addresses)
    }

    static func parser() throws -> AddressParser { AddressParser(try #require(model)) }

    static func labels(_ text: String) throws -> [String] {
        var parser = try parser()
        let scalars = Array(text.unicodeScalars)
        return parser.parse(text).map { part in
            var said = String.UnicodeScalarView()
            said.append(contentsOf: scalars[part.range])
            return "\(String(said))/\(part.label)"
        }
    }
}

@Suite struct AddressParserTests {
    @Test func `an address of Liangzhu is cut into its parts`() throws {
        #expect(
            try Trained.labels("浙江省杭州市余杭区良渚街道谷雨路12号") == [
                "浙江省/prov", "杭州市/city", "余杭区/district", "良渚街道/town", "谷雨路/road", "12号/roadno",
            ])
    }

    @Test func `a chain of numbers is building, unit and room`() throws {
        #expect(
            try Trained.labels("立春苑12-3-1001") == [
                "立春苑/poi", "12/houseno", "-/redundant", "3/cellno", "-/redundant", "1001/roomno",
            ])
    }

    @Test(arguments: ["谷雨路１２３号", "谷雨路一百二十三号", "谷雨路 123号", "谷雨路 一百二十三号"])
    func `the road's number is found however it is written`(text: String) throws {
        let parts = try Trained.labels(text).filter { !$0.hasSuffix("redundant") }
        #expect(parts.map { $0.split(separator: "/").last } == ["road", "roadno"])
        #expect(parts.last?.contains("号") == true)
    }

    @Test func `most of what was made up by another seed is read as it was meant`() throws {
        var generator = AddressGenerator(
            divisions: DivisionTree(Trained.divisions), words: WordLists(Trained.words), seed: 4)
        var evaluation = AddressEvaluation(), parser = try Trained.parser()
        for address in generator.make(200) { evaluation.count(parser.parse(address.text), against: address.parts) }
        #expect(evaluation.all.f1 > 0.8)
    }

    @Test func `the sureness of a part lies between 0 and 1 and is told when asked for`() throws {
        var parser = try Trained.parser()
        for address in Trained.addresses.prefix(50) {
            #expect(parser.parse(address.text).allSatisfy { $0.confidence == nil })
            let sure = parser.parse(address.text, confidence: true)
            #expect(sure.allSatisfy { (0...1).contains($0.confidence ?? -1) })
            #expect(sure.map(\.range) == parser.parse(address.text).map(\.range))
        }
    }

    @Test func `parts lie in order inside the text and do not overlap`() throws {
        var parser = try Trained.parser()
        for text in ["良渚街道 谷雨路 12号", "谷雨苑三幢 二单元", "A B C", "12\u{200B}34", "👩‍👩‍👧谷雨路", "谷\u{301}雨路"] {
            let parts = parser.parse(text)
            #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound })
            #expect((parts.last?.range.upperBound ?? 0) <= text.unicodeScalars.count)
        }
    }

    @Test func `nothing has no parts`() throws {
        var parser = try Trained.parser()
        #expect(parser.parse("") == [])
        #expect(parser.parse("\u{200B}") == [])
        #expect(parser.parse("  ") == [AddressPart(.redundant, 0..<2)])
    }

    @Test func `ten thousand characters are parsed to the end`() throws {
        var parser = try Trained.parser()
        for unit in ["谷", "谷雨路12号", "1", "-", "浙江省杭州市", "谷雨 "] {
            let text = String(repeating: unit, count: 10_000 / unit.unicodeScalars.count)
            let parts = parser.parse(text, confidence: true)
            #expect(parts.first?.range.lowerBound == 0)
            #expect(parts.last?.range.upperBound == text.unicodeScalars.count)
        }
    }

    @Test func `bytes that are no UTF-8 are parsed as what they decode to`() throws {
        var parser = try Trained.parser()
        let text = String(decoding: [0xE8, 0xB0, 0xFF, 0xFE, 0x31, 0x32, 0x80] as [UInt8], as: UTF8.self)
        #expect(parser.parse(text).last?.range.upperBound == text.unicodeScalars.count)
    }

    @Test func `a line of the command names label, text, place and sureness`() throws {
        let line = ParsedAddress("谷雨路12号", [AddressPart(.road, 0..<3, confidence: 0.98765), AddressPart(.roadno, 3..<60)])
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(
            String(decoding: try encoder.encode(line), as: UTF8.self)
                == #"{"parts":[{"confidence":0.988,"end":3,"label":"road","start":0,"text":"谷雨路"}],"text":"谷雨路12号"}"#)
    }
}
