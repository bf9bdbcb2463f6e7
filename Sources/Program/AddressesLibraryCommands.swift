import AddressMatch
import AddressText
import Addresses
import App
import ArgumentParser
import Base
import Divisions
import Foundation
import Intake
import Journal
import Storage

extension AddressesCommand {
    struct Load: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Load addresses down to the room from CSV or TSV, UTF-8 or GB 18030. What stands is passed over.",
            discussion: """
                Columns: \(LibraryRow.columns.joined(separator: ", ")); id is the code under which the place is known outside, \
                village_code that of a village of the district, road or estate or name must be there. A load that broke \
                off is run again. Prints one JSON object. Exit 2 when nothing of the file can be read.
                """
        )

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The file.") var file: String
        @Option(name: .long, help: "Who made the list.") var origin = "list"
        @Option(name: .long, help: "The coordinate system of longitude and latitude: wgs84, gcj02 or bd09.")
        var system = CoordinateSystem.wgs84
        @Option(name: .long, help: "Write rejected lines here, with line number and reason.") var rejects: String?

        func run() async throws {
            let start = Machine.now()
            let table = try IntakeCommand.readable { try IntakeCommand.table(file) }
            guard table.header.contains("village_code") else {
                Tell.line("There is no column village_code; the columns are \(table.header.joined(separator: ", ")).")
                throw ExitCode(2)
            }
            let (house, database) = try await place.openHouse()
            let library = AddressLibrary(
                addresses: house.addresses, divisions: house.divisions, journal: house.journal, database: database)
            let lines = table.lines.lazy.map { line -> AddressLibrary.Line in
                let cells = (table.cells(of: line) ?? []).map { $0.trimmingCharacters(in: .whitespaces) }
                return (number: line.line, cells: Dictionary(zip(table.header, cells)) { first, _ in first })
            }
            let outcome: AddressLibrary.Outcome
            do {
                outcome = try await library.load(
                    lines, origin: origin, system: system, at: house.district.now(machine: start)
                ) { seen in
                    Tell.progress("addresses", seen.added + seen.already + seen.rejected.count, table.lines.count)
                }
            } catch let error as AddressLibraryError {
                Tell.line(error.explanation)
                throw ExitCode(2)
            }
            while try await house.sequencer.sequenceOnce(at: house.district.now(machine: Machine.now())) != nil {}
            try await database.close()
            try tell(outcome, seconds: Double(Machine.now().milliseconds - start.milliseconds) / 1_000)
        }

        private func tell(_ outcome: AddressLibrary.Outcome, seconds: Double) throws {
            struct Document: Encodable {
                var added: Int, implied: Int, already: Int, rejected: [String: Int], seconds: Double
            }
            if let rejects {
                let lines = outcome.rejected.map { "\($0.line)\t\($0.fault.rawValue)\n" }.joined()
                try "line\treason\n\(lines)".write(toFile: rejects, atomically: true, encoding: .utf8)
            }
            let faults = Dictionary(grouping: outcome.rejected) { $0.fault.rawValue }.mapValues(\.count)
            try IntakeCommand.tell(
                Document(
                    added: outcome.added, implied: outcome.implied, already: outcome.already, rejected: faults,
                    seconds: seconds))
        }
    }

    struct Resolve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find the addresses that texts name in a district's library; prints JSON lines.",
            discussion: """
                Each line of the file is a text, or an id, a tab and a text. Each answer holds id, code, band (A equal but for \
                spelling, B safe, C for a person to decide, none), matched, current, candidates, within, gap, unused and \
                evidence, with places in Unicode scalars of the text. Nothing is guessed: an unknown number is unknown. \
                With --sources the file is sources.tsv of `demo addresses`, and answers are as `addresses score` reads them.
                """
        )

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The file; standard input unless given.") var file: String?
        @Flag(name: .long, help: "Resolve all rows of all systems that the file lists.") var sources = false
        @Option(name: .long, help: "The day on which the divisions stand; today unless given.") var on: String?

        func validate() throws {
            guard on.map({ Day($0) != nil }) ?? true else {
                throw ValidationError("--on wants a day such as 2021-04-08.")
            }
            guard !sources || file != nil else { throw ValidationError("--sources wants the file sources.tsv.") }
        }

        func run() async throws {
            let start = ContinuousClock.now
            let register = try await AddressesCommand.register(place, on: on.flatMap { Day($0) })
            Tell.line("\(register.count) places, read in \(Int(IntakeCommand.seconds(since: start) * 1_000)) ms")
            var resolver = AddressResolver(register)
            if sources, let file { return try resolve(AddressSources(file), &resolver, register) }
            for (number, line) in try IntakeCommand.lines(file).enumerated() {
                let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
                let id = parts.count == 2 ? String(parts[0]) : String(number + 1)
                let text = String(parts.last ?? "").replacing("\t", with: " ")
                try IntakeCommand.tell(ResolvedLine(id: id, text: text, resolver.resolve(text), register))
            }
        }

        private func resolve(
            _ sources: AddressSources, _ resolver: inout AddressResolver, _ register: AddressRegister
        ) throws {
            struct Answer: Encodable { var source: String, row: String, code: String?, band: String }
            let encoder = JSONEncoder()
            var spent = 0.0, count = 0
            for system in sources.systems {
                let rows = try sources.rows(of: system).rows
                let start = ContinuousClock.now
                let found = rows.map { resolver.resolve($0.text) }
                spent += IntakeCommand.seconds(since: start)
                count += rows.count
                var lines = Data()
                for (row, found) in zip(rows, found) {
                    lines += try encoder.encode(
                        Answer(
                            source: system.name, row: row.key, code: found.current.flatMap(register.id),
                            band: found.band.rawValue))
                    lines.append(0x0A)
                }
                try FileHandle.standardOutput.write(contentsOf: lines)
            }
            Tell.line("\(count) texts, \(Int(Double(count) / max(0.001, spent))) a second")
        }
    }

    /// The library of a district in memory.
    static func register(
        _ place: PlaceOptions, ids: AddressStore.RegisterIDs = .codes, on day: Day? = nil
    ) async throws -> AddressRegister {
        let (house, database) = try await place.openHouse()
        let (register, _) = try await house.register(
            home: try place.homeFolder(), ids: ids, on: day ?? house.district.now(machine: Machine.now()).day)
        try await database.close()
        return register
    }
}

/// One answer of `addresses resolve`.
struct ResolvedLine: Encodable {
    struct Evidence: Encodable {
        var reason: String, text: String
        var start: Int, end: Int
    }

    let id: String
    let code: String?, band: String, matched: String?, current: String?, within: String?
    let candidates: [String], unused: [String]
    let gap: Int
    let evidence: [Evidence]

    init(id: String, text: String, _ found: AddressResolution, _ register: AddressRegister) {
        func code(_ place: Int?) -> String? { place.flatMap(register.id) }
        self.id = id
        (band, gap) = (found.band.rawValue, found.gap)
        (matched, current, within) = (code(found.matched), code(found.current), code(found.within))
        self.code = current
        candidates = found.candidates.compactMap(register.id)
        evidence = found.evidence.map {
            Evidence(reason: $0.reason.rawValue, text: $0.words(of: text), start: $0.start, end: $0.end)
        }
        unused = evidence.filter { $0.reason == AddressResolution.Reason.unused.rawValue }.map(\.text)
    }
}
