import Base
import Matters
import Storage

extension IntakeStore {
    /// Files what a resident said, keeps the files and answers what the slip shows. The same key gives the same slip;
    /// the same key with other answers throws `MatterError.invalid` on `key`.
    func file(
        _ answers: Answers, files: [(name: String, bytes: [UInt8])], key: (actor: String, key: String), at now: Instant
    ) async throws -> SlipFacts {
        let filing = try await matters.database.read { try self.filing(from: answers, channel: .web, at: now, in: $0) }
        let receipt = try await matters.file(filing, by: .visitor, at: now, key: key)
        try await keep(files, with: receipt, by: .visitor, at: now)
        return try await matters.database.read { try self.slip(of: receipt, on: now.day, in: $0) }
    }

    /// Adds what was sent along. A repeated sending finds the files there already; one that broke off before them brings
    /// them now.
    func keep(
        _ files: [(name: String, bytes: [UInt8])], with receipt: Receipt, by principal: Principal, at now: Instant
    ) async throws {
        guard !files.isEmpty else { return }
        let there = try await matters.database.read { try matters.listAttachments(receipt.matter, in: $0) }
        if there.isEmpty { try await matters.attach(files, to: receipt.matter, by: principal, at: now) }
    }
}
