/// One address: method, path, who may ask, and what answers.
public struct Route: Sendable {
    /// `GET` or `POST`.
    public let method: String
    /// The path with braces around parameters, such as `/desk/matters/{id}`.
    public let path: String
    /// Who may ask.
    public let access: Access
    /// What a program needs to ask with a token; nil for a route that no token opens.
    public let scope: TokenScope?
    /// What it is for, one English sentence; becomes part of the approved table.
    public let summary: String
    /// Answers a visit.
    public let handle: @Sendable (Visit) async throws -> Reply
    /// Draws the page again from the posted fields, and does nothing else: what the switches of language and theme ask
    /// for. Nil when there is nothing to draw again.
    public let redraw: (@Sendable (Visit) async throws -> Reply)?
    /// What it takes and answers, for a route of the API.
    public var operation: APIOperation?
}

/// The addresses of a module, in order.
public struct RouteTable: Sendable {
    /// All routes so far.
    public private(set) var routes: [Route] = []

    /// An empty table.
    public init() {}

    /// Adds a page or document; with a `scope` programs reach it too, by a token that holds it.
    public mutating func get(
        _ path: String, _ access: Access, _ summary: String, scope: TokenScope? = nil,
        _ handle: @escaping @Sendable (Visit) async throws -> Reply
    ) {
        routes.append(
            Route(
                method: "GET", path: path, access: access, scope: scope, summary: summary, handle: handle, redraw: nil))
    }

    /// Adds an act, and how its page is drawn again; with a `scope` programs reach it too, by a token that holds it.
    public mutating func post(
        _ path: String, _ access: Access, _ summary: String, scope: TokenScope? = nil,
        redraw: (@Sendable (Visit) async throws -> Reply)? = nil,
        _ handle: @escaping @Sendable (Visit) async throws -> Reply
    ) {
        routes.append(
            Route(
                method: "POST", path: path, access: access, scope: scope, summary: summary, handle: handle,
                redraw: redraw))
    }

    mutating func add(_ route: Route) { routes.append(route) }

    /// Adds all routes of another table.
    public mutating func add(_ other: RouteTable) { routes += other.routes }

    /// The table as text, sorted: one line a route, for the approved file.
    public var approvedText: String {
        routes.map { route in
            // A session opens no route of the API.
            let other = route.operation == nil ? "or" : "by"
            let token = route.scope.map { " \(other) token \($0.rawValue)" } ?? ""
            return "\(route.method) \(route.path)\t\(route.access.description)\(token)\t\(route.summary)"
        }.sorted().joined(separator: "\n") + "\n"
    }
}
