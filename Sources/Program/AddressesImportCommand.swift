import AddressDesk
import AddressMatch
import Addresses
import App
import ArgumentParser
import Base
import Foundation
import Intake
import Journal
import Storage

extension AddressesCommand {
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Merge the addresses of a system (CSV, TSV, XLSX) into the library, row by row.",
            discussion: """
                --map id=COLUMN,address=COLUMN+COLUMN by the names in the first line; columns of an address are put together. With \
                --sources the file is a list of systems with the columns file, source, id_column and address_columns, as \
                `demo addresses` writes it. Rows that stand with the same text are passed over, so that an import that \
                broke off is run again. What is new below a place that is sure is proposed, what is not sure waits for a \
                person, what is no address of the district goes to --rejects. Prints one JSON object a source. Exit 2 when \
                nothing of the file can be read.
                """
        )

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The file.") var file: String
        @Option(name: .long, help: "The system's short name, such as water.") var source: String?
        @Option(name: .long, help: "The system's name for people.") var title: String?
        @Option(name: .long, help: "id=COLUMN,address=COLUMN+COLUMN") var map: String?
        @Flag(name: .long, help: "The file is a list of systems.") var sources = false
        @Option(name: .long, help: "Write rows that are no addresses here: source, key, reason.") var rejects: String?

        func validate() throws {
            guard sources || source.map(SourceName.isGood) ?? false else {
                throw ValidationError("--source wants a short name of small letters, digits and -.")
            }
            guard sources || map != nil else { throw ValidationError("--map wants id=COLUMN,address=COLUMN+COLUMN.") }
        }

        func run() async throws {
            let start = Machine.now()
            let list = try sources ? AddressSources(file) : AddressSources(file, source: source ?? "", map: map ?? "")
            let register = try await AddressesCommand.register(place, ids: .records)
            Tell.line("\(register.count) places in memory")
            let finder = try UnknownNames(home: try place.homeFolder()).finder()
            let (house, database) = try await place.openHouse()
            let merge = AddressMerge(addresses: house.addresses, journal: house.journal, database: database)
            let out = try RejectFile(rejects)
            for system in list.systems {
                let (rows, faults) = try list.rows(of: system)
                Tell.line("\(system.name): \(rows.count + faults.count) rows")
                for fault in faults { out.write(system.name, String(fault.line), AddressMerge.badRow) }
                var report = try await merge.run(
                    rows, source: system.name, title: title ?? system.name,
                    register: register, nameIn: finder, at: house.district.now(machine: start),
                    reject: { out.write(system.name, $0.key, $0.fault.rawValue) }
                ) { Tell.progress(system.name, $0.rows, rows.count) }
                if !faults.isEmpty { report.rejected[AddressMerge.badRow] = faults.count }
                report.rows += faults.count
                try IntakeCommand.tell(report)
            }
            while try await house.sequencer.sequenceOnce(at: house.district.now(machine: Machine.now())) != nil {}
            try await database.close()
            let seconds = Double(Machine.now().milliseconds - start.milliseconds) / 1_000
            Tell.line("\(seconds) s")
        }
    }

    struct Links: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write which place each row of the systems means, as JSON lines that `addresses score` reads."
        )

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            struct Answer: Encodable { var source: String, row: String, code: String?, band: String }
            let (house, database) = try await place.openHouse()
            let encoder = JSONEncoder()
            try await database.readAtLength { reader in
                try AddressLinks(house.addresses).each(in: reader) { link in
                    var line = try encoder.encode(
                        Answer(source: link.source, row: link.key, code: link.code, band: link.band))
                    line.append(0x0A)
                    try FileHandle.standardOutput.write(contentsOf: line)
                }
            }
            try await database.close()
        }
    }
}

/// Rows that are no addresses, for who keeps the system.
private final class RejectFile {
    private let handle: FileHandle?

    init(_ path: String?) throws {
        guard let path else {
            handle = nil
            return
        }
        try Data("source\tkey\treason\n".utf8).write(to: URL(filePath: path))
        handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle?.seekToEnd()
    }

    func write(_ source: String, _ key: String, _ reason: String) {
        try? handle?.write(contentsOf: Data("\(source)\t\(key)\t\(reason)\n".utf8))
    }
}
