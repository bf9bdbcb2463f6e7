import Accounts
import Base
import Matters
import Notices
import Storage
import Web

/// How far notices have come, for programs of those who run the district: never their words.
struct NoticeAPI {
    let house: House

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/notices", .roles([.administrator, .auditor]), scope: .noticesRead,
            "How far notices have come, the newest first",
            .reading(
                "listNotices", tag: "notices",
                [
                    .query("state", .choice(NoticeState.self)),
                    .query("limit", .integer(1...100), "How many at most, 30 unless said."),
                ], answers: .json(Self.answer))
        ) { try await list($0) }
        table.api(
            "POST", "/api/v1/notices/{id}/retry", .roles([.administrator]), scope: .noticesWrite,
            "Has a notice that was given up tried again",
            .acting(
                "retryNotice", tag: "notices", [.path("id", .id, "The id of the notice.")],
                takes: .body("NoticeRetry", []),
                answers: .named("NoticeMark", .object([SchemaField("id", .id)], isClosed: false)))
        ) { try await retry($0) }
    }

    private static let notice = Shape<ListedNotice>(
        "Notice",
        [
            .text("id", .id) { $0.notice.id.text },
            .text("channel", .choice(NoticeChannel.self)) { $0.notice.channel.rawValue },
            .text("template", .choice(NoticeTemplate.self)) { $0.notice.template.rawValue },
            .text("state", .choice(NoticeState.self)) { $0.notice.state.rawValue },
            .maybe("reason", .choice(NoticeReason.self), "Why it failed.") { $0.notice.failure?.reason.rawValue },
            .maybe("to", .anyText, "The two ends of the address; null once erased.") { $0.masked },
            .integer("attempts") { $0.notice.attempts }, .text("created_at", .instant) { $0.notice.createdAt.iso },
            .text("changed_at", .instant) { $0.notice.changedAt.iso },
            .bool("may_retry") { $0.notice.mayRetry },
        ])

    private struct Count: Sendable {
        let channel: NoticeChannel
        let state: NoticeState
        let count: Int
    }

    private static let count = Shape<Count>(
        "NoticeCount",
        [
            .text("channel", .choice(NoticeChannel.self)) { $0.channel.rawValue },
            .text("state", .choice(NoticeState.self)) { $0.state.rawValue }, .integer("count") { $0.count },
        ])

    private static let answer = Schema.named(
        "Notices",
        .object(
            [SchemaField("counts", .list(count.schema)), SchemaField("items", .list(notice.schema))], isClosed: false))

    private func list(_ call: APICall) async throws -> APIAnswer {
        let store = house.notices, state = call.query("state").flatMap(NoticeState.init(rawValue:)), limit = call.limit
        let (counts, recent) = try await house.database.read { reader in
            (try store.counts(in: reader), try store.listRecent(state, limit: limit, in: reader))
        }
        let lines = NoticeChannel.allCases.flatMap { channel in
            NoticeState.allCases.compactMap { state in
                counts[channel]?[state].map { Count(channel: channel, state: state, count: $0) }
            }
        }
        return .json(["counts": .array(lines.map(Self.count.json)), "items": .array(recent.map(Self.notice.json))])
    }

    private func retry(_ call: APICall) async throws -> APIAnswer {
        let staff = try call.visit.staff(), id = try call.visit.id("id"), store = house.notices
        return .json(
            try await call.explaining {
                try await house.matters.once(call, by: Actor(staff)) { transaction in
                    guard try store.retry(id, by: staff.principal, in: transaction, at: call.now) else {
                        throw MatterError.barred(NoticeStore.notRetried)
                    }
                    return ["id": .string(id.text)]
                }
            })
    }
}
