import Base
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Markup
import NIOCore
import ServiceLifecycle

extension Site {
    static let newVisitKey = " new-visit"

    /// A visit without session and body: enough to draw an error.
    func bare(_ request: Request, _ context: SiteContext) -> Visit {
        visit(request, context, body: Body(), signedIn: nil, visitor: "")
    }

    /// The visit, and what was wrong with its body: who asked, and where, is known even when the body is not.
    func decode(_ request: Request, _ context: SiteContext, _ route: Route) async throws -> (Visit, Problem?) {
        if let operation = route.operation {
            return (try await decodeProgram(request, context, route, operation), nil)
        }
        if let text = TokenText.presented(request.headers[.authorization]) {
            return try await decode(request, context, route, token: text)
        }
        let cookies = request.cookies
        let token = cookies["sz_session"]?.value
        var signedIn: SignedIn?
        if let token { signedIn = try await services.signedIn(token, services.now()) }
        let visitor = cookies["sz_visit"]?.value ?? FormToken.random()
        // Whoever is not admitted is answered without their body being read.
        var (body, fault) = (Body(), Problem?.none)
        if route.access.admits(signedIn) {
            do { body = try await self.body(of: request, route) } catch let problem as Problem { fault = problem }
        }
        var visit = visit(request, context, body: body, signedIn: signedIn, visitor: visitor)
        visit.canRedraw = route.redraw != nil
        return (visit, fault)
    }

    /// The visit of a program: the token alone says who asks, whatever cookies came along. Throws when the token does not
    /// open the route, before the body is read.
    private func decode(
        _ request: Request, _ context: SiteContext, _ route: Route, token: String
    ) async throws -> (Visit, Problem?) {
        guard let bearer = try await services.bearer(token, services.now()) else { throw Problem.tokenUnknown }
        guard let scope = route.scope else { throw Problem.tokenNotTaken }
        guard bearer.scopes.contains(scope) else { throw Problem.tokenScope(scope.rawValue) }
        var (body, fault) = (Body(), Problem?.none)
        if route.access.admits(bearer.person) {
            do { body = try await self.body(of: request, route) } catch let problem as Problem { fault = problem }
        }
        var visit = visit(request, context, body: body, signedIn: bearer.person, visitor: "")
        visit.bearer = bearer
        return (visit, fault)
    }

    /// What a request carried: a form, or JSON.
    struct Body {
        var form = Form()
        var json: [UInt8]?
    }

    func visit(
        _ request: Request, _ context: SiteContext, body: Body, signedIn: SignedIn?, visitor: String
    ) -> Visit {
        // Parsed once: every look at `request.cookies` reads the header anew.
        let isProgram = TokenText.presented(request.headers[.authorization]) != nil
        let cookies = isProgram ? Hummingbird.Cookies(from: []) : request.cookies
        var parameters: [String: String] = [:]
        if cookies["sz_visit"] == nil, !isProgram { parameters[Self.newVisitKey] = visitor }
        for (name, value) in context.parameters {
            parameters[String(name)] = String(value).removingPercentEncoding ?? String(value)
        }
        let query = Form.urlEncoded(request.uri.query ?? "") ?? Form()
        let accept = request.headers[.accept] ?? ""
        return Visit(
            method: request.method.rawValue, path: request.uri.path, query: query, form: body.form,
            parameters: parameters,
            language: language(request, query, body.form, cookies["sz_lang"]?.value),
            theme: Theme(rawValue: body.form["theme"] ?? cookies["sz_theme"]?.value ?? "") ?? .system,
            signedIn: signedIn, now: services.now(),
            csrf: FormToken.make(
                key: services.formKey, visitor: visitor,
                session: signedIn == nil ? nil : cookies["sz_session"]?.value
            ),
            sessionToken: cookies["sz_session"]?.value,
            address: address(of: request, context), origin: origin(request),
            requestID: context.requestID,
            wantsJSON: isProgram || body.json != nil || request.uri.path.hasPrefix(AddressMethods.prefix)
                || accept.contains("application/json")
                || accept.contains("problem+json"),
            json: body.json,
            headers: Dictionary(request.headers.map { ($0.name.canonicalName, $0.value) }) { first, _ in first }
        )
    }

    /// The peer's address; behind a proxy that is trusted the one that the proxy saw, which it writes last.
    func address(of request: Request, _ context: SiteContext) -> String {
        let peer = AddressRange.plain(context.peer)
        guard peer.isEmpty || services.trustedProxies.contains(where: { $0.contains(peer) }),
            let field = request.headers.last(where: { $0.name.canonicalName == "x-forwarded-for" }),
            let seen = field.value.split(separator: ",").last
        else { return peer }
        return AddressRange.plain(String(seen.trimmingCharacters(in: .whitespaces).prefix(64)))
    }

    private func origin(_ request: Request) -> String {
        let scheme =
            services.isSecure
                || request.headers.contains { $0.name.canonicalName == "x-forwarded-proto" && $0.value == "https" }
            ? "https" : "http"
        return "\(scheme)://\(request.head.authority ?? "localhost")"
    }

    private func language(_ request: Request, _ query: Form, _ form: Form, _ kept: String?) -> Language {
        if let pressed = form["language"].flatMap(Language.init(rawValue:)) { return pressed }
        if let chosen = query["lang"].flatMap(Language.init(rawValue:)) { return chosen }
        if let kept = kept.flatMap(Language.init(rawValue:)) { return kept }
        for choice in (request.headers[.acceptLanguage] ?? "").lowercased().split(separator: ",") {
            if choice.contains("hant") || choice.contains("-tw") || choice.contains("-hk") { return .traditional }
            if choice.contains("zh") { return .simplified }
            if choice.contains("en") { return .english }
        }
        return .simplified
    }

    private static func limit(_ request: Request, _ route: Route) -> Int {
        if let operation = route.operation { return operation.hasFiles ? bodyLimit : textLimit }
        return (request.headers[.contentType] ?? "").lowercased().hasPrefix("multipart/form-data")
            ? bodyLimit : textLimit
    }

    /// The bytes to set aside for a body that may hold files; 0 for any other.
    func largeBody(_ request: Request, _ route: Route) -> Int {
        let limit = Self.limit(request, route)
        guard request.method == .post, limit > Self.textLimit else { return 0 }
        let size = request.headers[.contentLength].flatMap { Int($0) } ?? limit
        return size > Self.textLimit ? min(size, limit) : 0
    }

    func body(of request: Request, _ route: Route) async throws -> Body {
        guard request.method == .post else { return Body() }
        let type = request.headers[.contentType] ?? ""
        var buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: Self.limit(request, route))
        } catch {
            throw Problem.tooLarge
        }
        let bytes = buffer.readBytes(length: buffer.readableBytes) ?? []
        if Self.isJSON(type) { return Body(json: bytes) }
        let form: Form?
        if type.hasPrefix("multipart/form-data"), let mark = type.range(of: "boundary=") {
            let boundary = type[mark.upperBound...].prefix { $0 != ";" }.trimmingCharacters(
                in: CharacterSet(charactersIn: "\""))
            form = Form.multipart(bytes, boundary: boundary)
        } else {
            form = String(validating: bytes, as: UTF8.self).flatMap { Form.urlEncoded($0) }
        }
        guard let form, form.fields.allSatisfy({ !$0.value.unicodeScalars.contains("\0") }) else {
            throw Problem.unreadable
        }
        // What was allowed for files is not for words.
        guard form.fields.reduce(0, { $0 + $1.value.utf8.count }) <= Self.textLimit else { throw Problem.tooLarge }
        return Body(form: form)
    }

    private static func isJSON(_ type: String) -> Bool {
        type.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased() == "application/json"
    }

    func response(_ reply: Reply) -> Response {
        var headers = HTTPFields()
        let secure = services.isSecure ? [Self.keepToTLS] : []
        // What an answer says of itself stands instead of what all say: two policies would add up.
        let common = (Self.securityHeaders + secure).filter { header in
            !reply.headers.contains { $0.name == header.name }
        }
        for (name, value) in common + reply.headers {
            guard let name = HTTPField.Name(name) else { continue }
            headers.append(HTTPField(name: name, value: value))
        }
        let status = HTTPResponse.Status(code: reply.status)
        switch reply.body {
        case .text(let text):
            return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
        case .bytes(let bytes):
            return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        case .events(let stream):
            return Response(
                status: status, headers: headers,
                body: ResponseBody { writer in
                    for await event in stream.cancelOnGracefulShutdown() {
                        try await writer.write(ByteBuffer(string: event))
                    }
                    try await writer.finish(nil)
                }
            )
        }
    }

    // A month (RFC 6797): whoever tries TLS and goes back to a proxy is not locked out for a year.
    private static let keepToTLS = (name: "strict-transport-security", value: "max-age=2592000")

    private static let securityHeaders: [(name: String, value: String)] = [
        (
            "content-security-policy",
            "default-src 'self'; img-src 'self' data:; style-src 'self'; object-src 'none'; base-uri 'none'; "
                + "form-action 'self'; frame-ancestors 'none'"
        ),
        ("x-content-type-options", "nosniff"), ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ]
}
