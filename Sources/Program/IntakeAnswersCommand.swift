import ArgumentParser
import Foundation
import Intake
import Matters

extension IntakeCommand {
    struct Answers: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Judge the hints on answers by replies that people graded.",
            discussion: """
                Columns title, detail, reply, and grades 0 or 1 in complete_100, explain_100, explain_all; empty where nobody \
                graded. Prints one JSON object: how each hint agrees with a grade. Exit 2 when the file cannot be read.
                """
        )

        @Argument(help: "CSV or TSV.") var file: String

        private struct Outcome: Encodable {
            var replies: Int
            /// Not thin, against complete: of the hundred.
            var complete: AnswerGrades.Agreement
            /// Explained, against explained: of the hundred, and of all.
            var explain: AnswerGrades.Agreement
            var explainAll: AnswerGrades.Agreement
            /// Not thin, against explained by all grades: those that only say that it came.
            var thinAll: AnswerGrades.Agreement
            /// No question open, against complete.
            var questions: AnswerGrades.Agreement
            var questionsAll: AnswerGrades.Agreement
            /// The share of replies at which each hint stays open.
            var open: [String: Double]
            var repliesPerSecond: Double
        }

        func run() async throws {
            let table = try IntakeCommand.readable { try IntakeCommand.table(file) }
            let names = ["title", "detail", "reply", "complete_100", "explain_100", "explain_all"]
            let columns = names.map { name in table.header.firstIndex(of: name) }
            guard columns.prefix(3).allSatisfy({ $0 != nil }) else {
                Tell.line("The columns title, detail and reply are needed.")
                throw ExitCode(2)
            }
            let rows = table.lines.map { line in
                columns.map { column in column.flatMap { $0 < line.cells.count ? line.cells[$0] : nil } ?? "" }
            }
            let start = ContinuousClock.now
            let checks = rows.map { AnswerCheck(title: $0[0], text: $0[1], answer: $0[2]) }
            let seconds = IntakeCommand.seconds(since: start)
            func agreement(
                _ column: Int, _ isFine: (AnswerCheck) -> Bool, _ score: (AnswerCheck) -> Double
            ) -> AnswerGrades.Agreement {
                AnswerGrades.agreement(
                    zip(rows, checks).filter { ["0", "1"].contains($0.0[column]) }.map { row, check in
                        (score(check), isFine(check), row[column] == "1")
                    })
            }
            func answered(_ check: AnswerCheck) -> Double {
                let count = check.questions.count { $0.answer != nil }
                return check.questions.isEmpty ? 1 : Double(count) / Double(check.questions.count)
            }
            func explained(_ check: AnswerCheck) -> Double {
                (check.grounds.isEmpty ? 0 : 2) + min(Double(check.figures), 8) / 2
            }
            let isThick = { (check: AnswerCheck) in !check.open.contains(.thin) }
            let size = { (check: AnswerCheck) in Double(check.size) }
            var open: [String: Double] = [:]
            for hint in AnswerCheck.Hint.allCases {
                let count = checks.count { $0.open.contains(hint) }
                open[hint.rawValue] = (Double(count) / Double(max(1, checks.count)) * 1_000).rounded() / 1_000
            }
            try IntakeCommand.tell(
                Outcome(
                    replies: checks.count, complete: agreement(3, isThick, size),
                    explain: agreement(4, \.isExplained, explained),
                    explainAll: agreement(5, \.isExplained, explained), thinAll: agreement(5, isThick, size),
                    questions: agreement(3, { answered($0) == 1 }, answered),
                    questionsAll: agreement(5, { answered($0) == 1 }, answered), open: open,
                    repliesPerSecond: (Double(checks.count) / max(seconds, 0.001)).rounded()))
        }
    }
}
