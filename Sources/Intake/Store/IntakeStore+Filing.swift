import Base
import Matters
import Storage

extension IntakeStore {
    /// Files what a resident said, with what was sent along, and answers what the slip shows. The same key gives the same
    /// slip; the same key with other answers throws `MatterError.invalid` on `key`.
    func file(
        _ answers: Answers, files: [(name: String, bytes: [UInt8])], key: (actor: String, key: String), at now: Instant
    ) async throws -> SlipFacts {
        let filing = try await matters.database.read { try self.filing(from: answers, channel: .web, at: now, in: $0) }
        let receipt = try await matters.file(filing, files: files, by: .visitor, at: now, key: key)
        return try await matters.database.read { try self.slip(of: receipt, on: now.day, in: $0) }
    }
}
