import Testing

@testable import Intake

/// Messages about the same trouble find each other; look-alikes elsewhere stay apart.
@Suite struct SimilarTests {
    // Made up: two troubles of three messages each in one district, the second trouble once more in another, and one by itself.
    private static let messages = [
        "A3区青禾家园旁边的搅拌站半夜开工，灰尘很大": "搅拌站扰民",
        "请管管青禾家园旁边的搅拌站，A3区这里半夜灰尘很大": "青禾家园搅拌站灰尘",
        "A3区青禾家园旁边的搅拌站又半夜开工了，灰尘没人管": "青禾家园搅拌站",
        "A3区竹影广场楼下的烧烤店油烟直排，熏得开不了窗": "竹影广场油烟直排",
        "竹影广场楼下的烧烤店天天排油烟，A3区城管来过也没用": "竹影广场烧烤店油烟",
        "A3区竹影广场楼下的烧烤店油烟直排什么时候能治": "竹影广场烧烤店油烟",
        "A7区松风小学门口流动摊贩的油烟，孩子们咳嗽": "松风小学门口的摊贩",
        "想问问老年公交卡在哪里办": "老年卡办理",
    ].sorted { $0.key < $1.key }

    private static let index = SimilarIndex(
        messages.map { SimilarText(title: $0.value, text: "\($0.value) \($0.key)") })

    private static func trouble(_ row: Int) -> String {
        let text = messages[row].key
        return ["搅拌站", "竹影", "松风", "老年"].first { text.contains($0) } ?? ""
    }

    @Test func `the likeliest message is one about the same trouble in the same place`() {
        for row in 0..<Self.index.count where ["搅拌站", "竹影"].contains(Self.trouble(row)) {
            let likeness = Self.index.likeness(of: row)
            let best = likeness.indices.filter { $0 != row }.max { likeness[$0] < likeness[$1] }
            #expect(best.map(Self.trouble) == Self.trouble(row), "\(Self.messages[row].key)")
            #expect(abs(likeness[row] - 1) < 1e-4)
        }
    }

    @Test func `likeness is the same both ways, and of the earlier ones alone where they are asked for`() {
        for row in 0..<Self.index.count {
            let all = Self.index.likeness(of: row), earlier = Self.index.likeness(of: row, before: row)
            #expect(earlier.count == row)
            for other in 0..<Self.index.count { #expect(abs(all[other] - Self.index.likeness(of: other)[row]) < 1e-5) }
            #expect(zip(earlier, all).allSatisfy { abs($0 - $1) < 1e-6 })
        }
    }

    @Test func `both ways of grouping put each trouble together and leave the rest alone`() throws {
        for groups in [Grouping.once(Self.index, threshold: 0.15), try Grouping.regroup(Self.index, threshold: 0.15)] {
            for one in groups.indices {
                for other in groups.indices {
                    let isSame = Self.trouble(one) == Self.trouble(other)
                    #expect(
                        (groups[one] == groups[other]) == isSame,
                        "\(Self.messages[one].key) \(Self.messages[other].key)")
                }
            }
        }
    }

    /// Joining the nearest pair each time, as the books say it.
    @Test(arguments: [0.05, 0.1, 0.2, 0.4])
    func `chains of neighbours find the groups that joining the nearest pair finds`(
        threshold: Float
    ) throws {
        let count = Self.index.count, likeness = (0..<count).map { Self.index.likeness(of: $0) }
        var groups = (0..<count).map { [$0] }
        while true {
            var best: (Float, Int, Int) = (threshold, -1, -1)
            for one in groups.indices {
                for other in groups.indices where other < one {
                    let pairs = groups[one].flatMap { row in groups[other].map { likeness[row][$0] } }
                    let mean = pairs.reduce(0, +) / Float(pairs.count)
                    if mean >= best.0 { best = (mean, one, other) }
                }
            }
            guard best.1 >= 0 else { break }
            groups[best.2] += groups.remove(at: best.1)
        }
        let found = try Grouping.regroup(Self.index, threshold: threshold)
        #expect(Set(groups.map(Set.init)) == Set(Dictionary(grouping: 0..<count) { found[$0] }.values.map(Set.init)))
    }

    @Test func `no message, one, and messages without words are grouped without a crash`() throws {
        for texts in [[], ["灯"], ["", "", "🙂"], Array(repeating: "路灯坏了", count: 50)] {
            let index = SimilarIndex(texts.map { SimilarText(title: "", text: $0) })
            #expect(Grouping.once(index).count == texts.count)
            #expect(try Grouping.regroup(index).count == texts.count)
        }
        let same = SimilarIndex(Array(repeating: SimilarText(title: "灯", text: "路灯坏了"), count: 3))
        #expect(Set(try Grouping.regroup(same)).count <= 3)
    }

    @Test func `areas are a letter with a number, in either width, not the city that all name`() {
        #expect(SimilarText.areas(in: "A市A3区的路") == SimilarText.areas(in: "ａ３区"))
        #expect(SimilarText.areas(in: "A市").isEmpty)
        #expect(SimilarText.areas(in: "A3区").isDisjoint(with: SimilarText.areas(in: "A7区、A3县")))
        #expect(SimilarText.areas(in: "余杭区3号").isEmpty)
    }

    @Test func `scores are those of the books`() throws {
        let score = IssueScore(issues: ["1": "a", "2": "a", "3": "a", "4": "b", "5": "b"])
        // For 1 the others of its issue stand at places 1 and 3: (1 + 2/3) / 2; for 4 at place 2: 1/2.
        let lists = ["1": ["2", "9", "3", "4"], "4": ["1", "5"]]
        let map = try #require(score.meanAveragePrecision(lists))
        #expect(abs(map - ((1 + 2.0 / 3) / 2 + 0.5) / 2) < 1e-9)
        #expect(score.nearest(["1": ["2", "4"], "4": ["1", "5"], "5": ["1"]]) == 0.5)
        // Two groups: 1, 2 and a stranger; 3, 4, 5.
        let found = try #require(score.bcubed(["1": "x", "2": "x", "8": "x", "3": "y", "4": "y", "5": "y"]))
        #expect(abs(found.precision - (2.0 / 3 * 2 + 1.0 / 3 + 2.0 / 3 * 2) / 5) < 1e-9)
        #expect(abs(found.recall - (2.0 / 3 * 2 + 1.0 / 3 + 1 * 2) / 5) < 1e-9)
        #expect(score.bcubed([:]) == nil && score.nearest([:]) == nil && score.meanAveragePrecision([:]) == nil)
    }

    @Test func `a table is read in the order of its times, whatever its form`() throws {
        let text = """
            id\ttitle\ttime\tdetail
            2\t路灯\t2019-04-25 09:32:09\t坏了
            1\t井盖\t2019/4/5 9:32:09\t没了
            1\t再来\t2019/4/6\t重复的编号
            3\t没有时间\t\t内容
            """
        let table = try MessageTable(ImportTable(bytes: Array(text.utf8), name: "messages.tsv"))
        #expect(table.ids == ["3", "1", "2"])
        #expect(table.messages[2].text == "路灯 坏了")
        #expect(table.rejected == 1)
        #expect(throws: ImportError.unknownColumn("text")) {
            try MessageTable(ImportTable(bytes: Array("id\ttitle\n1\t灯\n".utf8), name: "x.tsv"))
        }
    }
}
