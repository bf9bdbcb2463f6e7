import App
import Base
import Foundation
import Journal
import Markup
import Matters
import Storage
import TestDistrict
import Testing
import Web

/// The desk as a browser sees it: pages without faults, steps that can be taken, and who may not see what.
@Suite struct DeskTests {
    @Test(arguments: ["zh-CN", "zh-TW", "en"])
    func `every page of the desk is sound in every language`(language: String) async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(
            .petition, title: "<b>楼道灯</b> & \"灯\"", text: "第一行\n<script>alert(1)</script>",
            confidentiality: .confidential,
            to: "town:330110004"
        )
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        var paths = ["/desk", "/desk/search?q=楼道", "/desk/search", "/desk/matters/\(receipt.matter)"]
        paths += WorkList.allCases.map { "/desk?list=\($0.rawValue)&kind=petition" }
        paths += ["accept", "objection", "note", "transfer", "refusal"].map {
            "/desk/matters/\(receipt.matter)/actions/\($0)"
        }
        for path in paths {
            let page = try await client.get(escaped(path), headers: ["accept-language": language])
            #expect([200, 409].contains(page.status), "\(path) answered \(page.status)")
            #expect(HTMLLint.problems(in: page.text) == [], "\(path)")
            #expect(!page.text.contains("<script>alert"), "\(path)")
        }
    }

    @Test func `a matter is accepted, written up and answered with forms alone`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        let path = "/desk/matters/\(receipt.matter)"
        #expect(try await client.post(path + "/actions/accept", [("revision", "1")]).location == path)
        #expect(try await client.post(path + "/actions/note", [("revision", "2"), ("text", "到现场看过")]).location == path)
        let empty = try await client.post(path + "/actions/answer", [("revision", "3"), ("text", "灯已换好")])
        #expect(empty.status == 422)
        #expect(empty.text.contains("灯已换好"), "what was typed is kept")
        #expect(HTMLLint.problems(in: empty.text) == [])
        let answer = [("revision", "3"), ("text", "灯已换好"), ("end", "solved")]
        #expect(try await client.post(path + "/actions/answer", answer).location == path)
        let page = try await client.get(path)
        #expect(page.text.contains("已解决"))
        #expect(page.text.contains("到现场看过"))
    }

    @Test func `whoever was slower sees what changed and keeps what they wrote`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let server = try world.server()
        let first = TestClient(server), second = TestClient(server)
        try await first.signIn("shenxiaoshu")
        try await second.signIn("jiangxiazhi")
        let path = "/desk/matters/\(receipt.matter)/actions/note"
        #expect(try await first.post(path, [("revision", "1"), ("text", "我先记")]).status == 303)
        let late = try await second.post(path, [("revision", "1"), ("text", "我写了很久的一段")])
        #expect(late.status == 409)
        #expect(late.text.contains("我写了很久的一段"))
        #expect(late.text.contains("我先记"))
        #expect(late.text.contains("name=\"revision\" value=\"2\""))
        #expect(try await second.post(path, [("revision", "2"), ("text", "我写了很久的一段")]).status == 303)
    }

    @Test func `a step that is barred comes back with its reason`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let client = TestClient(try world.server())
        try await client.signIn("chenglichun")
        let path = "/desk/matters/\(receipt.matter)/actions/accept"
        let barred = try await client.post(path, [("revision", "1")])
        #expect(barred.status == 409)
        #expect(barred.text.contains("没有待本单位签收的交办"))
        #expect(try await client.get("/desk/matters/\(receipt.matter)/actions/answer").status == 409)
        #expect(try await client.get("/desk/matters/\(receipt.matter)/actions/rating").status == 404)
    }

    @Test func `the topic is confirmed and the proposal follows it`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        let path = "/desk/matters/\(receipt.matter)/topic"
        let wrong = try await client.post(path, [("revision", "1"), ("topic", "no.such")])
        #expect(wrong.status == 422)
        let topics = try await topics(world)
        #expect(try await client.post(path, [("revision", "1"), ("topic", topics.code)]).status == 303)
        let page = try await client.get("/desk/matters/\(receipt.matter)")
        #expect(page.text.contains(topics.name))
        #expect(page.text.contains("已确认"))
        #expect(try await client.post(path, [("revision", "1"), ("topic", topics.code)]).status == 409)
        let report = try await world.house.journal.verify(in: world.database, heads: nil)
        #expect(report.isSound, "\(report.problems)")
    }

    @Test func `several are accepted at once and each result is told`() async throws {
        let world = try await TestDistrict()
        let mine = try await world.file(to: "town:330110004")
        let other = try await world.file(title: "别人的", to: "village:330110004006")
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        let answer = try await client.post(
            "/desk/bulk",
            [
                ("action", "accept"), ("pick", "\(mine.matter):1"), ("pick", "\(other.matter):1"), ("pick", "rubbish"),
                ("list", "offered"),
            ]
        )
        #expect(answer.status == 200)
        #expect(answer.text.contains(mine.number))
        #expect(answer.text.contains("没有待本单位签收的交办"))
        #expect(HTMLLint.problems(in: answer.text) == [])
        #expect(try await client.get("/desk?list=mine").text.contains("楼道灯坏了"))
        #expect(try await client.post("/desk/bulk", [("action", "erase"), ("pick", "\(mine.matter):1")]).status == 404)
    }

    @Test func `a unit complained about finds neither page nor row nor file`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(
            .report, title: "村里占地", to: "town:330110004", complained: "village:330110004006")
        let client = TestClient(try world.server())
        try await client.signIn("zhengxiaoxue")
        let path = "/desk/matters/\(receipt.matter)"
        for address in [path, path + "/actions/note", path + "/attachments/\(receipt.matter)"] {
            #expect(try await client.get(address).status == 404, "\(address)")
        }
        for act in ["/actions/note", "/topic", "/seen", "/seal-request"] {
            #expect(
                try await client.post(path + act, [("revision", "1"), ("text", "x"), ("reason", "想知道是谁")]).status
                    == 404, "\(act)")
        }
        for page in [
            "/desk?list=recent", "/desk/search?q=占地", "/desk/search?q=\(receipt.number)",
            "/desk?open=\(receipt.matter)",
        ] {
            let text = try await client.get(escaped(page)).text
            #expect(!text.contains("村里占地"), "\(page)")
        }
    }

    @Test func `administrators and custodians see no matter, auditors see and change nothing`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let server = try world.server()
        let path = "/desk/matters/\(receipt.matter)"
        for login in ["zhongmangzhong", "yaolixia", "zhouguyu"] {
            let client = TestClient(server)
            try await client.signIn(login)
            #expect(try await client.get(path).status == 404, "\(login)")
            #expect(try await !client.get("/desk?list=recent").text.contains("楼道灯坏了"), "\(login)")
            #expect(try await !client.get(escaped("/desk/search?q=楼道灯")).text.contains("一个星期"), "\(login)")
        }
        let auditor = TestClient(server)
        try await auditor.signIn("zhangxiaoman")
        let page = try await auditor.get(path)
        #expect(page.status == 200)
        #expect(page.text.contains("审计岗位只看不办"))
        #expect(try await auditor.post(path + "/actions/note", [("revision", "1"), ("text", "x")]).status == 409)
        #expect(try await auditor.post(path + "/topic", [("revision", "1"), ("topic", "x")]).status == 409)
        #expect(HTMLLint.problems(in: page.text) == [])
    }

    @Test func `a sealed name is asked for at the desk and granted by a custodian`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(.report, confidentiality: .confidential, to: "town:330110004")
        let server = try world.server()
        let handler = TestClient(server), custodian = TestClient(server)
        try await handler.signIn("shenxiaoshu")
        try await custodian.signIn("yaolixia")
        let path = "/desk/matters/\(receipt.matter)"
        #expect(try await !handler.get(path).text.contains("00012345678"))
        let short = try await handler.post(path + "/seal-request", [("reason", "看")])
        #expect(short.status == 422)
        #expect(HTMLLint.problems(in: short.text) == [])
        #expect(try await handler.post(path + "/seal-request", [("reason", "须当面核实举报内容")]).status == 303)
        let list = try await custodian.get("/desk/seals")
        #expect(list.text.contains("须当面核实举报内容"))
        #expect(HTMLLint.problems(in: list.text) == [])
        let decision = try #require(list.text.firstMatch(of: #/action="(/desk/seals/[^"]+)"/#)).output.1
        #expect(try await handler.post(String(decision), [("decision", "granted")]).status == 403)
        #expect(try await handler.post(path + "/seal-open", []).status == 409)
        let twice = try await handler.post(path + "/seal-request", [("reason", "须当面核实举报内容")])
        #expect(twice.status == 409)
        #expect(twice.text.contains("您已经申请过"))
        #expect(try await custodian.post(String(decision), [("decision", "granted")]).status == 303)
        let granted = try await handler.get(path)
        #expect(!granted.text.contains("00012345678"), "nothing is shown before the look is written down")
        #expect(HTMLLint.problems(in: granted.text) == [])
        #expect(try await handler.post(path + "/seal-open", []).location == path + "#parties")
        #expect(try await handler.get(path).text.contains("00012345678"))
    }

    @Test func `the command face counts a clock as the desk does`() async throws {
        let world = try await TestDistrict()
        _ = try await world.file(at: TestDistrict.morning.adding(seconds: -14 * 86_400))
        let client = TestClient(try world.server())
        try await client.signIn("chenglichun")
        func chip(_ path: String) async throws -> String {
            let page = try await client.get(path, headers: ["accept-language": "en"]).text
            return String(try #require(page.firstMatch(of: #/<span class="clock clock-over">([^<]+)</#)).output.1)
        }
        let desk = try await chip("/desk?list=overdue")
        #expect(desk == "9 working days late")
        #expect(try await chip("/command/matters?which=overdue") == desk)
    }

    @Test func `the desk has one first heading, with and without an open matter`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        for path in ["/desk", "/desk?list=offered", "/desk?open=\(receipt.matter)", "/desk?list=overdue"] {
            #expect(try await client.get(path).text.matches(of: /<h1/).count == 1, "\(path)")
        }
    }

    @Test func `a colleague is called in Latin letters on an English page and in their own on a Chinese one`()
        async throws
    {
        let client = TestClient(try await TestDistrict().server())
        try await client.signIn("shenxiaoshu")
        #expect(try await client.get("/desk", headers: ["accept-language": "en"]).text.contains("Shen Xiaoshu"))
        let chinese = try await client.get("/desk", headers: ["accept-language": "zh-CN"]).text
        #expect(chinese.contains("沈小暑") && !chinese.contains("Shen Xiaoshu"))
    }

    @Test func `a form that was refused may be gone back to, other pages are not kept`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        let path = "/desk/matters/\(receipt.matter)"
        #expect(try await client.get(path).headers["cache-control"] == "no-store")
        let refused = try await client.post(path + "/actions/note", [("revision", "1"), ("text", "")])
        #expect(refused.status == 422)
        #expect(refused.headers["cache-control"] == "private, no-cache")
    }

    @Test func `a back-date needs day, time and the past`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(to: "town:330110004")
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        let path = "/desk/matters/\(receipt.matter)/actions/note"
        for (day, time) in [
            ("2019-11-26", ""), ("", "08:00"), ("2019-11-26", "23:59"), ("2019-13-40", "08:00"),
            ("2019-11-26", "99:99"),
        ] {
            let answer = try await client.post(
                path, [("revision", "1"), ("text", "现场没有网络"), ("happened-day", day), ("happened-time", time)]
            )
            #expect(answer.status == 422, "\(day) \(time)")
        }
        let fields = [
            ("revision", "1"), ("text", "现场没有网络"), ("happened-day", "2019-11-25"), ("happened-time", "17:40"),
        ]
        #expect(try await client.post(path, fields).status == 303)
        let page = try await client.get("/desk/matters/\(receipt.matter)", headers: ["accept-language": "zh-CN"])
        #expect(page.text.contains("昨天 17:40"))
        #expect(page.text.contains("补记"))
    }

    private func topics(_ world: TestDistrict) async throws -> (code: String, name: String) {
        let store = world.house.matters
        let rules = try await world.database.read { try store.book.rules(on: TestDistrict.morning.day, in: $0) }
        let leaf = try #require(rules.topics.topics.first?.leaves.first)
        return (leaf.code, leaf.name.zh)
    }

    private func escaped(_ path: String) -> String {
        path.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? path
    }
}
