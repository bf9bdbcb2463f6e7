import Base
import Crypto
import Foundation
import Journal
import Storage
import TestSupport
import Testing

@testable import Proofs

struct SignedHeadTests {
    @Test func `a signature is checked as RFC 8032 says`() throws {
        // Section 7.1, test 2.
        let key = SigningKey(
            number: 1,
            publicKey: try #require(
                HexText.decode("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")),
            since: ProofWorld.start, signature: [])
        let signature = try #require(
            HexText.decode(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"))
        #expect(key.verifies(signature, of: "r"))
        #expect(!key.verifies(signature, of: "s"))
        #expect(!key.verifies(Array(signature.dropLast()), of: "r"))
        let other = SigningKey(number: 1, publicKey: [1, 2], since: ProofWorld.start, signature: [])
        #expect(!other.verifies(signature, of: "r"))
    }

    @Test func `the signed text is four lines and a key is named as signed notes name it`() {
        let text = SignedHead.text(
            origin: "shanzhi/330110", size: 7, root: Array(repeating: 0, count: 32), at: ProofWorld.start)
        #expect(text == "shanzhi/330110\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\ntime 1574726400000\n")
        // The key of the Go module mirror's sum database: sum.golang.org+033de0ae+Ac4z...
        let bytes = Data(base64Encoded: "Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8") ?? Data()
        let key = SigningKey(
            number: 1, publicKey: Array(bytes.dropFirst()), since: ProofWorld.start, signature: [])
        #expect(
            key.verifierText(origin: "sum.golang.org")
                == "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8")
    }

    @Test func `the newest head is signed once an hour, also by two nodes at a time`() async throws {
        let world = try await ProofWorld()
        #expect(try await world.store.sign(at: ProofWorld.start) == nil, "nothing is in the log yet")
        try await world.write(1...3)
        try await world.sequence()
        async let first = world.store.sign(at: ProofWorld.start)
        async let second = world.store.sign(at: ProofWorld.start.adding(seconds: 1))
        // The loser of the first key tries again at its next turn.
        let signed = [try? await first, try? await second].compactMap { $0 ?? nil }
        #expect(signed.count == 1)
        #expect(try await world.store.sign(at: ProofWorld.start.adding(seconds: 600)) == nil)
        #expect(try await world.heads().count == 1)
        #expect(try await world.store.sign(at: ProofWorld.hours(1)) != nil)
        let heads = try await world.heads(), keys = try await world.keys()
        #expect(heads.map(\.size) == [3, 3] && keys.count == 1)
        #expect(heads.allSatisfy { head in keys.contains { head.isSigned(by: $0, origin: "shanzhi/330110") } })
        #expect(try await world.problems().isEmpty)
    }

    @Test func `a new key is vouched for by the one before, and the old signs no more`() async throws {
        let world = try await ProofWorld()
        await #expect(throws: ProofError.noKey) { _ = try await world.store.rotate(at: ProofWorld.start) }
        try await world.write(1...3)
        try await world.sequence()
        try await world.store.sign(at: ProofWorld.start)
        _ = try await world.store.rotate(at: ProofWorld.hours(1))
        try await world.store.sign(at: ProofWorld.hours(1))
        let keys = try await world.keys(), heads = try await world.heads()
        #expect(keys.map(\.number) == [1, 2] && heads.map(\.key) == [2, 1])
        #expect(keys[1].isVouched(by: keys[0], origin: "shanzhi/330110"))
        #expect(!keys[1].isVouched(by: nil, origin: "shanzhi/330110"))
        #expect(try await world.problems().isEmpty)
        let file = world.keyFolder + "/signing-2.key"
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
    }

    @Test func `a node without the key signs nothing, and one whose file is open to others neither`() async throws {
        let world = try await ProofWorld()
        try await world.write(1...1)
        try await world.sequence()
        try await world.store.sign(at: ProofWorld.start)
        let other = world.test.folder.appending(path: "other").path
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        await #expect(throws: ProofError.keyFile("signing-1.key")) {
            try await world.store(keys: other).sign(at: ProofWorld.hours(1))
        }
        let file = world.keyFolder + "/signing-1.key"
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        await #expect(throws: ProofError.keyFile("signing-1.key")) {
            try await world.store.sign(at: ProofWorld.hours(1))
        }
        #expect(try await world.heads().count == 1)
    }

    @Test func `a log that was changed gets no further signature and is named`() async throws {
        let world = try await ProofWorld()
        try await world.write(1...5)
        try await world.sequence()
        try await world.store.sign(at: ProofWorld.start)
        let forged = Merkle.leaf("forged".utf8)
        try await world.tamper("UPDATE journal_log SET leaf = \(forged) WHERE position = 2")
        await #expect(throws: ProofError.logContradicts(size: 5)) {
            try await world.store.sign(at: ProofWorld.hours(1))
        }
        let problems = try await world.problems()
        #expect(problems.contains { $0.kind == .signedHeadWrong && $0.name == "signed head 5" })
    }

    @Test func `a signed head that was changed is named, and a log that was cut off`() async throws {
        let world = try await ProofWorld()
        try await world.write(1...5)
        try await world.sequence()
        try await world.store.sign(at: ProofWorld.start)
        try await world.tamper("UPDATE signed_heads SET size = 4")
        #expect(
            try await world.problems().map(\.name) == ["signed head 4", "signed head 4"],
            "its signature does not hold and its root is another")
        try await world.tamper(
            "UPDATE signed_heads SET size = 5", "DELETE FROM journal_log WHERE position = 4",
            "DELETE FROM journal_heads")
        let problems = try await world.problems()
        #expect(problems.contains { $0.name == "signed head 5" })
    }

    @Test func `an entry is proven under the signed head, and before it under the newest`() async throws {
        let world = try await ProofWorld()
        let receipts = try await world.write(1...300)
        guard case .waiting = try await world.find(receipts[0].hash) else {
            Issue.record("it waits")
            return
        }
        try await world.sequence()
        guard case .proven(let early) = try await world.find(receipts[299].hash) else {
            Issue.record("it stands")
            return
        }
        #expect(early.isValid && early.head == nil)
        try await world.store.sign(at: ProofWorld.start)
        try await world.write(301...310)
        try await world.sequence()
        for receipt in [receipts[0], receipts[255], receipts[256], receipts[299]] {
            guard case .proven(let proof) = try await world.find(receipt.hash) else {
                Issue.record("it stands")
                return
            }
            #expect(proof.isValid && proof.head?.size == 300)
            #expect(proof.steps.last?.result == proof.root)
        }
        guard case .unknown = try await world.find(Merkle.leaf("nothing".utf8)) else {
            Issue.record("nobody wrote it")
            return
        }
        let store = world.store
        let growth = try await world.test.database.read { try store.growth(from: 300, to: 310, in: $0) }
        #expect(growth?.isValid == true)
        let none = try await world.test.database.read { try store.growth(from: 300, to: 311, in: $0) }
        #expect(none == nil)
    }

    @Test func `a hash is read as people type it`() {
        let hash = Merkle.leaf("a".utf8)
        #expect(LeafText.read(LeafText.grouped(hash)) == hash)
        #expect(LeafText.read(HexText.encode(hash).uppercased()) == hash)
        #expect(LeafText.read("") == nil && LeafText.read("12") == nil)
        #expect(LeafText.read(String(repeating: "g", count: 64)) == nil)
        #expect(LeafText.read(String(repeating: "好", count: 64)) == nil)
    }
}
