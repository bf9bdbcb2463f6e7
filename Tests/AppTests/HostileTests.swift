import Accounts
import App
import Base
import Foundation
import Matters
import Storage
import StorageSQLite
import TestDistrict
import Testing

@testable import Web

/// What somebody sends who wants the server to fall over, to fill up or to tell too much.
@Suite struct HostileTests {
    @Test(arguments: [
        "--x\r\n--x--", "--x\r\n--x\r\n--x--", "--x", "--x\r\n", "--x\r\n\r\n--x--", "--x\r\nA: b\r\n--x--",
        "--x--\r\n", "",
    ])
    func `a broken form in parts gets an answer and the server goes on`(_ body: String) async throws {
        let client = TestClient(try await TestDistrict().server())
        let type = ["content-type": "multipart/form-data; boundary=x"]
        let answer = try await client.post("/sign-in", bytes: Array(body.utf8), headers: type)
        #expect([400, 403].contains(answer.status), "\(body.debugDescription): \(answer.status)")
        #expect(try await client.get("/health/live").status == 200)
    }

    @Test func `the head of a part has a limit`() {
        func form(_ head: String) -> Form? {
            Form.multipart(Array("--x\r\n\(head)\r\n\r\nword\r\n--x--".utf8), boundary: "x")
        }
        let name = "Content-Disposition: form-data; name=\"a\""
        #expect(form(name)?["a"] == "word")
        #expect(form(name + String(repeating: "\r\nContent-Disposition: a", count: 1_000)) == nil)
    }

    @Test func `a text that weighs more than its characters is refused as too long`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file()
        var input = ActionInput()
        input.text = "e" + String(repeating: "\u{301}", count: 200_000)
        await #expect(throws: MatterError.self) {
            _ = try await world.house.matters.act(
                "addition", on: receipt.matter, revision: 1, input: input, by: .filer(of: receipt.matter),
                at: TestDistrict.morning)
        }
        #expect("灯坏了".cut(to: 2) == "灯坏")
        #expect(input.text.cut(to: 10).utf8.count <= 40)
        #expect(!String(repeating: "👩‍👩‍👧‍👦", count: 10).exceeds(25) && input.text.exceeds(5_000))
    }

    @Test func `a file name of a megabyte keeps its end`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(), store = world.house.matters
        let name = "e" + String(repeating: "\u{301}", count: 500_000) + ".pdf"
        try await store.attach(
            [(name, Array("%PDF-1.4".utf8))], to: receipt.matter, by: .visitor, at: TestDistrict.morning)
        let kept = try await world.database.read { try store.listAttachments(receipt.matter, in: $0) }.first?.name ?? ""
        #expect(kept.utf8.count < 1_000 && kept.hasSuffix(".pdf"))
    }

    @Test func `files that are refused leave nothing in the folder`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file(), store = world.house.matters, now = TestDistrict.morning
        func files(_ numbers: Range<Int>) -> [(name: String, bytes: [UInt8])] {
            numbers.map { ("\($0).pdf", Array("%PDF-1.4 \($0)".utf8)) }
        }
        try await store.attach(files(0..<20), to: receipt.matter, by: .visitor, at: now)
        #expect(blobs(world) == 20)
        await #expect(throws: MatterError.self) {
            try await store.attach(files(20..<23), to: receipt.matter, by: .visitor, at: now)
        }
        var addition = ActionInput()
        addition.text = "再补一份"
        let other = try await world.file()
        await #expect(throws: MatterError.changedMeanwhile(revision: 1)) {
            _ = try await store.act(
                "addition", on: other.matter, revision: 7, input: addition, files: files(15..<30),
                by: .filer(of: other.matter), at: now)
        }
        #expect(blobs(world) == 20, "what was there before stays, what was new is gone")
    }

    private func blobs(_ world: TestDistrict) -> Int {
        let folder = world.folder.appending(path: "blobs").path
        return (FileManager.default.subpaths(atPath: folder) ?? []).count { $0.contains("/") }
    }

    @Test func `guesses from one customer's network count together`() async throws {
        let world = try await TestDistrict()
        let server = try world.server()
        func signIn(_ address: String, _ password: String) async throws -> Int {
            let fields = [("login", "hanchunfen"), ("password", password)]
            return try await TestClient(server).post("/sign-in", fields, headers: ["x-forwarded-for": address]).status
        }
        for host in 1...5 { #expect(try await signIn("2001:db8:1:2::\(host)", "wrong password") == 422) }
        #expect(try await signIn("2001:db8:1:2::6", TestDistrict.password) == 429)
        #expect(try await signIn("2001:db8:1:3::6", TestDistrict.password) == 303)
        #expect(try await signIn("::ffff:198.51.100.9", TestDistrict.password) == 303)
    }

    @Test func `a network holds the addresses under its length`() throws {
        let ten = try #require(AddressRange("10.1.0.0/12")), six = try #require(AddressRange("fd00::/8"))
        #expect(ten.contains("10.15.255.255") && ten.contains("::ffff:10.1.2.3") && !ten.contains("10.16.0.0"))
        #expect(six.contains("fdff::1") && !six.contains("fe80::1") && !six.contains("10.1.0.1"))
        #expect(AddressRange("10.0.0.0/33") == nil && AddressRange("proxy") == nil && AddressRange("::/129") == nil)
        #expect(AddressRange("0.0.0.0/0")?.contains("203.0.113.1") == true)
        #expect(AddressRange.plain("::ffff:127.0.0.1") == "127.0.0.1" && AddressRange.plain("::1") == "::1")
    }

    @Test func `large bodies share a budget of memory`() {
        let budget = BodyBudget(total: 100, each: 60)
        #expect(budget.reserve(50, for: "a"))
        #expect(!budget.reserve(20, for: "a"), "one network has its own share")
        #expect(budget.reserve(50, for: "b"))
        #expect(!budget.reserve(1, for: "c"))
        budget.release(50, for: "a")
        #expect(budget.reserve(50, for: "c"))
    }
}
