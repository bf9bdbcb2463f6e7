// Past messages become matters under their own dates; what stands is passed over, so that a run can be repeated.
import Accounts
public import Base
import Foundation
import Journal
public import Matters
import Storage

/// Brings past messages in, in small transactions that let people go first.
public struct MessageImport: Sendable {
    /// How a file is brought in.
    public struct Options: Sendable {
        /// Names the system that the messages come from; with a message's id it makes the import key.
        public var source: String
        /// The kind of all messages that do not name one; nil lets their words decide.
        public var kind: MatterKind?
        /// The channel they are shown under.
        public var channel = Channel.imported
        /// How many messages one transaction takes.
        public var batch = 25

        /// Options for a source of letters, digits, dots, underscores and hyphens. Throws `ImportError.badSource`.
        public init(source: String) throws {
            guard source.utf8.allSatisfy(Self.isPlain), (1...40).contains(source.utf8.count) else {
                throw ImportError.badSource(source)
            }
            self.source = source
        }

        /// A source for a file: its name without folder and ending; where that is not plain, with a hash of it.
        public static func source(of path: String) -> String {
            let name = URL(filePath: path).deletingPathExtension().lastPathComponent
            let plain = String(decoding: name.utf8.filter(isPlain).prefix(30), as: UTF8.self)
            guard plain != name else { return plain }
            return (plain.isEmpty ? "file" : plain) + "-" + ImportMessage.hash(name).prefix(8)
        }

        private static func isPlain(_ byte: UInt8) -> Bool {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95: true
            default: false
            }
        }
    }

    private let intake: IntakeStore
    private let options: Options
    private var matters: MatterStore { intake.matters }
    private var principal: Principal { .system("import:" + options.source) }

    /// An import into the matters of a district.
    public init(into intake: IntakeStore, options: Options) {
        self.intake = intake
        self.options = options
    }

    /// Brings in what does not stand yet. `now` is the district's time, `latest` the last time a message may have.
    /// `progress` is told how many of how many are done; what it throws ends the run, whose batches so far stand.
    public func run(
        _ table: ImportTable, map: ImportMap, at now: Instant, latest: Instant, progress: (Int, Int) throws -> Void
    ) async throws -> ImportReport {
        var report = ImportReport(source: options.source)
        let messages = read(table, map, latest, &report)
        let desk = try await desk(on: now.day)
        var done = table.lines.count - messages.count
        for start in stride(from: 0, to: messages.count, by: options.batch) {
            let batch = Array(messages[start..<min(start + options.batch, messages.count)])
            try await bring(batch, desk, at: now, &report)
            done += batch.count
            try progress(done, table.lines.count)
            try Task.checkCancellation()
        }
        if messages.isEmpty { try progress(done, table.lines.count) }
        return report
    }

    /// What all batches of a run share.
    struct Desk: Sendable {
        let centre: RecordID
        let kinds: KindClassifier
        /// The day whose topics and routing rules are used: whoever deals with such a matter today gets it.
        let day: Day
    }

    private func desk(on day: Day) async throws -> Desk {
        let units = matters.units, intake = intake
        let (centre, kinds) = try await matters.database.read { reader in
            (try units.list(levels: [.centre], in: reader).first, try intake.kindClassifier(on: day, in: reader))
        }
        guard let centre else { throw ImportError.noCentre }
        return Desk(centre: centre.id, kinds: kinds, day: day)
    }

    /// The messages that can be read, oldest first, each once.
    private func read(
        _ table: ImportTable, _ map: ImportMap, _ latest: Instant, _ report: inout ImportReport
    ) -> [ImportMessage] {
        var messages: [ImportMessage] = []
        var seen: [String: (fingerprint: String, line: Int)] = [:]
        for line in table.lines {
            do {
                let message = try ImportMessage(line, table: table, map: map, source: options.source, latest: latest)
                if let first = seen[message.key] {
                    guard first.fingerprint == message.fingerprint else { throw ImportFault.sameID(line: first.line) }
                    report.already += 1
                    continue
                }
                seen[message.key] = (message.fingerprint, line.line)
                messages.append(message)
            } catch {
                report.reject(line, error)
            }
        }
        return messages.sorted { ($0.at, $0.line.line) < ($1.at, $1.line.line) }
    }

    private func bring(
        _ batch: [ImportMessage], _ desk: Desk, at now: Instant, _ report: inout ImportReport
    ) async throws {
        let store = matters, intake = intake, options = options
        let drafts = try await store.database.read { reader in
            let standing = try Self.standing(batch.map(\.key), store, in: reader)
            return try batch.filter { !standing.contains($0.key) }.map {
                try ImportDraft($0, intake: intake, desk: desk, options: options, at: now, in: reader)
            }
        }
        report.already += batch.count - drafts.count
        guard !drafts.isEmpty else { return }
        var numbers: [String] = []
        for draft in drafts {
            numbers += try await store.reserveNumbers(1, year: draft.message.at.day.parts.year)
        }
        do {
            try await write(Array(zip(drafts, numbers)), at: now, &report)
        } catch  where !(error is StorageError) {
            // One message that the rules refuse must not keep the others of its batch out.
            for pair in zip(drafts, numbers) {
                do {
                    try await write([pair], at: now, &report)
                } catch  where !(error is StorageError) {
                    report.reject(pair.0.message.line, error)
                }
            }
        }
    }

    private func write(
        _ drafts: [(ImportDraft, String)], at now: Instant, _ report: inout ImportReport
    ) async throws {
        let store = matters, principal = principal
        let written = try await store.database.writeInBackground { transaction in
            // Somebody else may have brought the same file in meanwhile.
            let standing = try Self.standing(drafts.map(\.0.message.key), store, in: transaction)
            return try drafts.filter { !standing.contains($0.0.message.key) }.map { draft, number in
                try draft.write(number: number, into: store, by: principal, at: now, in: transaction)
                return draft
            }
        }
        report.already += drafts.count - written.count
        for draft in written { report.count(draft) }
    }

    private static func standing(
        _ keys: [String], _ store: MatterStore, in reader: any Reader
    ) throws -> Set<String> {
        let rows = try reader.rows(
            "SELECT import_key FROM matters WHERE district = \(store.district) AND import_key IN (\(list: keys))"
        )
        return Set(try rows.map { try $0.text("import_key") })
    }
}
