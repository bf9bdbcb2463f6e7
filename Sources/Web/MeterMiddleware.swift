import CoreMetrics
import HTTPTypes
import Hummingbird

/// Counts requests by route, method and status, and measures how long each route takes until its answer stands.
///
/// A route is its template, such as `/matters/{id}`: no id and nothing a visitor typed becomes a label.
struct MeterMiddleware: RouterMiddleware {
    let factory: any MetricsFactory

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let begun = ContinuousClock.now
        let response = try await next(request, context)
        let time = ContinuousClock.now - begun
        let route = context.route, method = RequestMiddleware.method(request)
        let labels = [("route", route), ("method", method), ("status", String(response.status.code))]
        Counter(label: "shanzhi_http_requests_total", dimensions: labels, factory: factory).increment()
        Timer(label: "shanzhi_http_request_seconds", dimensions: [("route", route)], factory: factory)
            .recordNanoseconds(time.components.seconds * 1_000_000_000 + time.components.attoseconds / 1_000_000_000)
        return response
    }
}
