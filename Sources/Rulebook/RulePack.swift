public import Base
import Crypto
import Synchronization
import Yams

/// One immutable version of a rule pack: the exact text of a YAML (or JSON) file, dated and numbered.
public struct RulePack: Hashable, Sendable {
    /// The id of this version.
    public let id: RecordID
    /// The district whose version it is.
    public let district: DistrictKey
    /// The kind of rules, such as `law` or `calendar`.
    public let pack: String
    /// The name within the kind, such as `petitions`.
    public let name: String
    /// Counts up from 1 for a district, pack and name.
    public let version: Int
    /// The first day on which this version is in force.
    public let from: Day
    /// The text exactly as published.
    public let body: String
    /// SHA-256 of the text in UTF-8, 64 lower-case hexadecimal digits.
    public let hash: String
    /// When it was published.
    public let publishedAt: Instant
    /// Who published it: the key of a `Principal`.
    public let publishedBy: String

    /// A short text to pin, such as `law/petitions/3`.
    public var pin: String { "\(pack)/\(name)/\(version)" }

    /// The longest text taken, in bytes of UTF-8.
    public static let longest = 1_000_000

    /// The day from which a text without `from:` is in force.
    public static let always = Day(number: -719_162)

    /// Reads this version's text; a text that was read before in this process is not read again.
    ///
    /// Throws `RulebookError.unreadable` that names the pack and the place.
    public func decode<Content: Decodable & Sendable>(_ type: Content.Type) throws -> Content {
        let key = "\(hash) \(type)"
        if let known = Self.read.withLock({ $0[key] }) as? Content { return known }
        do {
            let content = try Self.decode(type, yaml: body)
            Self.read.withLock { read in
                // A district has some hundred texts; a server that checks many drafts must not keep them all.
                if read.count > 1_000 { read = [:] }
                read[key] = content
            }
            return content
        } catch RulebookError.unreadable(_, let reason) {
            throw RulebookError.unreadable(pack: pin, reason: reason)
        }
    }

    // A text never changes: what was read from it holds for every district and every day.
    private static let read = Mutex<[String: any Sendable]>([:])

    /// Reads YAML text (JSON is YAML too).
    ///
    /// Throws `RulebookError.unreadable` that names the place.
    public static func decode<Content: Decodable>(_ type: Content.Type, yaml: String) throws -> Content {
        guard yaml.utf8.count <= longest else { throw RulebookError.tooLong(bytes: yaml.utf8.count) }
        do {
            return try YAMLDecoder().decode(type, from: yaml)
        } catch {
            throw RulebookError.unreadable(pack: "", reason: reason(error, in: yaml))
        }
    }

    /// SHA-256 of a text in UTF-8, as 64 lower-case hexadecimal digits.
    public static func hash(_ body: String) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let bytes = SHA256.hash(data: Array(body.utf8)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: bytes, as: UTF8.self)
    }
}

// In an extension, so that the struct keeps the initializer of all its fields.
extension RulePack {
    /// A text that nobody has published, as the version that it would be; in force from its own `from:` unless a day is given.
    ///
    /// Throws `RulebookError`.
    public init(trying body: String, pack: String, name: String, version: Int = 1, from: Day? = nil) throws {
        try Rulebook.checkName(name)
        let header = try Self.decode(RulePackHeader.self, yaml: body)
        self.init(
            id: RecordID(trusted: "\(pack)/\(name)/\(version)"), district: "", pack: pack, name: name, version: version,
            from: from ?? header.from ?? Self.always, body: body, hash: Self.hash(body),
            publishedAt: Instant(milliseconds: 0), publishedBy: "")
    }
}

/// What a text says about itself; everything else is for the module that knows the pack.
struct RulePackHeader: Decodable {
    let from: Day?
}
