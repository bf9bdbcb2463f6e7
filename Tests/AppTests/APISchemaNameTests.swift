import App
import TestDistrict
import Testing

@testable import Web

/// A name in the document stands for one schema: of two with one name, programs would hold answers to the wrong one.
@Suite struct APISchemaNameTests {
    @Test func `no two schemas of the API have one name`() async throws {
        let routes = try await TestDistrict().server().routes.routes
        var known: [String: (schema: Schema, operation: String)] = [:]
        for operation in routes.compactMap(\.operation) {
            var names: [String: Schema] = [:]
            operation.body?.collectNames(into: &names)
            operation.schema?.collectNames(into: &names)
            for (name, schema) in names {
                if let other = known[name] {
                    #expect(
                        other.schema == schema, "\(name) of \(operation.id) is another than that of \(other.operation)")
                }
                known[name] = (schema, operation.id)
            }
        }
        #expect(known.count > 100)
    }
}
