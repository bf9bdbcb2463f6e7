import Base
import Journal
import Markup
import Matters
import Storage
import Web

/// Whether the system may send matters on without a person, and how right it has been.
struct SettingsRoutes: Sendable {
    let intake: IntakeStore
    let journal: Journal
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.get("/rules/filing", .staff, "Whether matters are sent on without a person, and how right proposals were")
        {
            try await show($0)
        }
        table.post("/rules/filing", .roles([.head, .administrator]), "Decides from how sure on") { try await set($0) }
    }

    private func show(_ visit: Visit) async throws -> Reply {
        let actor = Actor(try visit.staff())
        let page = try await intake.matters.database.read { reader in
            let scope = try intake.matters.scope(of: actor, in: reader)
            return SettingsPage(
                settings: try intake.settings(in: reader), maySet: try intake.maySet(actor, in: reader),
                counts: try FilingSettings.choices.map { level in
                    let counts = try intake.matters.proposalCounts(
                        scope: scope, atLeast: level, modelsOnly: true, in: reader)
                    return (level, counts.reduce(0) { $0 + $1.judged }, counts.reduce(0) { $0 + $1.first })
                }, csrf: visit.csrf, say: visit.voice)
        }
        return faces.desk(visit, title: visit.say(SettingsWords.title), page.html)
    }

    private func set(_ visit: Visit) async throws -> Reply {
        let actor = Actor(try visit.staff())
        let level = Int(visit.form.text("alone")).flatMap { FilingSettings.choices.contains($0) ? $0 : nil }
        try await intake.matters.database.write {
            try intake.set(FilingSettings(alone: level), by: actor, at: visit.now, journal: journal, in: $0)
        }
        return .redirect(IntakePaths.settings)
    }
}
