public import Base

/// What stands at the front of a backup: whose it is, when it was made, and how long it may be kept.
public struct BackupLabel: Codable, Hashable, Sendable {
    /// The district's key.
    public var district: String
    /// The code of the division.
    public var code: String
    /// The district's name in Chinese.
    public var name: String
    /// The district's name in English.
    public var englishName: String
    /// When it was made, by the machine's clock.
    public var createdAt: Instant
    /// From when on it should not be restored any more.
    public var expiresAt: Instant
    /// The steps of the schema that the database has.
    public var migrations: [String]
    /// How many matters, entries and other things the database holds.
    public var counts: [String: Int]
    /// Whether the database, the file of heads and the attachments are in it.
    public var holdsData: Bool
    /// Whether the keys are in it.
    public var holdsKeys: Bool

    /// Puts a label together.
    public init(
        district: String, code: String, name: Words, createdAt: Instant, expiresAt: Instant, migrations: [String],
        counts: [String: Int], holds parts: Parts
    ) {
        (self.district, self.code, self.name, englishName) = (district, code, name.zh, name.en)
        (self.createdAt, self.expiresAt) = (createdAt, expiresAt)
        (self.migrations, self.counts) = (migrations, counts)
        (holdsData, holdsKeys) = (parts.data, parts.keys)
    }

    /// What goes into a backup.
    public struct Parts: Hashable, Sendable {
        /// Database, file of heads and attachments.
        public let data: Bool
        /// The keys.
        public let keys: Bool

        /// Names the parts.
        public init(data: Bool, keys: Bool) {
            (self.data, self.keys) = (data, keys)
        }
    }

    /// Whether it should not be restored any more.
    public func isExpired(at now: Instant) -> Bool { now >= expiresAt }
}

/// What stands at the end of a backup.
public struct BackupSummary: Codable, Hashable, Sendable {
    /// How many files it holds.
    public internal(set) var files = 0
    /// How many bytes they have together.
    public internal(set) var bytes: Int64 = 0
}

/// A file in a backup.
public struct BackedUpFile: Hashable, Sendable {
    /// Its path in the data folder, such as `keys/personal-1.key`.
    public let name: String
    /// How many bytes it has.
    public let size: Int64

    /// Whether a data folder may hold a file of this name: nothing in a backup may be written anywhere else.
    static func isAllowed(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let arePlain = parts.allSatisfy { $0.wholeMatch(of: #/[A-Za-z0-9][A-Za-z0-9_.-]{0,127}/#) != nil }
        guard arePlain, let first = parts.first else { return false }
        return switch first {
        case "shanzhi.sqlite", "journal.heads": parts.count == 1
        case "keys", "models": parts.count == 2
        case "blobs": parts.count == 3
        default: false
        }
    }
}
