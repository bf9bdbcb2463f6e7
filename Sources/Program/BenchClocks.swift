import App
import ArgumentParser
import Base
import Clocks
import Foundation
import Matters
import Rulebook
import Storage

/// `shanzhi bench clocks`
struct BenchClocks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clocks",
        abstract: "Count terms on one core, and count all open terms of a district anew; prints one JSON object.",
        discussion: """
            Terms are counted with their whole explanation: every row of the law that sets a time, from days of its years in force, \
            some with pauses and extensions. The open terms are those of a district made for it, in a folder that is removed \
            afterwards unless --data names one; they are counted anew once as every night, when nothing changed, and once after a \
            corrected notice that makes a working day of a Monday off.
            """
    )

    @Option(name: .long, help: "How many terms are counted.") var terms = 1_000_000
    @Option(name: .long, help: "How many open matters the district has; each has one or two terms.") var open = 100_000
    @Option(name: .long, help: "The same seed, the same terms.") var seed: UInt64 = 1
    @Option(name: .long, help: "A folder to keep the district in.") var data: String?
    @Option(name: .long, help: "The folder that holds Rules; found by itself as a rule.") var home: String?

    func run() async throws {
        let folder = try PlaceOptions.homeFolder(named: home).appending(path: "Rules")
        let seeds = try RuleSeed.read(folder: folder)
        let years = try seeds.filter { $0.pack == "calendar" }.map {
            try RulePack.decode(HolidayYear.self, yaml: $0.body)
        }
        let law = try LawPack(
            try seeds.filter { $0.pack == "law" }.map { (try RulePack.decode(LawFile.self, yaml: $0.body), $0.name) })
        let count = TermCount(WorkCalendar(years))
        let questions = Questions(law: law, seed: seed).make(min(terms, 100_000))
        var days = 0
        let begin = ContinuousClock.now
        for index in 0..<terms {
            let question = questions[index % questions.count]
            let result = count.count(
                question.rule, from: question.from, pauses: question.pauses, extension: question.added)
            days &+= result?.due.number ?? 0
        }
        let seconds = IntakeCommand.seconds(since: begin)
        Tell.line("\(Int(Double(terms) / seconds)) terms a second (checksum \(days))")
        let recount = try await recount(seeds)
        struct Report: Encodable {
            var terms: Int, terms_per_second: Int, open_terms: Int
            var night_seconds: Double, notice_seconds: Double, moved: Int
        }
        try IntakeCommand.tell(
            Report(
                terms: terms, terms_per_second: Int(Double(terms) / max(0.001, seconds)), open_terms: recount.open,
                night_seconds: recount.night, notice_seconds: recount.notice, moved: recount.moved))
    }

    private func recount(_ seeds: [RuleSeed]) async throws -> BenchRecount.Outcome {
        guard let calendar = seeds.first(where: { $0.pack == "calendar" && $0.body.contains("id: 2023-1\n") }) else {
            throw Refusal("Rules/calendar has no notice 2023-1.")
        }
        let folder = try BenchPlace.folder(data)
        defer { if data == nil { try? FileManager.default.removeItem(at: folder) } }
        let place = try BenchPlace.options(folder, database: nil, home: home)
        return try await BenchRecount(place: place, calendar: calendar, matters: open, seed: seed).run()
    }

    /// Questions to the clock, made up from the rows of the law.
    private struct Questions {
        struct Question {
            let rule: LawRule
            let from: Day
            let pauses: [DaySpan]
            let added: Int
        }

        let law: LawPack
        let seed: UInt64

        func make(_ count: Int) -> [Question] {
            let rules = law.rules.filter { $0.limit != nil }
            var random = SplitMix64(seed: seed)
            return (0..<count).map { _ in
                let rule = rules[Int.random(in: rules.indices, using: &random)]
                let last = min(rule.to ?? Day(number: 20_800), Day(number: 20_800))
                let first = min(max(rule.from, Day(number: 12_500)), last)
                let from = first.adding(days: Int.random(in: 0...(last.number - first.number), using: &random))
                let start = from.adding(days: Int.random(in: 2..<12, using: &random))
                let pauses =
                    Int.random(in: 0..<10, using: &random) == 0
                    ? [DaySpan(start, start.adding(days: Int.random(in: 0..<20, using: &random)))] : []
                let added = Int.random(in: 0..<10, using: &random) == 0 ? min(rule.extra?.ceiling ?? 0, 20) : 0
                return Question(rule: rule, from: from, pauses: pauses, added: added)
            }
        }
    }
}

/// Counts the open terms of a district anew: when nothing changed, and after a notice that moves some.
struct BenchRecount {
    struct Outcome {
        let open: Int
        let night: Double
        let notice: Double
        let moved: Int
    }

    let place: PlaceOptions
    let calendar: RuleSeed
    let matters: Int
    let seed: UInt64

    func run() async throws -> Outcome {
        _ = try await BenchFill(place: place, count: matters, seed: seed, areOpen: true).run()
        let (house, database) = try await place.openHouse()
        let open = try await database.read {
            try $0.count("SELECT COUNT(*) AS n FROM terms WHERE state IN ('running', 'paused')")
        }
        Tell.line("\(open) open terms")
        let job = RecountTermsJob(house.matters)
        // Counted with the calendar of the day before a first time, so that the night measured finds nothing to write.
        _ = try await job.run(at: BenchFill.now)
        let night = try await seconds { try await job.run(at: BenchFill.now) }
        let rulebook = Rulebook(district: house.district.key), body = Self.amended(calendar.body)
        _ = try await database.write { transaction in
            try rulebook.publish(
                pack: "calendar", name: calendar.name, body: body, by: .system("bench"), at: BenchFill.now,
                in: transaction)
        }
        let notice = try await seconds { try await job.run(at: BenchFill.now) }
        try await database.close()
        return Outcome(open: open, night: night.seconds, notice: notice.seconds, moved: notice.count)
    }

    private func seconds(_ work: () async throws -> Int) async rethrows -> (seconds: Double, count: Int) {
        let begin = ContinuousClock.now
        let count = try await work()
        return (IntakeCommand.seconds(since: begin), count)
    }

    // Made up: the notice once more, with one more Monday off.
    private static func amended(_ body: String) -> String {
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        let block = lines.drop { !$0.contains("- id: 2023-1") }.joined(separator: "\n")
        return body + "\n"
            + block.replacing("id: 2023-1", with: "id: 2023-9\n    supersedes: 2023-1")
            .replacing("published_on: 2022-12-08", with: "published_on: 2023-11-20")
            .replacing("off: [", with: "off: [2023-12-04, ")
    }
}
