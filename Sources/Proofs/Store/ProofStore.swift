public import Base
import Crypto
import Foundation
public import Journal
public import Storage

/// Signs heads of the log and proves entries under them.
public struct ProofStore: Sendable {
    /// The database.
    public let database: any Database
    /// The journal whose log is signed.
    public let journal: Journal
    /// The name under which it is signed, the same for keys and heads.
    public let origin: String
    let files: SigningKeyFiles

    /// `keyFolder` is DIR/keys, equal on all nodes.
    public init(database: any Database, journal: Journal, keyFolder: String) {
        self.database = database
        self.journal = journal
        origin = "shanzhi/" + journal.district.filter { !$0.isWhitespace && $0 != "+" }
        files = SigningKeyFiles(folder: keyFolder)
    }

    var district: String { journal.district }

    /// Signs the newest head unless this hour has one, on whatever node; nil then, and before the first entry.
    /// Throws `ProofError.logContradicts` when the log is not the one that was signed before, `.keyFile` on a node that lacks the
    /// key: another node signs.
    @discardableResult
    public func sign(at now: Instant) async throws -> SignedHead? {
        let hour = now.milliseconds / 3_600_000
        guard try await database.read({ try !hasHead(in: hour, $0) && journal.findHead(in: $0) != nil }) else {
            return nil
        }
        let (key, secret) = try await keyToSign(at: now)
        return try await database.write { transaction in
            guard let newest = try journal.findHead(in: transaction), try !hasHead(in: hour, transaction) else {
                return nil
            }
            guard try findNewestKey(in: transaction)?.number == key.number else { throw ProofError.keyAdded }
            if let last = try findNewest(in: transaction) {
                // A clock that was set back waits until it has caught up: heads grow with their hours.
                guard last.at < now else { return nil }
                guard last.size <= newest.size, try journal.root(ofSize: last.size, in: transaction) == last.root else {
                    throw ProofError.logContradicts(size: last.size)
                }
            }
            let text = SignedHead.text(origin: origin, size: newest.size, root: newest.root, at: now)
            let signature = Array(try secret.signature(for: Data(text.utf8)))
            let head = SignedHead(size: newest.size, root: newest.root, at: now, key: key.number, signature: signature)
            let added = try transaction.change(
                """
                INSERT INTO signed_heads (district, hour, size, root, at, key_number, signature)
                VALUES (\(district), \(hour), \(head.size), \(head.root), \(head.at), \(head.key), \(head.signature))
                ON CONFLICT (district, hour) DO NOTHING
                """
            )
            return added == 1 ? head : nil
        }
    }

    /// Adds a key that the one before vouches for; from now on heads are signed with it. Copy its file to the other nodes.
    /// Throws `ProofError.noKey` before the first, `.keyFile`, `.keyAdded`.
    public func rotate(at now: Instant) async throws -> SigningKey {
        guard let former = try await database.read({ try findNewestKey(in: $0) }) else { throw ProofError.noKey }
        let secret = try secret(of: former)
        let number = former.number + 1
        let publicKey = Array(try files.readOrMake(number).publicKey.rawRepresentation)
        let text = SigningKey.text(origin: origin, number: number, publicKey: publicKey, since: now)
        let key = SigningKey(
            number: number, publicKey: publicKey, since: now,
            signature: Array(try secret.signature(for: Data(text.utf8))))
        guard try await add(key) else { throw ProofError.keyAdded }
        return key
    }

    /// The key that signs now with its secret half; the first is made here, once for all nodes.
    private func keyToSign(at now: Instant) async throws -> (SigningKey, Curve25519.Signing.PrivateKey) {
        if let key = try await database.read({ try findNewestKey(in: $0) }) { return (key, try secret(of: key)) }
        let secret = try files.readOrMake(1), publicKey = Array(secret.publicKey.rawRepresentation)
        let text = SigningKey.text(origin: origin, number: 1, publicKey: publicKey, since: now)
        let first = SigningKey(
            number: 1, publicKey: publicKey, since: now, signature: Array(try secret.signature(for: Data(text.utf8))))
        guard try await add(first) else { throw ProofError.keyAdded }
        return (first, secret)
    }

    private func secret(of key: SigningKey) throws -> Curve25519.Signing.PrivateKey {
        let secret = try files.read(key.number)
        guard Array(secret.publicKey.rawRepresentation) == key.publicKey else {
            throw ProofError.keyFile("signing-\(key.number).key")
        }
        return secret
    }

    private func add(_ key: SigningKey) async throws -> Bool {
        try await database.write { transaction in
            try transaction.change(
                """
                INSERT INTO signing_keys (district, number, public_key, since, signature)
                VALUES (\(district), \(key.number), \(key.publicKey), \(key.since), \(key.signature))
                ON CONFLICT (district, number) DO NOTHING
                """
            ) == 1
        }
    }

    private func hasHead(in hour: Int64, _ reader: any Reader) throws -> Bool {
        try reader.row("SELECT 1 AS n FROM signed_heads WHERE district = \(district) AND hour = \(hour)") != nil
    }
}
