import Base
import Journal
import Matters
import Storage
import Web

/// For programs: whether the system may send matters on without a person, and how right it has been.
struct SettingsAPI: Sendable {
    let intake: IntakeStore
    let journal: Journal

    private struct Told: Sendable {
        let settings: FilingSettings
        let maySet: Bool
        let levels: [Level]
    }

    private struct Level: Sendable {
        let level: Int
        let judged: Int
        let right: Int
    }

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/rules/filing", .staff, scope: .rulesRead,
            "Whether matters are sent on without a person, and how right proposals were",
            .reading("getFilingRule", tag: "rules", answers: .json(Self.shape.schema))
        ) { try await show($0) }
        table.api(
            "POST", "/api/v1/rules/filing", .roles([.head, .administrator]), scope: .rulesWrite,
            "Decides from how sure on matters are sent on without a person",
            .acting(
                "setFilingRule", tag: "rules",
                takes: .body(
                    "FilingRuleChange",
                    [SchemaField("alone", .nullable(Self.alone), "80, 85, 90 or 95 percent; null for never.")]),
                answers: Self.mark)
        ) { try await set($0) }
    }

    private static let alone = Schema.integer(80...95)

    private static let mark = Schema.named(
        "FilingRuleMark", .object([SchemaField("alone", .nullable(alone))], isClosed: false))

    private static let level = Shape<Level>(
        "ProposalLevel",
        [
            .integer("level", alone, "From how sure on, in percent.") { $0.level },
            .integer("judged", .count, "Proposals of the model that a person has judged.") { $0.judged },
            .integer("right", .count, "Of these, how many were right.") { $0.right },
        ])

    private static let shape = Shape<Told>(
        "FilingRule",
        [
            .maybeInteger("alone", alone, "From how sure on, in percent; null for never.") { $0.settings.alone },
            .bool("may_change", "Whether the reader may decide it.") { $0.maySet },
            .many("levels", level) { $0.levels },
        ])

    private func show(_ call: APICall) async throws -> APIAnswer {
        let actor = Actor(try call.visit.staff())
        let told = try await intake.matters.database.read { reader in
            let scope = try intake.matters.scope(of: actor, in: reader)
            return Told(
                settings: try intake.settings(in: reader), maySet: try intake.maySet(actor, in: reader),
                levels: try FilingSettings.choices.map { level in
                    let counts = try intake.matters.proposalCounts(
                        scope: scope, atLeast: level, modelsOnly: true, in: reader)
                    return Level(
                        level: level, judged: counts.reduce(0) { $0 + $1.judged },
                        right: counts.reduce(0) { $0 + $1.first })
                })
        }
        return .json(Self.shape.json(told))
    }

    private func set(_ call: APICall) async throws -> APIAnswer {
        let actor = Actor(try call.visit.staff()), alone = call.integer("alone")
        guard alone.map(FilingSettings.choices.contains) ?? true else {
            throw Problem.faulty("alone", APIWords.levels)
        }
        return .json(
            try await call.explaining {
                try await intake.matters.once(call, by: actor) { transaction in
                    try intake.set(
                        FilingSettings(alone: alone), by: actor, at: call.now, journal: journal, in: transaction)
                    return ["alone": alone.map { .integer($0) } ?? .null]
                }
            })
    }
}
