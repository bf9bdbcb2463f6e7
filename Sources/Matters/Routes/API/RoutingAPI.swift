import Base
import Rulebook
import Storage
import Web

/// The routing rules for programs: reading them and their versions, trying others, and a draft that is sent as a whole.
struct RoutingAPI: Sendable {
    let store: RoutingStore
    private static let number = APIOperation.Parameter.path(
        "number", .integer(1...1_000_000), "The number of the version.")

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/rules/routing", .staff, scope: .rulesRead,
            "The routing rules in force, and what is to come",
            .reading("getRouting", tag: "rules", answers: .json(RoutingShapes.state.schema))
        ) { call in
            let (actor, today) = (try call.visit.actor(), call.now.day)
            let state = try await store.matters.database.read { try store.state(for: actor, on: today, in: $0) }
            return .json(RoutingShapes.state.json(state))
        }
        table.api(
            "GET", "/api/v1/rules/routing/versions/{number}", .staff, scope: .rulesRead, "One version, also as YAML",
            .reading("getRoutingVersion", tag: "rules", [Self.number], answers: .json(RoutingShapes.whole.schema))
        ) { try await version($0) }
        table.api(
            "GET", "/api/v1/rules/routing/draft", .staff, scope: .rulesRead,
            "The draft, and what must be mended before it can be published",
            .reading(
                "getRoutingDraft", tag: "rules", answers: .json(RoutingShapes.draft.schema), refusals: [404],
                note: "Not found while there is no draft.")
        ) { try await draft($0) }
        table.api(
            "GET", "/api/v1/rules/routing/dry-run", .staff, scope: .rulesRead,
            "What the draft or a version would have done with past matters of the reader's scope",
            .reading(
                "tryRouting", tag: "rules",
                [
                    .query("version", .integer(1...1_000_000), "The draft unless said."),
                    .query(
                        "last", .choice(RoutingStore.dryRunSizes.map(String.init)), "How many matters; 200 unless said."
                    ),
                ], answers: .json(DryRunShapes.run.schema), refusals: [404])
        ) { try await dryRun($0) }
        addActs(to: &table)
    }

    private func addActs(to table: inout RouteTable) {
        act(
            "/api/v1/rules/routing/draft", "Begins a draft, or puts the rules of a YAML text into it",
            "putRoutingDraft",
            [
                .optional(
                    "yaml", .nullable(.text(.prose, 1...RulePack.longest)), "All rules; those in force unless said."),
                .optional("revision", .nullable(.count), "The revision of the draft that was read; none to begin one."),
            ], takesFiles: true, in: &table
        ) { call, actor, transaction in
            guard let yaml = call.text("yaml") else {
                try store.beginDraft(by: actor, at: call.now, in: transaction)
                return
            }
            try call.naming(["file": "yaml"]) {
                try store.importRules(
                    yaml, revision: call.integer("revision"), by: actor, at: call.now, in: transaction)
            }
        }
        act(
            "/api/v1/rules/routing/draft/removal", "Gives the draft up", "removeRoutingDraft",
            [MatterActionAPI.revision],
            in: &table
        ) { call, actor, transaction in
            try store.discardDraft(revision: call.revision(), by: actor, at: call.now, in: transaction)
        }
        act(
            "/api/v1/rules/routing/draft/publication", "Publishes the draft as the next version", "publishRoutingDraft",
            [MatterActionAPI.revision] + Self.publication, in: &table
        ) { call, actor, transaction in
            _ = try store.publish(
                revision: call.revision(), reason: call.text("reason") ?? "",
                from: call.text("from").flatMap { Day($0) },
                by: actor, at: call.now, in: transaction)
        }
        act(
            "/api/v1/rules/routing/versions/{number}/repetition", "Publishes an earlier version again",
            "repeatRoutingVersion",
            [SchemaField("newest", .count, "The number of the newest version that was read.")]
                + Self.publication, [Self.number], in: &table
        ) { call, actor, transaction in
            _ = try store.repeatVersion(
                Self.number(call), newest: call.integer("newest") ?? 0, reason: call.text("reason") ?? "",
                from: call.text("from").flatMap { Day($0) }, by: actor, at: call.now, in: transaction)
        }
        act(
            "/api/v1/rules/routing/versions/{number}/withdrawal", "Withdraws a version to come",
            "withdrawRoutingVersion", [], [Self.number], in: &table
        ) { call, actor, transaction in
            try store.withdraw(Self.number(call), by: actor, at: call.now, in: transaction)
        }
    }

    private static let publication = [
        SchemaField("reason", .text(.said(1), 1...RoutingStore.reasonLimit), "Why."),
        SchemaField("from", .day, "From when on it is in force: today or later."),
    ]

    private typealias Work = @Sendable (APICall, Actor, any Transaction) throws -> Void

    private func act(
        _ path: String, _ summary: String, _ name: String, _ fields: [SchemaField],
        _ parameters: [APIOperation.Parameter] = [], takesFiles: Bool = false, in table: inout RouteTable,
        _ work: @escaping Work
    ) {
        let operation = APIOperation.acting(
            name, tag: "rules", parameters, takes: .body(name.prefix(1).uppercased() + name.dropFirst(), fields),
            answers: RoutingShapes.mark.schema, refusals: [404, 409], takesFiles: takesFiles)
        table.api("POST", path, RoutingRoutes.editors, scope: .rulesWrite, summary, operation) { call in
            let actor = try call.visit.actor()
            return .json(
                try await call.explaining {
                    try await store.matters.once(call, by: actor) { transaction in
                        try work(call, actor, transaction)
                        return RoutingShapes.mark.json(
                            RoutingShapes.Mark(
                                draft: try store.draft(in: transaction)?.draft.revision,
                                newest: try store.listVersions(in: transaction).first?.number ?? 0))
                    }
                })
        }
    }

    private static func number(_ call: APICall) throws -> Int {
        guard let number = Int(try call.path("number")) else { throw Problem.noSuchAddress }
        return number
    }

    private func version(_ call: APICall) async throws -> APIAnswer {
        let number = try Self.number(call)
        let found = try await store.matters.database.read { reader in
            try store.listVersions(in: reader).first { $0.number == number }
        }
        guard let found else { throw Problem.noSuchAddress }
        return .json(
            RoutingShapes.whole.json(
                .init(version: found, rules: try found.pack.decode(RoutingPack.self).rules)))
    }

    private func draft(_ call: APICall) async throws -> APIAnswer {
        let found = try await store.matters.database.read { reader in
            try store.draft(in: reader).map { found in
                RoutingShapes.Draft(
                    draft: found.draft, pack: found.pack, terms: try store.terms(on: call.now.day, in: reader))
            }
        }
        guard let found else { throw Problem.noSuchAddress }
        return .json(RoutingShapes.draft.json(found))
    }

    private func dryRun(_ call: APICall) async throws -> APIAnswer {
        let actor = try call.visit.actor(), today = call.now.day
        let number = call.query("version").flatMap { Int($0) }, last = call.query("last").flatMap { Int($0) } ?? 200
        let run = try await store.matters.database.readAtLength { reader in
            let tried: RoutingPack?
            if let number {
                tried = try store.listVersions(in: reader).first { $0.number == number }?.pack.decode(RoutingPack.self)
            } else {
                tried = try store.draft(in: reader)?.pack
            }
            guard let tried else { throw Problem.noSuchAddress }
            let scope = try store.matters.scope(of: actor, in: reader)
            return try store.dryRun(tried, scope: scope, last: last, on: today, in: reader)
        }
        return .json(DryRunShapes.run.json(run))
    }
}
