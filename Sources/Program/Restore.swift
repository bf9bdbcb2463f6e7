import App
import ArgumentParser
import Backups
import Base
import Foundation
import Journal
import Storage

/// `shanzhi restore`
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a data folder from a backup and verify its record. Exit 0 when clean, 3 when not.",
        discussion:
            "The folder must be empty or not exist; it gets its name only when everything is written. Run again what was "
            + "erased since the backup was made."
    )

    @OptionGroup var place: PlaceOptions
    @OptionGroup var passphrase: PassphraseOptions
    @Option(name: .long, help: "The backup.") var from: String
    @Option(name: .long, help: "A folder of keys that were kept apart.") var keys: String?
    @Flag(name: .long, help: "Restore a backup although it has expired.") var expired = false

    func run() async throws {
        umask(0o077)
        try place.refuseServer()
        let target = try RestoreFolder(place.folder)
        var hasKeys = false
        var holdsData = false
        try await Damage.reported {
            let reader = try BackupReader(path: from, passphrase: try passphrase.read(confirming: false))
            try check(reader.label)
            holdsData = reader.label.holdsData
            while let file = try reader.next() { try target.write(file, from: reader) }
            if let keys { try target.addKeys(from: URL(filePath: keys, directoryHint: .isDirectory)) }
            hasKeys = target.hasKeys
            try target.finish()
            print("\(reader.label.name) as of \(reader.label.createdAt.iso) in \(place.folder.path)")
        }
        guard holdsData else { return print("Nothing but keys: `restore --keys` puts them beside a database.") }
        guard hasKeys else {
            return print("The keys are not in it: put them into keys/, then run `shanzhi journal verify`.")
        }
        try await verify()
    }

    private func check(_ label: BackupLabel) throws {
        let known = Set(allMigrations.map(\.name))
        if let step = label.migrations.first(where: { !known.contains($0) }) { throw BackupError.newer(step) }
        guard !label.isExpired(at: Machine.now()) || expired else {
            throw Refusal(
                "The backup expired on \(label.expiresAt.day): it may hold what was erased since. --expired restores it "
                    + "all the same.")
        }
    }

    private func verify() async throws {
        let (house, close) = try await place.openHouseForReading()
        let report = try await house.journal.verify(in: house.database, heads: house.heads) { progress in
            Tell.count(progress.stage.rawValue, progress.done)
        }
        Tell.clear()
        try await close()
        JournalCommand.Verify.tell(report)
        if !report.isSound { throw ExitCode(3) }
    }
}
