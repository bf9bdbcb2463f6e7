import App
import ArgumentParser
import Base
import Divisions
import Foundation
import Journal
import Storage

extension DivisionsCommand {
    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Apply a list of dated changes: new divisions, codes, names, parents and ends.",
            discussion: """
                Tab-separated columns: \(DivisionLine.columns.joined(separator: ", ")); what is one of \
                \(DivisionLine.What.allCases.map(\.rawValue).joined(separator: ", ")). code is the code up to the day, to_code that \
                from it on; several are parted by ";": what a new division came out of, what came out of one that ends. \
                What lies below a division with a new code follows it when its code begins with the old one and no line \
                says otherwise. All is checked first and applied as one, or nothing is. Prints one JSON object.
                """
        )

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The list, such as Rules/divisions/yuhang-2021.tsv.") var file: String
        @Flag(name: .long, help: "Say what would change and change nothing.") var dryRun = false

        private struct Answer: Encodable {
            var dryRun: Bool
            var summary: DivisionPlan.Summary

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Keys.self)
                try container.encode(dryRun, forKey: .dryRun)
                try summary.encode(to: encoder)
            }

            private enum Keys: String, CodingKey { case dryRun = "dry_run" }
        }

        func run() async throws {
            let list = try list()
            let (house, database) = try await place.openHouse()
            let now = house.district.now(machine: Machine.now())
            let plan =
                dryRun
                ? try await database.read { try house.divisions.plan(list.lines, at: now, in: $0) }
                : try await database.write { transaction in
                    let plan = try house.divisions.apply(list.lines, at: now, in: transaction)
                    if !plan.entries.isEmpty {
                        try house.journal.recordBatch(
                            Self.record(plan, of: house, at: now), in: transaction)
                    }
                    return plan
                }
            while try await house.sequencer.sequenceOnce(at: now) != nil {}
            try await database.close()
            guard plan.faults.isEmpty else {
                throw DivisionsCommand.refuse(file, plan.faults.map { ("line \($0.line)", $0.fault.explanation) })
            }
            try IntakeCommand.tell(Answer(dryRun: dryRun, summary: plan.summary))
        }

        private func list() throws -> DivisionList {
            guard let text = String(validating: try DivisionsCommand.bytes(of: file), as: UTF8.self) else {
                throw DivisionsCommand.refuse(file, [("the file", "It is no UTF-8 text.")])
            }
            let list = DivisionList(text)
            guard list.faults.isEmpty else {
                throw DivisionsCommand.refuse(file, list.faults.map { ("line \($0.line)", $0.fault.explanation) })
            }
            return list
        }

        static func record(_ plan: DivisionPlan, of house: House, at now: Instant) -> JournalRecord {
            let summary = plan.summary
            let counts = [("added", summary.added), ("changed", summary.changed), ("ended", summary.ended)]
            return JournalRecord(
                "divisions.changed", subject: Subject(kind: "import", id: house.district.key), by: .system("command"),
                happenedAt: now,
                parameters: Dictionary(
                    uniqueKeysWithValues: counts.map { ($0, String($1.values.reduce(0, +))) }
                        + [("days", summary.days.joined(separator: " "))]))
        }
    }
}
