import Base
import Clocks
import Matters
import Rulebook
import Storage
import Web

/// The legal clock for programs: the rows of the law, and when a term ends and why.
struct ClocksAPI {
    let house: House

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/clocks/rules", .everyone, "The rows of the law pack in force on a day, by id",
            .reading(
                "listRules", tag: "public",
                [
                    .query("on", .day, "The day, today unless said."),
                    .query("procedure", .code, "Only what is for this procedure, such as petition."),
                ], answers: .page("RulePage", Self.rule.schema))
        ) { try await rules($0) }
        table.api(
            "GET", "/api/v1/clocks/explanation", .everyone, "When a term ends, which days were not counted and why",
            .reading(
                "explainTerm", tag: "public",
                [
                    .required("rule", .text(.line, 1...20), "The id of a row, such as P9."),
                    .required("from", .day, "The day of the event, not counted."),
                    .query(
                        "pause", .text(.line, 1...1_000),
                        "Days on which the clock stood still, both ends included, such as 2019-10-08..2019-10-20; several with a comma."
                    ),
                    .query(
                        "extend", .integer(0...TermLimit.longest), "What was added, in the unit of the row's extension."
                    ),
                    .query("as_of", .day, "Count by the calendar as it was published then, the newest unless said."),
                ], answers: .json(Self.answer.schema), refusals: [422],
                note: "Days are those of Asia/Shanghai. Nothing is kept of what is asked.")
        ) { try await explain($0) }
    }

    private static let figure = Shape<(String, String)>(
        "RuleFigure", [.text("name") { $0.0 }, .text("value") { $0.1 }])

    private static let rule = Shape<LawRule>(
        "Rule",
        [
            .text("id") { $0.id }, .text("duty", .code) { $0.duty },
            .field("applies", .list(.code), "Codes of procedures.") { rule in .array(rule.applies.map { .string($0) })
            },
            .maybe("trigger", .code, "The event that starts the count.") { $0.trigger?.rawValue },
            .maybeInteger("amount", .integer(1...TermLimit.longest), "The length; null for a duty without one.") {
                $0.limit?.amount
            },
            .maybe("unit", .choice(TermUnit.self)) { $0.limit?.unit.rawValue },
            .bool("before", "Whether it is counted back from the event.") { $0.isBefore },
            .maybeWords("measure", "A limit in people, money or shares.") { $0.measure?.words },
            .maybe("approver", .code, "Who approves an extension; null where there is none.") { $0.extra?.approver },
            .maybeInteger(
                "ceiling", .integer(1...TermLimit.longest), "The most that may be added; null without a ceiling."
            ) {
                $0.extra?.ceiling
            },
            .field("pauses", .list(.code), "Grounds on which the clock stands still.") { rule in
                .array(rule.pauses.map { .string($0) })
            },
            .field("expiry", .list(.choice(LawExpiry.self)), "What follows when the time is over.") { rule in
                .array(rule.expiry.map { .string($0.rawValue) })
            },
            .text("holder", .choice(LawHolder.self), "Whose the time is: a duty of an office or a right of a party.") {
                $0.holder.rawValue
            },
            .many("figures", figure) {
                $0.figures.mapValues(\.text).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
            },
            .text("level", .choice(LawLevel.self)) { $0.level.rawValue }, .words("article") { $0.citation },
            .words("sentence") { $0.sentence }, .maybeWords("consequence") { $0.consequence },
            .text("from", .day) { $0.from.description }, .maybe("to", .day) { $0.to?.description },
            .bool("end_confirmed") { $0.endConfirmed },
            .text("checked", .anyText, "T text read, K from knowledge, W read on a public page.") { $0.checked },
            .bool("example", "A made-up local row.") { $0.isExample },
        ])

    private static let run = Shape<NotCounted>(
        "NotCounted",
        [
            .text("from", .day) { $0.span.from.description }, .text("to", .day) { $0.span.to.description },
            .text("reason", .choice(["event", "weekend", "holiday", "pause", "rolled"])) { $0.reason.code },
        ])

    private static let answer = Shape<ClockAnswer>(
        "TermExplanation",
        [
            .text("rule") { $0.rule.id }, .words("article") { $0.rule.citation },
            .text("level", .choice(LawLevel.self)) { $0.rule.level.rawValue },
            .text("event_day", .day) { $0.result.eventDay.description },
            .text("raw_end", .day, "The last counted day.") { $0.result.rawEnd.description },
            .text("due", .day, "The last day to act.") { $0.result.due.description },
            .bool("rolled", "Whether the last day was a rest day and moved.") { $0.result.rolled },
            .bool("provisional", "Whether it depends on holidays that are not known yet.") { $0.result.provisional },
            .many("not_counted", run) { $0.result.notCounted }, .words("sentence") { $0.explanation.words },
        ])

    private func rules(_ call: APICall) async throws -> APIAnswer {
        let day = call.query("on").flatMap { Day($0) } ?? call.now.day
        let after = try call.position(of: 1)?.first, procedure = call.query("procedure")
        let law = try await house.database.read { try house.matters.terms.rules.rules(on: day, asOf: day, in: $0).law }
        let rows = law.rules.filter { rule in
            rule.isInForce(on: day) && (procedure.map(rule.isFor) ?? true) && (after.map { rule.id > $0 } ?? true)
        }.sorted { $0.id < $1.id }
        let shown = rows.prefix(call.limit)
        return call.page(
            shown.map(Self.rule.json), next: rows.count > shown.count ? shown.last.map { [$0.id] } : nil)
    }

    private func explain(_ call: APICall) async throws -> APIAnswer {
        guard let from = call.query("from").flatMap({ Day($0) }) else { throw call.brokenCursor }
        let spans = (call.query("pause") ?? "").split(separator: ",").map { DaySpan(text: String($0)) }
        let pauses = spans.compactMap(\.self)
        guard pauses.count == spans.count, pauses.count <= 40 else {
            throw Problem.faulty([], parameters: [(name: "pause", words: ClockWords.badPause)])
        }
        let question = ClockQuestion(
            rule: call.query("rule") ?? "", from: from, pauses: pauses,
            added: call.query("extend").flatMap { Int($0) } ?? 0)
        let asOf = call.query("as_of").flatMap { Day($0) }
        let (law, calendar) = try await house.database.read { reader in
            let rules = house.matters.terms.rules
            let newest = max(call.now.day, Day(year: 2999, month: 12, day: 31) ?? call.now.day)
            return (
                try rules.rules(on: from, asOf: asOf ?? newest, in: reader).law,
                try rules.calendar(asOf: asOf ?? newest, in: reader)
            )
        }
        do throws(ClockRefusal) {
            return .json(Self.answer.json(try law.answer(question, on: calendar)))
        } catch {
            throw Problem.faulty([], parameters: [(name: "rule", words: error.words)])
        }
    }
}
