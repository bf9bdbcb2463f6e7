import Accounts
import Base
import Foundation
import Journal
import Matters
import Storage
import TestDistrict
import Testing
import Web

/// Mandates, calls, the police, files and drafts of answers by program: the rules of their pages, once for each key.
@Suite struct APIBesideTests {
    private static let pdf = Data("%PDF-1.4\n%%EOF\n".utf8).base64EncodedString()

    private func base(_ id: RecordID) -> String { "/api/v1/desk/matters/\(id)" }

    @Test func `郑小雪 runs a matter for a resident by program, tells them, and they take it back`() async throws {
        let desk = try await APIDesk()
        let id = try await desk.world.file(to: "village:330110004006").matter, path = "\(base(id))/proxy"
        #expect(try await desk.get(path, as: "zhengxiaoxue").body["proxy"] == .null)
        let written = #"{"asker":"谷雨","way":"written","day":"2019-11-26","revision":1}"#
        #expect(try await desk.post(path, written, as: "zhengxiaoxue").body.faulty == ["#/files"])
        let scan = written.replacing("}", with: #","files":[{"name":"委托书.pdf","content":"\#(Self.pdf)"}]}"#)
        let taken = try await desk.post(path, scan, as: "zhengxiaoxue", key: "mandate-00000000001")
        #expect(taken.status == 200 && taken.body["revision"] == 2, "\(taken.body.text())")
        #expect(try await desk.post(path, scan, as: "zhengxiaoxue", key: "mandate-00000000001").body == taken.body)
        #expect(try await desk.count("SELECT COUNT(*) AS n FROM attachments") == 1)
        let accepted = try await desk.post(
            "\(base(id))/actions", #"{"action":"accept","revision":2}"#, as: "zhengxiaoxue")
        #expect(accepted.status == 200)
        let untold = try await desk.get("/api/v1/desk/proxies", as: "zhengxiaoxue").body["items"]?.array ?? []
        let report = try #require(untold.first?["proxy"]?["reports"]?.array?.first?["id"]?.string)
        let early = #"{"reports":["\#(report)"],"way":"phone","day":"2019-11-20","revision":3}"#
        #expect(try await desk.post("\(path)/told", early, as: "zhengxiaoxue").body.faulty == ["#/day"])
        let told = try await desk.post("\(path)/told", early.replacing("11-20", with: "11-26"), as: "zhengxiaoxue")
        #expect(told.status == 200, "\(told.body.text())")
        #expect(try await desk.get("/api/v1/desk/proxies", as: "zhengxiaoxue").body["items"] == [])
        let back = #"{"reason":"本人说自己来办","revision":4}"#
        #expect(try await desk.post("\(path)/withdrawal", back, as: "panbailu").status == 404)
        #expect(try await desk.post("\(path)/withdrawal", back, as: "zhengxiaoxue").status == 200)
        #expect(try await desk.get(path, as: "zhengxiaoxue").body["proxy"]?["state"] == "withdrawn")
    }

    @Test func `a call is put on the list, tried and done by program`() async throws {
        let desk = try await APIDesk()
        let id = try await desk.world.file().matter, path = "\(base(id))/calls"
        let past = #"{"due":"2019-11-26T08:00:00+08:00","revision":1}"#
        #expect(try await desk.post(path, past, as: "chenglichun").body.faulty == ["#/due"])
        let wish = #"{"due":"2019-11-26T15:00:00+08:00","reason":"问是哪一盏","revision":1}"#
        #expect(try await desk.post(path, wish, as: "chenglichun").status == 200)
        let call = try #require(try await desk.get(path, as: "chenglichun").body["items"]?.array?.first?["id"]?.string)
        let attempts = "/api/v1/desk/calls/\(call)/attempts"
        #expect(try await desk.post(attempts, #"{"result":"later"}"#, as: "chenglichun").body.faulty == ["#/next"])
        #expect(try await desk.post(attempts, #"{"result":"answered"}"#, as: "shenxiaoshu").status == 404)
        let done = try await desk.post(
            attempts, #"{"result":"answered"}"#, as: "chenglichun", key: "call-0000000000001")
        #expect(done.status == 200 && done.body["id"]?.string == id.text)
        let again = try await desk.post(
            attempts, #"{"result":"answered"}"#, as: "chenglichun", key: "call-0000000000001")
        #expect(again.body == done.body)
        #expect(try await desk.get("/api/v1/desk/calls", as: "chenglichun").body["items"] == [])
    }

    @Test func `a sealed number is told to whoever is to call it, is written down, and is kept under no key`()
        async throws
    {
        let desk = try await APIDesk()
        let id = try await desk.world.file(.report, confidentiality: .confidential).matter
        let bare = #"{"due":"2019-11-26T15:00:00+08:00","revision":1}"#
        #expect(try await desk.post("\(base(id))/calls", bare, as: "chenglichun").status == 422, "the seal holds")
        let wish = #"{"due":"2019-11-26T15:00:00+08:00","revision":1,"number":"00012345678"}"#
        #expect(try await desk.post("\(base(id))/calls", wish, as: "chenglichun").status == 200)
        let item = try await desk.get("/api/v1/desk/calls", as: "chenglichun").body["items"]?.array?.first
        #expect(item?["phone"] == .null)
        let path = "/api/v1/desk/calls/\(item?["id"]?.string ?? "")/number"
        let entries = try await desk.entries(id)
        for _ in 0..<2 {
            let answer = try await desk.post(path, "{}", as: "chenglichun", key: "number-00000000001")
            #expect(answer.status == 200 && answer.body["number"] == "00012345678")
        }
        #expect(try await desk.entries(id) == entries + 1)
        #expect(try await desk.post(path, "{}", as: "shenxiaoshu").status == 404)
        let kept = try await desk.count(
            "SELECT COUNT(*) AS n FROM idempotency_keys WHERE response_ref LIKE '%00012345678%'")
        #expect(kept == 0)
    }

    @Test func `a matter goes to the police by program and comes back`() async throws {
        let desk = try await APIDesk()
        let id = try await desk.world.file().matter, path = "\(base(id))/handover"
        let before = try await desk.get(path, as: "chenglichun").body
        let kind = try #require(before["classes"]?.array?.first { $0["emergency"] == true }?["code"]?.string)
        #expect(before["items"] == [] && before["rules"]?.array?.isEmpty == false)
        let unknown = #"{"class":"no-such","revision":1}"#
        #expect(try await desk.post(path, unknown, as: "chenglichun").body.faulty == ["#/class"])
        let passed = try await desk.post(
            path, #"{"class":"\#(kind)","incident":"DEMO-110-1","revision":1}"#, as: "chenglichun")
        #expect(passed.status == 200, "\(passed.body.text())")
        let open = try await desk.get(path, as: "panchunfen").body["items"]?.array?.last
        #expect(open?["state"] == "open" && open?["incident"] == "DEMO-110-1")
        let revision = passed.body["revision"]?.integer ?? 0
        let back = try await desk.post(
            "\(path)/return", #"{"note":"不归我们管","revision":\#(revision)}"#, as: "panchunfen")
        #expect(back.status == 200, "\(back.body.text())")
        #expect(try await desk.get(path, as: "chenglichun").body["items"]?.array?.last?["state"] == "returned")
        let twice = try await desk.post("\(path)/return", #"{"revision":\#(revision + 1)}"#, as: "chenglichun")
        #expect(twice.status == 422 || twice.status == 409)
    }

    @Test func `files are added by program once, as the page would take them`() async throws {
        let desk = try await APIDesk()
        let id = try await desk.world.file(to: "town:330110004").matter, path = "\(base(id))/attachments"
        let body = #"{"files":[{"name":"照片.pdf","content":"\#(Self.pdf)"}]}"#
        let first = try await desk.post(path, body, as: "shenxiaoshu", key: "files-000000000001")
        #expect(first.status == 200, "\(first.body.text())")
        #expect(try await desk.post(path, body, as: "shenxiaoshu", key: "files-000000000001").body == first.body)
        let files = try await desk.get(path, as: "shenxiaoshu").body["items"]?.array ?? []
        #expect(files.count == 1 && files.first?["name"] == "照片.pdf")
        let text = #"{"files":[{"name":"a.txt","content":"aGVsbG8="}]}"#
        #expect(try await desk.post(path, text, as: "shenxiaoshu").body.faulty == ["#/files"])
        #expect(try await desk.post(path, #"{"files":[]}"#, as: "shenxiaoshu").status == 422)
        #expect(try await desk.post(path, body, as: "panbailu").status == 404)
        #expect(try await desk.post(path, body, as: "zhangxiaoman").status == 422, "an auditor adds nothing")
        let large = String(repeating: "A", count: Site.textLimit + 4)
        let big = #"{"files":[{"name":"big.pdf","content":"\#(large)"}]}"#
        #expect(
            try await desk.post(path, big, as: "shenxiaoshu").status == 422, "it is read, and is no file that we take")
    }

    @Test func `a draft of an answer is looked at and nothing is kept; an answer sent is looked at too`() async throws {
        let desk = try await APIDesk()
        let id = try await desk.world.file(to: "town:330110004").matter
        let look = try await desk.post("\(base(id))/answer-check", #"{"text":"您好，谢谢。"}"#, as: "shenxiaoshu")
        #expect(look.status == 200 && look.body["open"]?.array?.contains("thin") == true, "\(look.body.text())")
        #expect(try await desk.count("SELECT COUNT(*) AS n FROM answer_checks") == 0)
        #expect(try await desk.post("\(base(id))/answer-check", #"{"text":"您好"}"#, as: "panbailu").status == 404)
        _ = try await desk.post("\(base(id))/actions", #"{"action":"accept","revision":1}"#, as: "shenxiaoshu")
        let steps = try await desk.get("\(base(id))/actions", as: "shenxiaoshu").body["items"]?.array ?? []
        let answer = try #require(steps.first { $0["ends"]?.array?.isEmpty == false })
        let end = answer["ends"]?.array?.first?["code"]?.string ?? ""
        let sent = try await desk.post(
            "\(base(id))/actions",
            #"{"action":"\#(answer["code"]?.string ?? "")","end":"\#(end)","text":"灯已经换好，请您看看。","revision":2}"#,
            as: "shenxiaoshu")
        #expect(sent.status == 200, "\(sent.body.text())")
        #expect(try await desk.count("SELECT COUNT(*) AS n FROM answer_checks") == 1)
    }

    @Test func `what a unit should look at is marked as seen by program`() async throws {
        let desk = try await APIDesk()
        let receipt = try await desk.world.file(to: "town:330110004")
        _ = try await desk.post("additions", #"{"text":"今天又坏了一盏。","revision":1}"#, with: receipt)
        _ = try await desk.post("\(base(receipt.matter))/seen", "{}", as: "shenxiaoshu")
        #expect(try await desk.post("\(base(receipt.matter))/seen", "{}", as: "panbailu").status == 404)
        let unit = try await desk.world.unit("town:330110004").id
        let left = try await desk.count(
            "SELECT COUNT(*) AS n FROM attentions WHERE unit_id = \(unit) AND seen_at IS NULL")
        #expect(left == 0)
    }
}
