import Foundation
import Intake
import Matters
import Rulebook
import TestDistrict
import Testing

/// Topics and kinds by the words of their packs.
@Suite struct ClassifierTests {
    private static let pack = """
        pack: topics
        version: "1"
        topics:
          - code: city
            zh: 城市
            en: City
            leaves:
              - {code: city.lights, zh: 路灯, en: Lights, departments: [a], keywords: [路灯]}
              - {code: city.water, zh: 供水, en: Water, departments: [b], keywords: [停水, {word: 水压, weight: 3}, ＷｉＦｉ]}
        """
    private func classifier() throws -> KeywordClassifier {
        KeywordClassifier(try RulePack.decode(TopicPack.self, yaml: Self.pack))
    }

    @Test func `a word in the title counts twice`() throws {
        let guesses = try classifier().guess(title: "路灯", text: "停水")
        #expect(guesses.map(\.code) == ["city.lights", "city.water"])
        #expect(guesses.map(\.score) == [67, 33])
    }

    @Test func `a word counts once however often it stands`() throws {
        let guesses = try classifier().guess(title: "", text: "路灯路灯路灯路灯，水压")
        #expect(guesses.first?.code == "city.water")
        #expect(guesses.first?.words == ["水压"])
    }

    @Test func `without any keyword nothing is proposed`() throws {
        #expect(try classifier().guess(title: "你好", text: "谢谢").isEmpty)
        #expect(try classifier().guess(title: "", text: "").isEmpty)
    }

    @Test func `full-width letters and Traditional characters are the same words`() throws {
        #expect(try classifier().guess(title: "", text: "小區路燈壞了").first?.code == "city.lights")
        #expect(try classifier().guess(title: "", text: "没有wifi").first?.code == "city.water")
        #expect(try classifier().guess(title: "", text: "没有ＷＩＦＩ").first?.code == "city.water")
    }

    @Test func `a pack with weights that cancel each other, or without end, proposes nothing and ends nothing`() throws
    {
        for weights in ["2|-2", ".inf|1"] {
            let two = weights.split(separator: "|")
            let yaml = """
                pack: kinds
                version: "1"
                kinds:
                  - {kind: help, words: [{word: 路灯, weight: \(two[0])}]}
                  - {kind: dispute, words: [{word: 纠纷, weight: \(two[1])}]}
                """
            let guesses = KindClassifier(try RulePack.decode(KindPack.self, yaml: yaml)).guess(title: "", text: "路灯纠纷")
            #expect(guesses.allSatisfy { (0...100).contains($0.score) })
        }
    }

    @Test(arguments: [
        ("咨询居住证续签", "请问需要什么材料？", MatterKind.enquiry),
        ("举报无证经营的黑作坊", "夜里偷排，请查处。", .report),
        ("和楼上漏水的纠纷", "他不肯赔，请帮忙调解。", .dispute),
        ("建议加开一班公交", "希望政府考虑。", .petition),
        ("路灯坏了", "三楼的灯一个星期没亮了。", .help),
        ("", "今天天气不错", .help),
        ("諮詢戶口", "請問怎麼辦理", .enquiry),
    ])
    func `the kind follows the words`(title: String, text: String, kind: MatterKind) throws {
        let file = TestDistrict.home.appending(path: "Rules/topics/kinds.yaml")
        let pack = try RulePack.decode(KindPack.self, yaml: try String(contentsOf: file, encoding: .utf8))
        #expect(KindClassifier(pack).kind(title: title, text: text) == kind)
    }

    @Test func `without a pack everything is a request for help`() {
        #expect(KindClassifier(nil).kind(title: "举报", text: "咨询") == .help)
        #expect(KindClassifier(nil).guess(title: "举报", text: "咨询").isEmpty)
    }

    @Test func `a proposed kind tells its share of the points and the words that decided`() throws {
        let pack = """
            version: "1"
            kinds:
              - {kind: dispute, words: [{word: 纠纷, weight: 3}, 赔偿]}
              - {kind: help, words: [漏水, 求助]}
            """
        let classifier = KindClassifier(try RulePack.decode(KindPack.self, yaml: pack))
        let guesses = classifier.guess(title: "漏水", text: "楼上漏水的糾紛，要求赔偿")
        #expect(guesses.map(\.kind) == [.dispute, .help])
        #expect(guesses.map(\.score) == [67, 33])
        #expect(guesses.map(\.words) == [["纠纷", "赔偿"], ["漏水"]])
        #expect(classifier.guess(title: "求助", text: "赔偿，漏水").first?.kind == .help)
        #expect(classifier.guess(title: "", text: "赔偿，漏水").first?.kind == .dispute, "the earlier of equals")
    }
}
