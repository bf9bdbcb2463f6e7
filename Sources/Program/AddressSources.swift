import AddressDesk
import ArgumentParser
import Base
import Foundation
import Intake
import Sheets

/// The rows of the systems that `demo addresses` wrote, or of real ones that are listed in the same way: a table with the
/// columns file, source, id_column and address_columns (with `;` between).
struct AddressSources {
    /// One system's file, and which of its columns make an address together.
    struct System {
        let name: String, file: URL, id: String, columns: [String]
    }

    let systems: [System]

    /// Reads the list; the files lie beside it. Throws `ExitCode` 2 when it cannot be read.
    init(_ file: String) throws {
        let folder = URL(filePath: file).deletingLastPathComponent()
        let table = try IntakeCommand.readable { try IntakeCommand.table(file) }
        systems = table.lines.compactMap { line in
            let cells = Dictionary(zip(table.header, table.cells(of: line) ?? [])) { first, _ in first }
            guard let name = cells["source"], let file = cells["file"], let id = cells["id_column"],
                let columns = cells["address_columns"]
            else { return nil }
            return System(
                name: name, file: folder.appending(path: file), id: id,
                columns: columns.split(separator: ";").map(String.init))
        }
    }

    /// One system whose file is the file itself; `map` is `id=COLUMN,address=COLUMN+COLUMN`. Throws `ExitCode` 2.
    init(_ file: String, source: String, map: String) throws {
        var id: String?, columns: [String] = []
        for pair in map.split(separator: ",") {
            let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
            switch sides.first {
            case "id" where sides.count == 2: id = sides[1]
            case "address" where sides.count == 2: columns = sides[1].split(separator: "+").map(String.init)
            default:
                Tell.line("--map knows id and address, not \(pair).")
                throw ExitCode(2)
            }
        }
        let header = try Self.reader(file).header
        for column in columns + [id].compactMap(\.self) where !header.contains(column) {
            Tell.line("There is no column \(column); the columns are \(header.joined(separator: ", ")).")
            throw ExitCode(2)
        }
        guard !columns.isEmpty else {
            Tell.line("--map names no column of the address.")
            throw ExitCode(2)
        }
        systems = [System(name: source, file: URL(filePath: file), id: id ?? "", columns: columns)]
    }

    /// The rows of a system, and those that cannot be read as they were meant. A file that is damaged anywhere is refused as a whole:
    /// throws `ExitCode` 2.
    func rows(of system: System) throws -> (rows: [AddressMerge.Row], faults: [(line: Int, fault: SheetFault)]) {
        let reader = try Self.reader(system.file.path)
        let columns = SourceColumns(
            key: reader.header.firstIndex(of: system.id),
            address: system.columns.compactMap { reader.header.firstIndex(of: $0) })
        return try Self.told { () throws(SheetError) in try columns.readAll(reader) }
    }

    private static func reader(_ file: String) throws -> SheetReader {
        try told { () throws(SheetError) in try SheetReader(path: file) }
    }

    private static func told<Result>(_ read: () throws(SheetError) -> Result) throws -> Result {
        do {
            return try read()
        } catch {
            Tell.line("The file cannot be read: \(error.explanation)")
            throw ExitCode(2)
        }
    }
}
