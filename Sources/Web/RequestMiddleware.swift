import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// Gives every request an id, which stands in the answer's header `X-Request-Id` and in every line of the log about it.
///
/// Each request has a line at the level `info`: its route as a template, such as `/matters/{id}`, and never what a visitor typed.
struct RequestMiddleware: RouterMiddleware {
    private static let header = HTTPField.Name("X-Request-Id")

    let logger: Logger

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let begun = ContinuousClock.now
        var context = context
        context.requestID = Self.id(given: Self.header.flatMap { request.headers[$0] })
        var response = try await next(request, context)
        if let header = Self.header { response.headers[header] = context.requestID }
        let time = (ContinuousClock.now - begun).components
        let milliseconds = time.seconds * 1_000 + time.attoseconds / 1_000_000_000_000_000
        logger.info(
            "request",
            metadata: [
                "id": "\(context.requestID)", "method": "\(Self.method(request))", "route": "\(context.route)",
                "status": "\(response.status.code)", "ms": "\(milliseconds)",
            ])
        return response
    }

    /// One of a proxy's goes on, so that its log and ours can be laid side by side; what is long or odd is none.
    private static func id(given: String?) -> String {
        let allowed = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
        if let given, (8...64).contains(given.utf8.count), given.unicodeScalars.allSatisfy(allowed.contains) {
            return given
        }
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Methods that are invented by a visitor are not repeated.
    static func method(_ request: Request) -> String {
        [.get, .head, .post].contains(request.method) ? request.method.rawValue : "other"
    }
}

extension SiteContext {
    /// The template of the route that answers, known once it has; `none` for what has no route.
    var route: String {
        // A template begins with a slash; for what has no route Hummingbird has a word of its own.
        endpointPath.flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "none"
    }
}
