import App
import Base
import Foundation
import Rulebook
import TestDistrict
import Testing

@testable import Matters

/// Routing rules as values: what is wrong with them, how they are written down, and what differs between two versions.
@Suite struct RoutingRuleTests {
    private static func seed<Pack: Decodable>(_ type: Pack.Type, _ path: String) throws -> Pack {
        let place = TestDistrict.home.appending(path: "Rules").appending(path: path)
        return try RulePack.decode(type, yaml: String(contentsOf: place, encoding: .utf8))
    }

    private static func terms() throws -> RoutingTerms {
        struct Departments: Decodable {
            struct Office: Decodable { let code: String, zh: String, en: String }
            let departments: [Office]
        }
        let offices = try seed(Departments.self, "districts/yuhang-2019/departments.yaml").departments
        return RoutingTerms(
            topics: try seed(TopicPack.self, "topics/topics.yaml"),
            departments: offices.map { RoutingTerms.Office(code: $0.code, name: Words($0.zh, $0.en)) },
            platforms: [
                "comprehensive-security", "market-supervision", "integrated-enforcement", "convenience-services",
            ].map { RoutingTerms.Office(code: $0, name: Words($0, $0)) }
        )
    }

    private static func rule(
        _ id: String, _ kinds: [MatterKind]? = nil, _ topics: [String]? = nil, _ place: RoutingRule.PlaceKnown? = nil,
        words: [String]? = nil, to target: RoutingRule.Target = RoutingRule.Target(level: "centre")
    ) -> RoutingRule {
        RoutingRule(
            id: id, zh: "规则", en: "Rule",
            when: RoutingRule.When(kinds: kinds, topics: topics, place: place, words: words), to: target)
    }

    private static func faults(_ rules: [RoutingRule]) throws -> [Int: [RoutingFault]] {
        RoutingCheck(RoutingPack(version: "1", rules: rules), terms: try terms()).faults
    }

    @Test func `nothing is wrong with the rules that come with the program`() throws {
        let pack = try Self.seed(RoutingPack.self, "routing/routing.yaml")
        #expect(pack.rules.count == 40)
        #expect(RoutingCheck(pack, terms: try Self.terms()).faults == [:])
    }

    @Test func `a rule below one that takes all it fits is named with that one`() throws {
        let faults = try Self.faults([
            Self.rule("A", nil, ["neighbour"]), Self.rule("B", [.help], ["neighbour.noise"], .village), Self.rule("Z"),
        ])
        #expect(faults == [1: [.shadowed(by: ["A"])]])
    }

    @Test func `several rules above may take together what one below fits`() throws {
        let whole = try Self.faults([
            Self.rule("A", [.help], ["police"], .town), Self.rule("B", nil, ["police"], RoutingRule.PlaceKnown.none),
            Self.rule("C", [.help], ["police.dogs"]), Self.rule("Z"),
        ])
        #expect(whole == [2: [.shadowed(by: ["A", "B"])]])
    }

    @Test func `a rule with words hides only one whose every word holds one of them`() throws {
        let first = Self.rule("A", words: ["煤气", "燃气"])
        #expect(
            try Self.faults([first, Self.rule("B", words: ["煤气罐"]), Self.rule("Z")]) == [1: [.shadowed(by: ["A"])]])
        #expect(try Self.faults([first, Self.rule("B", words: ["煤气罐", "电线"]), Self.rule("Z")]) == [:])
        #expect(try Self.faults([first, Self.rule("B", [.help]), Self.rule("Z")]) == [:])
    }

    @Test func `a missing last rule is told with an example, also where the last one looks at words`() throws {
        let open = try Self.faults([Self.rule("A", [.enquiry, .help, .report, .petition])])
        #expect(open == [1: [.noRule(kind: .dispute, topic: nil)]])
        #expect(try Self.faults([Self.rule("A", words: ["的"])])[1] != nil)
    }

    @Test func `topics, offices and numbers that there are not are each named`() throws {
        let faults = try Self.faults([
            Self.rule("A", nil, ["weather"]), Self.rule("B", [.help], to: .init(level: "department")),
            Self.rule("C", [.report], to: .init(level: "department", department: "moon", with: ["women", "sun"])),
            Self.rule("D", [.dispute], to: .init(level: "town", platform: "sea")),
            Self.rule("D", [.petition], to: .init(level: "province")), Self.rule("规则一", [.enquiry], []), Self.rule("Z"),
        ])
        #expect(faults[0] == [.unknownTopic("weather")])
        #expect(faults[1] == [.noOffice])
        #expect(faults[2] == [.unknownDepartment("sun"), .unknownDepartment("moon")])
        #expect(faults[3] == [.unknownPlatform("sea")])
        #expect(faults[4] == [.sameNumber, .unknownLevel("province")])
        #expect(faults[5] == [.badNumber, .fitsNothing])
        #expect(faults.values.joined().allSatisfy { $0.isGrave })
    }

    @Test func `what is written down reads back equal, with every sign that YAML gives a meaning`() throws {
        var pack = try Self.seed(RoutingPack.self, "routing/routing.yaml")
        var odd = Self.rule(
            "R41", [.help], ["police.dogs"], RoutingRule.PlaceKnown.none,
            words: [
                "null", "12", "a: b", "“引号”", "\"", "\\", "{x}", "# 不是注释", "- 横", "é", "👍🏽", "第\u{2028}行", "~", "0x1F",
                "是",
            ],
            to: .init(level: "department", department: "topic", with: ["women", "trade-union"]))
        odd.zh = "他说：“是的”，# 不是注释\n第二行\t后面\u{FEFF}\u{85}完"
        odd.en = "yes"
        var bare = Self.rule("R42")
        bare.when = nil
        pack.rules += [odd, bare]
        let text = RoutingText.yaml(pack, from: Day(number: 18_226))
        let read = try RulePack.decode(RoutingPack.self, yaml: text)
        #expect(read == pack)
        #expect(RoutingText.yaml(read, from: Day(number: 18_226)) == text)
    }

    @Test func `two versions differ by what was added, changed, moved and removed`() throws {
        let rules = ["A", "B", "C", "D", "E"].map { Self.rule($0) }
        let old = RoutingPack(version: "1", rules: rules)
        var changed = rules[1]
        changed.zh = "另一句话"
        let new = RoutingPack(
            version: "2", rules: [rules[3], rules[0], changed, Self.rule("F"), rules[4]])
        #expect(
            RoutingDifference(from: old, to: new).changes == [
                .moved(rules[3], from: 4, to: 1), .changed(from: rules[1], to: changed), .added(Self.rule("F")),
                .removed(rules[2]),
            ])
        #expect(RoutingDifference(from: old, to: old).changes == [])
    }

    @Test func `a new rule takes the next number and its place, and one that is not there cannot be changed`() throws {
        let pack = RoutingPack(version: "1", rules: [Self.rule("R08"), Self.rule("R09"), Self.rule("X1")])
        #expect(pack.nextNumber == "R10")
        #expect(RoutingPack(version: "1", rules: []).nextNumber == "R01")
        #expect(pack.applying(.add(Self.rule("R10"), below: "R08"))?.rules.map(\.id) == ["R08", "R10", "R09", "X1"])
        #expect(pack.applying(.add(Self.rule("R10"), below: nil))?.rules.first?.id == "R10")
        #expect(pack.applying(.raise("R08")) == pack)
        #expect(pack.applying(.lower("R08"))?.rules.map(\.id) == ["R09", "R08", "X1"])
        #expect(pack.applying(.remove("R99")) == nil)
        #expect(pack.applying(.change(Self.rule("R99"))) == nil)
        #expect(pack.applying(.replace(Array(repeating: Self.rule("R"), count: 501))) == nil)
    }

    @Test func `a form becomes a rule that says itself in both languages`() throws {
        var typed = RuleTyped()
        (typed.kinds, typed.topics) = (["help"], ["police", "police.dogs"])
        (typed.place, typed.words, typed.target) = ("town", "狗， 犬,狗;咬", "town:comprehensive-security")
        typed.helpers = ["public-security"]
        let rule = try typed.rule("R41", terms: try Self.terms())
        #expect(
            rule.when == RoutingRule.When(kinds: [.help], topics: ["police"], place: .town, words: ["狗", "犬", "咬"]))
        #expect(rule.to == .init(level: "town", platform: "comprehensive-security", with: ["public-security"]))
        #expect(rule.zh.contains("说到“狗”或“犬”") && rule.zh.contains("请区公安分局协办"))
        #expect(rule.en.contains("with help from Public Security"))
        #expect(RuleTyped(rule).target == typed.target)
        for (field, change) in [
            ("target", { $0.target = "" }), ("target", { $0.target = "moon" }), ("topic", { $0.topics = ["moon"] }),
            ("place", { $0.place = "moon" }), ("with", { $0.helpers = ["moon"] }),
            ("words", { $0.words = String(repeating: "长", count: 31) }),
            ("zh", { $0.zh = String(repeating: "长", count: 201) }),
        ] as [(String, (inout RuleTyped) -> Void)] {
            var wrong = typed
            change(&wrong)
            let terms = try Self.terms()
            let fault = #expect(throws: MatterError.self) { try wrong.rule("R41", terms: terms) }
            guard case .invalid(field, _)? = fault else {
                Issue.record("\(field): \(String(describing: fault))")
                continue
            }
        }
    }
}
