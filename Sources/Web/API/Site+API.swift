import Base
import Hummingbird

/// The road of a request of a program: no cookie, no form, no page.
extension Site {
    /// The visit of a program. Throws before the body is read when the request is not admitted or of a type not taken.
    func decodeProgram(
        _ request: Request, _ context: SiteContext, _ route: Route, _ operation: APIOperation
    ) async throws -> Visit {
        let bearer = try await bearer(request, route)
        if !route.access.admits(bearer?.person) {
            throw bearer?.person.owesSecondFactor == true ? Problem.secondFactorFirst : Problem.notAllowed
        }
        if operation.schema != nil, !MediaType.accepts(request.headers[.accept], ["application/json"]) {
            throw Problem.notAcceptable
        }
        guard Form.urlEncoded(request.uri.query ?? "") != nil else { throw Problem.unreadable }
        var body = Body()
        if operation.body != nil {
            guard MediaType.isJSON(request.headers[.contentType]) else { throw Problem.notJSON }
            body = try await self.body(of: request, route)
        }
        var visit = visit(request, context, body: body, signedIn: bearer?.person, visitor: "")
        visit.bearer = bearer
        return visit
    }

    /// The program behind a token. Throws when the route wants one and there is none, or it does not open the route.
    private func bearer(_ request: Request, _ route: Route) async throws -> TokenBearer? {
        guard let scope = route.scope else { return nil }
        guard let text = TokenText.presented(request.headers[.authorization]) else { throw Problem.tokenMissing }
        guard let bearer = try await services.bearer(text, services.now()) else { throw Problem.tokenUnknown }
        guard bearer.scopes.contains(scope) else { throw Problem.tokenScope(scope.rawValue) }
        return bearer
    }
}

/// Which methods an address takes, for a request that no route answers.
struct AddressMethods: Sendable {
    /// Where the API begins.
    static let prefix = "/api/"

    private let methods: [[Substring]: Set<String>]

    init(_ table: RouteTable) {
        var methods: [[Substring]: Set<String>] = [:]
        for route in table.routes where route.path.hasPrefix(Self.prefix) {
            methods[route.path.split(separator: "/"), default: []].insert(route.method)
        }
        self.methods = methods
    }

    /// The methods of the templates that a path fits; empty for an address that there is not.
    func allowed(at path: String) -> Set<String> {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        var allowed: Set<String> = []
        for (template, methods) in self.methods where template.count == parts.count {
            if zip(template, parts).allSatisfy({ $0.hasPrefix("{") || $0 == $1 }) { allowed.formUnion(methods) }
        }
        return allowed
    }
}
