import Base

/// The OpenAPI 3.1 document, made from the routes and from nothing else: always in the same order.
public struct OpenAPIDocument: Sendable {
    private let routes: [Route]

    /// A document of the routes that are operations of the API.
    public init(_ table: RouteTable) {
        routes = table.routes.filter { $0.operation != nil }
    }

    /// The document.
    public var json: JSONValue {
        let paths = Dictionary(grouping: routes, by: \.path).sorted { $0.key < $1.key }
        return [
            "openapi": "3.1.1",
            "info": [
                "title": "Shanzhi", "version": "1",
                "description": .string(Self.about),
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "/"]],
            "tags": .array(tags.map { ["name": .string($0)] }),
            "paths": .object(
                paths.map { path, routes in
                    .init(path, .object(routes.sorted { $0.method < $1.method }.map(Self.operation)))
                }),
            "components": ["schemas": schemas, "securitySchemes": Self.schemes],
        ]
    }

    private static let about = """
        Matters of a district: filed, followed and worked on. Names of both languages stand side by side. Times carry their \
        offset. A list has pages: `next` and the header Link lead on. Every refusal is application/problem+json (RFC 9457) in \
        the language of Accept-Language.
        """

    private static let schemes: JSONValue = [
        "token": [
            "type": "http", "scheme": "bearer",
            "description": "A token that somebody signed in makes for one post; its scopes say what it opens.",
        ]
    ]

    private var tags: [String] { Set(routes.compactMap { $0.operation?.tag }).sorted() }

    private var schemas: JSONValue {
        var names: [String: Schema] = [:]
        APIOperation.problem.collectNames(into: &names)
        for operation in routes.compactMap(\.operation) {
            operation.body?.collectNames(into: &names)
            operation.schema?.collectNames(into: &names)
        }
        return .object(names.sorted { $0.key < $1.key }.map { .init($0.key, $0.value.json) })
    }

    private static func operation(_ route: Route) -> JSONValue.Member {
        guard let operation = route.operation else { return .init(route.method.lowercased(), [:]) }
        var members: [JSONValue.Member] = [
            .init("operationId", .string(operation.id)), .init("tags", [.string(operation.tag)]),
            .init("summary", .string(route.summary)),
        ]
        if !operation.note.isEmpty { members.append(.init("description", .string(operation.note))) }
        if let scope = route.scope { members.append(.init("security", [["token": [.string(scope.rawValue)]]])) }
        let parameters = operation.parameters.map(parameter)
        if !parameters.isEmpty { members.append(.init("parameters", .array(parameters))) }
        if let body = operation.body {
            members.append(
                .init("requestBody", ["required": true, "content": ["application/json": ["schema": body.json]]]))
        }
        members.append(.init("responses", responses(route, operation)))
        return .init(route.method.lowercased(), .object(members))
    }

    private static func parameter(_ parameter: APIOperation.Parameter) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("name", .string(parameter.name)), .init("in", .string(parameter.place.rawValue)),
            .init("required", .bool(parameter.isRequired)), .init("schema", parameter.schema.json),
        ]
        if !parameter.note.isEmpty { members.append(.init("description", .string(parameter.note))) }
        return .object(members)
    }

    private static func responses(_ route: Route, _ operation: APIOperation) -> JSONValue {
        var content: JSONValue = ["*/*": [:]]
        if let schema = operation.schema { content = ["application/json": ["schema": schema.json]] }
        var good: [JSONValue.Member] = [.init("description", "The answer."), .init("content", content)]
        if case .page = operation.content {
            let link: JSONValue = ["description": "The next page, with rel=next.", "schema": ["type": "string"]]
            good.append(.init("headers", ["Link": link]))
        }
        let refused = route.refusals.sorted().map { JSONValue.Member(String($0), refusal($0)) }
        let other = JSONValue.Member("default", refusal(nil))
        return .object([.init(String(operation.status), .object(good))] + refused + [other])
    }

    private static func refusal(_ status: Int?) -> JSONValue {
        let content: JSONValue = ["application/problem+json": ["schema": APIOperation.problem.json]]
        var members: [JSONValue.Member] = [
            .init("description", .string(meaning(of: status))), .init("content", content),
        ]
        if status == 429 || status == nil {
            let wait: JSONValue = [
                "description": "Seconds until it is worth trying again.", "schema": ["type": "integer"],
            ]
            members.append(.init("headers", ["Retry-After": wait]))
        }
        return .object(members)
    }

    private static func meaning(of status: Int?) -> String {
        switch status {
        case 400: "The request cannot be read, or has no key."
        case 401: "There is no token, or it opens nothing."
        case 403: "The token or its post does not allow it."
        case 404: "There is no such thing, or it is not for this reader."
        case 406: "The answer is of a type that the request does not take."
        case 409: "Somebody else was faster: read it again."
        case 413: "The body is too large."
        case 415: "The body is not of a type that is taken."
        case 422: "Something is wrong or not permitted now; the detail says why."
        case 429: "Too many requests; Retry-After says how long to wait."
        default: "Any other refusal, such as a fault of ours."
        }
    }
}
