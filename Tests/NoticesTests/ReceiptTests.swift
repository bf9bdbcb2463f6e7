import Base
import Storage
import TestDistrict
import Testing

@testable import Notices

/// What a gateway says afterwards about what it took.
@Suite struct ReceiptTests {
    private static let secret = Array("guyu-and-the-rain-in-spring".utf8)

    private func post(
        _ body: String, to client: TestClient, secret: [UInt8] = secret, time: Int64? = nil
    ) async throws -> Int {
        let time = String(time ?? start.milliseconds / 1_000), bytes = Array(body.utf8)
        let signature = GatewaySignature.make(secret: secret, time: time, body: bytes)
        return try await client.post(
            "/notices/receipts", bytes: bytes,
            headers: [
                "content-type": "application/json", GatewaySignature.header: signature,
                GatewaySignature.timeHeader: time,
            ]
        ).status
    }

    private func world() async throws -> (TestDistrict, TestClient, RecordID) {
        let world = try await TestDistrict()
        let id = try #require(try await world.ask())
        let gateway = TestGateway.willing()
        try await world.delivery([.sms: gateway]).run(.sms, at: start)
        let client = TestClient(
            try world.server(gateways: NoticeGateways([.sms: gateway], receiptSecret: Self.secret)))
        return (world, client, id)
    }

    @Test func `a signed receipt moves a notice on, by our id or the gateway's, and twice does no harm`() async throws {
        let (world, client, id) = try await world()
        #expect(try await post("{\"id\":\"\(id)\",\"state\":\"undelivered\"}", to: client) == 200)
        #expect(try await world.told().map(\.state) == [.failed])
        #expect(try await world.told().first?.failure?.reason == .undelivered)
        for _ in 1...2 {
            #expect(try await post("{\"reference\":\"ref-\(id)\",\"state\":\"delivered\"}", to: client) == 200)
        }
        #expect(try await post("{\"id\":\"\(id)\",\"state\":\"undelivered\"}", to: client) == 200)
        #expect(try await world.told().map(\.state) == [.delivered], "what arrived stays so")
        let events = try await world.database.read {
            try $0.rows("SELECT what, state FROM notice_events ORDER BY id").map {
                "\(try $0.text("what")) \(try $0.text("state"))"
            }
        }
        #expect(Set(events) == ["attempt sent", "receipt failed", "receipt delivered"] && events.count == 3)
    }

    @Test func `what is not signed, old, strange or about nothing of ours changes nothing`() async throws {
        let (world, client, id) = try await world()
        let good = "{\"id\":\"\(id)\",\"state\":\"delivered\"}", now = start.milliseconds / 1_000
        #expect(try await post(good, to: client, secret: Array("another secret of somebody".utf8)) == 403)
        #expect(try await post(good, to: client, time: now - 301) == 403)
        #expect(try await post(good, to: client, time: now + 301) == 403)
        #expect(try await post("{\"id\":\"\(id)\",\"state\":\"read\"}", to: client) == 400)
        #expect(try await post("[1]", to: client) == 400)
        #expect(try await post("{\"id\":\"x' OR 1=1\",\"state\":\"delivered\"}", to: client) == 404)
        #expect(try await post("{\"reference\":\"ref-of-nobody\",\"state\":\"delivered\"}", to: client) == 404)
        #expect(try await client.post("/notices/receipts", [("id", id.text)]).status == 403)
        #expect(try await world.told().map(\.state) == [.sent])
        let closed = TestClient(try world.server())
        #expect(try await post(good, to: closed) == 404)
    }
}
