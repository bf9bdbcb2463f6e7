import App
import ArgumentParser
import Base
import Foundation
import Journal
import Storage
import StoragePostgres
import StorageSQLite

/// `shanzhi move`
struct MoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Move a district between a file and a PostgreSQL server.",
        discussion: """
            Copies every table, compares counts and hashes of all rows, and verifies the journal in its new place. End the \
            server first: what changes meanwhile is found and said. Broken off, the same command goes on where it stopped; \
            what holds a district already is compared and not written to. Nothing is removed from the old place. Keys, heads \
            and files stay in the data folder.

            One side is sqlite:DIR, the data folder with DIR/shanzhi.sqlite; the other postgres://USER@HOST/NAME, an empty \
            database with the encoding UTF-8 and the locale C.UTF-8.
            """
    )

    @Option(name: .long, help: "Where the district is: sqlite:DIR or postgres://USER@HOST/NAME.")
    var from: String

    @Option(name: .long, help: "Where it is to be, likewise.")
    var to: String

    @Flag(name: .long, help: "Print the comparison as JSON.")
    var json = false

    func run() async throws {
        let source = try Side(from), target = try Side(to)
        guard let folder = source.folder ?? target.folder, source.isFile != target.isFile else {
            throw ValidationError("One side is sqlite:DIR, the other postgres://USER@HOST/NAME.")
        }
        let old = try await source.open(creating: false), new = try await target.open(creating: true)
        let move = Move(from: old, to: new)
        guard try await old.read({ try District.find(in: $0) }) != nil else {
            throw Refusal("There is no district in \(source.name).")
        }
        let isTaken = try await move.isTargetTaken()
        if isTaken {
            // The copy of this one, when it was broken off before it was compared; any other differs.
            Tell.line("\(target.name) holds a district already: nothing is written, both sides are compared.")
        } else {
            try await copy(move)
        }
        let compared = try await move.compare()
        report(compared)
        let changed = compared.filter { !$0.isSame }.map(\.source.table)
        guard changed.isEmpty || !isTaken else {
            throw Refusal(
                "\(target.name) holds another district, or this one was served since: not the same are "
                    + "\(changed.joined(separator: ", ")). It stays as it is.")
        }
        guard changed.isEmpty else {
            throw Refusal(
                "Not the same on both sides: \(changed.joined(separator: ", ")). Was the district served meanwhile? "
                    + "Empty the new place, end the server and begin again.")
        }
        try await verify(new, in: folder)
        try await old.close()
        try await new.close()
        Tell.line("\(source.name) is as it was; keep it until you trust the new place, and do not serve it any more.")
    }

    private func copy(_ move: Move) async throws {
        try await move.copy { table, rows in Tell.count(table, Int64(rows)) }
        Tell.clear()
    }

    private func report(_ compared: [Move.Compared]) {
        if json {
            let lines = compared.map { one in
                """
                {"table":"\(one.source.table)","rows":\(one.source.rows),"rows_there":\(one.target.rows),\
                "hash":"\(one.source.hash)","hash_there":"\(one.target.hash)","same":\(one.isSame)}
                """
            }
            print("[" + lines.joined(separator: ",\n ") + "]")
            return
        }
        for one in compared where one.source.rows > 0 || !one.isSame {
            print(
                "\(one.isSame ? "same " : "OTHER") \(one.source.hash.prefix(16)) \(one.source.rows) \(one.source.table)"
            )
        }
        let rows = compared.reduce(0) { $0 + $1.source.rows }
        print("\(compared.count) tables, \(rows.grouped) rows")
    }

    private func verify(_ engine: any Engine, in folder: URL) async throws {
        guard let district = try await engine.read({ try District.find(in: $0) }) else { return }
        let keys = try KeyRing.open(folder: folder.appending(path: "keys").path, creating: false)
        let house = House(district: district, database: engine, folder: folder, keys: keys)
        let report = try await house.journal.verify(in: engine, heads: house.heads, known: []) { progress in
            Tell.count(progress.stage.rawValue, progress.done)
        }
        Tell.clear()
        guard report.isSound else {
            throw Refusal("The journal does not verify in its new place: \(report.firstBad ?? "").")
        }
        print("journal: \(Int(report.entries).grouped) entries, clean")
    }
}

/// One side of a move.
private struct Side {
    let name: String
    let folder: URL?
    private let address: String
    var isFile: Bool { folder != nil }

    init(_ text: String) throws {
        address = text
        // Nobody's password on a terminal or in a log.
        name = text.replacing(#/\/\/([^:@\/]*):[^@]*@/#) { "//\($0.1)@" }
        if text.hasPrefix("sqlite:") {
            let path = String(text.dropFirst("sqlite:".count))
            guard !path.isEmpty else { throw ValidationError("sqlite: wants the data folder behind it.") }
            folder = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL
        } else {
            guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") else {
                throw ValidationError("\(text) is neither sqlite:DIR nor postgres://USER@HOST/NAME.")
            }
            folder = nil
        }
    }

    /// Opens it with the schema of this program.
    func open(creating: Bool) async throws -> any Engine {
        var place = PlaceOptions()
        (place.givenData, place.givenDatabase) = (folder?.path ?? "", isFile ? "" : address)
        (place.givenHome, place.config) = (nil, nil)
        return try await place.openDatabase(creating: creating && isFile)
    }
}
