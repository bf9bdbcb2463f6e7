import App
import Base
import Journal
import Matters
import Storage
import TestDistrict
import Testing
import Web

@testable import Proofs

/// The page on which 谷雨 checks her slip, without an account.
struct ProofPageTests {
    private func signedWorld() async throws -> (world: TestDistrict, hash: String, receipt: (String, String)) {
        let world = try await TestDistrict()
        let receipt = try await world.file()
        while try await world.house.sequencer.sequenceOnce(at: TestDistrict.morning) != nil {}
        _ = try await world.house.proofs.sign(at: TestDistrict.morning)
        return (world, receipt.entryHash, (receipt.number, receipt.code))
    }

    @Test func `the hash on the slip is found, with its blanks, and the page tells nothing of the matter`() async throws
    {
        let (world, hash, _) = try await signedWorld()
        let client = TestClient(try world.server())
        let leaf = try #require(LeafText.read(hash))
        let typed = LeafText.grouped(leaf).replacing(" ", with: "+")
        let answer = try await client.get("/proofs?hash=\(typed)")
        #expect(answer.status == 200)
        #expect(answer.text.contains("banner-good") && answer.text.contains("留痕在，原样未动"))
        #expect(!answer.text.contains("楼道灯") && !answer.text.contains("谷雨"))
    }

    @Test func `an unknown hash is told without blame, and what is none asks again`() async throws {
        let (world, _, _) = try await signedWorld()
        let client = TestClient(try world.server())
        let unknown = try await client.get("/proofs?hash=" + String(repeating: "0", count: 64))
        #expect(unknown.status == 200 && unknown.text.contains("没有找到这条留痕"))
        let none = try await client.get("/proofs?hash=12+34")
        #expect(none.status == 422 && none.text.contains("has-error"))
        #expect(try await client.get("/proofs?from=1&to=99999999").status == 422)
        #expect(try await client.get("/proofs?from=x&to=").status == 422)
    }

    @Test func `before its place in the log an entry waits, and nothing signed is told`() async throws {
        let world = try await TestDistrict()
        let receipt = try await world.file()
        let client = TestClient(try world.server())
        #expect(try await client.get("/proofs").text.contains("还没有签名"))
        let answer = try await client.get("/proofs?hash=\(receipt.entryHash)")
        #expect(answer.text.contains("刚写下"))
    }

    @Test func `a program gets heads, keys, proofs and growth that hold`() async throws {
        let (world, hash, _) = try await signedWorld()
        let client = TestClient(try world.server())
        func ask(_ path: String) async throws -> JSONValue {
            let answer = try await client.call("GET", "/api/v1/proofs/" + path)
            #expect(answer.status == 200, "\(answer.text)")
            return try JSONReader.read(Array(answer.text.utf8))
        }
        let head = try #require(try await ask("heads")["items"]?.array?.first)
        #expect(try await ask("keys")["items"]?.array?.count == 1)
        let found = try await ask("inclusion?hash=\(hash)")
        #expect(found["state"] == "proven" && found["proof"]?["head"]?["root"] == head["root"])
        let size = try #require(head["size"]?.integer)
        #expect(try await ask("consistency?from=1&to=\(size)")["to_root"] == head["root"])
        #expect(try await ask("inclusion?hash=" + String(repeating: "0", count: 64))["state"] == "unknown")
        #expect(try await client.call("GET", "/api/v1/proofs/inclusion").status == 422)
        #expect(try await client.call("GET", "/api/v1/proofs/consistency?from=2&to=1").status == 422)
    }

    @Test func `whoever asks without end waits`() async throws {
        let (world, hash, _) = try await signedWorld()
        let client = TestClient(try world.server(filingLimit: 1))
        for _ in 0..<4 { #expect(try await client.get("/proofs?hash=\(hash)").status == 200) }
        #expect(try await client.get("/proofs?hash=\(hash)").status == 429)
        #expect(try await client.get("/proofs").status == 200)
    }

    @Test func `the tracking page leads to the proof of each step that its filer sees`() async throws {
        let (world, hash, receipt) = try await signedWorld()
        let client = TestClient(try world.server())
        let answer = try await client.post("/track", [("number", receipt.0), ("code", receipt.1)])
        #expect(answer.text.contains("/proofs?hash=\(hash.filter { $0 != " " })"))
        #expect(try await client.get("/track").text.contains("href=\"/proofs\""))
    }
}
