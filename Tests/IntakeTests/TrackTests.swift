import Accounts
import App
import Base
import Foundation
import Journal
import Markup
import Matters
import Storage
import TestDistrict
import Testing

/// What whoever holds the slip can see and do, and what nobody else can.
@Suite struct TrackTests {
    @Test(arguments: ["zh-CN", "zh-TW", "en"])
    func `the tracking page is well made and shows who answers`(language: String) async throws {
        let resident = try Resident(await TestDistrict())
        let (number, code) = try await resident.filed(["kind": "petition"])
        let page = try await resident.client.post(
            "/track", [("number", number), ("code", code)], headers: ["accept-language": language]
        )
        #expect(page.status == 200)
        #expect(page.text.contains("楼道里的灯坏了一个星期"))
        expectSound(page)
    }

    @Test func `number and code may be typed carelessly`() async throws {
        let resident = try Resident(await TestDistrict())
        let (number, code) = try await resident.filed()
        let typed = code.lowercased().filter { !$0.isWhitespace }
        let page = try await resident.client.post(
            "/track", [("number", number.lowercased().replacing("-", with: " ")), ("code", typed)])
        #expect(page.status == 200)
        #expect(page.text.contains(number))
    }

    @Test func `a wrong code opens nothing and five of them lock the number`() async throws {
        let resident = try Resident(await TestDistrict())
        let (number, code) = try await resident.filed()
        for _ in 1...5 {
            let page = try await resident.client.post("/track", [("number", number), ("code", "0000 0000 0000 0000")])
            #expect(page.status == 422)
            #expect(!page.text.contains("楼道里的灯"))
            expectSound(page)
        }
        #expect(try await resident.client.post("/track", [("number", number), ("code", code)]).status == 429)
    }

    @Test(arguments: [
        "rating", "reopening", "additions", "withdrawal", "slip", "attachments/0196b5a0-0000-7000-8000-000000000000",
    ])
    func `no act of the filer is open to another slip`(act: String) async throws {
        let resident = try Resident(await TestDistrict())
        let mine = try await resident.filed(), other = try await resident.filed(["text": "另一件事，和这件没有关系。"])
        let page = try await resident.client.post(
            "/track/\(act)",
            [("number", mine.number), ("code", other.code), ("\(act)-text", "不是我的"), ("stars", "1"), ("revision", "1")]
        )
        #expect(page.status == 422)
        #expect(!page.text.contains("data-code"))
    }

    @Test func `the filer adds to a matter and a stale page is told`() async throws {
        let resident = try Resident(await TestDistrict())
        let (number, code) = try await resident.filed()
        let fields = [("number", number), ("code", code), ("additions-text", "昨晚又有人摔了"), ("revision", "1")]
        let added = try await resident.client.post("/track/additions", fields)
        #expect(added.status == 200)
        #expect(added.text.contains("昨晚又有人摔了"))
        let stale = try await resident.client.post("/track/additions", fields)
        #expect(stale.status == 409)
        #expect(stale.text.contains(">\n昨晚又有人摔了</textarea>"))
        expectSound(stale)
    }

    @Test func `an empty addition says what to do`() async throws {
        let resident = try Resident(await TestDistrict())
        let (number, code) = try await resident.filed()
        let page = try await resident.client.post(
            "/track/additions", [("number", number), ("code", code), ("revision", "1")])
        #expect(page.status == 422)
        #expect(page.text.contains("error-summary"))
        expectSound(page)
    }

    @Test func `an answered matter is rated and reopened`() async throws {
        let world = try await TestDistrict()
        let resident = try Resident(world)
        let (number, code) = try await resident.filed()
        try await answer(number, code, in: world)
        let slip = [("number", number), ("code", code)]
        let page = try await resident.client.post("/track", slip)
        #expect(page.text.contains("灯已换好"))
        expectSound(page)
        let none = try await resident.client.post("/track/rating", slip + [("revision", "3"), ("rating-text", "没选星")])
        #expect(none.status == 422)
        let rated = try await resident.client.post("/track/rating", slip + [("revision", "3"), ("stars", "2")])
        #expect(rated.status == 200)
        #expect(rated.text.contains("您评了 2 分"))
        let again = try await resident.client.post("/track/rating", slip + [("revision", "4"), ("stars", "5")])
        #expect(again.status == 409)
        let reopened = try await resident.client.post(
            "/track/reopening", slip + [("revision", "4"), ("reopening-text", "灯又灭了")])
        #expect(reopened.status == 200)
        #expect(reopened.text.contains("已重开"))
        expectSound(reopened)
    }

    @Test func `a filer who withdraws ends the matter`() async throws {
        let resident = try Resident(await TestDistrict())
        let (number, code) = try await resident.filed()
        let page = try await resident.client.post(
            "/track/withdrawal", [("number", number), ("code", code), ("withdrawal-text", "已经修好了"), ("revision", "1")]
        )
        #expect(page.status == 200)
        #expect(page.text.contains("您已经撤回"))
    }

    @Test func `the slip can be had again with the same code and digest`() async throws {
        let resident = try Resident(await TestDistrict())
        let first = try await resident.file()
        let (number, code) = Resident.slip(first.text)
        let again = try await resident.client.post("/track/slip", [("number", number), ("code", code)])
        #expect(Resident.slip(again.text) == (number, code))
        let digest = Resident.between(first.text, "<span class=\"code\">", "</span>")
        #expect(digest.count == 79)
        #expect(again.text.contains(digest))
    }

    @Test func `a changed entry is named on the filer's page`() async throws {
        let world = try await TestDistrict()
        let resident = try Resident(world)
        let (number, code) = try await resident.filed()
        let sound = try await resident.client.post("/track", [("number", number), ("code", code)])
        #expect(sound.text.contains("没有被改过"))
        try await world.database.write { transaction in
            try transaction.execute(
                "UPDATE journal_entries SET body = replace(body, '\"channel\":\"web\"', '\"channel\":\"grid\"')")
        }
        let torn = try await resident.client.post("/track", [("number", number), ("code", code)])
        #expect(torn.text.contains("第 1 条记录对不上"))
    }

    @Test func `entries cut off at the end are found`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file()
        let store = world.house.matters
        var input = ActionInput()
        input.text = "补充一句"
        _ = try await store.act(
            "addition", on: receipt.matter, revision: 1, input: input, by: .filer(of: receipt.matter),
            at: TestDistrict.morning
        )
        #expect(try await world.database.read { try store.verifyChain(receipt.matter, in: $0) }.isIntact)
        try await world.database.write { transaction in
            try transaction.execute(
                "DELETE FROM journal_entries WHERE subject_id = \(receipt.matter) AND number = 2")
        }
        let check = try await world.database.read { try store.verifyChain(receipt.matter, in: $0) }
        #expect(check.firstBroken == 2)
        #expect(check.firstHash == receipt.entryHash)
    }

    @Test(arguments: [
        ("2019-11-26", "收到书面答复三十日内可以请求复查", "《信访条例》（2005）第三十四条"), ("2022-05-06", "收到书面答复三十日内可以请求复查", "《信访工作条例》第三十五条"),
    ])
    func `who is not content with the answer to a petition reads how to have it reviewed`(
        day: String, sentence: String, article: String
    ) async throws {
        let world = try await TestDistrict()
        let noon = Instant(try #require(Day(day)), hour: 12)
        for (kind, end, isTold) in [
            (MatterKind.petition, "answered", true), (.petition, "referred", false), (.help, "answered", false),
        ] {
            let receipt = try await world.file(kind, at: noon)
            let resident = TestClient(try world.server(now: { noon.adding(seconds: 60) }))
            _ = try await resident.get("/track")
            let slip = [("number", receipt.number), ("code", receipt.code)]
            #expect(try await !resident.post("/track", slip).text.contains(article), "not before the answer")
            try await close(receipt, end, at: noon, in: world)
            let page = try await resident.post("/track", slip)
            expectSound(page)
            #expect(page.text.contains(sentence) == isTold, "\(kind) \(end)")
            #expect(page.text.contains(article) == isTold, "\(kind) \(end)")
        }
    }

    @Test func `a refused petition has no opinion that could be reviewed`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(.petition), desk = try await world.actor("chenglichun")
        var input = ActionInput()
        (input.ground, input.text) = ("final-opinion", "复核意见已经是终结意见。")
        input.reference = "浙示信复核〔2018〕9号"
        _ = try await world.house.matters.act(
            "refusal", on: receipt.matter, revision: 1, input: input, by: desk, at: TestDistrict.morning)
        let resident = TestClient(try world.server())
        _ = try await resident.get("/track")
        let page = try await resident.post("/track", [("number", receipt.number), ("code", receipt.code)])
        #expect(!page.text.contains("请求复查"))
    }

    @Test func `the time for reopening says that it is a local example, on the slip and on the page`() async throws {
        let world = try await TestDistrict()
        let resident = try Resident(world)
        let (number, code) = try await resident.filed(["kind": "petition"])
        let slip = [("number", number), ("code", code)]
        let printed = try await resident.client.post("/track/slip", slip).text
        #expect(printed.contains("办结后十五天内可以要求重办"))
        try await answer(number, code, in: world)
        let page = try await resident.client.post("/track", slip).text
        #expect(page.contains("最晚 2019年12月11日 星期三") || page.contains("最晚 12月11日 星期三"))
        for text in [printed, page] { #expect(text.contains("由区里规定（地方规则·示例）")) }
    }

    private func close(_ receipt: Receipt, _ end: String, at now: Instant, in world: TestDistrict) async throws {
        let store = world.house.matters, desk = try await world.actor("chenglichun")
        _ = try await store.act("accept", on: receipt.matter, revision: 1, input: ActionInput(), by: desk, at: now)
        var answer = ActionInput()
        (answer.end, answer.text) = (end, "已经查清，书面答复如下。")
        if end == "referred" { answer.route = "litigation" }
        _ = try await store.act("answer", on: receipt.matter, revision: 2, input: answer, by: desk, at: now)
    }

    private func answer(_ number: String, _ code: String, in world: TestDistrict) async throws {
        let store = world.house.matters
        let id = try await world.database.read { try store.getMatter(number: number, code: code, in: $0).id }
        let desk = try await world.actor("chenglichun")
        _ = try await store.act("accept", on: id, revision: 1, input: ActionInput(), by: desk, at: TestDistrict.morning)
        var answer = ActionInput()
        answer.end = "solved"
        answer.text = "灯已换好，当晚复查亮着。"
        _ = try await store.act("answer", on: id, revision: 2, input: answer, by: desk, at: TestDistrict.morning)
    }
}
