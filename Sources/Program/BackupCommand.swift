import App
import ArgumentParser
import Backups
import Base
import Foundation
import Journal
import Storage
import StorageSQLite

/// `shanzhi backup`
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy a district into one encrypted file, also while it is served.",
        subcommands: [Create.self, Verify.self], defaultSubcommand: Create.self
    )

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write database, heads, attachments and keys into one encrypted file (what `backup` alone does).",
            discussion:
                "The database is copied as it stands at one moment; nobody waits for it. Whoever has file and passphrase "
                + "has the district. What is erased later stays in the file: let it expire."
        )

        @OptionGroup var place: PlaceOptions
        @OptionGroup var passphrase: PassphraseOptions
        @Option(name: .long, help: "The file to write; it must not exist.") var to: String
        @Option(name: .long, help: "After so many days it is not restored any more; 90, with --only-keys 30.")
        var expiresDays: Int?
        @Flag(name: .long, help: "Leave the keys out, to keep them apart.") var withoutKeys = false
        @Flag(name: .long, help: "Take nothing but the keys.") var onlyKeys = false

        func validate() throws {
            if withoutKeys, onlyKeys { throw ValidationError("--without-keys and --only-keys leave nothing.") }
            guard (1...3_650).contains(expiresDays ?? 90) else {
                throw ValidationError("--expires-days wants 1 to 3650.")
            }
        }

        func run() async throws {
            umask(0o077)
            let database = try place.requireFile()
            let secret = try passphrase.read(confirming: true)
            // First: of two at a time the second must not touch what the first writes.
            let work = try BackupWork(in: place.folder)
            let writer = try BackupWriter(path: to, passphrase: secret)
            // Before the database: heads that are newer than the database look like a log that was cut off.
            let heads = try BackupSource.find(place.folder.appending(path: "journal.heads").path)
            let copy = work.folder.appending(path: "copy.sqlite").path
            if !onlyKeys { try SQLiteCopy.make(of: database, at: copy) }
            let label = try await label(of: onlyKeys ? database : copy)
            let missing = onlyKeys ? 0 : try await DataFiles(folder: place.folder).countMissing(of: copy)
            try writer.write(label)
            if !onlyKeys {
                try writer.add(try work.take("copy.sqlite"), as: "shanzhi.sqlite")
                if let heads { try writer.add(heads, as: "journal.heads") }
                try DataFiles(folder: place.folder).add("blobs", to: writer)
                try DataFiles(folder: place.folder).add("models", to: writer)
                if missing > 0 {
                    Tell.line("Files that attachments name and that are not in blobs/ any more: \(missing).")
                }
            }
            // After the database: a row may need the newest version of a key.
            if !withoutKeys { try DataFiles(folder: place.folder).add("keys", to: writer) }
            let summary = try writer.finish()
            Tell.clear()
            print("\(label.name) in \(to): \(summary.files) files, \(Int(summary.bytes).grouped) bytes")
            print(
                "It expires on \(label.expiresAt.day); what is erased in the district stays in it until you delete it.")
        }

        private func label(of path: String) async throws -> BackupLabel {
            let reader = try SQLiteReader(path: path)
            if case .newer(let steps) = try await reader.age(against: allMigrations) {
                throw Refusal("The database is newer than this program, which does not know \(steps[0]).")
            }
            let (district, steps, counts) = try await reader.read { reader in
                let rows = try reader.rows("SELECT name FROM schema_migrations ORDER BY name")
                return (
                    try District.find(in: reader), try rows.map { try $0.text("name") },
                    try District.counts(in: reader)
                )
            }
            try reader.close()
            guard let district else { throw ValidationError("The database holds no district yet.") }
            let now = Machine.now()
            let days = expiresDays ?? (onlyKeys ? 30 : 90)
            return BackupLabel(
                district: district.key, code: district.code, name: district.name, createdAt: now,
                expiresAt: now.adding(seconds: Int64(days) * 86_400), migrations: steps,
                counts: onlyKeys ? [:] : counts,
                holds: .init(data: !onlyKeys, keys: !withoutKeys)
            )
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Read a backup from front to end and say what is in it. Exit 0 when whole, 3 when it was changed.",
            discussion: "Nothing is written anywhere. Whether the district itself is sound is seen when it is restored."
        )

        @Argument(help: "The backup.") var file: String
        @OptionGroup var passphrase: PassphraseOptions
        @Flag(name: .long, help: "Print a line for every file: SHA-256, bytes, name.") var files = false
        @Flag(name: .long, help: "Print one JSON object.") var json = false

        func run() async throws {
            try await Damage.reported {
                let reader = try BackupReader(path: file, passphrase: try passphrase.read(confirming: false))
                while let file = try reader.next() {
                    let digest = try reader.contents { _ in }
                    if files, !json { print("\(HexText.encode(digest)) \(file.size) \(file.name)") }
                }
                if json {
                    print(try BackupReport(reader, now: Machine.now()).json)
                } else {
                    BackupReport(reader, now: Machine.now()).tell()
                }
            }
        }
    }
}
