import Base
import Clocks
import Rulebook
import Testing

@Suite struct LawPackTests {
    @Test func `the project's own law pack reads without a fault`() throws {
        let law = try Fixture.law()
        #expect(law.rules.count > 20)
        let accept = law.rules(
            duty: "acceptance", procedure: "petition", on: try Fixture.day("2019-11-26"), trigger: .received
        )
        #expect(accept.map(\.id).sorted() == ["P3", "P9"])
        let later = law.rules(
            duty: "completion", procedure: "petition", on: try Fixture.day("2022-05-01"), trigger: .accepted
        )
        #expect(later.contains { $0.id == "P16" })
        #expect(!later.contains { $0.id == "P4" })
    }

    @Test func `the day of the event decides which rule is in force`() throws {
        let law = try Fixture.law()
        let last = try Fixture.day("2022-04-30")
        #expect(law.findRule("P4", on: last)?.isInForce(on: last) == true)
        #expect(law.findRule("P4", on: last.adding(days: 1)) == nil)
        #expect(law.findRule("P16", on: last) == nil)
        #expect(law.findRule("P16", on: last.adding(days: 1))?.level == .nation)
    }

    @Test func `a row says what its own article says`() throws {
        let law = try Fixture.law(), day = try Fixture.day("2019-11-26"), later = try Fixture.day("2022-05-01")
        for (id, day, words) in [
            ("P20", day, "负责人信访接待日"), ("P7", day, "信访工作机构改进建议"), ("P21", later, "透露或者转给"),
            ("P21b", later, "透露或者转送"), ("P4", day, "六十日内办结"),
        ] {
            #expect(law.findRule(id, on: day)?.sentence.zh.contains(words) == true, "\(id)")
        }
        #expect(law.findRule("M1", on: day)?.isFor(procedure: "dispute") == false)
    }

    @Test func `what was not read in the text says so in its own row`() throws {
        let law = try Fixture.law()
        for row in law.rules where ["L7", "R6d", "R7e", "R10c"].contains(row.id) {
            #expect(row.article.zh.hasSuffix("（条文号待核）"), "\(row.id)")
        }
        for row in law.rules {
            let isOpen = row.checked == "K" && row.level != .local || row.article.zh.contains("《民事诉讼法》（20")
            #expect(!isOpen || row.note?.zh.contains("凭所知") == true, "\(row.id) \(row.article.zh)")
        }
        let outer = law.rules.filter { $0.id == "M7" }
        #expect(outer.count == 3 && outer.allSatisfy { $0.note?.zh.contains("外限") == true })
    }

    @Test func `both objections to a confirmation count from the ruling received, and their words say so`() throws {
        let law = try Fixture.law(), day = try Fixture.day("2022-09-20")
        for id in ["M8", "M8b"] {
            let rule = try #require(law.findRule(id, on: day))
            #expect(rule.event == Words("收到确认裁定", "Confirmation ruling received"))
            #expect(rule.sentence.zh.contains("收到裁定") && rule.sentence.en.contains("receiving the ruling"))
        }
    }

    @Test func `the village rules of Zhejiang hold in 2019 and say that their wording of that year was not compared`()
        throws
    {
        let law = try Fixture.law(), day = try Fixture.day("2019-11-26")
        for id in ["G8", "G9", "G10", "G11"] {
            let rule = try #require(law.findRule(id, on: day), "\(id)")
            #expect(rule.level == .province && !rule.endConfirmed && rule.note?.zh.contains("2019年的文字没有核对") == true)
        }
    }

    @Test func `a limit in people is no time limit`() throws {
        let rule = try #require(try Fixture.law().findRule("P8", on: try Fixture.day("2019-11-26")))
        #expect((rule.limit, rule.people) == (nil, 5))
        let count = TermCount(try Fixture.calendar())
        #expect(count.count(rule, from: try Fixture.day("2019-11-26")) == nil)
    }

    @Test func `limits in money and shares say what they are, and figures are read as numbers`() throws {
        let law = try pack([
            row("X1", "2019-01-01", "limit: {amount: 1000, unit: fen}"),
            row("X2", "2019-01-01", "limit: {amount: 50, unit: percent, of: {zh: 案件受理费, en: the court fee}}"),
            row("X3", "2019-01-01", "figures: {villagers: 1/10, members: 3-5, days: \"15\"}"),
        ])
        #expect(law.rules[0].measure?.words == Words("10 元", "10 yuan"))
        #expect(law.rules[1].measure?.words == Words("案件受理费的 50%", "50% of the court fee"))
        #expect(law.rules.allSatisfy { $0.limit == nil && $0.people == nil })
        #expect(law.rules[2].figures == ["villagers": .share(1, of: 10), "members": .range(3...5), "days": .count(15)])
    }

    @Test(arguments: [
        ("limit: {amount: 5, unit: percent}", "X1: limit.of: missing"),
        ("expiry: [explodes]", "X1: expiry: unknown: explodes"), ("holder: nobody", "X1: holder: unknown: nobody"),
        ("transition: sometimes", "X1: transition: unknown: sometimes"),
        ("figures: {villagers: 11/10}", "X1: figures.villagers: no number, share or range: 11/10"),
        ("limit: {amount: 5, unit: fortnight}", "X1: limit.unit: unknown: fortnight"),
        ("limit: {amount: 0, unit: working}", "X1: limit.amount: 0 is not in 1...3660"),
        ("limit: {unit: working}", "X1: limit.amount: missing"),
        ("limit: {amount: 5, unit: working}\n    roll: backwards", "X1: roll: unknown: backwards"),
        ("to: 2018-12-31", "X1: to: is before from"),
        ("to: 31.12.2020", "X1: to: not a day: 31.12.2020"),
        ("extension: {amount: 5, unit: working, approver: head}", "X1: extension: the row has no time limit"),
        ("limit: {amount: 5, unit: working}\n    extension: {amount: 5}", "X1: extension.approver: missing"),
    ])
    func `a fault names its row`(line: String, fault: String) throws {
        let faults = #expect(throws: LawFaults.self) { try pack([row("X1", "2019-01-01", line)]) }
        #expect(faults?.description == fault)
    }

    @Test func `the same row twice in force, and a gap between its versions, are faults`() throws {
        let twice = #expect(throws: LawFaults.self) {
            try pack([row("X1", "2019-01-01", "to: 2020-12-31"), row("X1", "2020-12-31", "")])
        }
        #expect(twice?.description == "X1: from: twice in force on 2020-12-31")
        let open = #expect(throws: LawFaults.self) {
            try pack([row("X1", "2019-01-01", ""), row("X1", "2021-01-01", "")])
        }
        #expect(open?.faults.count == 1)
        let gap = #expect(throws: LawFaults.self) {
            try pack([
                row("X1", "2021-01-02", ""), row("X1", "2019-01-01", "to: 2020-12-31"), row("", "2019-01-01", ""),
            ])
        }
        #expect(gap?.faults.map(\.row) == ["test[3]", "X1"])
        #expect(gap?.description.contains("a gap from 2020-12-31 to 2021-01-02") == true)
        #expect(throws: Never.self) {
            try pack([row("X1", "2019-01-01", "to: 2020-12-31"), row("X1", "2021-01-01", "")])
        }
    }

    private func row(_ id: String, _ from: String, _ line: String) -> String {
        """
          - id: "\(id)"
            duty: completion
            applies: [petition]
            trigger: accepted
            article: {zh: 条, en: Article}
            level: local
            from: \(from)
            sentence: {zh: 句, en: Sentence}
            \(line)

        """
    }

    @discardableResult
    private func pack(_ rows: [String]) throws -> LawPack {
        let yaml = "pack: law\nid: test\nrules:\n" + rows.joined()
        return try LawPack([(try RulePack.decode(LawFile.self, yaml: yaml), "law/test/1")])
    }
}
