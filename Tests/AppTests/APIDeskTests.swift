import Accounts
import App
import Base
import Foundation
import Journal
import Matters
import Storage
import TestDistrict
import Testing
import Web

/// Working by program: the rules of the desk, once for each key.
@Suite struct APIDeskTests {
    @Test func `沈小暑 accepts a matter by program, and the same key does not do it twice`() async throws {
        let desk = try await APIDesk()
        let id = try await desk.world.file(to: "town:330110004").matter
        let path = "/api/v1/desk/matters/\(id)/actions", body = #"{"action":"accept","revision":1}"#
        let first = try await desk.post(path, body, as: "shenxiaoshu", key: "accept-0000000001")
        #expect(first.status == 200 && first.body["status"] == "handling" && first.body["revision"] == 2)
        let entries = try await desk.entries(id)
        let again = try await desk.post(
            path, #" {"action": "accept", "revision": 1} "#, as: "shenxiaoshu", key: "accept-0000000001")
        #expect(again.status == 200 && again.body == first.body)
        let other = try await desk.post(
            path, #"{"action":"note","text":"看过","revision":2}"#, as: "shenxiaoshu", key: "accept-0000000001")
        #expect(other.status == 422 && other.body["code"] == "key-reused")
        #expect(try await desk.entries(id) == entries)
    }

    @Test func `whoever was slower is told, and what is not permitted says why`() async throws {
        let desk = try await APIDesk()
        let id = try await desk.world.file(.petition, to: "town:330110004").matter
        let path = "/api/v1/desk/matters/\(id)/actions"
        let early = try await desk.post(
            path, #"{"action":"extension","days":5,"text":"情况复杂","revision":1}"#, as: "shenxiaoshu")
        #expect(early.status == 422 && early.body["code"] == "barred")
        #expect(try await desk.post(path, #"{"action":"accept","revision":1}"#, as: "shenxiaoshu").status == 200)
        let stale = try await desk.post(path, #"{"action":"note","text":"看过","revision":1}"#, as: "shenxiaoshu")
        #expect(stale.status == 409 && stale.body["code"] == "changed-meanwhile")
        let nothing = try await desk.post(path, #"{"action":"dance","revision":2}"#, as: "shenxiaoshu")
        #expect(nothing.status == 422 && nothing.body["errors"]?.array?.first?["pointer"] == "#/action")
        let rating = try await desk.post(path, #"{"action":"rating","revision":2}"#, as: "shenxiaoshu")
        #expect(rating.status == 422)
        let bare = try await desk.post(path, #"{"action":"transfer","revision":2,"text":"转"}"#, as: "shenxiaoshu")
        #expect(bare.status == 422 && bare.body["errors"]?.array?.first?["pointer"] == "#/unit")
    }

    @Test func `a clock that the law does not let stand still is refused with the article`() async throws {
        let desk = try await APIDesk()
        let id = try await desk.world.file(.petition, to: "town:330110004").matter
        let path = "/api/v1/desk/matters/\(id)/actions"
        #expect(try await desk.post(path, #"{"action":"accept","revision":1}"#, as: "shenxiaoshu").status == 200)
        let answer = try await desk.post(
            path, #"{"action":"pause","ground":"appraisal","text":"等鉴定","revision":2}"#, as: "shenxiaoshu")
        #expect(answer.status == 422 && answer.body["code"] == "barred")
        #expect(answer.body["detail"]?.string?.contains("《信访条例》") == true, "\(answer.body)")
    }

    @Test func `the same step sent twice at once is taken once`() async throws {
        let desk = try await APIDesk()
        let id = try await desk.world.file(to: "town:330110004").matter,
            token = try await desk.world.token(of: "shenxiaoshu")
        let answers = try await withThrowingTaskGroup(of: TestClient.Answer.self) { group in
            for _ in 0..<4 {
                let client = TestClient(try desk.world.server())
                group.addTask {
                    try await client.call(
                        "POST", "/api/v1/desk/matters/\(id)/actions", #"{"action":"accept","revision":1}"#,
                        token: token,
                        headers: ["idempotency-key": "at-once-00000000001"])
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(answers.map(\.text)).count == 1 && answers.allSatisfy { $0.status == 200 })
        #expect(try await desk.entries(id) == 2)
    }

    @Test func `the list of steps says what each needs, and what it lists as allowed can be done`() async throws {
        let desk = try await APIDesk()
        let id = try await desk.world.file(to: "town:330110004").matter
        let steps = try await desk.get("/api/v1/desk/matters/\(id)/actions", as: "shenxiaoshu").body
        let allowed = steps["items"]?.array?.filter { $0["allowed"] == true } ?? []
        #expect(allowed.contains { $0["code"] == "accept" })
        let barred = steps["items"]?.array?.filter { $0["allowed"] == false } ?? []
        #expect(!barred.isEmpty && barred.allSatisfy { $0["why"]?["zh"]?.string?.isEmpty == false })
        let refuse = try #require(
            allowed.first { $0["code"] == "refusal" || $0["needs"]?.array?.contains("ground") == true })
        #expect(refuse["grounds"]?.array?.isEmpty == false)
    }

    @Test func `a whole matter is told with terms, their articles and the record`() async throws {
        let desk = try await APIDesk()
        let receipt = try await desk.world.file(.petition, to: "town:330110004")
        let (status, matter) = try await desk.get("/api/v1/desk/matters/\(receipt.matter)", as: "shenxiaoshu")
        #expect(status == 200 && matter["number"]?.string == receipt.number)
        #expect(matter["text"]?.string?.contains("三楼的灯") == true)
        #expect(matter["parties"]?.array?.first?["name"] == "谷雨")
        let terms = matter["terms"]?.array ?? []
        #expect(
            !terms.isEmpty && terms.allSatisfy { $0["article"]?["zh"]?.string?.isEmpty == false && $0["due"] != nil })
        #expect(matter["record"]?["intact"] == true && matter["record"]?["first_hash"]?.string == receipt.entryHash)
    }

    @Test func `who complains in confidence is not told to programs either`() async throws {
        let desk = try await APIDesk()
        let id = try await desk.world.file(.report, confidentiality: .confidential, to: "town:330110004").matter
        let answer = try await desk.client.call(
            "GET", "/api/v1/desk/matters/\(id)", token: try await desk.world.token(of: "shenxiaoshu"))
        #expect(
            answer.text.contains("\"identity\":\"sealed\"") && !answer.text.contains("谷雨")
                && !answer.text.contains("00012345678"))
    }

    @Test func `topic, kind and place are corrected by program, each with its revision`() async throws {
        let desk = try await APIDesk()
        let id = try await desk.world.file().matter, base = "/api/v1/desk/matters/\(id)"
        let topics = try await desk.client.call("GET", "/api/v1/topics")
        let leaf = try #require(
            try JSONReader.read(Array(topics.text.utf8))["items"]?.array?.first?["leaves"]?.array?.first?["code"]?
                .string)
        #expect(
            try await desk.post("\(base)/topic", #"{"topic":"\#(leaf)","revision":1}"#, as: "chenglichun").status == 200
        )
        #expect(
            try await desk.post("\(base)/topic", #"{"topic":"no.such","revision":2}"#, as: "chenglichun").status == 422)
        #expect(
            try await desk.post("\(base)/kind", #"{"kind":"report","revision":2}"#, as: "chenglichun").body["kind"]
                == "report")
        #expect(
            try await desk.post("\(base)/place", #"{"place":null,"revision":3}"#, as: "chenglichun").body["revision"]
                == 4)
        #expect(try await desk.post("\(base)/place", #"{"place":null,"revision":3}"#, as: "chenglichun").status == 409)
        let unknown = #"{"place":"0196b5a0-0000-7000-8000-000000000000","revision":4}"#
        #expect(try await desk.post("\(base)/place", unknown, as: "chenglichun").status == 422)
    }

    @Test func `an office that is shut out by program sees nothing any more`() async throws {
        let desk = try await APIDesk()
        let id = try await desk.world.file(.report, to: "town:330110004").matter, path = "/api/v1/desk/matters/\(id)"
        #expect(try await desk.get(path, as: "shenxiaoshu").status == 200)
        let body = #"{"unit":"town:330110004","reason":"反映的就是这个街道","revision":1}"#
        #expect(try await desk.post("\(path)/exclusions", body, as: "hanchunfen").status == 200)
        #expect(try await desk.get(path, as: "shenxiaoshu").status == 404)
        #expect(
            try await desk.post("\(path)/actions", #"{"action":"accept","revision":2}"#, as: "shenxiaoshu").status
                == 404)
    }

    @Test func `a clerk takes a matter in by program and it goes where the rule says`() async throws {
        let desk = try await APIDesk()
        let body =
            #"{"kind":"help","target":"rule","text":"汤家社区三楼的灯一个星期没亮了。","place":"汤家社区","name":"谷雨","channel":"hotline"}"#
        let first = try await desk.post("/api/v1/desk/matters", body, as: "chenglichun", key: "take-in-00000000001")
        #expect(first.status == 201)
        let again = try await desk.post("/api/v1/desk/matters", body, as: "chenglichun", key: "take-in-00000000001")
        #expect(again.body == first.body)
        let other = body.replacing("谷雨", with: "白露")
        let reused = try await desk.post("/api/v1/desk/matters", other, as: "chenglichun", key: "take-in-00000000001")
        #expect(reused.status == 422 && reused.body["code"] == "key-reused")
        let id = try #require(first.body["id"]?.string)
        let matter = try await desk.get("/api/v1/desk/matters/\(id)", as: "chenglichun").body
        #expect(matter["channel"] == "hotline" && matter["assignments"]?.array?.isEmpty == false)
        for wrong in [
            body.replacing("\"rule\"", with: "\"town:000\""),
            body.replacing("\"channel\"", with: "\"topic\":\"x.y\",\"channel\""),
            body.replacing("\"channel\"", with: "\"happened\":\"2030-01-01\",\"channel\""),
            body.replacing("\"channel\"", with: "\"happened\":\"2019-11-01\",\"channel\""),
        ] {
            #expect(try await desk.post("/api/v1/desk/matters", wrong, as: "chenglichun").status == 422, "\(wrong)")
        }
    }

    @Test func `proposals for a text keep nothing`() async throws {
        let desk = try await APIDesk()
        let answer = try await desk.post(
            "/api/v1/desk/suggestions", #"{"text":"汤家社区楼上天天半夜跳绳，吵得睡不着"}"#, as: "chenglichun")
        #expect(answer.status == 200 && answer.body["places"]?.array?.isEmpty == false)
        #expect(try await desk.world.database.read { try $0.count("SELECT COUNT(*) AS n FROM matters") } == 0)
    }

    @Test func `a program proves that an entry stands in the log`() async throws {
        let desk = try await APIDesk()
        let receipt = try await desk.world.file()
        while try await desk.world.house.sequencer.sequenceOnce(at: TestDistrict.morning) != nil {}
        let path = "/api/v1/journal/matters/\(receipt.matter)"
        let entries = try await desk.get("\(path)/entries", as: "chenglichun").body["items"]?.array ?? []
        #expect(entries.first?["hash"]?.string == receipt.entryHash)
        let proof = try await desk.get("\(path)/entries/1/proof", as: "chenglichun").body
        let head = try await desk.get("/api/v1/journal/heads?limit=1", as: "chenglichun").body["items"]?.array?.first
        #expect(proof["head"] == head && proof["leaf"]?.string == receipt.entryHash)
        let inclusion = InclusionProof(
            position: Int64(proof["position"]?.integer ?? -1), size: Int64(head?["size"]?.integer ?? 0),
            path: (proof["path"]?.array ?? []).compactMap { $0.string.flatMap(HexText.decode) })
        let leaf = try #require(HexText.decode(receipt.entryHash))
        let root = try #require(head?["root"]?.string.flatMap(HexText.decode))
        #expect(inclusion.isValid(leaf: leaf, root: root))
        #expect(try await desk.get("\(path)/entries/99/proof", as: "chenglichun").status == 404)
        #expect(try await desk.get("/api/v1/journal/consistency?from=999999", as: "chenglichun").status == 422)
    }
}
