import Accounts
import Addresses
import Base
import Divisions
import Matters
import Storage
import Web

/// Divisions, units and addresses for programs: the codes and ids that everything else is told in.
struct PlaceAPI {
    let house: House

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/divisions", .everyone, "The tree of divisions in force today, by level and code",
            .reading(
                "listDivisions", tag: "public",
                [
                    .query("level", .choice(DivisionLevel.self)),
                    .query("parent", .text(.code, 1...60), "The code of the division above."),
                ], answers: .page("DivisionPage", Self.division.schema))
        ) { try await divisions($0) }
        table.api(
            "GET", "/api/v1/units", .staff, scope: .addressesRead, "The offices, by code",
            .reading(
                "listUnits", tag: "places", [.query("level", .choice(UnitLevel.self))],
                answers: .page("UnitPage", Self.unit.schema))
        ) { try await units($0) }
        table.api(
            "GET", "/api/v1/addresses", .staff, scope: .addressesRead, "Places named in a text, the best first",
            .reading(
                "findAddresses", tag: "places",
                [
                    .required("q", .text(.line, 2...200), "A name, or a text that names places."),
                    .query("limit", .integer(1...20), "How many at most, 10 unless said."),
                ],
                answers: .json(
                    .named("Addresses", .object([SchemaField("items", .list(Self.match.schema))], isClosed: false))))
        ) { try await addresses($0) }
        table.api(
            "GET", "/api/v1/addresses/{id}", .staff, scope: .addressesRead, "One address record",
            .reading(
                "getAddress", tag: "places", [.path("id", .id, "The id of the record.")],
                answers: .json(PlaceShape.shape.schema))
        ) { try await address($0) }
    }

    private struct Branch: Sendable {
        let division: Division
        let parent: String?
    }

    private static let division = Shape<Branch>(
        "Division",
        [
            .text("id", .id) { $0.division.id.text },
            .text("level", .choice(DivisionLevel.self)) { $0.division.level.rawValue },
            .text("code") { $0.division.code },
            .text("code_system", .anyText, "Who gave the code.") { $0.division.codeSystem },
            .words("name") { $0.division.name }, .text("kind") { $0.division.kind },
            .maybe("parent", .anyText, "The code of the division above.") { $0.parent },
            .text("valid_from", .day) { $0.division.validFrom.description },
        ])

    private static let unit = Shape<Accounts.Unit>(
        "Unit",
        [
            .text("id", .id) { $0.id.text }, .text("code", .code, "What requests name it by.") { $0.code },
            .text("level", .choice(UnitLevel.self)) { $0.level.rawValue }, .words("name") { $0.name },
            .maybe("parent", .id) { $0.parent?.text }, .maybe("division", .id) { $0.division?.text },
            .maybe("opens_on", .day, "Before that day its matters go to the unit above.") { $0.opensOn?.description },
        ])

    private static let match = Shape<PlaceMatch>(
        "AddressMatch",
        [
            .one("place", PlaceShape.shape) { $0.place },
            .text("how", .choice(PlaceMatch.How.self)) { $0.how.rawValue },
            .text("words", .anyText, "What named it, folded.") { $0.words },
        ])

    private func divisions(_ call: APICall) async throws -> APIAnswer {
        let level = call.query("level").flatMap(DivisionLevel.init(rawValue:)), parent = call.query("parent")
        let position = try call.position(of: 2)
        let all = try await house.database.read { reader in
            try DivisionLevel.allCases.flatMap { try house.divisions.list($0, on: call.now.day, in: reader) }
        }
        let codes = Dictionary(all.map { ($0.id, $0.code) }, uniquingKeysWith: { first, _ in first })
        let wanted = all.filter { division in
            (level.map { division.level == $0 } ?? true)
                && (parent.map { division.parent.flatMap { codes[$0] } == $0 } ?? true)
        }
        func place(_ division: Division) -> (Int, String) {
            (DivisionLevel.allCases.firstIndex(of: division.level) ?? 0, division.code)
        }
        var rest = wanted[...]
        if let position {
            guard let level = Int(position[0]) else { throw call.brokenCursor }
            rest = wanted.drop { place($0) <= (level, position[1]) }
        }
        let shown = rest.prefix(call.limit)
        let next = rest.count > shown.count ? shown.last.map { [String(place($0).0), $0.code] } : nil
        return call.page(
            shown.map { Self.division.json(Branch(division: $0, parent: $0.parent.flatMap { codes[$0] })) }, next: next)
    }

    private func units(_ call: APICall) async throws -> APIAnswer {
        let levels = call.query("level").flatMap(UnitLevel.init(rawValue:)).map { [$0] } ?? UnitLevel.allCases
        let position = try call.position(of: 1)
        let all = try await house.database.read { try house.units.list(levels: levels, in: $0) }
            .sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }
        let rest =
            position.map { after in all.drop { !after[0].utf8.lexicographicallyPrecedes($0.code.utf8) } } ?? all[...]
        let shown = rest.prefix(call.limit)
        return call.page(
            shown.map(Self.unit.json), next: rest.count > shown.count ? shown.last.map { [$0.code] } : nil)
    }

    private func addresses(_ call: APICall) async throws -> APIAnswer {
        let text = call.query("q") ?? "", limit = call.query("limit").flatMap { Int($0) } ?? 10
        let found = try await house.database.read { try house.addresses.matches(in: text, limit: limit, reader: $0) }
        return .json(["items": .array(found.map(Self.match.json))])
    }

    private func address(_ call: APICall) async throws -> APIAnswer {
        let id = try call.visit.id("id")
        guard let place = try await house.database.read({ try house.addresses.find(id, in: $0) }) else {
            throw Problem.noSuchAddress
        }
        return .json(PlaceShape.shape.json(place))
    }
}
