import Accounts
import App
import Base
import Markup
import Matters
import Papers
import Storage
import TestDistrict
import Testing
import Web

/// The pages of letters: desk, proof, offices.
@Suite struct PaperPageTests {
    private func fields(_ texts: PaperTexts = PaperWorld.texts) -> [(String, String)] {
        [("form", "paper")] + texts.texts.sorted { $0.key < $1.key }.map { ("v." + $0.key, $0.value) }
    }

    @Test func `a clerk writes, sees, issues and serves a letter, and anybody proves it`() async throws {
        let house = try await PaperWorld(), server = try house.world.server(), clerk = TestClient(server)
        try await clerk.signIn("shenxiaoshu")
        let place = "/desk/matters/\(house.matter)/proceedings/\(house.proceeding)"
        #expect(try await clerk.get(place).text.contains(place + "/papers"))
        let list = try await clerk.get(place + "/papers")
        #expect(list.text.contains("终止调解告知书"))
        #expect(list.text.contains("第二十六条"))
        #expect(HTMLLint.problems(in: list.text) == [])
        let form = try await clerk.get(place + "/papers/new/mediation-deadlock")
        #expect(form.text.contains("value=\"2019-11-26\""))
        #expect(form.text.contains(">提起诉讼") || form.text.contains("仲裁"))
        #expect(HTMLLint.problems(in: form.text) == [])
        let wrong = try await clerk.post(
            place + "/papers/new/mediation-deadlock", [("form", "paper"), ("act", "preview"), ("v.accepted", "昨天")])
        #expect(wrong.status == 422)
        #expect(wrong.text.contains("paper-v.accepted-error"))
        #expect(HTMLLint.problems(in: wrong.text) == [])
        let written = try await clerk.post(
            place + "/papers/new/mediation-deadlock", fields() + [("act", "preview")])
        #expect(written.status == 303)
        let path = try #require(written.location)
        let draft = try await clerk.get(path)
        #expect(draft.text.contains("霜降师傅、立冬阿姨"))
        #expect(HTMLLint.problems(in: draft.text) == [])
        #expect(try await clerk.get(path + "/pdf").headers["content-type"] == "application/pdf")
        let early = try await clerk.post(
            path + "/services", [("form", "service"), ("way", "post"), ("day", "2019-11-26")])
        #expect(early.status == 409)
        #expect(try await clerk.post(path + "/issue", [("form", "issue"), ("revision", "1")]).status == 303)
        #expect(try await clerk.post(path + "/issue", [("form", "issue"), ("revision", "1")]).status == 409)
        let bare = try await clerk.post(
            path + "/services", [("form", "service"), ("way", "post"), ("day", "2019-11-26"), ("recipient", "霜降师傅")])
        #expect(bare.status == 422)
        #expect(HTMLLint.problems(in: bare.text) == [])
        let served = try await clerk.post(
            path + "/services",
            [
                ("form", "service"), ("way", "post"), ("day", "2019-11-26"), ("recipient", "霜降师傅"),
                ("number", "XA00000000001"),
            ])
        #expect(served.status == 303)
        let issued = try await clerk.get(path)
        #expect(issued.text.contains("XA00000000001"))
        #expect(HTMLLint.problems(in: issued.text) == [])
        #expect(try await clerk.get(path + "/reading").text.contains("<main>"))
        try await prove(path, in: house, server: server)
    }

    private func prove(_ path: String, in house: PaperWorld, server: Server) async throws {
        let stranger = TestClient(server), id = try #require(path.split(separator: "/").last)
        let proof = try await stranger.get("/papers/\(id)")
        #expect(proof.status == 200)
        #expect(proof.text.contains("调终〔2019〕第1号"))
        for secret in ["霜降", "立冬", "停车位", "分歧", house.number, "mediation-deadlock"] {
            #expect(!proof.text.contains(secret), "\(secret)")
        }
        #expect(HTMLLint.problems(in: proof.text) == [])
        let told = try await stranger.call("GET", "/api/v1/papers/\(id)")
        #expect(told.text.contains("\"withdrawn_on\":null"))
        #expect(try await stranger.get("/papers/\(RecordID.make(at: house.now))").status == 404)
        #expect(try await stranger.get("/papers/x").status == 404)
        let draft = try await house.write()
        #expect(try await stranger.get("/papers/\(draft)").status == 404)
        let paper = try await house.paper(RecordID(trusted: String(id)))
        try await house.withdraw(paper.id, "写错了人", revision: paper.revision)
        let gone = try await stranger.get("/papers/\(id)")
        #expect(gone.text.contains("已经作废"))
        #expect(!gone.text.contains("写错了人"))
    }

    @Test func `a petition's own letters begin with the petitioner's name, unless it is sealed`() async throws {
        for confidentiality in [Confidentiality.named, .confidential] {
            // The petition letters are in force since May 2022.
            let now = Instant(try #require(Day("2022-06-10")), hour: 9)
            let world = try await TestDistrict(), clerk = TestClient(try world.server(now: { now }))
            let receipt = try await world.file(
                .petition, name: "谷雨", confidentiality: confidentiality, at: now)
            let rows = try await world.database.read {
                try $0.rows("SELECT id FROM proceedings WHERE matter_id = \(receipt.matter)").map { try $0.id("id") }
            }
            let place = "/desk/matters/\(receipt.matter)/proceedings/\(try #require(rows.first))/papers"
            try await clerk.signIn("chenglichun")
            let list = try await clerk.get(place)
            #expect(list.text.contains("信访事项受理告知书") && list.text.contains("信访事项处理意见书"))
            let form = try await clerk.get(place + "/new/petition-acceptance")
            #expect(form.status == 200)
            #expect(form.text.contains(receipt.number))
            #expect(form.text.contains("谷雨") == (confidentiality == .named))
            #expect(HTMLLint.problems(in: form.text) == [])
        }
    }

    @Test func `a program writes, issues and reads a letter with a token`() async throws {
        let house = try await PaperWorld(), server = try house.world.server(), program = TestClient(server)
        let token = try await house.world.token(of: "shenxiaoshu")
        let place = "/api/v1/desk/matters/\(house.matter)/proceedings/\(house.proceeding)/papers"
        #expect(try await program.call("GET", place, token: token).text.contains("mediation-deadlock"))
        #expect(
            try await program.call("GET", "/api/v1/paper-templates/mediation-deadlock", token: token).status == 200)
        let texts = PaperWorld.texts.texts.sorted { $0.key < $1.key }
            .map { "{\"name\":\"\($0.key)\",\"text\":\"\($0.value.replacing("\n", with: "\\n"))\"}" }
        let body = "{\"template\":\"mediation-deadlock\",\"texts\":[\(texts.joined(separator: ","))]}"
        let made = try await program.call("POST", place, body, token: token)
        #expect(made.status == 200)
        let id = try #require(made.text.split(separator: "\"").dropFirst(3).first)
        let one = "/api/v1/desk/papers/\(id)"
        let key = ["idempotency-key": "issue-once-00000001"]
        let issued = try await program.call("POST", one + "/issue", "{\"revision\":1}", token: token, headers: key)
        #expect(issued.text.contains("第1号"))
        let again = try await program.call("POST", one + "/issue", "{\"revision\":1}", token: token, headers: key)
        #expect(again.text == issued.text)
        #expect(try await program.call("POST", one + "/issue", "{\"revision\":1}", token: token).status == 409)
        #expect(try await program.call("GET", one, token: token).text.contains("霜降师傅"))
        #expect(try await program.call("GET", one + "/pdf", token: token).status == 200)
        let service = "{\"way\":\"post\",\"recipient\":\"霜降师傅\",\"day\":\"2019-11-26\"}"
        #expect(try await program.call("POST", one + "/services", service, token: token).status == 422)
        let other = try await house.world.token(of: "lyuqingming")
        #expect(try await program.call("GET", one, token: other).status == 404)
    }

    @Test func `an administrator keeps marks and seals, and nobody else opens that page`() async throws {
        let house = try await PaperWorld(), server = try house.world.server()
        let administrator = TestClient(server), clerk = TestClient(server)
        try await administrator.signIn("zhongmangzhong")
        try await clerk.signIn("shenxiaoshu")
        #expect(try await clerk.get("/offices").status == 403)
        let list = try await administrator.get("/offices")
        #expect(list.status == 200)
        #expect(HTMLLint.problems(in: list.text) == [])
        let unit = try await house.world.unit("town:330110004").id
        let page = try await administrator.get("/offices/\(unit)")
        #expect(HTMLLint.problems(in: page.text) == [])
        let bad = try await administrator.post(
            "/offices/\(unit)/mark", [("form", "mark"), ("mark", "<b>"), ("revision", "0")])
        #expect(bad.status == 422)
        let good = try await administrator.post(
            "/offices/\(unit)/mark", [("form", "mark"), ("mark", "余示"), ("revision", "0")])
        #expect(good.status == 303)
        let stale = try await administrator.post(
            "/offices/\(unit)/mark", [("form", "mark"), ("mark", "余例"), ("revision", "0")])
        #expect(stale.status == 409)
        #expect(try await administrator.get("/offices").text.contains("余示"))
    }
}
