import AddressDesk
import App
import Base
import Divisions
import Foundation
import Markup
import TestDistrict
import Testing

/// 程立春 of the centre's window and 沈小暑 of 星桥街道 at the review queue, 张小满 of the audit beside them.
struct ReviewDesk {
    let world: MergeWorld
    let server: Server
    let clerk: TestClient

    init(_ rows: [(String, String)] = [("1", "白露公寓1幢"), ("2", "白露公寓1幢"), ("3", "渡口苑3幢2单元501")]) async throws {
        world = try await MergeWorld()
        try await world.merge(rows)
        server = try world.world.server()
        clerk = TestClient(server)
        try await clerk.signIn("chenglichun")
    }

    func client(_ login: String) async throws -> TestClient {
        let client = TestClient(server)
        try await client.signIn(login)
        return client
    }

    func open(_ kind: CasePattern.Kind) async throws -> AddressCase {
        try #require(try await world.cases().first { $0.kind == kind })
    }

    static let chinese = ["accept-language": "zh-CN"], english = ["accept-language": "en"]

    static func path(_ one: AddressCase) -> String { "/addresses/review/\(one.id)" }

    func decide(_ one: AddressCase, _ fields: [(String, String)], as client: TestClient? = nil) async throws
        -> TestClient.Answer
    {
        try await (client ?? clerk).post(Self.path(one) + "/decision", fields, headers: Self.chinese)
    }
}

/// The review queue on its pages: looking, deciding, undoing.
@Suite struct ReviewPageTests {
    @Test func `the list says in a sentence what each case is about, the most rows first`() async throws {
        let desk = try await ReviewDesk()
        let page = try await desk.clerk.get("/addresses/review", headers: ReviewDesk.chinese)
        #expect(page.status == 200 && HTMLLint.problems(in: page.text) == [])
        let namesakes = try #require(page.text.range(of: "白露公寓</span>”有 2 处，说的是哪一处？"))
        let unknown = try #require(page.text.range(of: "渡口苑</span>”这个名称"))
        #expect(namesakes.lowerBound < unknown.lowerBound)
        #expect(page.text.contains("有 2 条等人定，合各系统 3 行"))
        let english = try await desk.clerk.get("/addresses/review", headers: ReviewDesk.english).text
        #expect(english.contains("2 wait for a decision, 3 rows") && english.contains("The library has nothing called"))
    }

    @Test func `the list is narrowed by kind and town, and says so when nothing is left`() async throws {
        let desk = try await ReviewDesk()
        let names = try await desk.clerk.get("/addresses/review?kind=name", headers: ReviewDesk.chinese).text
        #expect(names.contains("渡口苑") && !names.contains("白露公寓"))
        let none = try await desk.clerk.get("/addresses/review?kind=door&town=none", headers: ReviewDesk.chinese).text
        #expect(none.contains("这里没有等人定的地址") && none.contains("看全部"))
        let wrong = try await desk.clerk.get("/addresses/review?kind=%00&town=x&from=-5&state=y")
        #expect(wrong.status == 200 && wrong.text.contains("白露公寓"))
    }

    @Test func `a case shows what the systems write beside the places it may be, each with its key`() async throws {
        let desk = try await ReviewDesk()
        let one = try await desk.open(.choose)
        let page = try await desk.clerk.get(ReviewDesk.path(one), headers: ReviewDesk.chinese)
        #expect(page.status == 200 && HTMLLint.problems(in: page.text) == [])
        for words in [
            "value=\"place \(one.candidates[0])\" data-key=\"1\"",
            "value=\"place \(one.candidates[1])\" data-key=\"2\"",
            "value=\"nothing\"", "data-key=\"x\"", "data-key=\"n\"", "data-key=\"a\"", "白露公寓1幢", "1 幢",
        ] { #expect(page.text.contains(words), "\(words)") }
    }

    @Test func `a choice settles the rows, leads to the next case and says what was done, with a way back`()
        async throws
    {
        let desk = try await ReviewDesk()
        let (one, other) = (try await desk.open(.choose), try await desk.open(.name))
        let answer = try await desk.decide(one, [("decision", "place \(one.candidates[0])")])
        #expect(answer.status == 303 && answer.location == "/addresses/review/\(other.id)?done=\(one.id)")
        let next = try await desk.clerk.get(answer.location ?? "", headers: ReviewDesk.chinese).text
        #expect(next.contains("2 行归到了“<span translate=\"no\" lang=\"zh\">白露公寓</span>”"))
        #expect(next.contains("value=\"\(one.id)\"") && next.contains("data-key=\"u\""))
        let undone = try await desk.clerk.post("/addresses/review/undo", [("cases", one.id.text)])
        #expect(undone.location == "/addresses/review/\(one.id)?note=undone")
        #expect(try await desk.world.cases().map(\.id).contains(one.id))
        #expect(try await desk.world.isSound())
    }

    @Test func `the last decision of the person is undone without naming it, and then there is none`() async throws {
        let desk = try await ReviewDesk()
        let one = try await desk.open(.choose)
        _ = try await desk.decide(one, [("decision", "nothing")])
        let colleague = try await desk.client("xuyushui")
        let other = try await colleague.post("/addresses/review/undo", [], headers: ReviewDesk.chinese)
        #expect(other.status == 409 && other.text.contains("没有可撤销的"))
        #expect(try await desk.clerk.post("/addresses/review/undo", []).status == 303)
        #expect(try await desk.world.cases().count == 2)
    }

    @Test func `who is slower is told who decided and what, and nothing of theirs is kept`() async throws {
        let desk = try await ReviewDesk()
        let one = try await desk.open(.choose), slower = try await desk.client("shenxiaoshu")
        #expect(try await desk.decide(one, [("decision", "place \(one.candidates[0])")]).status == 303)
        let late = try await desk.decide(one, [("decision", "nothing")], as: slower)
        #expect(late.status == 409 && HTMLLint.problems(in: late.text) == [])
        for words in ["已经有人定了", "您的没有记", "程立春", "2019年11月26日 星期二 9:00", "2 行归到了"] {
            #expect(late.text.contains(words), "\(words)")
        }
        #expect(try await desk.world.links().count { $0.contains(" R 白露公寓1幢") } == 2)
    }

    @Test func `a place is searched for by the beginning of its name and gets the unknown one as another`() async throws
    {
        let desk = try await ReviewDesk()
        let one = try await desk.open(.name)
        let page = try await desk.clerk.get(
            ReviewDesk.path(one) + "?find=%E8%B0%B7%E9%9B%A8", headers: ReviewDesk.chinese
        ).text
        let value = try #require(page.firstMatch(of: #/value="(alias [0-9a-f-]{36})" data-key="1"/#)).output.1
        #expect(page.contains("就是它，另有名称“"))
        #expect(try await desk.decide(one, [("decision", String(value))]).status == 303)
        #expect(try await desk.world.links().contains("water 3 R 谷雨渡家园3幢2单元501室"))
        let none = try await desk.clerk.get(ReviewDesk.path(one) + "?find=%25_%25", headers: ReviewDesk.chinese)
        #expect(none.status == 200)
    }

    @Test func `a new place wants a name, a kind and a village, and says which is missing`() async throws {
        let desk = try await ReviewDesk()
        let one = try await desk.open(.name)
        let bare = try await desk.decide(one, [("decision", "new"), ("name", "苑"), ("what", "castle")])
        #expect(bare.status == 422 && bare.text.contains("value=\"苑\""))
        for words in ["请写 2 到 60 个字的名称", "请选它在哪个村社区", "请选它是什么"] {
            #expect(bare.text.contains(words), "\(words)")
        }
        let new = [("decision", "new"), ("name", "渡口苑"), ("what", "estate")]
        let nowhere = try await desk.decide(one, new + [("village", one.id.text)])
        #expect(nowhere.status == 422 && nowhere.text.contains("没有这个地方或村社区"))
        #expect(try await desk.decide(one, new + [("village", desk.world.village.id.text)]).status == 303)
        #expect(try await desk.world.links().contains("water 3 R 渡口苑3幢2单元501室"))
        #expect(try await desk.world.isSound())
    }

    @Test(arguments: [
        "", "place", "place x", "place 0196b5a0-0000-7000-8000-000000000000", "alias 1 2", "new a b c", "drop",
    ])
    func `a decision that is none is refused in words and changes nothing`(decision: String) async throws {
        let desk = try await ReviewDesk()
        let one = try await desk.open(.choose)
        let answer = try await desk.decide(one, [("decision", decision)])
        #expect(answer.status == 422 && answer.text.contains("没有定成") || answer.text.contains("请先改好"))
        #expect(try await desk.world.cases().count == 2)
        #expect(try await desk.clerk.get("/addresses/review/0196b5a0-0000-7000-8000-000000000000").status == 404)
    }

    @Test func `an auditor sees the queue and its cases and may not decide`() async throws {
        let desk = try await ReviewDesk()
        let auditor = try await desk.client("zhangxiaoman"), one = try await desk.open(.choose)
        let list = try await auditor.get("/addresses/review", headers: ReviewDesk.chinese).text
        #expect(list.contains("只能看") && !list.contains("pick-box") && !list.contains("acceptances"))
        let page = try await auditor.get(ReviewDesk.path(one), headers: ReviewDesk.chinese).text
        #expect(page.contains("白露公寓1幢") && !page.contains("name=\"decision\""))
        #expect(try await desk.decide(one, [("decision", "nothing")], as: auditor).status == 403)
        #expect(try await auditor.post("/addresses/review/acceptances", [("pick", one.id.text)]).status == 403)
        #expect(try await auditor.post("/addresses/review/undo", []).status == 403)
        #expect(try await auditor.get("/addresses/review/sheet?format=csv").status == 200)
        #expect(try await desk.world.cases().count == 2)
        #expect(try await desk.client("shaoqingming").get("/addresses/review").status == 403)
    }

    @Test func `what a system wrote is shown as text, whatever it is`() async throws {
        let hostile = "<script>alert(1)</script>\"'&苑3幢"
        let desk = try await ReviewDesk([("<b>'\"", hostile), ("2", hostile)])
        let one = try #require(try await desk.world.cases().first)
        for path in ["/addresses/review", ReviewDesk.path(one)] {
            for language in [ReviewDesk.chinese, ReviewDesk.english] {
                let page = try await desk.clerk.get(path, headers: language).text
                #expect(!page.contains("<script>alert") && !page.contains("<b>'") && page.contains("&lt;script&gt;"))
                #expect(HTMLLint.problems(in: page) == [])
            }
        }
    }

    @Test func `of two who decide at once on the page one is led on and the other told`() async throws {
        let desk = try await ReviewDesk()
        let one = try await desk.open(.choose), other = try await desk.client("shenxiaoshu")
        async let first = desk.decide(one, [("decision", "place \(one.candidates[0])")])
        async let second = desk.decide(one, [("decision", "place \(one.candidates[1])")], as: other)
        #expect(Set(try await [first.status, second.status]) == [303, 409])
        #expect(try await desk.world.links().count { $0.contains(" R 白露公寓1幢") } == 2)
    }
}
