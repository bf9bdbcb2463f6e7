import Base
import Web

/// What an answer of the API breaks of the description that the same declaration gives.
public struct ContractBreach: Error, CustomStringConvertible {
    public let description: String
}

/// Holds every answer of the API that any test receives to what its operation declares.
struct Contract: Sendable {
    private static let prefix = "/api/"
    /// Any operation may fail through a fault of ours, or because the database is away.
    private static let always: Set<Int> = [500, 503]

    let routes: [Route]

    init(_ table: RouteTable) {
        routes = table.routes.filter { $0.operation != nil }
    }

    /// Throws `ContractBreach`.
    func check(_ method: String, _ target: String, status: Int, headers: [String: String], text: String) throws {
        let path = String(target.prefix { $0 != "?" })
        guard path.hasPrefix(Self.prefix) else { return }
        // As the router does: the path itself before one with something in braces.
        let asked = routes.filter { $0.method == method }
        let route = asked.first { $0.path == path } ?? asked.first { Self.fits($0.path, path) }
        func breach(_ what: String) -> ContractBreach {
            ContractBreach(
                description: "\(method) \(route?.path ?? path) answered \(status): \(what)\n\(text.prefix(2_000))")
        }
        let type = headers["content-type"] ?? ""
        guard let route, let operation = route.operation, status == operation.status else {
            let known = route.map { $0.refusals.union(Self.always) } ?? [404, 405, 400]
            guard known.contains(status) else { throw breach("the status is not declared") }
            guard type.hasPrefix("application/problem+json") else { throw breach("its type is \(type)") }
            return try hold(text, to: APIOperation.problem, breach)
        }
        guard let schema = operation.schema else { return }
        guard type.hasPrefix("application/json") else { throw breach("its type is \(type)") }
        try hold(text, to: schema, breach)
        guard case .page = operation.content, let body = try? JSONReader.read(Array(text.utf8)) else { return }
        let next = body["next"]?.string, link = headers["link"]
        guard link == next.map({ "<\($0)>; rel=\"next\"" }) else { throw breach("Link is \(link ?? "missing")") }
    }

    private func hold(_ text: String, to schema: Schema, _ breach: (String) -> ContractBreach) throws {
        guard let value = try? JSONReader.read(Array(text.utf8)) else { throw breach("it is not JSON") }
        if let fault = schema.faults(in: value, isExact: true).first {
            throw breach("\(fault.pointer): \(fault.words.en)")
        }
    }

    private static func fits(_ template: String, _ path: String) -> Bool {
        let parts = (template.split(separator: "/"), path.split(separator: "/"))
        return parts.0.count == parts.1.count && zip(parts.0, parts.1).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
