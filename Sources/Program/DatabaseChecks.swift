import App
import Base
import Foundation
import Journal
import Storage
import StoragePostgres
import StorageSQLite

/// A database file: what opened it, and whether its schema is the program's.
struct FileChecks {
    let file: SQLiteReader

    func findings() async throws -> [Finding] {
        let age = SchemaFinding.finding(try await file.age(against: allMigrations))
        let version = try await file.read { try $0.row("SELECT sqlite_version() AS v")?.text("v") ?? "" }
        return [.fine("database", "SQLite \(version) opens it."), age]
    }
}

/// How the schema stands to the program.
enum SchemaFinding {
    static func finding(_ age: SchemaAge) -> Finding {
        switch age {
        case .current: .fine("schema", "It is this program's, \(allMigrations.count) steps.")
        case .older(let steps):
            .look(
                "schema", "It is older than this program and lacks \(steps.joined(separator: ", ")).",
                "make a backup; the next start brings it forward")
        case .newer(let steps):
            .wrong(
                "schema", "It is newer than this program, which does not know \(steps.joined(separator: ", ")).",
                "run the newer program")
        case .foreign: .wrong("schema", "It is no database of this program.", "name the right one, or `shanzhi init`")
        }
    }
}

/// A PostgreSQL server: what a district's safety hangs on.
struct ServerChecks {
    let server: PostgresDatabase

    func findings() async throws -> [Finding] {
        let health = try await server.health()
        return try await settings(health)
            + [
                SchemaFinding.finding(try await server.age(against: allMigrations)), await replica(),
            ].compactMap(\.self)
    }

    private func replica() async -> Finding? {
        let remedy = "figures are read from the leader meanwhile"
        do {
            guard let standing = try await server.replicaStanding() else { return nil }
            guard standing.isStandby else {
                return .look("replica", "It follows nobody: the address leads to a server that takes writes.", remedy)
            }
            return standing.hasAll
                ? .fine("replica", "It follows and has everything that the leader has.")
                : .look(
                    "replica", "After two seconds it is still \(standing.bytesBehind) bytes behind the leader.", remedy)
        } catch {
            return .look("replica", "It cannot be read. \(Refusal.telling(error))", "see that it runs; \(remedy)")
        }
    }

    private func settings(_ health: PostgresHealth) async throws -> [Finding] {
        var findings: [Finding] = [
            health.version >= 150_000
                ? .fine("database", "\(try await server.version()) answers.")
                : .wrong("database", "\(try await server.version()) is too old.", "move to PostgreSQL 15 or later")
        ]
        for name in ["fsync", "full_page_writes"] where health.settings[name] != "on" {
            findings.append(
                .wrong(name, "The server loses data when power fails: \(name) is off.", "set \(name) = on"))
        }
        switch health.settings["synchronous_commit"] ?? "" {
        case "off":
            findings.append(
                .wrong(
                    "commit", "People are answered before their words are on a disk: synchronous_commit is off.",
                    "set synchronous_commit = on"))
        case "local":
            findings.append(
                .look(
                    "commit",
                    "A commit is waited for on this server alone, on no standby: synchronous_commit is local.",
                    "set synchronous_commit = on where a standby is to have it too"))
        case let value: findings.append(.fine("commit", "Every commit is waited for (synchronous_commit=\(value))."))
        }
        if health.encoding != "UTF8" {
            findings.append(
                .wrong(
                    "encoding", "The database keeps text as \(health.encoding).", "make it anew with ENCODING 'UTF8'"))
        }
        if !["C.UTF-8", "C.utf8", "C"].contains(health.collation) {
            findings.append(
                .look(
                    "collation", "It sorts by \(health.collation), whose order changes with the system's libraries.",
                    "make it anew with LOCALE 'C.UTF-8'"))
        }
        if !health.isEncrypted, !health.isLocal {
            findings.append(
                .look(
                    "encryption", "What goes to the server can be read on the way.",
                    "add sslmode=verify-full and sslrootcert=FILE to the address"))
        }
        if health.isStandby {
            findings.append(.wrong("standby", "This server follows another and takes no writes.", "name the leader"))
        }
        return findings + [connections(health)]
    }

    private func connections(_ health: PostgresHealth) -> Finding {
        let most = Int(health.settings["max_connections"] ?? "") ?? 0
        let reserved = Int(health.settings["superuser_reserved_connections"] ?? "") ?? 0
        let free = most - reserved - health.connections
        let wanted = PostgresDatabase.standardSize
        return free >= wanted
            ? .fine("connections", "\(free) of \(most) connections are free; a node takes up to \(wanted).")
            : .look(
                "connections", "\(free) of \(most) connections are free, and a node takes up to \(wanted).",
                "raise max_connections")
    }
}

/// What the record says of file of heads and clock.
struct RecordChecks {
    let database: any Database
    let folder: URL

    func findings() async throws -> [Finding] {
        guard let district = try await database.read({ try District.find(in: $0) }) else {
            return [.wrong("district", "The database holds no district yet.", "shanzhi init, or shanzhi demo")]
        }
        // No key is needed to look at heads.
        let journal = House.journal(district: district.key, keys: .temporary())
        let file = HeadsFile(path: folder.appending(path: "journal.heads").path)
        let (state, head) = try await database.read { reader in
            (try journal.state(of: file, in: reader), try journal.findHead(in: reader))
        }
        let now = district.now(machine: Machine.now())
        return [
            .fine(
                "district",
                "\(district.name.zh) \(district.name.en) (\(district.code))\(district.isDemo ? ", made up" : "")."),
            heads(state),
            clock(newest: head?.at, now: now),
        ].compactMap(\.self)
    }

    private func heads(_ state: HeadsState) -> Finding {
        switch state {
        case .empty: .fine("heads", "The log is empty.")
        case .agrees(let beyond):
            .fine(
                "heads",
                "The file of heads agrees with the log\(beyond == 0 ? "" : ", which has \(beyond) newer ones").")
        case .missing:
            .look(
                "heads", "journal.heads is missing: a cut-off end of the log would not be found.",
                "bring it back from a backup; the server begins it anew")
        case .ahead(let more):
            .wrong(
                "heads", "journal.heads knows \(more) entries that the database does not have.",
                "find out whether an older copy lies there; then `shanzhi journal verify`")
        case .differs(let size):
            .wrong(
                "heads", "At entry \(size) journal.heads and the log do not agree.",
                "`shanzhi journal verify` names what was changed")
        }
    }

    /// A clock that was set back: new entries would come before the old ones.
    private func clock(newest: Instant?, now: Instant) -> Finding? {
        guard let newest, newest > now.adding(seconds: 5) else { return nil }
        return .wrong(
            "time", "The newest entry is of \(newest.iso), and the district's clock says \(now.iso).",
            "set the machine's clock before anything is filed")
    }
}
