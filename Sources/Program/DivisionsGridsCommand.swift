import Addresses
import App
import ArgumentParser
import Base
import Divisions
import Foundation
import Journal
import Storage

extension DivisionsCommand {
    struct Grids: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Draw the grids of villages from GeoJSON, from a day on, and see which addresses move.",
            discussion: """
                Features are polygons with the properties code, name and village_code. A grid is the same when its code is. \
                The file is the whole of every village that it names: grids of such a village that are not in it end; other \
                villages keep theirs. All features are taken or none, and each fault is told; positions that fit another \
                coordinate system are refused. Prints one JSON object. A day that is still to come can be tried with \
                --dry-run only.
                """
        )

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The GeoJSON file.") var file: String
        @Option(name: .long, help: "The system of the file: wgs84, gcj02 or bd09.") var system: CoordinateSystem
        @Option(name: .customLong("on"), help: "The first day of the new grids, such as 2019-12-01.") var day: String
        @Option(name: .long, help: "Why, in words; kept with every change.") var reason = ""
        @Flag(name: .long, help: "Say what would change and change nothing.") var dryRun = false

        func validate() throws { _ = try DivisionsCommand.day(day) }

        func run() async throws {
            let day = try DivisionsCommand.day(day), bytes = try DivisionsCommand.bytes(of: file)
            let (house, database) = try await place.openHouse()
            let now = house.district.now(machine: Machine.now())
            guard dryRun || day <= now.day else {
                throw ValidationError("\(day) is still to come; --dry-run says what would move.")
            }
            let villages = try await database.read { try house.divisions.places(of: .village, on: day, in: $0) }
            let grids = try read(bytes, villages)
            let dryRun = dryRun, reason = reason
            let plan = try await database.write { transaction in
                let plan = try house.divisions.plan(
                    grids, on: day, origin: house.district.key, at: now, in: transaction)
                guard !dryRun, !plan.steps.isEmpty else { return plan }
                try house.divisions.write(plan, reason: reason, at: now, in: transaction)
                try house.journal.recordBatch(
                    JournalRecord(
                        "divisions.redrawn", subject: Subject(kind: "import", id: house.district.key),
                        by: .system("command"), happenedAt: now,
                        parameters: ["on": day.description, "steps": String(plan.steps.count)]),
                    in: transaction)
                return plan
            }
            let assignment = GridAssignment(addresses: house.addresses, journal: house.journal, database: database)
            let outcome = try await assignment.find(plan.after)
            if !dryRun { try await assignment.write(outcome, on: day, reason: reason, at: now) }
            let before = try await database.read { try house.divisions.list(.grid, on: day.adding(days: -1), in: $0) }
            while try await house.sequencer.sequenceOnce(at: now) != nil {}
            try await database.close()
            try IntakeCommand.tell(GridAnswer(plan, outcome, before: before, dryRun: dryRun))
        }

        /// The grids of the file. Throws after each fault was told.
        private func read(_ bytes: Data, _ villages: [(code: String, rings: [Ring])]) throws -> [GridFile.Grid] {
            let grids: GridFile
            do throws(GeoJSONError) {
                grids = try GridFile(bytes, system: system, villages: villages)
            } catch {
                throw DivisionsCommand.refuse(file, [("the file", error.explanation)])
            }
            if let finding = grids.finding, finding.system != system { throw refuse(finding) }
            guard grids.refusals.isEmpty, !grids.grids.isEmpty else {
                let faults = grids.refusals.map { refusal in
                    (
                        place: "feature \(refusal.feature + 1)\(refusal.code.map { " (\($0))" } ?? "")",
                        why: refusal.fault.explanation
                    )
                }
                throw DivisionsCommand.refuse(file, faults.isEmpty ? [("the file", "It has no grids.")] : faults)
            }
            return grids.grids
        }

        private func refuse(_ finding: SystemFinding) -> any Error {
            let ways = finding.rivals.first { $0.system == system }.map { rival in
                " Read as \(system.rawValue), the grids lie \(Int(rival.medianMetres)) m from the villages that they name, "
                    + "read as \(finding.system.rawValue) \(Int(rival.foundMetres)) m."
            }
            return DivisionsCommand.refuse(
                file, [("the file", "This looks like \(finding.system.rawValue).\(ways ?? "")")])
        }
    }
}

/// What `divisions grids` prints.
struct GridAnswer: Encodable {
    struct Move: Encodable {
        var from: String?, to: String?
        var addresses: Int
    }

    let dryRun: Bool
    let on: String
    private(set) var added: [String] = [], changed: [String] = [], redrawn: [String] = [], ended: [String] = []
    let positions: Int, moved: Int, outside: Int, inOtherVillage: Int
    let moves: [Move]

    init(_ plan: GridPlan, _ outcome: GridAssignment.Outcome, before: [Division], dryRun: Bool) {
        let all = before + plan.after.map(\.division)
        let codes = Dictionary(all.map { ($0.id, $0.code) }) { first, _ in first }
        (self.dryRun, on) = (dryRun, plan.on.description)
        (positions, outside, inOtherVillage) = (outcome.seen, outcome.outside, outcome.inOtherVillage)
        moved = outcome.moves.values.reduce(0, +)
        moves = outcome.moves.map { move, count in
            Move(from: move.from.flatMap { codes[$0] }, to: move.to.flatMap { codes[$0] }, addresses: count)
        }.sorted { ($1.addresses, $0.from ?? "", $0.to ?? "") < ($0.addresses, $1.from ?? "", $1.to ?? "") }
        for step in plan.steps {
            switch step {
            case .add(let division, _): added.append(division.code)
            case .change(let division, _): changed.append(division.code)
            case .redraw(let division, _): redrawn.append(division.code)
            case .end(let division): ended.append(division.code)
            }
        }
    }
}
