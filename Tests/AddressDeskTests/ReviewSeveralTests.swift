import AddressDesk
import Base
import Divisions
import Foundation
import Markup
import Storage
import TestDistrict
import Testing

/// Several cases at once, and rows that do not belong together.
@Suite struct ReviewSeveralTests {
    /// 寒露苑 is written by water and post in one village, 霜降苑 by water alone.
    private func desk() async throws -> ReviewDesk {
        let desk = try await ReviewDesk([("9", "白露公寓1幢")])
        let village = desk.world.village.name.zh
        let named = [("1", "\(village)寒露苑1幢101室"), ("2", "\(village)霜降苑2幢")]
        try await desk.world.merge(named)
        try await desk.world.merge([("1", "\(village)寒露苑1幢102室")], source: "post")
        return desk
    }

    @Test
    func `what two systems agree on is accepted at once, the rest stays with its reason, and all of it is undone`()
        async throws
    {
        let desk = try await desk()
        let shown = try await desk.world.cases()
        let list = try await desk.clerk.get("/addresses/review", headers: ReviewDesk.chinese).text
        #expect(list.components(separatedBy: "可以直接采用</span>").count == 2)
        let answer = try await desk.clerk.post(
            "/addresses/review/acceptances",
            [("which", "shown"), ("shown", shown.map(\.id.text).joined(separator: " "))], headers: ReviewDesk.chinese)
        #expect(answer.status == 200 && HTMLLint.problems(in: answer.text) == [])
        #expect(answer.text.contains("采用了 1 条，合 2 行") && answer.text.contains("没有可以直接采用的做法"))
        let links = try await desk.world.links()
        #expect(links.contains { $0.hasPrefix("post 1 R ") && $0.hasSuffix("寒露苑1幢102室") })
        #expect(links.contains { $0.hasPrefix("water 2 C") })
        let settled = try #require(try await desk.world.cases(.decided).first)
        let undone = try await desk.clerk.post("/addresses/review/undo", [("cases", settled.id.text)])
        #expect(undone.status == 303)
        #expect(try await desk.world.cases().count == shown.count)
        #expect(try await desk.world.isSound())
    }

    @Test func `accepting with nothing ticked, or what was decided meanwhile, is said and changes nothing`()
        async throws
    {
        let desk = try await desk()
        let none = try await desk.clerk.post("/addresses/review/acceptances", [], headers: ReviewDesk.chinese)
        #expect(none.status == 422 && none.text.contains("请先选几条"))
        let one = try await desk.open(.choose)
        _ = try await desk.world.decide(one.id, .nothing)
        let late = try await desk.clerk.post(
            "/addresses/review/acceptances",
            [("pick", one.id.text), ("pick", "x"), ("pick", "0196b5a0-0000-7000-8000-000000000000")],
            headers: ReviewDesk.chinese)
        #expect(late.status == 200 && late.text.contains("已经有人定了") && late.text.contains("没有这一条"))
        #expect(late.text.contains("一条也没有采用"))
    }

    @Test func `rows are taken out of a case, decided by themselves, or put back`() async throws {
        let desk = try await ReviewDesk([("1", "白露公寓1幢"), ("2", "白露公寓1幢"), ("3", "白露公寓1幢")])
        let one = try await desk.open(.choose), path = ReviewDesk.path(one)
        let parted = try await desk.clerk.post(path + "/part", [("row", "water 3"), ("row", "post 9"), ("row", "x")])
        #expect(parted.status == 303)
        let part = try #require(try await desk.world.cases().first { $0.part == .chosen })
        #expect(part.rows == 1 && part.whole == one.id && part.candidates == one.candidates)
        #expect(try await desk.decide(one, [("decision", "place \(one.candidates[0])")]).status == 303)
        #expect(try await desk.world.links().filter { $0.hasSuffix("C -") } == ["water 3 C -"])
        let late = try await desk.clerk.post(ReviewDesk.path(part) + "/whole", [], headers: ReviewDesk.chinese)
        #expect(late.status == 409, "the whole is decided: nothing can be put back to it")
        _ = try await desk.clerk.post("/addresses/review/undo", [])
        let back = try await desk.clerk.post(ReviewDesk.path(part) + "/whole", [])
        #expect(back.location == path + "?note=joined")
        #expect(try await desk.world.cases().map(\.rows) == [3])
        #expect(try await desk.world.isSound())
    }

    @Test(arguments: [[], ["water 1", "water 2"], ["water 7"]])
    func `none of the rows or all of them make no part`(rows: [String]) async throws {
        let desk = try await ReviewDesk([("1", "白露公寓1幢"), ("2", "白露公寓1幢")])
        let one = try await desk.open(.choose)
        let answer = try await desk.clerk.post(
            ReviewDesk.path(one) + "/part", rows.map { ("row", $0) }, headers: ReviewDesk.chinese)
        #expect(answer.status == 422 && answer.text.contains("不要全选"))
        #expect(try await desk.world.cases().count == 1)
    }

    @Test func `rows that lead elsewhere than to the chosen place wait by themselves, and come back with an undo`()
        async throws
    {
        let world = try await MergeWorld()
        try await world.merge([("1", "渡口苑3幢2单元501"), ("2", "白露公寓1幢")])
        let cases = try await world.cases()
        let (name, choose) = (
            try #require(cases.first { $0.kind == .name }), try #require(cases.first { $0.kind == .choose })
        )
        // 501 is no part of 白露公寓 under that name: nothing in the text leads there.
        #expect(try await world.decide(name.id, .place(choose.candidates[0])) == 0)
        let rest = try #require(try await world.cases().first { $0.part == .rest })
        #expect(rest.rows == 1 && rest.candidates.first == choose.candidates[0] && rest.sample == "渡口苑3幢2单元501")
        let review = world.review
        try await world.world.database.write {
            try review.reopen(name.id, by: .system("test"), at: TestDistrict.morning, in: $0)
        }
        #expect(try await Set(world.cases().map(\.id)) == [name.id, choose.id])
        #expect(try await world.cases().map(\.rows) == [1, 1])
        #expect(try await world.isSound())
        // Said twice, the place itself is meant.
        _ = try await world.decide(name.id, .place(choose.candidates[0]))
        let again = try #require(try await world.cases().first { $0.part == .rest })
        #expect(try await world.decide(again.id, .place(choose.candidates[0])) == 1)
        #expect(try await world.links().contains("water 1 R 白露公寓"))
        #expect(try await world.isSound())
    }
}
