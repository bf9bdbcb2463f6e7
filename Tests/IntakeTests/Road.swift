import App
import Base
import Foundation
import Markup
import TestDistrict
import Testing

/// Somebody at home who files, follows and answers pages the way a browser without scripts does.
struct Resident {
    let client: TestClient

    init(_ world: TestDistrict, now: @escaping @Sendable () -> Instant = { TestDistrict.morning }) throws {
        client = TestClient(try world.server(now: now))
    }

    /// What a filing says when nothing else is said.
    static let usual = [
        "kind": "help", "text": "楼道里的灯坏了一个星期，老人晚上看不见台阶。希望有人来修。", "confidentiality": "named",
        "name": "谷雨", "phone": "00012345678",
    ]

    /// The hidden key of a fresh form.
    func key() async throws -> String {
        HiddenFields(try await client.get("/file").text).values["key"] ?? ""
    }

    /// Sends all answers at once, as the last page does.
    func file(_ answers: [String: String] = [:], key: String? = nil) async throws -> TestClient.Answer {
        var fields = Self.usual.merging(answers) { $1 }
        if let key { fields["key"] = key } else { fields["key"] = try await self.key() }
        return try await client.post("/file", fields.map { ($0.key, $0.value) })
    }

    /// Files and answers number and code as printed on the slip.
    func filed(_ answers: [String: String] = [:]) async throws -> (number: String, code: String) {
        let answer = try await file(answers)
        #expect(answer.status == 200)
        return Self.slip(answer.text)
    }

    /// Number and code of a slip.
    static func slip(_ page: String) -> (number: String, code: String) {
        (between(page, "data-number=\"true\">", "</p>"), plain(between(page, "data-code=\"true\">", "</p>")))
    }

    /// What stands between two marks; empty when they do not occur.
    static func between(_ text: String, _ start: String, _ end: String) -> String {
        guard let from = text.range(of: start), let to = text[from.upperBound...].range(of: end) else { return "" }
        return String(text[from.upperBound..<to.lowerBound])
    }

    private static func plain(_ html: String) -> String { html.replacing(#/<[^>]+>/#, with: " ") }
}

/// The hidden fields of a page.
struct HiddenFields {
    var values: [String: String] = [:]

    init(_ page: String) {
        for match in page.matches(of: #/<input type="hidden" name="([^"]*)" value="([^"]*)">/#) {
            values[String(match.1)] = String(match.2).replacing("&#43;", with: "+").replacing("&#x2B;", with: "+")
                .replacing("&quot;", with: "\"").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
                .replacing("&amp;", with: "&")
        }
    }
}

/// A page must be well made in every language.
func expectSound(_ answer: TestClient.Answer, location: SourceLocation = #_sourceLocation) {
    let problems = HTMLLint.problems(in: answer.text)
    #expect(problems.isEmpty, "\(problems)", sourceLocation: location)
}
