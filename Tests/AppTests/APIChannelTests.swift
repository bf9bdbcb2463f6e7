import Base
import Clocks
import Foundation
import Journal
import Matters
import Storage
import TestDistrict
import Testing
import Web

/// Taking in by program whatever the window form takes: ways in, mandates, calls, groups, files, known matters.
@Suite struct APIChannelTests {
    private static let path = "/api/v1/desk/matters"
    private static let start =
        #"{"kind":"dispute","target":"own","text":"楼上漏水，两家说不拢。","name":"林惊蛰","phone":"00000000412""#
    private static let scan =
        #""files":[{"name":"信.pdf","content":"\#(Data("%PDF-1.4\n%%EOF\n".utf8).base64EncodedString())"}]"#
    private static let court =
        #""court":{"way":"court-before-filing","name":"区人民法院","case_number":"（2019）浙演1号","day":"2019-11-25"}"#

    private static func body(_ more: String...) -> String { ([start] + more).joined(separator: ",") + "}" }

    @Test func `a quarrel that a court passes on by program starts the time of its mediator`() async throws {
        let desk = try await APIDesk()
        let answer = try await desk.post(Self.path, Self.body(#""channel":"court""#, Self.court), as: "chenglichun")
        #expect(answer.status == 201, "\(answer.body)")
        let id = try #require(answer.body["id"]?.string)
        let step = try await desk.post(
            "\(Self.path)/\(id)/actions", #"{"action":"accept","revision":1}"#, as: "chenglichun")
        #expect(step.status == 200)
        let matter = try await desk.get("\(Self.path)/\(id)", as: "chenglichun").body
        let rules = (matter["terms"]?.array ?? []).compactMap { $0["rule"]?.string }
        #expect(rules.contains("R11f"), "the court's own time runs beside the district's")
        #expect(try await desk.count("SELECT COUNT(*) AS n FROM arrivals") == 1)
    }

    @Test func `what a way in must say is missed by its place, and nothing is taken in`() async throws {
        let desk = try await APIDesk()
        let cases: [(String, Set<String>)] = [
            (Self.body(#""channel":"court""#), ["#/court/way", "#/court/name", "#/court/case_number", "#/court/day"]),
            (Self.body(#""channel":"court""#, Self.court.replacing("2019-11-25", with: "2030-01-01")), ["#/court/day"]),
            (Self.body(#""channel":"letter","letter":{"way":"post"}"#), ["#/files"]),
            (Self.body(#""channel":"letter""#, Self.scan), ["#/letter/way"]),
            (Self.body(#""channel":"police""#), ["#/police/class"]),
            (Self.body(#""channel":"police","police":{"class":"no-such"}"#), ["#/police/class"]),
            (Self.body(#""channel":"hotline","call_back":{"day":"2019-11-26","time":"08:00"}"#), ["#/call_back/day"]),
            (Self.body(#""channel":"hotline","call_back":{"day":"2019-11-26","time":"25:00"}"#), ["#/call_back/time"]),
            (Self.body(#""channel":"window","call_back":{"day":"2019-11-27"}"#), ["#/call_back"]),
            (Self.body(#""channel":"window""#, Self.court), ["#/court"]),
            (Self.body(#""mandate":{"asker":"林惊蛰","way":"written"}"#), ["#/files"]),
            (Self.body(#""mandate":{"asker":"林惊蛰","way":"phone","day":"2030-01-01"}"#), ["#/mandate/day"]),
            (Self.body(#""mandate":{"asker":"林惊蛰","way":"by-dream"}"#), ["#/mandate/way"]),
            (Self.body(#""notify":true,"email":"nowhere""#), ["#/email"]),
            (Self.body(#""files":[{"name":"a.txt","content":"!"}]"#), ["#/files/0/content"]),
            (Self.body(#""files":[{"name":"a.txt","content":"aGVsbG8="}]"#), ["#/files"]),
            (Self.body(#""same":"0196b5a0-0000-7000-8000-000000000000""#), ["#/same"]),
        ]
        for (body, places) in cases {
            let answer = try await desk.post(Self.path, body, as: "chenglichun")
            #expect(answer.status == 422 && answer.body.faulty == places, "\(body) \(answer.body.text())")
        }
        #expect(try await desk.count("SELECT COUNT(*) AS n FROM matters") == 0)
    }

    @Test func `a letter comes with its scan, and sent again brings it once`() async throws {
        let desk = try await APIDesk()
        let body = Self.body(
            #""channel":"letter","happened":"2019-11-20","letter":{"way":"post","number":"DEMO-R-1"}"#, Self.scan)
        let first = try await desk.post(Self.path, body, as: "chenglichun", key: "letter-000000000001")
        let again = try await desk.post(Self.path, body, as: "chenglichun", key: "letter-000000000001")
        #expect(first.status == 201 && again.body == first.body, "\(first.body.text())")
        #expect(try await desk.count("SELECT COUNT(*) AS n FROM attachments") == 1)
        #expect(try await desk.count("SELECT COUNT(*) AS n FROM arrivals WHERE way = 'post'") == 1)
    }

    @Test func `a group, a mandate and a call come in with the matter`() async throws {
        let desk = try await APIDesk()
        let body = Self.body(
            #""channel":"hotline","call_back":{"day":"2019-11-26","time":"15:00","reason":"问是哪一层"}"#,
            #""mandate":{"asker":"林惊蛰本人","way":"phone"}"#,
            #""representatives":[{"name":"谷雨","phone":"00000000413"}],"members":[{"name":"白露"},{"name":"寒露"}]"#)
        let answer = try await desk.post(Self.path, body, as: "chenglichun")
        #expect(answer.status == 201, "\(answer.body.text())")
        let calls = try await desk.get("/api/v1/desk/calls", as: "chenglichun").body["items"]?.array ?? []
        #expect(calls.count == 1 && calls.first?["reason"] == "问是哪一层" && calls.first?["phone"] == "00000000412")
        let proxies = try await desk.get("/api/v1/desk/proxies", as: "chenglichun").body["items"]?.array ?? []
        #expect(proxies.first?["proxy"]?["asker"] == "林惊蛰本人")
        #expect(try await desk.count("SELECT COUNT(*) AS n FROM parties WHERE part = 'member'") == 2)
        #expect(try await desk.count("SELECT COUNT(*) AS n FROM parties WHERE part = 'representative'") == 1)
    }

    @Test func `a known matter is joined once, and one that cannot be seen is none`() async throws {
        let desk = try await APIDesk()
        let known = try await desk.world.file(to: "town:330110004").matter
        let body = Self.body(#""same":"\#(known)""#)
        for _ in 0..<2 {
            let answer = try await desk.post(Self.path, body, as: "chenglichun", key: "joined-000000000001")
            #expect(answer.status == 201)
        }
        #expect(try await desk.count("SELECT COUNT(*) AS n FROM issue_members") == 2)
        #expect(try await desk.count("SELECT COUNT(*) AS n FROM journal_entries WHERE body LIKE '%issue.joined%'") == 1)
        let hidden = try await desk.world.file(to: "town:330110012").matter
        let other = try await desk.post(
            Self.path, Self.body(#""same":"\#(hidden)""#).replacing("dispute", with: "help"), as: "shenxiaoshu")
        #expect(other.status == 422 && other.body.faulty == ["#/same"])
    }

    @Test func `a resident files by program with a photograph, a group and a way to be told`() async throws {
        let desk = try await APIDesk()
        let body =
            #"{"text":"楼道里的灯坏了一个星期。","name":"谷雨","phone":"13800000000","notify":true,"members":[{"name":"白露"}],\#(Self.scan)}"#
        let answer = try await desk.client.call("POST", "/api/v1/matters", body)
        #expect(answer.status == 201, "\(answer.text)")
        #expect(try await desk.count("SELECT COUNT(*) AS n FROM attachments") == 1)
        #expect(try await desk.count("SELECT COUNT(*) AS n FROM parties WHERE part = 'member'") == 1)
        let nameless = #"{"text":"楼道里的灯坏了一个星期。","members":[{"name":"白露"}]}"#
        #expect(try await desk.client.call("POST", "/api/v1/matters", nameless).text.contains("\"#/members\""))
        let lost = #"{"text":"楼道里的灯坏了一个星期。","name":"谷雨","notify":true}"#
        #expect(try await desk.client.call("POST", "/api/v1/matters", lost).text.contains("\"#/phone\""))
    }

    @Test func `two homes that use the same key file two matters, and neither is told the other's code`() async throws {
        let desk = try await APIDesk()
        func file(_ text: String, from network: String) async throws -> TestClient.Answer {
            try await desk.client.call(
                "POST", "/api/v1/matters", #"{"text":"\#(text)"}"#,
                headers: ["idempotency-key": "0000000000000001", "x-forwarded-for": network])
        }
        let first = try await file("楼道里的灯坏了一个星期。", from: "203.0.113.7")
        let other = try await file("楼道里的灯坏了一个星期。", from: "203.0.113.8")
        let third = try await file("水管也坏了三天。", from: "203.0.113.9")
        #expect([first, other, third].allSatisfy { $0.status == 201 })
        #expect(Set([first.text, other.text, third.text]).count == 3)
        #expect(try await file("楼道里的灯坏了一个星期。", from: "203.0.113.7").text == first.text)
        let kept = try await desk.world.database.read {
            try $0.rows("SELECT actor, key FROM idempotency_keys").map { try "\($0.text("actor"))\($0.text("key"))" }
        }
        #expect(kept.allSatisfy { !$0.contains("203.0.113") }, "no address of a filer stands beside a matter")
    }
}
