import Crypto

/// A secret of the program itself, such as that of a second factor: sealed under the installation's keys, never shown in a
/// list, never part of an entry.
extension Journal {
    /// A sealed secret and the version of the key.
    public struct Sealed: Sendable {
        /// Nonce, ciphertext and tag.
        public let bytes: [UInt8]
        /// The version of the key `personal` that it hangs on.
        public let keyVersion: Int

        /// Puts it together again from a row.
        public init(bytes: [UInt8], keyVersion: Int) {
            self.bytes = bytes
            self.keyVersion = keyVersion
        }
    }

    /// Seals a secret for its owner; moved to another owner's row it cannot be opened.
    public func sealSecret(_ secret: [UInt8], of owner: Subject) throws -> Sealed {
        let version = keys.newestVersion(.personal)
        let box = try AES.GCM.seal(secret, using: try secretKey(version), authenticating: bound(owner))
        guard let combined = box.combined else { throw JournalError.damaged("secret") }
        return Sealed(bytes: Array(combined), keyVersion: version)
    }

    /// Opens it again. Throws `JournalError.damaged` for what was changed or moved, and for a key that is not there.
    public func openSecret(_ sealed: Sealed, of owner: Subject) throws -> [UInt8] {
        let key = try secretKey(sealed.keyVersion)
        do {
            return Array(
                try AES.GCM.open(.init(combined: sealed.bytes), using: key, authenticating: bound(owner)))
        } catch {
            throw JournalError.damaged("secret")
        }
    }

    // A key of its own is derived, so that the one that wraps personal values serves nothing else.
    private func secretKey(_ version: Int) throws -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: try keys.symmetric(.personal, version: version), info: Array("owners' secrets".utf8),
            outputByteCount: 32)
    }

    private func bound(_ owner: Subject) -> [UInt8] {
        Array(CanonicalJSON.list([district, owner.kind, owner.id].map(CanonicalJSON.text)).encoded.utf8)
    }
}
