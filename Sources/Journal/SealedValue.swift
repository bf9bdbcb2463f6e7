import Base
import Crypto
import Foundation
import Storage

/// Where a sealed value belongs. It is bound into the seal, so that a value moved to another row cannot be opened.
struct ValuePlace {
    let id: RecordID
    let district: String
    let owner: Subject
    let field: String

    init(id: RecordID, district: String, owner: Subject, field: String) {
        (self.id, self.district, self.owner, self.field) = (id, district, owner, field)
    }

    init(_ row: Row, district: String) throws {
        let owner = Subject(kind: try row.text("owner_kind"), id: try row.text("owner_id"))
        self.init(id: try row.id("id"), district: district, owner: owner, field: try row.text("field"))
    }

    var bytes: [UInt8] {
        Array(
            CanonicalJSON.list([id.text, district, owner.kind, owner.id, field].map(CanonicalJSON.text)).encoded.utf8)
    }
}

/// A text under AES-GCM with a key of its own (nonce, ciphertext, tag), and that key wrapped.
struct SealedValue {
    let sealed: [UInt8]
    let digest: [UInt8]
    let wrapped: [UInt8]
    let keyVersion: Int

    init(sealed: [UInt8], digest: [UInt8], wrapped: [UInt8], keyVersion: Int) {
        (self.sealed, self.digest, self.wrapped, self.keyVersion) = (sealed, digest, wrapped, keyVersion)
    }

    init(_ text: String, at place: ValuePlace, keys: KeyRing) throws {
        let key = SymmetricKey(size: .bits256)
        let bound = place.bytes
        keyVersion = keys.newestVersion(.personal)
        let outer = try keys.symmetric(.personal, version: keyVersion)
        sealed = try Self.seal(Array(text.utf8), key: key, bound: bound)
        wrapped = try Self.seal(key.withUnsafeBytes { Array($0) }, key: outer, bound: bound)
        digest = Self.digest(Array(text.utf8), key: key)
    }

    /// Throws `JournalError.valueUnreadable` when the bytes are damaged or moved, and when they do not fit the digest, if
    /// that is asked for: pages need not, since the seal itself says that nothing was changed.
    func open(at place: ValuePlace, keys: KeyRing, againstDigest: Bool = false) throws -> String {
        let outer = try keys.symmetric(.personal, version: keyVersion)
        do {
            let bound = place.bytes
            let unwrapped = try AES.GCM.open(.init(combined: wrapped), using: outer, authenticating: bound)
            let key = SymmetricKey(data: unwrapped)
            let text = try AES.GCM.open(.init(combined: sealed), using: key, authenticating: bound)
            guard !againstDigest || Self.digest(Array(text), key: key) == digest else {
                throw JournalError.valueUnreadable(place.id)
            }
            return String(decoding: text, as: UTF8.self)
        } catch {
            throw JournalError.valueUnreadable(place.id)
        }
    }

    private static func seal(_ bytes: [UInt8], key: SymmetricKey, bound: [UInt8]) throws -> [UInt8] {
        guard let combined = try AES.GCM.seal(bytes, using: key, authenticating: bound).combined else {
            throw JournalError.damaged("seal")
        }
        return Array(combined)
    }

    // The HMAC uses a key derived from the row's key, so that one key never serves two algorithms.
    private static func digest(_ bytes: [UInt8], key: SymmetricKey) -> [UInt8] {
        let derived = HKDF<SHA256>.expand(
            pseudoRandomKey: key, info: Array("journal digest".utf8), outputByteCount: 32
        )
        return Array(HMAC<SHA256>.authenticationCode(for: bytes, using: derived))
    }
}
