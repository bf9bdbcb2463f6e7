import Web

/// The document of the whole API, itself one of its operations.
struct DocumentAPI {
    private static let path = "/api/v1/openapi.json"

    /// Adds the document of everything that the table has so far, and of itself.
    func add(to table: inout RouteTable) {
        let operation = APIOperation.reading("getOpenAPI", tag: "public", answers: .json(.document))
        var whole = table
        whole.api("GET", Self.path, .everyone, Self.summary, operation) { _ in .json(.null) }
        let document = OpenAPIDocument(whole).json
        table.api("GET", Self.path, .everyone, Self.summary, operation) { _ in .json(document) }
    }

    private static let summary = "This document"
}
