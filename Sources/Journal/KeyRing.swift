public import Crypto
import Foundation

/// The keys of one installation, kept as files in DIR/keys and equal on all nodes. A lost key cannot be made again:
/// without `personal` no name can be read any more, without `receipt` no slip can be repeated.
public struct KeyRing: Sendable {
    /// What a key is for.
    public enum Name: String, CaseIterable, Sendable {
        /// Receipt codes of filers.
        case receipt
        /// Wraps the keys of personal values.
        case personal
        /// Names of stored files.
        case blobs
        /// Sign-in sessions.
        case session
    }

    private let keys: [Name: [Int: SymmetricKey]]

    /// Opens DIR/keys; makes keys that are missing when `creating`, as at the first start.
    /// Throws `JournalError.keyFile` for a missing, damaged or open file.
    public static func open(folder: String, creating: Bool) throws -> KeyRing {
        if creating {
            let mode: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: mode)
        }
        var keys: [Name: [Int: SymmetricKey]] = [:]
        for name in Name.allCases {
            keys[name] = try KeyFile.list(name, folder: folder)
            if keys[name]?.isEmpty ?? true {
                guard creating else { throw JournalError.keyFile(name.rawValue) }
                keys[name] = [1: try KeyFile.create(name, version: 1, folder: folder)]
            }
        }
        return KeyRing(keys: keys)
    }

    /// Keys that live as long as the value, for tests and the demo.
    public static func temporary() -> KeyRing {
        KeyRing(keys: Dictionary(uniqueKeysWithValues: Name.allCases.map { ($0, [1: SymmetricKey(size: .bits256)]) }))
    }

    /// Adds a new version of a key to DIR/keys; open the ring again to use it. Answers the version.
    /// Throws `JournalError.keyFile` when the file cannot be written.
    public static func addVersion(_ name: Name, folder: String) throws -> Int {
        let version = (try KeyFile.list(name, folder: folder).keys.max() ?? 0) + 1
        _ = try KeyFile.create(name, version: version, folder: folder)
        return version
    }

    /// The newest version of a key.
    public func newestVersion(_ name: Name) -> Int { keys[name]?.keys.max() ?? 0 }

    /// A version of a key. Throws `JournalError.keyFile` when there is none.
    public func symmetric(_ name: Name, version: Int) throws -> SymmetricKey {
        guard let key = keys[name]?[version] else { throw JournalError.keyFile("\(name.rawValue)-\(version)") }
        return key
    }

    /// HMAC-SHA256 of a message under a key, 32 bytes; the newest version unless one is named.
    /// Throws `JournalError.keyFile` when there is no such version.
    public func hmac(_ name: Name, _ message: some Sequence<UInt8>, version: Int? = nil) throws -> [UInt8] {
        let key = try symmetric(name, version: version ?? newestVersion(name))
        return Array(HMAC<SHA256>.authenticationCode(for: Array(message), using: key))
    }
}

/// One key file: 64 hexadecimal digits, readable by its owner alone, named such as `personal-1.key`.
private enum KeyFile {
    static func list(_ name: KeyRing.Name, folder: String) throws -> [Int: SymmetricKey] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var keys: [Int: SymmetricKey] = [:]
        for file in files where file.hasPrefix(name.rawValue + "-") && file.hasSuffix(".key") {
            guard let version = Int(file.dropFirst(name.rawValue.count + 1).dropLast(4)), version > 0 else {
                throw JournalError.keyFile(file)
            }
            keys[version] = try read(folder + "/" + file, named: file)
        }
        return keys
    }

    static func create(_ name: KeyRing.Name, version: Int, folder: String) throws -> SymmetricKey {
        let key = SymmetricKey(size: .bits256)
        let file = "\(name.rawValue)-\(version).key"
        let text = Array((HexText.encode(key.withUnsafeBytes { Array($0) }) + "\n").utf8)
        let descriptor = openNew(folder + "/" + file)
        guard descriptor >= 0 else { throw JournalError.keyFile(file) }
        defer { close(descriptor) }
        guard write(descriptor, text, text.count) == text.count, fsync(descriptor) == 0 else {
            throw JournalError.keyFile(file)
        }
        return key
    }

    // Never over an existing key, and never readable by others, not even for a moment.
    private static func openNew(_ path: String) -> Int32 { open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600) }

    private static func read(_ path: String, named file: String) throws -> SymmetricKey {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        guard let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue, mode & 0o077 == 0,
            let data = FileManager.default.contents(atPath: path),
            let bytes = HexText.decode(String(decoding: data.prefix(64), as: UTF8.self)), bytes.count == 32
        else { throw JournalError.keyFile(file) }
        return SymmetricKey(data: bytes)
    }
}
