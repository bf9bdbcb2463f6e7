import App
import ArgumentParser
import Base
import Clocks
import Foundation
import Rulebook
import Storage

/// `shanzhi clocks`
struct ClocksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clocks", abstract: "Ask the legal clock: when a term ends and why, and by which rules.",
        discussion: """
            Days are those of Asia/Shanghai. Without --data the rules and calendars are those of the folder Rules; with it, those that \
            the district has published.
            """,
        subcommands: [Explain.self, Rules.self, Add.self]
    )

    /// Where the law and the calendar come from.
    struct Source: ParsableArguments {
        @Option(name: .long, help: "A data folder: ask by what the district has published.") var data: String?
        @Option(name: .long, help: "A district on a PostgreSQL server, beside --data.") var database: String?
        @Option(name: .long, help: "The folder that holds Rules; found by itself as a rule.") var home: String?

        /// The years of notices and the law; in a district those of the versions in force on a day.
        func read(on day: Day?) async throws -> (years: [HolidayYear], law: LawPack) {
            data == nil && database == nil ? try readFiles() : try await readDistrict(on: day)
        }

        private func readFiles() throws -> (years: [HolidayYear], law: LawPack) {
            let folder = try PlaceOptions.homeFolder(named: home).appending(path: "Rules")
            let seeds = try RuleSeed.read(folder: folder)
            let years = try seeds.filter { $0.pack == "calendar" }.map {
                try RulePack.decode(HolidayYear.self, yaml: $0.body)
            }
            let files = try seeds.filter { $0.pack == "law" }.map { seed in
                (try RulePack.decode(LawFile.self, yaml: seed.body), "law/\(seed.name)")
            }
            return (years, try LawPack(files))
        }

        private func readDistrict(on day: Day?) async throws -> (years: [HolidayYear], law: LawPack) {
            var arguments: [String] = []
            if let data { arguments += ["--data", data] }
            if let database { arguments += ["--database", database] }
            if let home { arguments += ["--home", home] }
            let (house, close) = try await PlaceOptions.parse(arguments).openHouseForReading()
            let rulebook = Rulebook(district: house.district.key)
            let read = try await house.database.read { reader in
                let on = day ?? house.district.now(machine: Machine.now()).day
                return (
                    try rulebook.listCurrent(pack: "calendar", on: on, in: reader),
                    try rulebook.listCurrent(pack: "law", on: on, in: reader)
                )
            }
            try await close()
            return (
                try read.0.map { try $0.decode(HolidayYear.self) },
                try LawPack(read.1.map { (try $0.decode(LawFile.self), $0.pin) })
            )
        }
    }

    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "When a term ends, which days were not counted and why, and by which article.",
            discussion: "The day of the event is not counted. A pause includes both of its ends."
        )

        @OptionGroup var source: Source
        @Option(name: .long, help: "The row of the law, such as P9.") var rule: String
        @Option(name: .long, help: "The day of the event, such as 2019-09-27.") var from: DayArgument
        @Option(name: .long, help: "Days on which the clock stood still, such as 2019-10-08..2019-10-20; may repeat.")
        var pause: [SpanArgument] = []
        // A number below zero is no flag: it is read, and refused with its reason.
        @Option(name: .long, parsing: .unconditional, help: "What was added, in the unit of the row's extension.")
        var extend: Int = 0
        @Option(name: .customLong("as-of"), help: "Count by the calendar as it was published then.")
        var asOf: DayArgument?
        @Flag(name: .long, help: "Print one JSON object.") var json = false

        func validate() throws {
            guard extend >= 0 else { throw ValidationError("--extend takes a number from 0 on.") }
        }

        func run() async throws {
            let (years, law) = try await source.read(on: from.day)
            let question = ClockQuestion(rule: rule, from: from.day, pauses: pause.map(\.span), added: extend)
            let answer = try law.answer(question, on: WorkCalendar(years, asOf: asOf?.day))
            if json {
                print(try ClockText.json(ClockDocument(answer)))
            } else {
                print(answer.explanation.words.zh)
                print(answer.explanation.words.en)
                print("\(answer.rule.citation.zh) · \(answer.rule.citation.en)")
            }
        }
    }

    struct Rules: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the rows of the law pack.")

        @OptionGroup var source: Source
        @Option(name: .long, help: "Only what is in force on this day.") var on: DayArgument?
        @Option(name: .long, help: "Only what is for this procedure, such as petition.") var procedure: String?
        @Flag(name: .long, help: "Print one JSON array.") var json = false

        func run() async throws {
            let law = try await source.read(on: on?.day).law
            let rows = law.rules.filter { rule in
                (on.map { rule.isInForce(on: $0.day) } ?? true) && (procedure.map(rule.isFor) ?? true)
            }
            if json { return print(try ClockText.json(rows.map(RuleDocument.init))) }
            for rule in rows {
                let force = "\(rule.from)..\(rule.to.map(\.description) ?? "")"
                print(
                    "\(rule.id)\t\(rule.limitText)\t\(force)\t\(rule.level.rawValue)\t\(rule.article.zh)\t\(rule.sentence.zh)"
                )
            }
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the day that a bare count reaches; it is never rolled over.")

        @OptionGroup var source: Source
        @Option(name: .long, parsing: .unconditional, help: "How many.") var days: Int
        @Option(name: .long, help: "working, calendar, month or year.") var unit: String
        @Option(name: .long, help: "The first day, not counted.") var from: DayArgument
        @Option(name: .customLong("as-of"), help: "Count by the calendar as it was published then.")
        var asOf: DayArgument?

        func validate() throws {
            guard TermUnit(rawValue: unit) != nil else {
                throw ValidationError("--unit takes working, calendar, month or year, not \(unit).")
            }
            guard (0...TermLimit.longest).contains(days) else {
                throw ValidationError("--days takes a number from 0 to \(TermLimit.longest).")
            }
        }

        func run() async throws {
            guard let unit = TermUnit(rawValue: unit) else { return }
            let calendar = WorkCalendar(try await source.read(on: from.day).years, asOf: asOf?.day)
            print(TermCount(calendar).count(TermLimit(days, unit), from: from.day, rolls: false).rawEnd)
        }
    }
}

/// A day on the command line.
struct DayArgument: ExpressibleByArgument {
    let day: Day

    init?(argument: String) {
        guard let day = Day(argument) else { return nil }
        self.day = day
    }
}

/// A run of days on the command line, such as `2019-10-08..2019-10-20`.
struct SpanArgument: ExpressibleByArgument {
    let span: DaySpan

    init?(argument: String) {
        guard let span = DaySpan(text: argument) else { return nil }
        self.span = span
    }
}
