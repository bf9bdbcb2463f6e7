import Base
import Foundation
import Markup
import Storage
import TestDistrict
import Testing

@testable import Matters

/// The public pages of the procedures, for a resident who has never signed in.
@Suite struct ProcedurePageTests {
    @Test(arguments: ["zh-CN", "zh-Hant", "en"]) func `everybody reads every procedure in their language`(
        language: String
    ) async throws {
        let client = TestClient(try await TestDistrict().server()), headers = ["accept-language": language]
        let list = try await client.get("/procedures", headers: headers)
        #expect(list.status == 200 && HTMLLint.problems(in: list.text) == [])
        for kind in MatterKind.allCases {
            #expect(list.text.contains("href=\"/procedures/\(kind.rawValue)\""))
            let page = try await client.get("/procedures/\(kind.rawValue)", headers: headers)
            #expect(page.status == 200 && HTMLLint.problems(in: page.text) == [], "\(kind)")
            #expect(page.text.contains("<svg xmlns") && page.text.contains("/procedures/\(kind.rawValue)/bpmn"))
        }
    }

    @Test func `a petition's page names its limits with their articles, and who takes which step`() async throws {
        let page = try await TestClient(try await TestDistrict().server()).get("/procedures/petition").text
        for words in ["受理", "信访条例", "60 天", "主办单位", "要经过的阶段", "您本人"] {
            #expect(page.contains(words), "\(words)")
        }
        let english = try await TestClient(try await TestDistrict().server())
            .get("/procedures/petition", headers: ["accept-language": "en"]).text
        for words in ["60 days", "the lead office", "Registered"] { #expect(english.contains(words), "\(words)") }
    }

    @Test func `the BPMN file is handed over, and what is no procedure is not found`() async throws {
        let client = TestClient(try await TestDistrict().server())
        let file = try await client.get("/procedures/petition/bpmn")
        #expect(file.status == 200 && file.headers["content-type"] == "application/xml; charset=utf-8")
        #expect(file.headers["content-disposition"] == "attachment; filename=\"petition.bpmn\"")
        #expect(try ReadXML(file.text).all("process").count == 1)
        for path in [
            "/procedures/moon", "/procedures/moon/bpmn", "/procedures/common", "/procedures/%2e%2e",
            "/procedures/a%22b",
        ] {
            #expect(try await client.get(path).status == 404, "\(path)")
        }
    }

    @Test func `programs read the list, one procedure and its file`() async throws {
        let client = TestClient(try await TestDistrict().server())
        let list = try await client.get("/api/v1/procedures")
        #expect(list.status == 200 && list.text.contains("\"code\":\"petition\""))
        let one = try await client.get("/api/v1/procedures/petition")
        let json = try #require(try JSONSerialization.jsonObject(with: Data(one.text.utf8)) as? [String: Any])
        let steps = try #require(json["steps"] as? [[String: Any]]), limits = json["limits"] as? [[String: Any]]
        #expect(steps.contains { $0["code"] as? String == "accept" && $0["to"] as? String == "handling" })
        #expect(limits?.contains { $0["rule"] as? String == "P4" } == true)
        #expect(try await client.get("/api/v1/procedures/petition/bpmn").status == 200)
        #expect(try await client.get("/api/v1/procedures/moon").status == 404)
        #expect(try await client.get("/api/v1/procedures/moon/bpmn").status == 404)
    }
}
