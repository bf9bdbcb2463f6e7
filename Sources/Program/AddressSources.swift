import Foundation
import Intake

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

    /// The id and the address of each row, its columns put together.
    func rows(of system: System) throws -> [(id: String, text: String)] {
        let table = try IntakeCommand.readable { try IntakeCommand.table(system.file.path) }
        let id = table.header.firstIndex(of: system.id)
        let columns = system.columns.compactMap { table.header.firstIndex(of: $0) }
        return table.lines.map { line in
            let cells = line.cells
            func cell(_ at: Int) -> String { cells.indices.contains(at) ? cells[at] : "" }
            return (id.map(cell) ?? String(line.line), columns.map(cell).joined())
        }
    }
}
