public import Base
public import CoreMetrics
import Crypto
import Foundation
import HTTPTypes
public import Hummingbird
public import Logging
import Markup
import NIOCore

/// Everything that answers requests: the modules' routes behind session, language, limits and one error page.
public struct Site: Sendable {
    /// What the site needs from the modules below it.
    public struct Services: Sendable {
        /// The clock; tests let it stand still.
        public var now: @Sendable () -> Instant
        /// Finds who a session token belongs to.
        public var signedIn: @Sendable (_ token: String, _ now: Instant) async throws -> SignedIn?
        /// Finds the program that a token from an `Authorization` header stands for; nil when it opens nothing.
        public var bearer: @Sendable (_ token: String, _ now: Instant) async throws -> TokenBearer?
        /// The key under which tokens for forms are made.
        public var formKey: [UInt8]
        /// Turns any error into a problem; unknown errors become `Problem.internalFault`.
        public var problem: @Sendable (any Error) -> Problem
        /// Draws a problem as a page.
        public var problemPage: @Sendable (Problem, Visit) -> Reply
        /// Stylesheets, scripts and images by file name.
        public var assets: Assets
        /// Proxies whose word about the visitor's address is believed: those on this machine, and those named.
        public var trustedProxies: [AddressRange]
        /// Whether connections are TLS: addresses begin with https, and browsers are told to keep to it.
        public var isSecure: Bool
        /// Where requests are counted and timed; nil for nowhere.
        public var meters: (any MetricsFactory)?

        /// Puts the services together.
        public init(
            now: @escaping @Sendable () -> Instant,
            signedIn: @escaping @Sendable (_ token: String, _ now: Instant) async throws -> SignedIn?,
            bearer: @escaping @Sendable (_ token: String, _ now: Instant) async throws -> TokenBearer? = { _, _ in nil
            },
            formKey: [UInt8], problem: @escaping @Sendable (any Error) -> Problem,
            problemPage: @escaping @Sendable (Problem, Visit) -> Reply, assets: Assets,
            trustedProxies: [AddressRange] = [], isSecure: Bool = false, meters: (any MetricsFactory)? = nil
        ) {
            self.isSecure = isSecure
            self.now = now
            self.signedIn = signedIn
            self.bearer = bearer
            self.formKey = formKey
            self.problem = problem
            self.problemPage = problemPage
            self.assets = assets
            self.trustedProxies = ["127.0.0.0/8", "::1"].compactMap(AddressRange.init) + trustedProxies
            self.meters = meters
        }
    }

    /// Bodies larger than this many bytes get 413.
    public static let bodyLimit = 20 << 20
    /// Bodies without files: a full text of 20,000 characters, percent-encoded, has room.
    public static let textLimit = 512 << 10

    let services: Services
    let logger: Logger
    let budget = BodyBudget()

    /// Makes a site.
    public init(services: Services, logger: Logger) {
        self.services = services
        self.logger = logger
    }

    /// The router for the server and for tests.
    public func router(_ table: RouteTable) -> Router<SiteContext> {
        let router = Router(context: SiteContext.self)
        router.add(middleware: RequestMiddleware(logger: logger))
        if let meters = services.meters { router.add(middleware: MeterMiddleware(factory: meters)) }
        router.add(middleware: FallbackMiddleware(site: self, methods: AddressMethods(table)))
        for route in table.routes {
            let method: HTTPRequest.Method = route.method == "POST" ? .post : .get
            router.on(RouterPath(route.path), method: method) { request, context in
                await answer(request, context, route)
            }
        }
        router.get("/assets/**") { request, context in
            services.assets.reply(to: context.parameters.getCatchAll().joined(separator: "/"), request: request)
        }
        return router
    }

    func answer(_ request: Request, _ context: SiteContext, _ route: Route) async -> Response {
        var decoded: Visit?
        var reply: Reply
        let size = largeBody(request, route), network = AddressRange.network(address(of: request, context))
        var isReserved = false
        defer { if isReserved { budget.release(size, for: network) } }
        do {
            isReserved = size > 0 && budget.reserve(size, for: network)
            guard isReserved || size == 0 else { throw Problem.tooManyFiles }
            let (visit, fault) = try await decode(request, context, route)
            decoded = visit
            if let fault { throw fault }
            reply = try await admitted(visit, route)
        } catch {
            let visit = decoded ?? bare(request, context)
            var problem = services.problem(error)
            if problem.code == Problem.cannotRead.code, request.method != .get { problem = .cannotReadAfter }
            if problem.status >= 500 {
                logger.error(
                    "request failed",
                    metadata: ["id": "\(visit.requestID)", "route": "\(route.path)", "error": "\(error)"])
            }
            reply = refusal(problem, visit)
        }
        if let cookie = decoded?.parameters[Self.newVisitKey] {
            reply = reply.setting(cookie: Cookies.permanent("sz_visit", cookie))
        }
        // A program has no browser to keep cookies for.
        if decoded?.bearer != nil { reply.headers.removeAll { $0.name.lowercased() == "set-cookie" } }
        return response(reply)
    }

    private func admitted(_ visit: Visit, _ route: Route) async throws -> Reply {
        if route.operation != nil { return try await route.handle(visit) }
        if !route.access.admits(visit.signedIn) {
            if visit.signedIn?.owesSecondFactor == true {
                guard visit.method == "GET", !visit.wantsJSON else { throw Problem.secondFactorFirst }
                return .redirect("/account/second-factor")
            }
            guard visit.signedIn == nil else { throw Problem.notAllowed }
            guard visit.method == "GET", !visit.wantsJSON else { throw Problem.signInFirst }
            let next = visit.path.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            return Reply(status: 303, headers: [("location", "/sign-in?next=\(next)")])
        }
        // No browser sends a token by itself, so nothing can be forged with it.
        if visit.bearer != nil { return try await route.handle(visit) }
        // A page of another site can post a form with the visitor's cookies, but not JSON: for that the browser first asks
        // us (CORS preflight, Fetch standard 4.9), and we never consent. So JSON needs no token.
        if visit.method == "POST", visit.header("sec-fetch-site") == "cross-site" { throw Problem.staleForm }
        if visit.method == "POST", visit.json == nil, !FormToken.matches(visit.form.text("csrf"), visit.csrf) {
            throw Problem.staleForm
        }
        guard visit.isSwitch else { return try await route.handle(visit) }
        // A switch reaches no handler, so that it can never file, act or sign.
        let drawn = try await route.redraw?(visit)
        return switched(drawn ?? .redirect(visit.signedIn == nil ? "/" : "/desk"), visit)
    }

    private func switched(_ reply: Reply, _ visit: Visit) -> Reply {
        var reply = reply
        if let language = Language(rawValue: visit.form.text("language")) {
            reply = reply.setting(cookie: Cookies.permanent("sz_lang", language.rawValue))
        }
        if let theme = Theme(rawValue: visit.form.text("theme")) {
            reply = reply.setting(cookie: Cookies.permanent("sz_theme", theme.rawValue))
        }
        return reply
    }

    func refusal(_ problem: Problem, _ visit: Visit) -> Reply {
        var reply = visit.wantsJSON ? problem.json(visit.language) : services.problemPage(problem, visit)
        if let allowed = problem.allowed { reply.headers.append(("allow", allowed)) }
        if let challenge = problem.challenge { reply.headers.append(("www-authenticate", challenge)) }
        if let seconds = problem.retryAfter { reply.headers.append(("retry-after", String(seconds))) }
        return reply
    }
}

/// Hummingbird's context with the peer's address.
public struct SiteContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The peer's address without the port; empty in tests.
    public let peer: String
    /// What this request is called in the log.
    var requestID = ""

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? ""
    }
}

/// Catches what no route answers: unknown paths and methods, in the visitor's language.
private struct FallbackMiddleware: RouterMiddleware {
    let site: Site
    let methods: AddressMethods

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            var problem = Problem.notFound
            if let http = error as? HTTPError, http.status != .notFound { problem = site.services.problem(error) }
            if problem.status == 404, request.uri.path.hasPrefix(AddressMethods.prefix) {
                let allowed = methods.allowed(at: request.uri.path)
                let isOther = !allowed.isEmpty && !allowed.contains(request.method.rawValue)
                problem = isOther ? .methodNotAllowed(Array(allowed)) : .noSuchAddress
            }
            return site.response(site.refusal(problem, site.bare(request, context)))
        }
    }
}
