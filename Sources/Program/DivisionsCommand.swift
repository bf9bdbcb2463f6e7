public import ArgumentParser
import Base
import Divisions
import Foundation

/// `shanzhi divisions`
struct DivisionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "divisions", abstract: "Look after the tree of divisions and its map.",
        subcommands: [Apply.self, Grids.self, At.self, Shapes.self]
    )

    /// Says each fault of a file and ends with 2.
    static func refuse(_ file: String, _ faults: [(place: String, why: String)]) -> any Error {
        for fault in faults.prefix(shown) { Tell.line("\(fault.place): \(fault.why)") }
        if faults.count > shown { Tell.line("and \(faults.count - shown) more") }
        Tell.line("Nothing of \(file) was taken.")
        return ExitCode(2)
    }

    private static let shown = 100

    /// A day that must be there as ISO text.
    static func day(_ text: String) throws -> Day {
        guard let day = Day(text) else { throw ValidationError("\(text) is no day such as 2021-04-08.") }
        return day
    }

    /// The whole of a file.
    static func bytes(of file: String) throws -> Data {
        do {
            return try Data(contentsOf: URL(filePath: file))
        } catch {
            throw ValidationError("\(file) cannot be read.")
        }
    }
}

extension DivisionLevel: ExpressibleByArgument {}
extension CoordinateSystem: ExpressibleByArgument {}
