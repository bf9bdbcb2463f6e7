import Base
import Foundation

extension Problem {
    private struct Document: Encodable {
        let type: String
        let title: String
        let status: Int
        let code: String
        let detail: String
        let fields: [String: String]?
    }

    /// As application/problem+json (RFC 9457).
    func json(_ language: Language) -> Reply {
        let document = Document(
            type: "about:blank", title: title.text(language), status: status, code: code, detail: detail.text(language),
            fields: fields.isEmpty ? nil : fields.mapValues { $0.text(language) }
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = (try? encoder.encode(document)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        return Reply(
            status: status, headers: [("content-type", "application/problem+json; charset=utf-8")], body: .text(text)
        )
    }
}
