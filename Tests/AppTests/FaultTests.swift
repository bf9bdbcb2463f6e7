import Accounts
import App
import Base
import CDiskFaults
import Foundation
import Journal
import Matters
import Storage
import StorageSQLite
import TestDistrict
import TestSupport
import Testing
import Web

/// What bad input and a bad disk get: a clear message, nothing half-written, and no restart afterwards.
@Suite struct FaultTests {
    @Test(.enabled(if: TestEngine.isFile))
    func `a full disk is said clearly, writes nothing, and the same form works when there is room again`()
        async throws
    {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        _ = try await client.get("/file")
        let watch = disk_watch(world.folder.path + "/")
        disk_set_fault(watch, disk_write_full)
        let body = Array(#"{"kind":"help","title":"路灯坏了","text":"楼下的路灯坏了三天。"}"#.utf8)
        let headers = [
            "content-type": "application/json", "idempotency-key": "full-disk-key-0001", "accept-language": "zh",
        ]
        let refused = try await client.post("/api/v1/matters", bytes: body, headers: headers)
        disk_set_fault(watch, disk_sound)
        #expect(refused.status == 503)
        #expect(refused.text.contains("存不进去"))
        #expect(try await count(world) == 0)
        let taken = try await client.post("/api/v1/matters", bytes: body, headers: headers)
        #expect(taken.status == 201)
        #expect(try await count(world) == 1)
        #expect(try await world.house.journal.verify(in: world.database, heads: nil).isSound)
    }

    @Test(.enabled(if: TestEngine.isFile))
    func `on a full disk a filing with a photograph keeps neither, and both once there is room`()
        async throws
    {
        let world = try await TestDistrict()
        let centre = try await world.unit("centre"), store = world.house.matters, now = TestDistrict.morning
        let filing = Filing(
            kind: .help, channel: .web, narrative: Narrative(title: "漏水", text: "楼上漏水，照片在后面。", place: ""),
            receiver: centre.id, happenedAt: now
        )
        let files = [(name: "漏水.gif", bytes: Array("GIF89a".utf8) + [UInt8](repeating: 7, count: 60_000))]
        let watch = disk_watch(world.folder.path + "/")
        disk_set_fault(watch, disk_write_full)
        await #expect(throws: StorageError.full) {
            _ = try await store.file(filing, files: files, by: .visitor, at: now, key: ("visitor:a", "k1"))
        }
        disk_set_fault(watch, disk_sound)
        #expect(try await count(world) == 0)
        for _ in 1...2 {
            let receipt = try await store.file(filing, files: files, by: .visitor, at: now, key: ("visitor:a", "k1"))
            #expect(try await world.database.read { try store.listAttachments(receipt.matter, in: $0) }.count == 1)
        }
        #expect(try await count(world) == 1)
        #expect(try await world.house.journal.verify(in: world.database, heads: nil).isSound)
    }

    @Test(.enabled(if: TestEngine.isFile))
    func `a database locked by another program is said clearly and works again afterwards`() async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        let file = try #require(world.database as? SQLiteDatabase)
        let other = try SQLiteDatabase(path: file.path)
        let body = Array(#"{"kind":"help","title":"路灯坏了","text":"楼下的路灯坏了三天。"}"#.utf8)
        let headers = ["content-type": "application/json", "idempotency-key": "locked-key-000001"]
        let held = AsyncStream<Void>.makeStream(), release = DispatchSemaphore(value: 0)
        // The other program's own writer thread holds the lock; no thread of the task pool waits.
        async let holding: Void = other.write { transaction in
            try transaction.execute("UPDATE districts SET prefix = prefix")
            held.continuation.finish()
            release.wait()
        }
        for await _ in held.stream {}
        let refused = try await client.post("/api/v1/matters", bytes: body, headers: headers)
        release.signal()
        try await holding
        #expect(refused.status == 503)
        #expect(try await count(world) == 0)
        #expect(try await client.post("/api/v1/matters", bytes: body, headers: headers).status == 201)
        try await other.close()
    }

    @Test(arguments: [
        ("empty", ""), ("short", "嗯"), ("over-long", String(repeating: "长", count: 5_001)),
    ])
    func `a text that cannot be a matter is refused with a reason and nothing is written`(
        _ name: String, _ text: String
    ) async throws {
        let world = try await TestDistrict()
        let client = TestClient(try world.server())
        let body = try JSONEncoder().encode(["kind": "help", "title": "", "text": text])
        let answer = try await client.post(
            "/api/v1/matters", bytes: Array(body),
            headers: ["content-type": "application/json", "idempotency-key": "bad-text-key-\(name)"]
        )
        #expect(answer.status == 422, "\(name): \(answer.text)")
        #expect(answer.text.contains("\"pointer\":\"#/text\""))
        #expect(try await count(world) == 0)
    }

    @Test func `bytes that are no text get 400 and a body that is too large gets 413`() async throws {
        let client = TestClient(try await TestDistrict().server())
        let form = ["content-type": "application/x-www-form-urlencoded"]
        #expect(try await client.post("/track", bytes: Array("number=%FF%FE".utf8), headers: form).status == 400)
        #expect(try await client.post("/track", bytes: Array("number=a%00b".utf8), headers: form).status == 400)
        #expect(try await client.post("/track", bytes: [0x6E, 0x3D, 0xC3, 0x28], headers: form).status == 400)
        let huge = [UInt8](repeating: 65, count: Site.bodyLimit + 1)
        #expect(try await client.post("/track", bytes: huge, headers: form).status == 413)
    }

    @Test func `hostile text comes back as text`() async throws {
        let world = try await TestDistrict()
        let evil = "<script>alert(1)</script>'; DROP TABLE matters; -- ../../etc/passwd \u{202E}"
        let receipt = try await world.file(title: evil, text: evil + evil, name: evil, to: "town:330110004")
        let client = TestClient(try world.server())
        try await client.signIn("shenxiaoshu")
        for path in ["/desk?list=recent", "/desk/matters/\(receipt.matter)", "/desk/search?q=DROP"] {
            let page = try await client.get(path)
            #expect(page.status == 200)
            #expect(!page.text.contains("<script>alert"))
            #expect(page.text.contains("&lt;script&gt;alert"), "\(path)")
        }
    }

    @Test func `five wrong receipt codes shut the number for a quarter of an hour`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file()
        let client = TestClient(try world.server())
        for _ in 1...5 {
            #expect(
                try await client.post("/track", [("number", receipt.number), ("code", "0000 0000 0000 0000")]).status
                    == 422)
        }
        #expect(try await client.post("/track", [("number", receipt.number), ("code", receipt.code)]).status == 429)
    }

    private func count(_ world: TestDistrict) async throws -> Int {
        try await world.database.read { try $0.count("SELECT COUNT(*) AS n FROM matters") }
    }
}
