public import Base
import Foundation

/// What can go wrong with a backup.
public enum BackupError: ExplainedError, Equatable {
    /// The file does not begin like a backup.
    case notABackup(String)
    /// The backup was made by a program that this one does not know yet.
    case newer(String)
    /// The passphrase does not open the file, or its first bytes were changed.
    case wrongPassphrase
    /// The passphrase is too easy to guess.
    case passphraseTooShort
    /// The file ends early, between two chunks.
    case cutOff
    /// What stands from this byte of the file on cannot be opened.
    case damaged(at: Int64)
    /// What was opened is not built as it should be.
    case malformed(String)
    /// A file changed while it was read.
    case changed(String)
    /// Something stands where the result should go.
    case exists(String)
    /// Another backup of the same folder is under way.
    case busy(String)
    /// The key cannot be computed: there is not enough memory.
    case derivation
    /// The system refuses to read or write a file; its error number.
    case system(path: String, number: Int32)

    /// Whether the file is not what was once written.
    public var isDamage: Bool {
        switch self {
        case .cutOff, .damaged, .malformed: true
        default: false
        }
    }

    /// The fault in a sentence.
    public var explanation: String {
        switch self {
        case .notABackup(let path): "\(path) is not a backup of this program, or its first bytes were changed."
        case .newer(let what): "The backup was made by a newer program: this one does not know \(what)."
        case .wrongPassphrase: "The passphrase is not the one of this backup, or its first bytes were changed."
        case .passphraseTooShort: "A passphrase has \(Passphrase.least) characters or more."
        case .cutOff: "The backup is cut off: its end is missing."
        case .damaged(let at): "The backup was changed, damaged or cut off: from byte \(at) on it cannot be opened."
        case .malformed(let what): "The backup is not built as it should be: \(what)."
        case .changed(let path): "\(path) became shorter while it was read; make the backup again."
        case .exists(let path): "There is something in \(path) already; nothing was changed."
        case .busy(let path): "Another backup of \(path) is under way."
        case .derivation: "There is not enough memory to compute the key (64 MiB)."
        case .system(let path, ENOSPC): "The disk is full: \(path) cannot be written."
        case .system(let path, let number): "\(path): \(String(cString: strerror(number)))."
        }
    }
}
