import Foundation

/// The words that open a backup.
public struct Passphrase: Sendable {
    /// So many characters it has at the least.
    public static let least = 12
    let bytes: [UInt8]

    /// Takes the words as typed; the two ways of writing an accented letter are the same.
    ///
    /// Throws `BackupError.passphraseTooShort`.
    public init(_ text: String) throws {
        guard text.count >= Self.least else { throw BackupError.passphraseTooShort }
        bytes = Array(text.precomposedStringWithCanonicalMapping.utf8)
    }
}
