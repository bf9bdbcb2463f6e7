import Accounts
import Base
import Foundation
import Journal
import Storage
import Web

/// Signed heads, keys and proofs for programs. Everybody may ask: hashes and positions tell nothing of what an entry says, or
/// which matter it belongs to.
struct ProofAPI {
    let store: ProofStore
    let limit: AddressAllowance

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/proofs/heads", .everyone, "The signed heads of the log, the newest first",
            .reading("listSignedHeads", tag: "proofs", answers: .page("SignedHeadPage", Self.head(store).schema))
        ) { try await heads($0) }
        table.api(
            "GET", "/api/v1/proofs/keys", .everyone, "The public keys, the oldest first",
            .reading("listSigningKeys", tag: "proofs", answers: .json(.items("SigningKeys", Self.key(store).schema)))
        ) { _ in
            let keys = try await store.database.read { try store.listKeys(in: $0) }
            return .json(["items": .array(keys.map(Self.key(store).json))])
        }
        table.api(
            "GET", "/api/v1/proofs/inclusion", .everyone, "Proves that an entry stands in the log",
            .reading(
                "getInclusionProof", tag: "proofs",
                [
                    .query("hash", .hash, "The hash of the entry, as a slip prints it."),
                    .query("entry", .id, "The id of the entry, instead of its hash."),
                ], answers: .json(Self.finding(store).schema), refusals: [429],
                note: "The answer holds hashes only: neither what the entry says nor which matter it belongs to.")
        ) { try await inclusion($0) }
        table.api(
            "GET", "/api/v1/proofs/consistency", .everyone, "Proves that a later log only added to an earlier one",
            .reading(
                "getGrowthProof", tag: "proofs",
                [
                    .required("from", .integer(1...9_007_199_254_740_991), "The size of the earlier log."),
                    .required("to", .integer(1...9_007_199_254_740_991), "The size of the later log."),
                ], answers: .json(Self.growth.schema), refusals: [429])
        ) { try await consistency($0) }
    }

    private static func head(_ store: ProofStore) -> Shape<SignedHead> {
        Shape(
            "SignedHead",
            [
                .integer("size", .count, "How many entries the log had.") { Int($0.size) },
                .text("root", .hash, "The Merkle root over them (RFC 6962).") { HexText.encode($0.root) },
                .text("at", .instant) { $0.at.iso },
                .integer("key", .count, "The number of the key.") { $0.key },
                .text("text", .anyText, "The exact bytes that were signed (C2SP tlog-checkpoint).") {
                    $0.text(origin: store.origin)
                },
                .text("signature", .anyText, "Ed25519, in Base64.") { Data($0.signature).base64EncodedString() },
            ])
    }

    private static func key(_ store: ProofStore) -> Shape<SigningKey> {
        Shape(
            "SigningKey",
            [
                .integer("number") { $0.number }, .text("since", .instant) { $0.since.iso },
                .text("public_key", .anyText, "Ed25519, in Base64.") { Data($0.publicKey).base64EncodedString() },
                .text("verifier", .anyText, "As programs for C2SP signed notes take it.") {
                    $0.verifierText(origin: store.origin)
                },
                .text("text", .anyText, "What the key before it signed; the first signed it itself.") {
                    $0.text(origin: store.origin)
                },
                .text("signature", .anyText, "Ed25519, in Base64.") { Data($0.signature).base64EncodedString() },
            ])
    }

    private static let path = Schema.list(.hash)

    private static func proof(_ store: ProofStore) -> Shape<HeadProof> {
        Shape(
            "HeadProof",
            [
                .text("leaf", .hash) { HexText.encode($0.leaf) },
                .integer("position", .count, "From 0.") { Int($0.proof.position) },
                .integer("size") { Int($0.proof.size) }, .text("root", .hash) { HexText.encode($0.root) },
                .text("at", .instant, "When the head was made.") { $0.at.iso },
                .field("path", path, "From the leaf upwards (RFC 6962, 2.1.1).") { proof in
                    .array(proof.proof.path.map { .string(HexText.encode($0)) })
                },
                .maybeOne("head", head(store), "Null until the next signed head, within the hour.") { $0.head },
            ])
    }

    private static func finding(_ store: ProofStore) -> Shape<HeadFinding> {
        Shape(
            "HeadFinding",
            [
                .text(
                    "state", .choice(["proven", "waiting", "unknown"]), "Waiting: it gets its place within a second."
                ) { finding in
                    switch finding {
                    case .proven: "proven"
                    case .waiting: "waiting"
                    case .unknown: "unknown"
                    }
                },
                .maybeOne("proof", proof(store), "Null unless proven.") {
                    if case .proven(let proof) = $0 { proof } else { nil }
                },
            ])
    }

    private static let growth = Shape<LogGrowth>(
        "LogGrowth",
        [
            .integer("from") { Int($0.proof.from) }, .integer("to") { Int($0.proof.to) },
            .text("from_root", .hash) { HexText.encode($0.old) }, .text("to_root", .hash) { HexText.encode($0.new) },
            .field("path", path, "Of RFC 6962, 2.1.2.") { growth in
                .array(growth.proof.path.map { .string(HexText.encode($0)) })
            },
        ])

    private func heads(_ call: APICall) async throws -> APIAnswer {
        let parts = try call.position(of: 1), before = parts?.first.flatMap { Int64($0) }, limit = call.limit
        guard parts == nil || before != nil else { throw call.brokenCursor }
        let heads = try await store.database.read {
            try store.listHeads(before: before.map { Instant(milliseconds: $0) }, limit: limit + 1, in: $0)
        }
        let shown = heads.prefix(limit)
        return call.page(
            shown.map(Self.head(store).json),
            next: heads.count > limit ? shown.last.map { [String($0.at.milliseconds)] } : nil)
    }

    private func inclusion(_ call: APICall) async throws -> APIAnswer {
        if let wait = try await limit.wait(for: call.visit) { throw Problem.tooManyFilings(wait: wait) }
        let leaf = call.query("hash").flatMap(HexText.decode), entry = call.query("entry").flatMap { RecordID($0) }
        guard (leaf == nil) != (entry == nil) else {
            throw Problem.faulty([], parameters: [("hash", ProofWords.hashOrEntry)])
        }
        let finding = try await store.database.read { reader -> HeadFinding in
            if let leaf { return try store.find(leaf: leaf, in: reader) }
            return try entry.map { try store.find(entry: $0, in: reader) } ?? .unknown
        }
        return .json(Self.finding(store).json(finding))
    }

    private func consistency(_ call: APICall) async throws -> APIAnswer {
        if let wait = try await limit.wait(for: call.visit) { throw Problem.tooManyFilings(wait: wait) }
        let from = call.query("from").flatMap { Int64($0) } ?? 0, to = call.query("to").flatMap { Int64($0) } ?? 0
        let found = try await store.database.read { try store.growth(from: from, to: to, in: $0) }
        guard let found else { throw Problem.faulty([], parameters: [("to", ProofWords.noSuchSizes)]) }
        return .json(Self.growth.json(found))
    }
}
