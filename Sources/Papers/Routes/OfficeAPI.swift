import Accounts
import Base
import Storage
import Web

/// Marks and seals of units for programs.
struct OfficeAPI: Sendable {
    let store: PaperStore

    struct Line: Sendable {
        let unit: Accounts.Unit
        let office: PaperOffice
    }

    private static let shape = Shape<Line>(
        "PaperOffice",
        [
            .text("unit", .id) { $0.unit.id.text }, .words("name") { $0.unit.name }, .text("mark") { $0.office.mark },
            .field("has_picture", .bool, "Whether its seal is a picture; else the program draws one.") {
                .bool(!$0.office.bytes.isEmpty)
            },
            .integer("revision") { $0.office.revision },
        ])

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/offices", OfficeRoutes.keepers, scope: .mattersRead,
            "The marks and seals under which units issue letters",
            .reading("listOffices", tag: "papers", answers: .json(.items("PaperOffices", Self.shape.schema)))
        ) { _ in
            let lines = try await store.database.read { try store.offices(in: $0) }
            return .json(
                ["items": .array(lines.map { Self.shape.json(Line(unit: $0.unit, office: $0.office)) })])
        }
    }
}
