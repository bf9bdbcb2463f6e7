// The files under Rules/ are seeds: each is loaded once as a version; what a district published itself stays on top.
public import Base
public import Foundation
public import Storage

/// One seed file: its folder names the pack, its stem the name.
public struct RuleSeed: Hashable, Sendable {
    /// The packs that are loaded from files.
    public static let packs = ["calendar", "law", "letters", "procedures", "routing", "topics"]

    /// The kind of rules.
    public let pack: String
    /// The name within the kind.
    public let name: String
    /// The text of the file.
    public let body: String
    /// The file's name without its ending, such as `petition@2022-05-01`.
    public let stem: String

    /// Makes a seed from its text.
    public init(pack: String, name: String, body: String, stem: String? = nil) {
        (self.pack, self.name, self.body, self.stem) = (pack, name, body, stem ?? name)
    }

    /// Makes the seed of a file from its name without an ending: what stands behind `@` tells versions apart.
    public init(pack: String, stem: String, body: String) {
        self.init(pack: pack, name: String(stem.prefix { $0 != "@" }), body: body, stem: stem)
    }

    /// Reads FOLDER/{calendar,law,letters,procedures,routing,topics}/*.yaml in order of name; a missing folder is empty.
    ///
    /// `petition@2022-05-01.yaml` is a later version of `petition.yaml`; from when it counts stands in the file.
    /// Throws the file system's error.
    public static func read(folder: URL) throws -> [RuleSeed] {
        var seeds: [RuleSeed] = []
        for pack in packs {
            let place = folder.appending(path: pack)
            guard FileManager.default.fileExists(atPath: place.path) else { continue }
            let files = try FileManager.default.contentsOfDirectory(at: place, includingPropertiesForKeys: nil)
            for file in files.sorted(by: { $0.lastPathComponent < $1.lastPathComponent })
            where file.pathExtension == "yaml" {
                let body = try String(contentsOf: file, encoding: .utf8)
                let stem = file.deletingPathExtension().lastPathComponent
                seeds.append(RuleSeed(pack: pack, stem: stem, body: body))
            }
        }
        return seeds
    }
}

/// What came of a seed.
public enum RuleSeedOutcome: Hashable, Sendable {
    /// It became a version.
    case published(RulePack)
    /// The same text is a version already.
    case known
    /// The seed is new, but the district has published a version of its own, which stays in force.
    case held
}

extension Rulebook {
    /// The principal under which seeds are published.
    public static let seeder = Principal.system("seeds")

    /// Publishes the seeds that are not versions yet; running it twice does nothing.
    @discardableResult
    public func load(
        _ seeds: [RuleSeed], at instant: Instant, in transaction: any Transaction,
        check: Check = { _ in }, record: Record = { _, _ in }
    ) throws -> [RuleSeedOutcome] {
        try seeds.map { seed in
            let versions = try listVersions(pack: seed.pack, name: seed.name, in: transaction)
            let hash = RulePack.hash(seed.body)
            if versions.contains(where: { $0.hash == hash }) { return .known }
            if let newest = versions.first, newest.publishedBy != Self.seeder.key { return .held }
            return .published(
                try publish(
                    pack: seed.pack, name: seed.name, body: seed.body, by: Self.seeder, at: instant, in: transaction,
                    check: check, record: record
                )
            )
        }
    }
}
