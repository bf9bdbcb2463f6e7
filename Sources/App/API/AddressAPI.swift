import AddressDesk
import AddressMatch
import Addresses
import Base
import Divisions
import Storage
import Web

/// The address library for programs: completion, what a text means, and the feed by which others follow it.
struct AddressAPI {
    let house: House
    let library: LibraryService

    private static let number = Schema.integer(0...9_007_199_254_740_991)

    func add(to table: inout RouteTable) {
        table.api(
            "GET", "/api/v1/addresses/completions", .staff, scope: .addressesRead, "Places that a text may become",
            .reading(
                "completeAddresses", tag: "places",
                [
                    .required("q", .text(.line, 1...80), "Characters, pinyin or its first letters, and numbers."),
                    .query("limit", .integer(1...20), "How many at most, 8 unless said."),
                ], answers: .json(Self.list("AddressCompletions", Self.completion.schema)))
        ) { try await complete($0) }
        table.api(
            "GET", "/api/v1/addresses/resolution", .staff, scope: .addressesRead,
            "What place a text means, and how sure that is",
            .reading(
                "resolveAddress", tag: "places",
                [.required("text", .text(.line, 1...300), "The address as somebody wrote it.")],
                answers: .json(Self.resolution.schema))
        ) { try await resolve($0) }
        table.api(
            "GET", "/api/v1/addresses/feed", .staff, scope: .addressesRead,
            "The number of the newest change of a place",
            .reading(
                "getAddressFeed", tag: "places", [],
                answers: .json(.named("AddressFeed", .object([SchemaField("last", Self.number)], isClosed: false))))
        ) { call in
            let last = try await house.database.read { try house.addresses.feed.last(in: $0) }
            return .json(["last": .integer(Int(last))])
        }
        table.api(
            "GET", "/api/v1/addresses/extract", .staff, scope: .addressesRead,
            "Every address record as it stood at a number of the feed, by id",
            .reading(
                "extractAddresses", tag: "places", [.required("at", Self.number, "The number; see the feed.")],
                answers: .page("AddressExtract", AddressShape.shape.schema))
        ) { try await extract($0) }
        table.api(
            "GET", "/api/v1/addresses/changes", .staff, scope: .addressesRead,
            "The changes (after, to] in their order, each with the record as it left it",
            .reading(
                "listAddressChanges", tag: "places",
                [.required("after", Self.number), .query("to", Self.number, "The newest unless said.")],
                answers: .page("AddressChanges", AddressShape.change.schema))
        ) { try await changes($0) }
        table.api(
            "GET", "/api/v1/addresses/{id}/history", .staff, scope: .addressesRead, "The changes of one address",
            .reading(
                "getAddressHistory", tag: "places", [.path("id", .id, "The id of the record.")],
                answers: .json(Self.list("AddressHistory", AddressShape.change.schema)))
        ) { call in
            let id = try call.visit.id("id")
            let history = try await house.database.read { reader in
                guard try house.addresses.snapshot(of: id, in: reader) != nil else { throw Problem.noSuchAddress }
                return try house.addresses.history(of: id, in: reader)
            }
            return .json([
                "items": .array(history.map { AddressShape.change.json(.init(change: $0.change, left: $0.left)) })
            ])
        }
    }

    private static func list(_ name: String, _ items: Schema) -> Schema {
        .named(name, .object([SchemaField("items", .list(items))], isClosed: false))
    }

    // MARK: - Completion and resolution

    private static let span = Shape<Range<Int>>(
        "TextSpan", [.integer("start") { $0.lowerBound }, .integer("end") { $0.upperBound }])

    private static let completion = Shape<LibraryService.Completion>(
        "AddressCompletion",
        [
            .text("id", .id) { $0.id.text }, .text("text", .anyText, "From the named place on.") { $0.text },
            .many("marks", span, "What of it was typed, in Unicode scalars.") { $0.marks },
            .maybe("other_name", .anyText, "The other name that was typed.") { $0.other },
            .maybe("town", .anyText) { $0.within },
        ])

    private func complete(_ call: APICall) async throws -> APIAnswer {
        let limit = call.query("limit").flatMap { Int($0) } ?? 8
        let found = try await library.completions(call.query("q") ?? "", limit: limit)
        return .json(["items": .array(found.map(Self.completion.json))])
    }

    private struct Found: Sendable {
        let found: AddressResolution, text: String, register: AddressRegister

        func id(_ place: Int?) -> String? { place.flatMap(register.record) }
    }

    private struct Proof: Sendable {
        let evidence: AddressResolution.Evidence, text: String
    }

    private static let proof = Shape<Proof>(
        "AddressEvidence",
        [
            .text("reason", .code) { $0.evidence.reason.rawValue }, .text("text", .anyText) { $0.text },
            .integer("start", .count, "In Unicode scalars.") { $0.evidence.start }, .integer("end") { $0.evidence.end },
        ])

    private static let resolution = Shape<Found>(
        "AddressResolution",
        [
            .text("band", .choice(MatchBand.self), "A equal but for spelling, B safe, C for a person to decide, none.")
            {
                $0.found.band.rawValue
            },
            .maybe("matched", .id, "The place that the text names, perhaps a former one.") { $0.id($0.found.matched) },
            .maybe("current", .id, "What stands there today.") { $0.id($0.found.current) },
            .maybe("within", .id, "The narrowest place that is known when what the text names is not.") {
                $0.id($0.found.within)
            },
            .field("candidates", .list(.id)) { found in
                .array(found.found.candidates.compactMap { found.id($0) }.map { .string($0) })
            },
            .integer("gap", .integer(-1_000...1_000), "How far the next best lies behind, in points.") { $0.found.gap },
            .many("evidence", proof) { found in
                found.found.evidence.map { Proof(evidence: $0, text: $0.words(of: found.text)) }
            },
        ])

    private func resolve(_ call: APICall) async throws -> APIAnswer {
        let register = try await library.shelf().register, text = call.query("text") ?? ""
        var resolver = AddressResolver(register)
        return .json(Self.resolution.json(Found(found: resolver.resolve(text), text: text, register: register)))
    }

    // MARK: - The feed

    private func extract(_ call: APICall) async throws -> APIAnswer {
        let number = call.query("at").flatMap { Int64($0) } ?? 0
        let after = try call.position(of: 1)?.first.flatMap { RecordID($0) }
        let (records, next) = try await house.database.readAtLength { reader in
            try house.addresses.extract(at: number, after: after, limit: call.limit, in: reader)
        }
        return call.page(records.map(AddressShape.shape.json), next: next.map { [$0.text] })
    }

    private func changes(_ call: APICall) async throws -> APIAnswer {
        let from = call.query("after").flatMap { Int64($0) } ?? 0
        let after = try call.position(of: 1)?.first.flatMap { Int64($0) } ?? from
        let changes = try await house.database.readAtLength { reader in
            let to = try call.query("to").flatMap { Int64($0) } ?? house.addresses.feed.last(in: reader)
            return (
                try house.addresses.changes(after: after, to: to, limit: call.limit, in: reader), to
            )
        }
        let last = changes.0.last?.change.number
        return call.page(
            changes.0.map { AddressShape.change.json(.init(change: $0.change, left: $0.left)) },
            next: last.flatMap { $0 < changes.1 && changes.0.count == call.limit ? [String($0)] : nil })
    }
}

/// Address records and their changes as JSON.
enum AddressShape {
    /// A change with what it left.
    struct Change: Sendable {
        let change: PlaceChange
        let left: AddressSnapshot?
    }

    private static let degrees = Schema.integer(-180_000_000...180_000_000)

    static let shape = Shape<AddressSnapshot>(
        "AddressRecord",
        [
            .text("id", .id, "Permanent.") { $0.id.text }, .text("type", .choice(PlaceType.self)) { $0.type.rawValue },
            .text("name") { $0.name }, .maybe("village_id", .id) { $0.village?.text },
            .text("town_id", .id) { $0.town.text }, .maybe("grid_id", .id) { $0.grid?.text },
            .maybe("parent_id", .id) { $0.parent?.text }, .maybe("number", .anyText) { $0.number },
            .maybe("code", .anyText, "The code of the list it came with.") { $0.code },
            .text("origin", .anyText) { $0.origin }, .text("state", .choice(AddressState.self)) { $0.state.rawValue },
            .text("valid_from", .day) { $0.validFrom.description },
            .maybe("valid_to", .day, "The first day on which it is not there any more.") { $0.validTo?.description },
            .maybe("successor_id", .id) { $0.successor?.text },
            .maybeInteger("longitude_e6", degrees, "Millionths of a degree of WGS-84.") { $0.point?.longitudeE6 },
            .maybeInteger("latitude_e6", degrees) { $0.point?.latitudeE6 },
            .maybe("position_system", .choice(CoordinateSystem.self), "The system in which the source gave it.") {
                $0.position?.system?.rawValue
            },
            .maybe("position_quality", .choice(AddressPosition.Quality.self), "What the source pointed at.") {
                $0.position?.quality?.rawValue
            }, .maybeInteger("serial") { $0.serial },
            .field("names", .list(.anyText)) { .array($0.names.map { .string($0) }) },
        ])

    static let change = Shape<Change>(
        "AddressChange",
        [
            .integer("number") { Int($0.change.number) },
            .text("kind", .choice(PlaceChange.Kind.self)) { $0.change.kind.rawValue },
            .text("place_id", .id) { $0.change.place.text },
            .text("what", .choice(PlaceChange.What.self)) { $0.change.what.rawValue },
            .text("valid_on", .day) { $0.change.validOn.description },
            .text("recorded_at", .instant) { $0.change.recordedAt.iso }, .text("act", .id) { $0.change.act.text },
            .maybeOne("left", shape, "The record as this change left it; null for a division.") { $0.left },
        ])
}
