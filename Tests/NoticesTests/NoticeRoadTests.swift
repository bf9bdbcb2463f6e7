import App
import Base
import Foundation
import Jobs
import Journal
import Markup
import Matters
import Storage
import TestDistrict
import Testing

@testable import Notices

/// What residents are told, from the form to the telephone, and the way back to a matter without a slip.
@Suite struct NoticeRoadTests {
    private static let usual = [
        "kind": "help", "text": "楼道里的灯坏了一个星期，老人晚上看不见台阶。", "confidentiality": "named", "name": "谷雨",
        "phone": "00012345678", "notify": "yes", "address": "none", "key": "notices-test-key",
    ]

    private struct Home {
        let world: TestDistrict
        let gateway = TestGateway.willing()
        let client: TestClient

        init(sandbox: Bool = false) async throws {
            world = try await TestDistrict()
            let gateways: NoticeGateways = sandbox ? .sandbox : NoticeGateways([.sms: gateway, .mail: gateway])
            client = TestClient(try world.server(gateways: gateways))
        }

        /// Files as 谷雨 and answers number and id.
        func file(_ answers: [String: String] = [:], headers: [String: String] = [:]) async throws
            -> (number: String, id: RecordID)
        {
            _ = try await client.get("/file")
            let fields = NoticeRoadTests.usual.merging(answers) { $1 }.map { ($0.key, $0.value) }
            let slip = try await client.post("/file", fields, headers: headers)
            #expect(slip.status == 200)
            let number = String(try #require(slip.text.firstMatch(of: #/data-number="true">([^<]+)</#)).1)
            let row = try await world.database.read { try $0.row("SELECT id FROM matters WHERE number = \(number)") }
            return (number, try #require(try row?.id("id")))
        }

        func deliver() async throws {
            let delivery = world.delivery([.sms: gateway, .mail: gateway])
            for channel in NoticeChannel.allCases { try await delivery.run(channel, at: start) }
        }

        func count() async throws -> Int {
            try await world.database.read { try $0.count("SELECT count(*) AS n FROM notices") }
        }

        func ask(_ number: String, _ phone: String) async throws -> TestClient.Answer {
            try await client.post("/track/code", [("number", number), ("phone", phone)])
        }

        /// The digits of the newest code that went out.
        var digits: String {
            gateway.all.last { $0.text.contains("验证码") }.map { String($0.text.filter(\.isNumber).prefix(6)) } ?? ""
        }
    }

    @Test func `who agreed hears of the receipt by every way left, in the language of the page, without the code`()
        async throws
    {
        let home = try await Home()
        let (number, id) = try await home.file(
            ["email": "guyu@example.test"], headers: ["accept-language": "en"])
        try await home.deliver()
        let sent = home.gateway.all
        #expect(Set(sent.map(\.to)) == ["00012345678", "guyu@example.test"])
        #expect(sent.allSatisfy { $0.text.contains("we received your matter \(number)") })
        let code = try await home.world.database.read { try home.world.house.matters.receipt(of: id, in: $0).code }
        #expect(sent.allSatisfy { !$0.text.contains(code) && !$0.text.contains(code.filter { $0 != " " }) })
        // Sent twice, filed once, told once.
        _ = try await home.client.post(
            "/file", Self.usual.map { ($0.key, $0.value) } + [("email", "guyu@example.test")])
        #expect(try await home.count() == 2)
    }

    @Test(arguments: [
        ["notify": ""], ["confidentiality": "anonymous"], ["confidentiality": "anonymous", "name": ""],
    ])
    func `who did not agree or gave no name hears nothing`(answers: [String: String]) async throws {
        let home = try await Home()
        _ = try await home.file(answers)
        #expect(try await home.count() == 0)
    }

    @Test(arguments: [["phone": ""], ["phone": "0571-00000000转8"], ["email": "guyu@example.test>\r\n"]])
    func `a wish to be told wants a way that works`(answers: [String: String]) async throws {
        let home = try await Home()
        _ = try await home.client.get("/file")
        let fields = Self.usual.merging(answers) { $1 }.map { ($0.key, $0.value) }
        let page = try await home.client.post("/file", fields)
        #expect(page.status == 422)
        #expect(HTMLLint.problems(in: page.text).isEmpty)
        #expect(page.text.contains("name=\"notify\" value=\"yes\" checked"), "the wish is kept")
    }

    @Test func `without a gateway nobody is asked whether to be told, and no code is offered`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        _ = try await client.get("/file")
        let page = try await client.post(
            "/file/you", [("kind", "help"), ("text", "楼道里的灯坏了一个星期。"), ("address", "none"), ("key", "k")])
        #expect(page.status == 200 && !page.text.contains("name=\"notify\""))
        #expect(try await !client.get("/track").text.contains("/track/code"))
        #expect(try await client.get("/track/code").text.contains("窗口"))
    }

    @Test func `when a matter has ended its filer is asked how it was done, and again after a reopening`() async throws
    {
        let home = try await Home(), store = home.world.house.matters
        let (number, id) = try await home.file()
        let clerk = try await home.world.actor("chenglichun")
        func act(_ code: String, _ actor: Actor, _ end: String? = nil) async throws {
            var input = ActionInput()
            (input.text, input.end) = ("换了新灯，已经亮了。", end)
            let revision = try await home.world.database.read {
                try $0.row("SELECT revision FROM matters WHERE id = \(id)")?.int("revision") ?? 0
            }
            _ = try await store.act(code, on: id, revision: revision, input: input, by: actor, at: start)
        }
        try await act("accept", clerk)
        #expect(try await home.count() == 1)
        try await act("answer", clerk, "solved")
        try await home.deliver()
        #expect(home.gateway.all.filter { $0.text.contains("\(number)）办完了") }.count == 1)
        try await act("reopening", .filer(of: id))
        #expect(try await home.count() == 2)
        // On the matter's page and on the filer's.
        let desk = TestClient(try home.world.server())
        try await desk.signIn("chenglichun")
        let page = try await desk.get("/desk/matters/\(id)", headers: ["accept-language": "zh"])
        #expect(page.text.contains("短信已发出") && !page.text.contains("办完了。办得怎么样"))
        #expect(HTMLLint.problems(in: page.text).isEmpty)
    }

    @Test func `who withdraws is not asked to rate`() async throws {
        let home = try await Home()
        let (_, id) = try await home.file()
        var input = ActionInput()
        input.text = "已经解决了"
        _ = try await home.world.house.matters.act(
            "withdrawal", on: id, revision: 1, input: input, by: .filer(of: id), at: start)
        #expect(try await home.count() == 1)
    }

    @Test func `who lost the slip opens the matter with number, telephone and a code, once`() async throws {
        let home = try await Home()
        let (number, id) = try await home.file(["notify": "", "confidentiality": "confidential"])
        let asked = try await home.ask(number.lowercased(), "000 1234-5678")
        #expect(asked.status == 200 && HTMLLint.problems(in: asked.text).isEmpty)
        try await home.deliver()
        #expect(home.gateway.all.map(\.to) == ["00012345678"])
        let fields = [("number", number), ("digits", home.digits)]
        let page = try await home.client.post("/track/opening", fields)
        #expect(page.status == 200 && page.text.contains("楼道里的灯坏了一个星期"))
        #expect(HTMLLint.problems(in: page.text).isEmpty)
        let receipt = try await home.world.database.read { try home.world.house.matters.receipt(of: id, in: $0) }
        // The page's own forms go on with the code of the slip.
        #expect(page.text.contains("name=\"code\" value=\"\(receipt.code)\""))
        #expect(page.text.contains("短信验证码打开过"))
        #expect(try await home.client.post("/track/opening", fields).status == 422)
        let entries = try await home.world.database.read {
            try home.world.house.journal.listEntries(of: Subject("matter", id), limit: 9, in: $0)
        }
        #expect(entries.map(\.code) == ["matter.filed", "matter.opened-by-code"])
        #expect(try await home.world.house.journal.verify(in: home.world.database, heads: nil).isSound)
    }

    @Test func `answers are alike whether or not number and telephone belong together`() async throws {
        let home = try await Home()
        let (number, _) = try await home.file(["notify": ""])
        let (nameless, _) = try await home.file(["confidentiality": "anonymous", "key": "other", "phone": ""])
        func shape(_ page: TestClient.Answer, _ number: String) -> String {
            let text = page.text.replacing(number, with: "N").replacing(#/name="csrf" value="[^"]*"/#, with: "")
            return "\(page.status) \(text)"
        }
        let right = shape(try await home.ask(number, "00012345678"), number)
        for (typed, phone) in [
            (number, "00012345679"), (nameless, "00012345678"), ("YH2019-999999-X", "00012345678"), ("nonsense", ""),
        ] {
            #expect(shape(try await home.ask(typed, phone), typed) == right, "\(typed) \(phone)")
        }
        #expect(try await home.count() == 1, "only who is on file is sent anything")
        let rows = try await home.world.database.read { try $0.count("SELECT count(*) AS n FROM one_time_codes") }
        #expect(rows == 5, "as much is written either way")
        for _ in 1...3 { #expect(shape(try await home.ask(number, "00012345678"), number) == right) }
        #expect(try await home.count() == 3, "three an hour")
    }

    @Test func `wrong codes are counted, and five of them lock the number`() async throws {
        let home = try await Home()
        let (number, _) = try await home.file()
        _ = try await home.ask(number, "00012345678")
        try await home.deliver()
        let wrong = home.digits == "000000" ? "111111" : "000000"
        for _ in 1...5 {
            let page = try await home.client.post("/track/opening", [("number", number), ("digits", wrong)])
            #expect(page.status == 422 && !page.text.contains("楼道里的灯"))
            #expect(HTMLLint.problems(in: page.text).isEmpty)
        }
        let late = try await home.client.post("/track/opening", [("number", number), ("digits", home.digits)])
        #expect(late.status == 429)
    }

    @Test func `strangers of one address ask for ten codes an hour at most`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server(filingLimit: 60, gateways: .sandbox))
        for _ in 1...10 {
            #expect(try await client.post("/track/code", [("number", "x"), ("phone", "1")]).status == 200)
        }
        #expect(try await client.post("/track/code", [("number", "x"), ("phone", "1")]).status == 429)
    }

    @Test(arguments: ["zh-CN", "zh-TW", "en"])
    func `the pages of notices are well made and tell neither words nor addresses`(language: String) async throws {
        let home = try await Home()
        let (number, _) = try await home.file(["email": "guyu@example.test"])
        let refused = home.world.delivery([.sms: TestGateway.failing(NoticeFailure(.refused, code: 422))])
        try await refused.run(.sms, at: start)
        for login in ["zhongmangzhong", "zhangxiaoman"] {
            let desk = TestClient(try home.world.server(gateways: .sandbox))
            try await desk.signIn(login)
            for path in ["/notices", "/notices?state=failed", "/notices?state=nonsense", "/operations"] {
                let page = try await desk.get(path, headers: ["accept-language": language])
                #expect(page.status == 200 && HTMLLint.problems(in: page.text).isEmpty, "\(path)")
                for secret in [number, "00012345678", "1234567", "guyu@example.test", "谷雨"] {
                    #expect(!page.text.contains(secret), "\(path) \(secret)")
                }
            }
            let page = try await desk.get("/notices", headers: ["accept-language": language])
            #expect(page.text.contains("000****5678") && page.text.contains("422"))
            #expect(page.text.contains("/retry\"") == (login == "zhongmangzhong"))
        }
    }

    @Test func `an administrator has one tried again by a button, and a second press is told`() async throws {
        let home = try await Home()
        _ = try await home.file()
        try await home.world.delivery([:]).run(.sms, at: start)
        let id = try await home.world.database.read { try $0.row("SELECT id FROM notices")?.id("id") }
        let desk = TestClient(try home.world.server())
        try await desk.signIn("zhongmangzhong")
        let path = "/notices/\(try #require(id))/retry"
        #expect(try await desk.post(path, []).location == "/notices?done=retry")
        let again = try await desk.post(path, [])
        #expect(again.status == 409 && HTMLLint.problems(in: again.text).isEmpty)
        try await home.deliver()
        #expect(home.gateway.all.count == 1)
    }

    @Test func `the sandbox shows what did not leave the machine, to administrators of a demonstration only`()
        async throws
    {
        let home = try await Home(sandbox: true)
        let (number, _) = try await home.file()
        try await home.world.delivery([.sms: SandboxGateway()]).run(.sms, at: start)
        let desk = TestClient(try home.world.server(gateways: .sandbox))
        try await desk.signIn("zhongmangzhong")
        let page = try await desk.get("/notices/sandbox", headers: ["accept-language": "zh"])
        #expect(page.text.contains(number) && page.text.contains("没有离开这台机器"))
        #expect(HTMLLint.problems(in: page.text).isEmpty)
        let real = TestClient(try home.world.server(gateways: NoticeGateways([.sms: home.gateway])))
        try await real.signIn("zhongmangzhong")
        #expect(try await real.get("/notices/sandbox").status == 404)
        let auditor = TestClient(try home.world.server(gateways: .sandbox))
        try await auditor.signIn("zhangxiaoman")
        #expect(try await auditor.get("/notices/sandbox").status == 403)
        // What is erased is shown no more.
        _ = try await home.world.house.matters.erase(number: number, by: .system("test"), at: start)
        #expect(try await !desk.get("/notices/sandbox").text.contains(number))
    }

    @Test func `who follows a matter and agreed is told once when it ends, without what was answered`() async throws {
        let home = try await Home()
        let (number, id) = try await home.file(["notify": ""])
        let clerk = try await home.world.actor("chenglichun"), matters = home.world.house.matters
        try await home.world.database.write { transaction in
            for person in [
                Identity(name: "白露", phone: "00000000421", wantsNotices: true, language: .english),
                Identity(name: "立夏", phone: "00000000422"),
            ] {
                try matters.follow(id, person, by: clerk, at: start, in: transaction)
            }
        }
        #expect(try await home.count() == 0)
        for (code, text) in [("accept", ""), ("answer", "灯已经换好，物业每周查一次。")] {
            var input = ActionInput()
            (input.text, input.end) = (text, code == "answer" ? "solved" : nil)
            let revision = try await home.world.database.read {
                try $0.count("SELECT revision AS n FROM matters WHERE id = \(id)")
            }
            _ = try await matters.act(code, on: id, revision: revision, input: input, by: clerk, at: start)
        }
        try await home.deliver()
        #expect(home.gateway.all.map(\.to) == ["00000000421"])
        #expect(home.gateway.all.allSatisfy { $0.text.contains("matter \(number) that you follow has ended") })
        #expect(home.gateway.all.allSatisfy { !$0.text.contains("灯已经") })
    }

    @Test func `a filer who agreed is told when a proceeding comes further, and not of what`() async throws {
        let home = try await Home()
        let (number, id) = try await home.file()
        let clerk = try await home.world.actor("chenglichun"), matters = home.world.house.matters
        func revision() async throws -> Int {
            try await home.world.database.read { try $0.count("SELECT revision AS n FROM matters WHERE id = \(id)") }
        }
        _ = try await matters.act(
            "accept", on: id, revision: revision(), input: ActionInput(), by: clerk, at: start)
        var input = ProceedingInput()
        input.unit = clerk.unit
        let opened = try await matters.openProceeding(
            "mediation", in: id, revision: revision(), input: input, by: clerk, at: start)
        input.text = "双方分歧太大"
        try await home.deliver()
        let before = home.gateway.all.count
        for code in ["acceptance", "failure"] {
            _ = try await matters.step(
                code, of: opened.id, in: id, revision: revision(), input: input, by: clerk, at: start)
        }
        try await home.deliver()
        let told = home.gateway.all.dropFirst(before)
        #expect(!told.isEmpty)
        #expect(told.allSatisfy { $0.text.contains(number) && $0.text.contains("有新进展") && !$0.text.contains("分歧") })
    }
}
