import Accounts
import Base
import Storage
import Web

/// Mandates for programs: what an office still has to tell, and the three acts of the page.
struct ProxyAPI: Sendable {
    let store: MatterStore

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/desk/proxies", .staff, scope: .mattersRead,
            "Matters run for residents who have not been told what happened, whoever waits longest first",
            .reading(
                "listDeskProxies", tag: "desk", answers: .json(.items("Proxies", Self.untold.schema)),
                note: "The first 200, one's own before those of colleagues.")
        ) { try await list($0) }
        table.api(
            "GET", "/api/v1/desk/matters/{id}/proxy", .staff, scope: .mattersRead,
            "The newest mandate of a matter, and what the resident was told",
            .reading("getDeskProxy", tag: "desk", [MatterAPI.id], answers: .json(Self.answer))
        ) { try await show($0) }
        table.act(
            "/api/v1/desk/matters/{id}/proxy", "Records a mandate: the office runs the matter for the resident",
            "takeDeskMandate", body: Self.mandate, takesFiles: true, on: store
        ) { call, id, actor, transaction in
            try store.takeMandate(
                Self.mandate(call), for: id, hasScan: !call.files().isEmpty, revision: call.revision(), by: actor,
                at: call.now, in: transaction)
            return try store.getAny(id, in: transaction)
        }
        table.act(
            "/api/v1/desk/matters/{id}/proxy/told", "Records that the resident was told of steps",
            "tellDeskResident", body: Self.telling, on: store
        ) { call, id, actor, transaction in
            guard let way = call.text("way").flatMap({ TellingWay(rawValue: $0) }),
                let day = call.text("day").flatMap({ Day($0) })
            else { throw MatterError.invalid(field: "day", ChannelWords.dayWrong) }
            let reports = call.body["reports"]?.array?.compactMap { $0.string.flatMap { RecordID($0) } } ?? []
            try call.naming(["told-day": "day"]) {
                try store.tellResident(
                    of: reports, matter: id, on: day, by: way, note: call.text("note") ?? "",
                    revision: call.revision(), by: actor, at: call.now, in: transaction)
            }
            return try store.getAny(id, in: transaction)
        }
        table.act(
            "/api/v1/desk/matters/{id}/proxy/withdrawal", "Records that the resident took the mandate back",
            "withdrawDeskMandate",
            body: .body(
                "MandateWithdrawal",
                [MatterActionAPI.revision, SchemaField("reason", .text(.said(2), 2...500), "What the resident said.")]),
            on: store
        ) { call, id, actor, transaction in
            try store.withdrawMandate(
                of: id, note: call.text("reason") ?? "", revision: call.revision(), by: actor, at: call.now,
                in: transaction)
            return try store.getAny(id, in: transaction)
        }
    }

    private static let mandate = Schema.body(
        "NewMandate",
        [
            MatterActionAPI.revision, SchemaField("asker", .text(.line, 1...Mandate.askerLimit), "Who asked."),
            SchemaField("way", .choice(MandateWay.self), "One in writing comes with its scan."),
            SchemaField("day", .day, "The day it was given."),
            .optional(
                "scope", .nullable(.text(.prose, 0...Mandate.scopeLimit)),
                "What it covers; the whole matter unless said."
            ),
            APICall.files,
        ])

    private static func mandate(_ call: APICall) throws -> Mandate {
        guard let way = call.text("way").flatMap({ MandateWay(rawValue: $0) }),
            let day = call.text("day").flatMap({ Day($0) })
        else { throw MatterError.invalid(field: "day", ChannelWords.dayWrong) }
        guard day <= call.now.day else { throw MatterError.invalid(field: "day", ChannelWords.dayWrong) }
        return Mandate(asker: call.text("asker") ?? "", way: way, day: day, scope: call.text("scope") ?? "")
    }

    private static let telling = Schema.body(
        "Telling",
        [
            MatterActionAPI.revision, SchemaField("reports", .list(.id, 1...200), "Of which steps, by their ids."),
            SchemaField("way", .choice(TellingWay.self)), SchemaField("day", .day),
            .optional(
                "note", .nullable(.text(.prose, 0...500)), "What was said; for an earlier day, why it is written today."
            ),
        ])

    private static let report = Shape<ProxyReport>(
        "ProxyReport",
        [
            .text("id", .id) { $0.id.text }, .text("code", .code, "The code of the step's entry.") { $0.code },
            .maybe("end", .choice(MatterEnd.self)) { $0.end?.rawValue }, .maybe("unit", .id) { $0.unit?.text },
            .maybe("text", .anyText, "The words meant for the resident.") { $0.text },
            .text("happened_at", .instant) { $0.happenedAt.iso },
            .maybe("told_on", .day, "Null while they are still to be told.") { $0.told?.day.description },
            .maybe("told_by", .choice(TellingWay.self)) { $0.told?.way.rawValue },
        ])

    private struct Line: Sendable {
        let proxy: Proxy
        let reports: [ProxyReport]
    }

    private static let proxy = Shape<Line>(
        "Proxy",
        [
            .text("id", .id) { $0.proxy.id.text }, .text("unit", .id) { $0.proxy.unit.text },
            .words("name", "Who took it on.") { $0.proxy.name },
            .bool("post_held", "Whether that post is still held: if not, the unit answers.") { $0.proxy.isPostHeld },
            .maybe("asker", .anyText, "Null once erased, or where the name is sealed.") { $0.proxy.asker },
            .text("way", .choice(MandateWay.self)) { $0.proxy.way.rawValue },
            .text("day", .day) { $0.proxy.day.description }, .maybe("scope") { $0.proxy.scope },
            .text("state", .choice(ProxyState.self)) { $0.proxy.state.rawValue },
            .text("recorded_at", .instant) { $0.proxy.recordedAt.iso },
            .maybe("ended_at", .instant) { $0.proxy.endedAt?.iso }, .many("reports", report) { $0.reports },
        ])

    private struct Untold: Sendable {
        let line: Line
        let matter: Matter
        let title: String?
    }

    private static let untold = Shape<Untold>(
        "UntoldProxy",
        [
            .text("matter", .id) { $0.matter.id.text }, .text("number", .text(.number, 8...30)) { $0.matter.number },
            .integer("revision") { $0.matter.revision }, .maybe("title") { $0.title },
            .one("proxy", proxy, "With what is to be told.") { $0.line },
        ])

    private static let answer = Schema.named(
        "MatterProxy",
        .object([SchemaField("proxy", .nullable(proxy.schema), "Null where there was none.")], isClosed: false))

    private func list(_ call: APICall) async throws -> APIAnswer {
        let actor = try call.visit.actor()
        let lines = try await store.database.read { reader in
            let untold = try store.listUntold(for: actor, on: call.now.day, in: reader)
            let titles = try store.narratives(untold.map(\.matter), in: reader).mapValues(\.title)
            return untold.map {
                Untold(line: Line(proxy: $0.proxy, reports: $0.reports), matter: $0.matter, title: titles[$0.matter.id])
            }
        }
        return .json(["items": .array(lines.map(Self.untold.json))])
    }

    private func show(_ call: APICall) async throws -> APIAnswer {
        let (id, actor) = (try call.visit.id("id"), try call.visit.actor())
        let known = try await store.database.read { reader in
            let matter = try store.getMatter(id, scope: try store.scope(of: actor, in: reader), in: reader)
            return try store.proxy(
                of: store.getFile(matter, in: reader), for: actor, at: call.now, in: reader)
        }
        return .json([
            "proxy": known.map { Self.proxy.json(Line(proxy: $0.proxy, reports: $0.reports)) } ?? .null
        ])
    }
}
