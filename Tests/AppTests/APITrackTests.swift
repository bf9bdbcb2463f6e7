import Base
import Foundation
import Matters
import Storage
import TestDistrict
import Testing
import Web

/// What a filer does by program with number and code.
@Suite struct APITrackTests {
    private static let pdf = Data("%PDF-1.4\n%%EOF\n".utf8).base64EncodedString()

    private func standing(_ desk: APIDesk, _ receipt: Receipt) async throws -> JSONValue {
        let answer = try await desk.client.call(
            "GET", "/api/v1/matters/\(receipt.number)", headers: ["receipt-code": receipt.code])
        return try JSONReader.read(Array(answer.text.utf8))
    }

    @Test func `谷雨 adds words and a photograph by program, once for each key`() async throws {
        let desk = try await APIDesk()
        let receipt = try await desk.world.file(to: "town:330110004")
        let body = #"{"text":"今天又坏了一盏。","revision":1,"files":[{"name":"灯.pdf","content":"\#(Self.pdf)"}]}"#
        let first = try await desk.post("additions", body, with: receipt, key: "addition-0000000001")
        #expect(first.status == 200 && first.body["revision"] == 2, "\(first.body.text())")
        #expect(try await desk.post("additions", body, with: receipt, key: "addition-0000000001").body == first.body)
        let file = try #require(try await standing(desk, receipt)["files"]?.array?.first?["id"]?.string)
        let path = "/api/v1/matters/\(receipt.number)/attachments/\(file)"
        let own = try await desk.client.call("GET", path, headers: ["receipt-code": receipt.code])
        #expect(own.status == 200 && own.text.hasPrefix("%PDF"))
        #expect(try await desk.client.call("GET", path, headers: ["receipt-code": "0000"]).status == 404)
        #expect(try await desk.post("additions", #"{"text":"迟到的","revision":1}"#, with: receipt).status == 409)
        #expect(try await desk.post("additions", #"{"revision":2}"#, with: receipt).status == 422)
    }

    @Test func `an ended matter is rated and opened again by its filer, and not before`() async throws {
        let desk = try await APIDesk()
        let receipt = try await desk.world.file(to: "town:330110004"),
            path = "/api/v1/desk/matters/\(receipt.matter)/actions"
        let early = try await desk.post("rating", #"{"stars":5,"revision":1}"#, with: receipt)
        #expect(early.status == 422 && early.body["code"] == "barred")
        _ = try await desk.post(path, #"{"action":"accept","revision":1}"#, as: "shenxiaoshu")
        let steps = try await desk.get(path, as: "shenxiaoshu").body["items"]?.array ?? []
        let answer = try #require(steps.first { $0["ends"]?.array?.isEmpty == false })
        let end = answer["ends"]?.array?.first?["code"]?.string ?? "", code = answer["code"]?.string ?? ""
        let body = #"{"action":"\#(code)","end":"\#(end)","text":"灯已经换好，请您看看。","revision":2}"#
        #expect(try await desk.post(path, body, as: "shenxiaoshu").status == 200)
        let told = try await standing(desk, receipt)
        #expect(told["steps"]?.array?.first { $0["code"] == "rating" }?["allowed"] == true)
        #expect(told["steps"]?.array?.first { $0["code"] == "withdrawal" }?["why"] != .null)
        #expect(try await desk.post("rating", #"{"stars":6,"revision":3}"#, with: receipt).status == 422)
        let rated = try await desk.post("rating", #"{"stars":2,"text":"只换了一盏","revision":3}"#, with: receipt)
        #expect(rated.status == 200 && rated.body["rating"] == 2, "\(rated.body.text())")
        let opened = try await desk.post("reopening", #"{"text":"另外两盏还是不亮","revision":4}"#, with: receipt)
        #expect(opened.status == 200 && opened.body["end"] == .null, "\(opened.body.text())")
    }

    @Test func `whoever does not know the code does nothing, and guessing ends`() async throws {
        let desk = try await APIDesk()
        let receipt = try await desk.world.file()
        let wrong = Receipt(matter: receipt.matter, number: receipt.number, code: "0000", entryHash: "")
        var last = try await desk.post("withdrawal", #"{"revision":1}"#, with: wrong).status
        #expect(last == 404)
        for _ in 0..<10 where last == 404 {
            last = try await desk.post("rating", #"{"stars":1,"revision":1}"#, with: wrong).status
        }
        #expect(last == 429)
        let other = try await desk.world.file(title: "水管坏了", text: "厨房的水管漏了三天。")
        let mixed = Receipt(matter: other.matter, number: other.number, code: receipt.code, entryHash: "")
        #expect(try await desk.post("withdrawal", #"{"revision":1}"#, with: mixed).status != 200)
        #expect(try await desk.count("SELECT COUNT(*) AS n FROM matters WHERE status = 'ended'") == 0)
    }

    @Test func `a filer takes the matter back, and a mandate that they gave`() async throws {
        let desk = try await APIDesk()
        let run = try await desk.world.file(to: "village:330110004006")
        #expect(try await desk.post("mandate", #"{"revision":1}"#, with: run).status == 422, "nobody runs it for them")
        let mandate = #"{"asker":"谷雨","way":"phone","day":"2019-11-26","revision":1}"#
        _ = try await desk.post("/api/v1/desk/matters/\(run.matter)/proxy", mandate, as: "zhengxiaoxue")
        #expect(try await standing(desk, run)["run_by"] != .null)
        #expect(try await desk.post("mandate", #"{"revision":2}"#, with: run).status == 200)
        #expect(try await standing(desk, run)["run_by"] == .null)
        let back = try await desk.post("withdrawal", #"{"text":"已经自己修好","revision":3}"#, with: run)
        #expect(back.status == 200 && back.body["status"] == "ended", "\(back.body.text())")
    }
}
