import ArgumentParser
import Foundation
import Intake

extension IntakeCommand {
    struct Similar: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Rank the messages of a file by how like they are to some of them.",
            discussion: "Columns id, text (with the title) or detail, title, time. Prints TSV: query, rank, id, score."
        )

        @Argument(help: "CSV or TSV.") var file: String
        @Option(name: .long, help: "A file with the id of a query on each line.") var queries: String
        @Flag(name: .long, help: "Only messages that came before.") var earlierOnly = false
        @Option(name: .long, help: "At most so many ranks; all unless given.") var top: Int?

        func validate() throws {
            guard top.map({ $0 > 0 }) ?? true else { throw ValidationError("--top is above zero.") }
        }

        func run() async throws {
            let table = try IntakeCommand.messages(file), index = SimilarIndex(table.messages)
            let rows = Dictionary(uniqueKeysWithValues: table.ids.enumerated().map { ($1, $0) })
            var output = "query\trank\tid\tscore\n", missing = 0
            for query in try IntakeCommand.lines(queries).map({ $0.trimmingCharacters(in: .whitespaces) })
            where !query.isEmpty {
                guard let row = rows[query] else {
                    missing += 1
                    continue
                }
                let likeness = index.likeness(of: row, before: earlierOnly ? row : nil)
                let ranked = likeness.indices.filter { $0 != row }.sorted { (likeness[$0], $1) > (likeness[$1], $0) }
                for (place, other) in ranked.prefix(top ?? .max).enumerated() {
                    output += "\(query)\t\(place + 1)\t\(table.ids[other])\t\(Self.figure(likeness[other]))\n"
                }
                IntakeCommand.write(&output)
            }
            if missing > 0 { Tell.line("\(missing) queries are not in the file") }
            IntakeCommand.write(&output)
        }

        private static func figure(_ likeness: Float) -> String {
            String((Double(likeness) * 1_000_000).rounded() / 1_000_000)
        }
    }

    struct Cluster: AsyncParsableCommand {
        enum Mode: String, ExpressibleByArgument, CaseIterable { case once, regroup }

        static let configuration = CommandConfiguration(
            abstract: "Put the messages of a file about the same trouble together.",
            discussion: """
                once: each message in the order of time joins a group or begins one. regroup: all anew, average link. Prints TSV: \
                id, cluster. Columns as in `similar`.
                """
        )

        @Argument(help: "CSV or TSV.") var file: String
        @Option(name: .long, help: "once or regroup.") var mode: Mode
        @Option(name: .long, help: "The mean likeness from which a message belongs to a group, between 0 and 1.")
        var threshold = Grouping.threshold

        func validate() throws {
            guard threshold > 0, threshold < 1 else { throw ValidationError("--threshold is between 0 and 1.") }
        }

        func run() async throws {
            let table = try IntakeCommand.messages(file)
            if mode == .regroup, table.ids.count > Grouping.regroupLimit {
                Tell.line("At most \(Grouping.regroupLimit) messages are grouped anew; these are \(table.ids.count).")
                throw ExitCode(2)
            }
            let index = SimilarIndex(table.messages)
            let groups =
                mode == .once
                ? Grouping.once(index, threshold: threshold) : try Grouping.regroup(index, threshold: threshold)
            var output = "id\tcluster\n"
            for (id, group) in zip(table.ids, groups) { output += "\(id)\t\(group)\n" }
            IntakeCommand.write(&output)
        }
    }

    struct Score: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Judge lists and groups by messages whose issue is known.",
            discussion: """
                --gold has columns id and issue. Prints one JSON object with map (of --similar, all ranks), nearest (of --earlier, \
                all ranks of earlier messages) and bcubed (of --clusters); members without one of the issues count as errors.
                """
        )

        @Option(name: .long, help: "Columns id, issue.") var gold: String
        @Option(name: .long, help: "What `similar` printed.") var similar: String?
        @Option(name: .long, help: "What `similar --earlier-only` printed.") var earlier: String?
        @Option(name: .long, help: "What `cluster` printed.") var clusters: String?

        func run() async throws {
            let score = IssueScore(issues: try IntakeCommand.pairs(gold, "id", "issue"))
            struct Outcome: Encodable {
                struct Bcubed: Encodable { var precision: Double, recall: Double, f1: Double }
                var map: Double?
                var nearest: Double?
                var bcubed: Bcubed?
            }
            let groups = try clusters.flatMap { score.bcubed(try IntakeCommand.pairs($0, "id", "cluster")) }
            try IntakeCommand.tell(
                Outcome(
                    map: try similar.flatMap { score.meanAveragePrecision(try IntakeCommand.ranks($0)) },
                    nearest: try earlier.flatMap { score.nearest(try IntakeCommand.ranks($0)) },
                    bcubed: groups.map { .init(precision: $0.precision, recall: $0.recall, f1: $0.f1) }))
        }
    }
}

extension IntakeCommand {
    fileprivate static func messages(_ file: String) throws -> MessageTable {
        let messages = try readable { try MessageTable(try table(file)) }
        if messages.rejected > 0 { Tell.line("\(messages.rejected) lines without an id of their own were passed over") }
        return messages
    }

    fileprivate static func pairs(_ file: String, _ key: String, _ value: String) throws -> [String: String] {
        try readable { try table(file).pairs(key, value) }
    }

    /// The list of each query, by rank.
    fileprivate static func ranks(_ file: String) throws -> [String: [String]] {
        let rows = try readable { try table(file).columns(["query", "rank", "id"]) }
        var lists: [String: [(rank: Int, id: String)]] = [:]
        for row in rows { lists[row[0], default: []].append((Int(row[1]) ?? .max, row[2])) }
        return lists.mapValues { $0.sorted { $0.rank < $1.rank }.map(\.id) }
    }

    fileprivate static func write(_ output: inout String) {
        FileHandle.standardOutput.write(Data(output.utf8))
        output = ""
    }
}
