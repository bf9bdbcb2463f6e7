import AddressText
import Foundation
import Testing

/// The model that is shipped.
enum Shipped {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Rules/addresses")
    static let model = try? AddressModel(Data(contentsOf: folder.appending(path: "default.model")))

    static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
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
            try Shipped.labels("浙江省杭州市余杭区良渚街道谷雨路12号") == [
                "浙江省/prov", "杭州市/city", "余杭区/district", "良渚街道/town", "谷雨路/road", "12号/roadno",
            ])
    }

    @Test func `a chain of numbers is building, unit and room`() throws {
        #expect(
            try Shipped.labels("立春苑12-3-1001") == [
                "立春苑/poi", "12/houseno", "-/redundant", "3/cellno", "-/redundant", "1001/roomno",
            ])
    }

    @Test(arguments: ["谷雨路１２３号", "谷雨路一百二十三号", "谷雨路 123号", "谷雨路 一百二十三号"])
    func `the road's number is found however it is written`(text: String) throws {
        let parts = try Shipped.labels(text).filter { !$0.hasSuffix("redundant") }
        #expect(parts.map { $0.split(separator: "/").last } == ["road", "roadno"])
        #expect(parts.last?.contains("号") == true)
    }

    @Test func `most of what is made up by another seed is read as it was meant`() throws {
        var generator = AddressGenerator(
            divisions: DivisionTree(try Shipped.text("divisions.txt")), words: WordLists(try Shipped.text("words.txt")),
            seed: 99)
        var evaluation = AddressEvaluation(), parser = try Shipped.parser()
        for address in generator.make(60) { evaluation.count(parser.parse(address.text), against: address.parts) }
        #expect(evaluation.all.f1 > 0.85)
    }

    @Test func `the sureness of a part lies between 0 and 1 and is told when asked for`() throws {
        var parser = try Shipped.parser()
        for address in MadeUp.addresses.prefix(20) {
            #expect(parser.parse(address.text).allSatisfy { $0.confidence == nil })
            let sure = parser.parse(address.text, confidence: true)
            #expect(sure.allSatisfy { (0...1).contains($0.confidence ?? -1) })
            #expect(sure.map(\.range) == parser.parse(address.text).map(\.range))
        }
    }

    @Test func `parts lie in order inside the text and do not overlap`() throws {
        var parser = try Shipped.parser()
        for text in ["良渚街道 谷雨路 12号", "谷雨苑三幢 二单元", "A B C", "12\u{200B}34", "👩‍👩‍👧谷雨路", "谷\u{301}雨路"] {
            let parts = parser.parse(text)
            #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound })
            #expect((parts.last?.range.upperBound ?? 0) <= text.unicodeScalars.count)
        }
    }

    @Test func `nothing has no parts`() throws {
        var parser = try Shipped.parser()
        #expect(parser.parse("") == [])
        #expect(parser.parse("\u{200B}") == [])
        #expect(parser.parse("  ") == [AddressPart(.redundant, 0..<2)])
    }

    @Test func `ten thousand characters are parsed to the end`() throws {
        var parser = try Shipped.parser()
        for unit in ["谷雨路12号", "- "] {
            let text = String(repeating: unit, count: 10_000 / unit.unicodeScalars.count)
            let parts = parser.parse(text)
            #expect(parts.first?.range.lowerBound == 0)
            #expect(parts.last?.range.upperBound == text.unicodeScalars.count)
        }
    }

    @Test func `bytes that are no UTF-8 are parsed as what they decode to`() throws {
        var parser = try Shipped.parser()
        let text = String(decoding: [0xE8, 0xB0, 0xFF, 0xFE, 0x31, 0x32, 0x80] as [UInt8], as: UTF8.self)
        #expect(parser.parse(text).last?.range.upperBound == text.unicodeScalars.count)
    }

    @Test func `a line of the command names label, text, place and sureness`() throws {
        let line = ParsedAddress(
            "谷雨路12号", [AddressPart(.road, 0..<3, confidence: 0.98765), AddressPart(.roadno, 3..<60)])
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(
            String(decoding: try encoder.encode(line), as: UTF8.self)
                == #"{"parts":[{"confidence":0.988,"end":3,"label":"road","start":0,"text":"谷雨路"}],"text":"谷雨路12号"}"#)
    }
}
