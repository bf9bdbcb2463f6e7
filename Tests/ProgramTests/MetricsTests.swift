import App
import Foundation
import TestDistrict
import TestSupport
import Testing

/// Metrics are for this machine alone, on a port of their own.
@Suite(.enabled(if: TestEngine.isFile)) struct MetricsTests {
    @Test func `a serving program tells its figures on a port of its own and nowhere else`() async throws {
        let data = try await TestDistrict.makeFolder(.empty)
        let server = try RunningServer.start(
            ["--data", data.path, "--port", "0", "--metrics-port", "0", "--home", TestDistrict.home.path])
        defer { server.stop() }
        let main = try #require(server.port(after: "http://127.0.0.1:", in: "output"))
        let meters = try #require(server.port(after: "metrics on http://127.0.0.1:", in: "told"))
        #expect(try RunningServer.get("/health/ready", port: main).hasPrefix("HTTP/1.1 200"))
        let page = try RunningServer.get("/metrics", port: meters)
        #expect(page.hasPrefix("HTTP/1.1 200"))
        #expect(page.contains("shanzhi_http_requests_total{route=\"/health/ready\",method=\"GET\",status=\"200\"} 1\n"))
        for name in [
            "shanzhi_writes_waiting", "shanzhi_jobs_due", "shanzhi_terms_overdue", "shanzhi_entries_awaiting_sequence",
            "shanzhi_database_bytes", "shanzhi_database_up 1", "shanzhi_group_commit_writes_bucket{le=\"1\"}",
        ] {
            #expect(page.contains("\n\(name)"), "\(name)")
        }
        #expect(try RunningServer.get("/metrics", port: main).hasPrefix("HTTP/1.1 404"))
        #expect(try RunningServer.get("/", port: meters).hasPrefix("HTTP/1.1 404"))
    }
}
