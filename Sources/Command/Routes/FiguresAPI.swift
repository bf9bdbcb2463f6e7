import Base
import Matters
import Storage
import Web

/// What the centre has done and how long replies took, for programs; every count lies in the reader's scope.
struct FiguresAPI: Sendable {
    let store: CommandStore
    let matters: MatterStore

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/statistics/centre", CommandRoutes.watchers, scope: .statisticsRead,
            "What the centre has done with the matters filed in a time",
            .reading(
                "getCentreFigures", tag: "statistics",
                [
                    .query("from", .day, "The first day; that of the year unless said."),
                    .query("to", .day, "The last day; today unless said."),
                ], answers: .json(CentreShapes.figures.schema))
        ) { call in
            let today = call.now.day
            let to = call.query("to").flatMap { Day($0) }.map { min($0, today) } ?? today
            let year = Day(year: to.parts.year, month: 1, day: 1) ?? to
            let from = call.query("from").flatMap { Day($0) } ?? year
            let figures = try await store.centre(
                scope(call), from: min(from, to), to: to, matters: matters, at: call.now)
            return .json(CentreShapes.figures.json(figures))
        }
        table.api(
            "GET", "/api/v1/statistics/replies", CommandRoutes.watchers, scope: .statisticsRead,
            "Reply times against limits, of matters filed in the last months",
            .reading(
                "getReplyFigures", tag: "statistics",
                [
                    .query(
                        "months", .choice(RepliesWords.periods.map(String.init)),
                        "How many months, this one among them; 3 unless said.")
                ], answers: .json(ReplyShapes.figures.schema))
        ) { call in
            let months = call.query("months").flatMap { Int($0) } ?? 3
            return .json(ReplyShapes.figures.json(try await store.replies(scope(call), months: months, at: call.now)))
        }
    }

    private func scope(_ call: APICall) async throws -> MatterScope {
        let actor = try call.visit.staff().actor
        return try await matters.database.read { try matters.scope(of: actor, in: $0) }
    }
}

/// How the figures of the centre are told.
private enum CentreShapes {
    private struct Petitions: Sendable {
        let level: ProxyLevel
        let counts: (filed: Int, answered: Int, otherwise: Int, open: Int, overdue: Int)
        let proxies: (all: Int, ended: Int, untold: Int)
    }

    private struct Served: Sendable {
        let service: Service
        let counts: (filed: Int, ended: Int, solved: Int)
    }

    private static let petitions = Shape<Petitions>(
        "LevelFigures",
        [
            .text("level", .choice(ProxyLevel.self), "Of the office that answers.") { $0.level.rawValue },
            .integer("petitions") { $0.counts.filed }, .integer("answered") { $0.counts.answered },
            .integer("otherwise", .count, "Ended without an answer to what was asked.") { $0.counts.otherwise },
            .integer("open") { $0.counts.open }, .integer("overdue") { $0.counts.overdue },
            .integer("proxies", .count, "Matters of any kind that were run for residents.") { $0.proxies.all },
            .integer("proxies_ended") { $0.proxies.ended }, .integer("proxies_untold") { $0.proxies.untold },
        ])

    private static let served = Shape<Served>(
        "ServiceFigures",
        [
            .text("service", .choice(Service.self)) { $0.service.rawValue }, .integer("filed") { $0.counts.filed },
            .integer("ended") { $0.counts.ended }, .integer("solved") { $0.counts.solved },
        ])

    private static let channel = Shape<ChannelCount>(
        "ChannelFigures",
        [
            .text("channel", .choice(Channel.self)) { $0.channel.rawValue }, .integer("matters") { $0.matters },
            .integer("ended") { $0.ended }, .integer("people") { $0.people },
        ])

    private static let proposal = Shape<ProposalCount>(
        "ProposalFigures",
        [
            .maybe("model", .anyText, "The version of the model; null for keywords.") { $0.model },
            .integer("judged", .count, "Topics proposed that a person has judged.") { $0.judged },
            .integer("first", .count, "Of these, how often the first was right.") { $0.first },
            .integer("second", .count, "And the second.") { $0.second },
        ])

    static let figures = Shape<CentreFigures>(
        "CentreFigures",
        [
            .text("from", .day) { $0.from.description }, .text("to", .day) { $0.to.description },
            .integer("all") { $0.all },
            .many("levels", petitions) { figures in
                ProxyLevel.allCases.map {
                    Petitions(level: $0, counts: figures.petitions($0), proxies: figures.proxies($0))
                }
            },
            .many("services", served, "Each matter in one of them alone.") { figures in
                Service.allCases.map { Served(service: $0, counts: figures.service($0)) }
            },
            .many("channels", channel) { $0.channels }, .many("proposals", proposal) { $0.proposals },
        ])
}

/// How reply times are told.
private enum ReplyShapes {
    private struct Line: Sendable {
        let code: String
        let name: Words?
        let times: ReplyTimes
    }

    private static let bands = Schema.list(.count, 5...5)

    private static let days = Shape<DayCounts>(
        "DayCounts",
        [
            .integer("count") { $0.total }, .maybeInteger("median", .count, "Days; null for none.") { $0.median },
            .field("bands", bands, "Within 5, 15, 30 and 60 days, and later.") {
                .array($0.inBands.map { .integer($0) })
            },
        ])

    private static let times = Shape<ReplyTimes>(
        "ReplyTimes",
        [
            .integer("filed") { $0.filed },
            .one("first", days, "To the first words of an office to the filer.") { $0.first },
            .one("end", days, "To the end.") { $0.end },
            .integer("in_time", .count, "Ended within the term for completion.") { $0.inTime },
            .integer("late", .count, "Ended after it.") { $0.late }, .integer("open") { $0.open },
            .integer("overdue") { $0.overdue },
        ])

    private static let line = Shape<Line>(
        "ReplyLine",
        [
            .text("of", .anyText, "A code of a kind, the id of a unit, or the first day of a month; empty for no unit.")
            {
                $0.code
            },
            .maybeWords("name") { $0.name }, .one("times", times) { $0.times },
        ])

    private static let check = Schema.named(
        "AnswerHints",
        .object(
            [SchemaField("hint", .choice(AnswerCheck.Hint.self)), SchemaField("open", .count)], isClosed: false))

    static let figures = Shape<ReplyFigures>(
        "ReplyFigures",
        [
            .text("since", .day) { $0.since.description }, .one("all", times) { $0.all },
            .many("kinds", line) { figures in
                MatterKind.allCases.compactMap { kind in
                    figures.kinds[kind].map { Line(code: kind.rawValue, name: nil, times: $0) }
                }
            },
            .many("units", line, "By the unit that leads.") { figures in
                figures.units.map { unit, times in
                    Line(code: unit?.text ?? "", name: unit.flatMap { figures.names[$0] }, times: times)
                }.sorted { $0.code < $1.code }
            },
            .many("months", line, "The oldest first.") { figures in
                figures.months.map { Line(code: $0.month.description, name: nil, times: $0.times) }
            },
            .integer("checked", .count, "Answers that were looked at before they went out.") { $0.checked },
            .field("hints", .list(check), "At how many of them each hint was open.") { figures in
                .array(
                    AnswerCheck.Hint.allCases.map {
                        ["hint": .string($0.rawValue), "open": .integer(figures.open[$0] ?? 0)]
                    })
            },
        ])
}
