import Base
import Journal
import Matters
import Storage
import Web

/// The record for programs that check it: heads of the log, the entries of a matter as they were hashed, and the proof that
/// an entry stands in the log.
struct JournalAPI {
    let house: House

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/journal/heads", .staff, scope: .mattersRead, "The heads of the log, the newest first",
            .reading("listHeads", tag: "journal", answers: .page("HeadPage", Self.head.schema))
        ) { try await heads($0) }
        table.api(
            "GET", "/api/v1/journal/consistency", .staff, scope: .mattersRead,
            "Proves that the newest log only added to one of so many entries",
            .reading(
                "getConsistencyProof", tag: "journal",
                [.required("from", .integer(1...9_007_199_254_740_991), "The size of the older head.")],
                answers: .json(Self.consistency.schema))
        ) { try await consistency($0) }
        table.api(
            "GET", "/api/v1/journal/matters/{id}", .staff, scope: .mattersRead,
            "Whether the record of a matter is whole",
            .reading("checkMatterRecord", tag: "journal", [Self.id], answers: .json(MatterRecord.shape.schema))
        ) { call in
            let id = try await seen(call)
            return .json(
                MatterRecord.shape.json(try await house.database.read { try house.matters.verifyChain(id, in: $0) }))
        }
        table.api(
            "GET", "/api/v1/journal/matters/{id}/entries", .staff, scope: .mattersRead,
            "The entries of a matter as they were hashed, the oldest first",
            .reading("listMatterEntries", tag: "journal", [Self.id], answers: .page("EntryPage", Self.entry.schema))
        ) { try await entries($0) }
        table.api(
            "GET", "/api/v1/journal/matters/{id}/entries/{number}/proof", .staff, scope: .mattersRead,
            "Proves that an entry of a matter stands in the log",
            .reading(
                "getEntryProof", tag: "journal",
                [Self.id, .path("number", .integer(1...1_000_000), "Its number in the matter.")],
                answers: .json(Self.proof.schema))
        ) { try await proof($0) }
    }

    private static let id = APIOperation.Parameter.path("id", .id, "The id of the matter.")

    private static let head = Shape<JournalHead>(
        "Head",
        [
            .integer("size", .count, "How many entries the log has.") { Int($0.size) },
            .text("root", .hash, "The Merkle root over them (RFC 6962).") { HexText.encode($0.root) },
            .text("at", .instant) { $0.at.iso },
        ])

    private static let entry = Shape<JournalEntry>(
        "Entry",
        [
            .text("id", .id) { $0.id.text }, .integer("number") { Int($0.number) }, .text("code") { $0.code },
            .text("happened_at", .instant) { $0.happenedAt.iso }, .text("recorded_at", .instant) { $0.recordedAt.iso },
            .text("hash", .hash, "SHA-256 over a zero byte and the text.") { $0.hashText },
            .text("previous", .anyText, "The hash of the entry before; empty at the first.") {
                HexText.encode($0.previous)
            },
            .text("text", .anyText, "The exact text that was hashed.") { $0.text },
        ])

    private static let path = Schema.list(.hash)

    private static let proof = Shape<EntryProof>(
        "EntryProof",
        [
            .text("leaf", .hash) { HexText.encode($0.leaf) }, .integer("position") { Int($0.proof.position) },
            .one("head", head) { $0.head },
            .field("path", path, "From the leaf upwards (RFC 6962, 2.1.1).") { proof in
                .array(proof.proof.path.map { .string(HexText.encode($0)) })
            },
        ])

    private struct Growth: Sendable {
        let from: Int
        let head: JournalHead
        let proof: ConsistencyProof
    }

    private static let consistency = Shape<Growth>(
        "ConsistencyProof",
        [
            .integer("from") { $0.from }, .one("head", head) { $0.head },
            .field("path", path, "Of RFC 6962, 2.1.2.") { growth in
                .array(growth.proof.path.map { .string(HexText.encode($0)) })
            },
        ])

    /// The matter of the path, if the reader may see it.
    private func seen(_ call: APICall) async throws -> RecordID {
        let id = try call.visit.id("id"), actor = Actor(try call.visit.staff())
        return try await house.database.read { reader in
            try house.matters.getMatter(id, scope: house.matters.scope(of: actor, in: reader), in: reader).id
        }
    }

    private func heads(_ call: APICall) async throws -> APIAnswer {
        let parts = try call.position(of: 1), before = parts?.first.flatMap { Int64($0) }, limit = call.limit
        guard parts == nil || before != nil else { throw call.brokenCursor }
        let heads = try await house.database.read {
            try house.journal.listHeads(before: before, limit: limit + 1, in: $0)
        }
        let shown = heads.prefix(limit)
        return call.page(
            shown.map(Self.head.json), next: heads.count > limit ? shown.last.map { [String($0.size)] } : nil)
    }

    private func consistency(_ call: APICall) async throws -> APIAnswer {
        let from = call.query("from").flatMap { Int($0) } ?? 1
        let found = try await house.database.read { reader -> Growth? in
            guard let head = try house.journal.findHead(in: reader), Int64(from) <= head.size else { return nil }
            let proof = try house.journal.consistencyProof(from: Int64(from), to: head.size, in: reader)
            return Growth(from: from, head: head, proof: proof)
        }
        guard let found else { throw Problem.faulty([], parameters: [("from", AppWords.logShorter)]) }
        return .json(Self.consistency.json(found))
    }

    private func entries(_ call: APICall) async throws -> APIAnswer {
        let id = try await seen(call), parts = try call.position(of: 1), limit = call.limit
        let after = parts?.first.flatMap { Int64($0) }
        guard parts == nil || after != nil else { throw call.brokenCursor }
        let entries = try await house.database.read {
            try house.journal.listEntries(of: Subject("matter", id), after: after ?? 0, limit: limit + 1, in: $0)
        }
        let shown = entries.prefix(limit)
        return call.page(
            shown.map(Self.entry.json), next: entries.count > limit ? shown.last.map { [String($0.number)] } : nil)
    }

    private func proof(_ call: APICall) async throws -> APIAnswer {
        let id = try await seen(call), number = Int64(try call.path("number")) ?? 1
        let found = try await house.database.read { reader -> EntryProof? in
            let entry = try house.journal.listEntries(
                of: Subject("matter", id), after: number - 1, limit: 1, in: reader
            ).first
            guard let entry, entry.number == number else { return nil }
            return try house.journal.findProof(of: entry.id, in: reader)
        }
        // An entry waits a second at most for its place in the log.
        guard let found else { throw Problem.noSuchAddress }
        return .json(Self.proof.json(found))
    }
}
