import Base
import Journal
import Markup
import Storage
import Web

/// Health, the operator's page, and the page of all components.
struct SystemRoutes {
    let house: House
    let faces: Faces

    func addRoutes(to table: inout RouteTable) {
        table.get("/health/live", .everyone, "Whether the process answers") { _ in .plain("ok\n") }
        table.get("/health/ready", .everyone, "Whether the database answers") { _ in
            _ = try await house.database.read { try $0.rows("SELECT 1 AS n") }
            return .plain("ok\n")
        }
        table.get("/operations", .roles([.administrator, .auditor]), "What waits, and the newest head") { visit in
            let journal = house.journal
            let (figures, head) = try await house.database.read { reader in
                (try QueueFigures.read(journal: journal, at: visit.now, in: reader), try journal.findHead(in: reader))
            }
            let page = OperationsPage(
                figures: figures, head: head, keepsOffices: visit.signedIn?.role == .administrator,
                language: visit.language)
            return faces.desk(visit, title: visit.say(OperationsWords.title), page.html)
        }
        table.get("/components", .everyone, "Every part of the design system") { visit in
            faces.desk(visit, title: visit.say(AppWords.components), ComponentsPage.body)
        }
    }
}
