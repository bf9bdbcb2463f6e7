import Base
import Divisions
import Storage
import Web

/// Divisions by place and through time, for programs.
struct DivisionAPI {
    let house: House
    let locators: LocatorShelf

    init(house: House) {
        (self.house, locators) = (house, LocatorShelf(house.divisions, in: house.database))
    }

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/divisions/at", .everyone, "Town, village and grid of a point",
            .reading(
                "locateDivisions", tag: "public",
                [
                    .required("longitude", .text(.line, 1...20), "Degrees east, such as 120.21."),
                    .required("latitude", .text(.line, 1...20), "Degrees north, such as 30.41."),
                    .query("system", .choice(CoordinateSystem.self), "The coordinate system, wgs84 unless said."),
                    .query("on", .day, "The day, today unless said."),
                ], answers: .json(Self.finding.schema),
                note: "What lies outside of every outline that is known is null.")
        ) { try await at($0) }
        table.api(
            "GET", "/api/v1/divisions/extract", .staff, scope: .addressesRead,
            "Every division as it stood at a number of the feed of places, by id",
            .reading(
                "extractDivisions", tag: "places",
                [
                    .required("at", .integer(0...9_007_199_254_740_991), "The number; see the feed of addresses."),
                    .query("id", .id, "One division alone: what a follower takes over for a change of it."),
                ], answers: .page("DivisionExtract", Self.item.schema))
        ) { try await extract($0) }
        table.api(
            "GET", "/api/v1/divisions/{id}/history", .everyone, "How a division stood, and what came out of it",
            .reading(
                "getDivisionHistory", tag: "public", [.path("id", .id, "The id of the division.")],
                answers: .json(Self.history.schema))
        ) { try await history($0) }
    }

    private static let place = Shape<Division>(
        "DivisionPlace",
        [
            .text("id", .id) { $0.id.text }, .text("code") { $0.code },
            .text("code_system", .anyText, "Who gave the code.") { $0.codeSystem }, .words("name") { $0.name },
        ])

    private static let finding = Shape<DivisionLocator.Finding>(
        "DivisionsAt",
        [
            .maybeOne("town", place) { $0.town }, .maybeOne("village", place) { $0.village },
            .maybeOne("grid", place) { $0.grid },
        ])

    private static let version = Shape<DivisionVersion>(
        "DivisionVersion",
        [
            .text("code") { $0.division.code }, .text("code_system") { $0.division.codeSystem },
            .words("name") { $0.division.name }, .text("kind") { $0.division.kind },
            .maybe("parent", .id, "The id of the division above.") { $0.division.parent?.text },
            .text("held_from", .day, "The first day on which it stood so.") { $0.heldFrom.description },
            .maybe("held_to", .day, "The first day on which it no longer did.") { $0.heldTo?.description },
            .maybeInteger("changed_by", .count, "The number in the feed of the change that came after.") {
                $0.changedBy.map { Int($0) }
            },
        ])

    private static let name = Shape<DivisionName>(
        "DivisionName",
        [
            .text("name") { $0.name }, .text("how", .choice(DivisionName.How.self)) { $0.how.rawValue },
            .text("on", .day, "The day from which it is another name.") { $0.on.description },
        ])

    /// What a division came out of or what came out of it.
    private struct Relative: Sendable {
        let division: Division
        let on: Day
    }

    private static let relative = Shape<Relative>(
        "DivisionRelative",
        [.one("division", place) { $0.division }, .text("on", .day) { $0.on.description }])

    private struct Life: Sendable {
        let id: RecordID
        let level: DivisionLevel
        let history: DivisionHistory
        let origins: [Relative], successors: [Relative]
    }

    private static let history = Shape<Life>(
        "DivisionHistory",
        [
            .text("id", .id) { $0.id.text }, .text("level", .choice(DivisionLevel.self)) { $0.level.rawValue },
            .many("versions", version, "Oldest first; the last is the newest known.") { $0.history.versions },
            .many("names", name, "Other and former names.") { $0.history.names },
            .many("origins", relative, "What it came out of.") { $0.origins },
            .many("successors", relative, "What came out of it.") { $0.successors },
        ])

    private static let successor = Shape<DivisionSuccession>(
        "DivisionSuccessor", [.text("id", .id) { $0.to.text }, .text("on", .day) { $0.on.description }])

    private static let item = Shape<DivisionExtract.Item>(
        "DivisionRecord",
        [
            .text("id", .id, "Permanent.") { $0.division.id.text },
            .text("level", .choice(DivisionLevel.self)) { $0.division.level.rawValue },
            .text("code") { $0.division.code }, .text("code_system") { $0.division.codeSystem },
            .words("name") { $0.division.name }, .text("kind") { $0.division.kind },
            .maybe("parent_id", .id) { $0.division.parent?.text },
            .text("valid_from", .day) { $0.division.validFrom.description },
            .maybe("valid_to", .day, "The first day on which it is not there any more.") {
                $0.division.validTo?.description
            },
            .many("names", name, "Other and former names, oldest first.") { $0.names },
            .many("successors", successor, "What came out of it, oldest first.") { $0.successors },
            .maybe("rings", .anyText, "Its outline: rings of [longitude, latitude] in WGS-84, as JSON text.") {
                $0.rings
            },
        ])

    private func extract(_ call: APICall) async throws -> APIAnswer {
        let number = call.query("at").flatMap { Int64($0) } ?? 0, one = call.query("id").flatMap { RecordID($0) }
        let after = try call.position(of: 1)?.first.flatMap { RecordID($0) }
        let all = try await house.database.readAtLength { reader in
            try DivisionExtract(at: number, of: house.district.key, in: reader).items
        }
        let rest = all.filter { item in
            one.map { item.division.id == $0 } ?? true && after.map { item.division.id > $0 } ?? true
        }
        let shown = rest.prefix(call.limit)
        return call.page(
            shown.map(Self.item.json), next: rest.count > shown.count ? shown.last.map { [$0.division.id.text] } : nil)
    }

    private func at(_ call: APICall) async throws -> APIAnswer {
        let longitude = call.query("longitude").flatMap { Double($0) }
        let latitude = call.query("latitude").flatMap { Double($0) }
        let system = call.query("system").flatMap(CoordinateSystem.init(rawValue:)) ?? .wgs84
        guard let longitude, let latitude,
            let point = GeoPoint(longitude: longitude, latitude: latitude, system: system)
        else {
            throw Problem.faulty(
                [], parameters: ["longitude", "latitude"].map { (name: $0, words: CoverageWords.degrees) })
        }
        let day = call.query("on").flatMap { Day($0) } ?? call.now.day
        return .json(Self.finding.json(try await locators.locator(on: day).find(at: point)))
    }

    private func history(_ call: APICall) async throws -> APIAnswer {
        let id = try call.visit.id("id")
        let life = try await house.database.read { reader -> Life? in
            guard let history = try house.divisions.history(of: id, in: reader) else { return nil }
            func relatives(
                _ chosen: [DivisionSuccession], _ other: (DivisionSuccession) -> RecordID
            ) throws -> [Relative] {
                try chosen.compactMap { succession in
                    let found = try house.divisions.find(other(succession), in: reader)
                    return found.map { Relative(division: $0, on: succession.on) }
                }
            }
            return Life(
                id: id, level: history.versions.last?.division.level ?? .district, history: history,
                origins: try relatives(history.successions.filter { $0.to == id }) { $0.from },
                successors: try relatives(history.successions.filter { $0.from == id }) { $0.to })
        }
        guard let life else { throw Problem.noSuchAddress }
        return .json(Self.history.json(life))
    }
}
