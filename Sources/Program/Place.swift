import App
import ArgumentParser
import Base
import Foundation
import Journal
import Storage
import StoragePostgres
import StorageSQLite

/// The options that say where the data and the program's files are.
struct PlaceOptions: ParsableArguments {
    @Option(
        name: .customLong("data"),
        help: "The data folder; unless --database is given, the database is DIR/shanzhi.sqlite. (default: data)")
    var givenData: String?

    @Option(
        name: .customLong("database"),
        help:
            "postgres://USER@HOST/NAME: the district lies there, DIR holds keys, heads and files; also SHANZHI_DATABASE."
    )
    var givenDatabase: String?

    @Option(name: .customLong("home"), help: "The folder that holds Rules and Assets; found by itself as a rule.")
    var givenHome: String?

    @Option(name: .long, help: "A YAML file of settings; also SHANZHI_CONFIG.")
    var config: String?

    /// A file of settings that cannot be read is told before anything begins.
    func validate() throws { _ = try Settings(config: config) }

    /// What was set beside the flags.
    var settings: Settings { (try? Settings(config: config)) ?? .none }

    /// The data folder as it was named.
    var data: String { settings.text(.data, flag: givenData) ?? "data" }

    /// The address of the server that holds the district; nil for a file, also when an empty one is given.
    var address: String? {
        let named = settings.text(.database, flag: givenDatabase)
        return named?.isEmpty == false ? named : nil
    }

    /// The data folder as an absolute address.
    var folder: URL { URL(filePath: data, directoryHint: .isDirectory).standardizedFileURL }

    /// The folder holding Rules: named, from SHANZHI_HOME, or the nearest at or above the executable's real path.
    func homeFolder() throws -> URL { try Self.homeFolder(named: settings.text(.home, flag: givenHome)) }

    /// The same for a command without a data folder.
    static func homeFolder(named: String?) throws -> URL {
        if let named {
            let folder = URL(filePath: named, directoryHint: .isDirectory).standardizedFileURL
            guard FileManager.default.fileExists(atPath: folder.appending(path: "Rules").path) else {
                throw ValidationError("There is no folder Rules in \(folder.path).")
            }
            return folder
        }
        var place = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        while place.path != "/" {
            if FileManager.default.fileExists(atPath: place.appending(path: "Rules").path) { return place }
            place = place.deletingLastPathComponent()
        }
        throw ValidationError("The folder with Rules was not found; name it with --home.")
    }

    /// Refuses a district on a server: its database is not ours to copy.
    func refuseServer() throws {
        guard address == nil else {
            throw Refusal(
                "A district on a PostgreSQL server is backed up with the server's own tools: see \"Backups of a PostgreSQL "
                    + "server\" in Documentation/operations.md.")
        }
    }

    /// The path of the district's database file. Throws when it lies on a server or there is none.
    func requireFile() throws -> String {
        try refuseServer()
        let path = folder.appending(path: "shanzhi.sqlite").path
        guard FileManager.default.fileExists(atPath: path) else {
            throw ValidationError("There is no database in \(folder.path).")
        }
        return path
    }

    func openServer(_ address: String, replica: String? = nil) throws -> PostgresDatabase {
        for (name, named) in [("--database", address), ("--replica", replica ?? address)] {
            guard named.hasPrefix("postgres://") || named.hasPrefix("postgresql://") else {
                throw ValidationError("\(name) wants postgres://USER@HOST/NAME.")
            }
        }
        return PostgresDatabase(address, replica: replica)
    }

    /// Opens and migrates the database. A file has no replica.
    func openDatabase(creating: Bool = false, replica: String? = nil) async throws -> any Engine {
        // The search index holds words in the clear: nobody else on the machine reads the folder.
        umask(0o077)
        if creating { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
        let engine: any Engine =
            try address.map { try openServer($0, replica: replica) } ?? openFile(creating: creating)
        try await engine.migrate(allMigrations, at: Machine.now())
        return engine
    }

    private func openFile(creating: Bool) throws -> SQLiteDatabase {
        let path = folder.appending(path: "shanzhi.sqlite").path
        guard creating || FileManager.default.fileExists(atPath: path) else {
            throw ValidationError(
                "There is no district in \(folder.path). `shanzhi init --facts DIR --data \(data)` makes one's own, "
                    + "`shanzhi demo --data \(data)` the demo.")
        }
        return try SQLiteDatabase(path: path)
    }

    /// Opens the house of the data folder. Throws when there is no district yet.
    func openHouse(replica: String? = nil) async throws -> (house: House, database: any Engine) {
        let database = try await openDatabase(replica: replica)
        let house = try await house(over: database)
        _ = try await house.addMissingTowns(at: house.district.now(machine: Machine.now()))
        return (house, database)
    }

    /// Makes one change in the district's time and closes the database.
    func change<Result: Sendable>(
        _ body: @escaping @Sendable (House, Instant, any Transaction) throws -> Result
    ) async throws -> Result {
        let (house, database) = try await openHouse()
        let now = house.district.now(machine: Machine.now())
        let result = try await database.write { try body(house, now, $0) }
        try await database.close()
        return result
    }

    /// Opens the house of the data folder without changing a byte of it: no migration, no checkpoint, no new file.
    func openHouseForReading() async throws -> (house: House, close: () async throws -> Void) {
        if let address {
            let server = try openServer(address)
            let house = try await house(over: server)
            return (house, { try await server.close() })
        }
        let path = folder.appending(path: "shanzhi.sqlite").path
        guard FileManager.default.fileExists(atPath: path) else {
            throw ValidationError("There is no database in \(folder.path).")
        }
        let database = try SQLiteReader(path: path)
        if database.isCopy {
            Tell.line("The last program ended without closing the database; a copy is read, so that nothing changes.")
        }
        switch try await database.age(against: allMigrations) {
        case .current: break
        case .older(let steps):
            Tell.line(
                "The database is older than this program and stays as it is; it lacks \(steps.joined(separator: ", "))."
            )
        case .newer(let steps):
            throw Refusal(
                "The database is newer than this program, which does not know \(steps.joined(separator: ", ")).")
        case .foreign: throw Refusal("\(path) is no database of this program.")
        }
        return (try await house(over: database), { try database.close() })
    }

    /// The house in an open database. Throws when there is no district yet.
    private func house(over database: any Database) async throws -> House {
        guard let district = try await database.read({ try District.find(in: $0) }) else {
            throw ValidationError("The database of \(folder.path) holds no district yet.")
        }
        return House(district: district, database: database, folder: folder, keys: try openKeys(creating: false))
    }

    /// The keys; only a new district makes them, since a lost key cannot be made again.
    func openKeys(creating: Bool = true) throws -> KeyRing {
        try KeyRing.open(folder: folder.appending(path: "keys").path, creating: creating)
    }
}

/// The machine's clock, read here and nowhere else.
enum Machine {
    static func now() -> Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }
}

/// Lines for people, on standard error.
enum Tell {
    static func line(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    /// How far long work is whose end is not known, drawn over itself on a terminal; nothing elsewhere.
    static func count(_ name: String, _ done: Int64) {
        guard isatty(2) == 1 else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(name) \(done)".utf8))
    }

    /// Takes the line of `count` away.
    static func clear() {
        if isatty(2) == 1 { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }

    /// A progress bar that is drawn over itself on a terminal and now and then elsewhere.
    static func progress(_ name: String, _ done: Int, _ all: Int) {
        let part = all == 0 ? 1 : Double(done) / Double(all)
        let width = 24
        let full = Int(part * Double(width))
        let bar = String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
        let text = "\(name) \(bar) \(done)/\(all)"
        if isatty(2) == 1 {
            FileHandle.standardError.write(Data(("\r" + text + (done >= all ? "\n" : "")).utf8))
        } else if done >= all {
            line(text)
        }
    }
}
