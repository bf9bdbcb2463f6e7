import Base
import TestDistrict
import Testing

@testable import Intake

/// The rules of issues: heat, people, pins, and the measure for one message.
@Suite struct IssueRuleTests {
    private static let now = TestDistrict.morning

    private func voice(_ person: Int, daysAgo: Int64) -> IssueHeat.Voice {
        .init(person: person, at: Self.now.adding(seconds: -daysAgo * 86_400))
    }

    @Test func `ten messages of one person are no hotter than one, and two people are`() {
        let one = IssueHeat([voice(0, daysAgo: 1)], at: Self.now)
        let ten = IssueHeat((1...10).map { voice(0, daysAgo: $0) }, at: Self.now)
        let two = IssueHeat([voice(0, daysAgo: 1), voice(1, daysAgo: 1)], at: Self.now)
        #expect(ten.value <= one.value && ten.people == 1)
        #expect(two.value > one.value)
    }

    @Test func `late is hotter than long ago, and growing hotter than fading`() {
        let late = IssueHeat((0..<5).map { voice($0, daysAgo: 2) }, at: Self.now)
        let old = IssueHeat((0..<5).map { voice($0, daysAgo: 50) }, at: Self.now)
        #expect(late.value > 2 * old.value)
        #expect(late.isGrowing && !old.isGrowing)
        #expect(late.lately == 5 && old.before == 5)
    }

    @Test func `what came after the day that is looked at is left out`() {
        let heat = IssueHeat([voice(0, daysAgo: 5), voice(1, daysAgo: -3)], at: Self.now)
        #expect(heat.people == 1)
        #expect(IssueHeat([], at: Self.now).value == 0)
    }

    @Test func `one is known again by the telephone or else the name; the nameless of a day are one`() {
        let day = Self.now.day
        func said(_ phone: String, _ name: String, _ offset: Int = 0) -> IssuePeople.Message {
            .init(day: day.adding(days: offset), phone: phone, name: name)
        }
        let numbers = IssuePeople.number([
            said("00000000401", "谷雨"), said("00000000401", "谷雨妈妈"), said("", "白露"), said("", "白露"), said("", ""),
            said("", ""), said("", "", 1),
        ])
        #expect(numbers == [0, 0, 1, 1, 2, 2, 3])
    }

    private static let texts = ["烧烤店油烟直排开不了窗", "烧烤店油烟直排熏人开不了窗", "电梯停了三天", "电梯坏了三天没人修"]
    private static let index = SimilarIndex(texts.map { SimilarText(title: "", text: $0) })

    @Test func `pinned apart stays apart, pinned together stays together, and the rest is as it was`() throws {
        #expect(try Grouping.regroup(Self.index) == [0, 0, 1, 1])
        #expect(try Grouping.regroup(Self.index, pins: [0: 7, 1: 8]) == [0, 1, 2, 2])
        let together = try Grouping.regroup(Self.index, pins: [0: 7, 2: 7])
        #expect(together[0] == together[2])
    }

    @Test func `a program that is told to end does not wait for the night's grouping`() async {
        let night = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try Grouping.regroup(Self.index)
        }
        await #expect(throws: CancellationError.self) { try await night.value }
    }

    @Test func `many pairs do not wear away what was pinned apart`() throws {
        let many = SimilarIndex((0..<60).map { _ in SimilarText(title: "", text: Self.texts[0]) })
        let groups = try Grouping.regroup(many, pins: [0: 1, 59: 2])
        #expect(groups[0] != groups[59])
    }

    @Test func `one message is measured as a whole index measures it, once there are many`() {
        let troubles = ["油烟": Self.texts[0], "油烟扰民": Self.texts[1], "电梯": Self.texts[2], "": Self.texts[3]]
        let some = troubles.sorted { $0.key < $1.key }.map { SimilarText(title: $0, text: "\($0) \($1)") }
        let many = some + some + (0..<3_000).map { SimilarText(title: "第\($0)件", text: "第\($0)件　随便写写\($0 * 7)") }
        let measure = SimilarMeasure(many), index = SimilarIndex(many)
        for row in some.indices {
            let whole = index.likeness(of: row)
            for other in some.indices {
                let single = measure.likeness(measure.ready(some[row]), measure.ready(some[other]))
                #expect(abs(single - whole[other]) < 0.03, "\(row) \(other)")
            }
        }
    }

    @Test func `in a district with few matters the same words still mean the same, and common ones little`() {
        let few = Self.texts.prefix(2).map { SimilarText(title: "", text: $0) }
        let measure = SimilarMeasure(Array(few))
        #expect(measure.likeness(measure.ready(few[0]), measure.ready(few[1])) > 0.4)
        let one = SimilarText(title: "", text: "请问我们小区的电梯什么时候能修好，老人上下楼很不方便")
        let other = SimilarText(title: "", text: "请问我们的工资什么时候能发，干了三个月没给一分钱")
        #expect(measure.likeness(measure.ready(one), measure.ready(other)) < 0.15)
    }

    @Test func `what both say is shown in whole pieces, the rarest first`() {
        let common = (0..<1_200).map { SimilarText(title: "", text: "麻烦看看第\($0)号楼的事情") }
        let measure = SimilarMeasure(common)
        let shared = measure.shared(
            SimilarText(title: "", text: "麻烦看看竹影广场的油烟"), SimilarText(title: "", text: "竹影广场又冒烟，麻烦看看"))
        #expect(shared.first == "竹影广场")
        #expect(!measure.rarest(SimilarText(title: "", text: "麻烦看看竹影广场"), most: 10).map(\.word).contains("麻烦"))
    }

    @Test(arguments: ["", "a", "。。。", "1234567890", "😀😀", String(repeating: "啊", count: 100_000)])
    func `whatever is typed gets an answer`(text: String) {
        let measure = SimilarMeasure([SimilarText(title: "油烟", text: "烧烤店油烟直排")])
        let likeness = measure.likeness(
            measure.ready(SimilarText(title: text, text: text)), measure.ready(SimilarText(title: "", text: "油烟")))
        #expect(likeness >= 0 && likeness <= 1.001)
        #expect(IssueVoice([SimilarText(title: text, text: text)], measure).order == [0])
    }
}
