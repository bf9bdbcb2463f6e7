import Accounts
import Base
import Clocks
import Divisions
import Foundation
import Journal
import Markup
import Matters
import Rulebook
import Storage
import TestSupport
import Web

@testable import Command

/// The session of whoever looks, which can end.
actor Session {
    private(set) var stands = true

    func end() { stands = false }
}

/// A made-up district with two towns of three villages each, a centre, and matters written row by row.
struct CommandWorld {
    static let now = Instant(Day(number: 18_226), hour: 10, minute: 31)  // Tuesday 26 November 2019
    static let district = "lichun"

    let test: TestDatabase
    let matters: MatterStore
    let store: CommandStore
    let maps: MapStore
    let feed = Feed()
    let session = Session()
    let module: CommandModule
    let units: [String: RecordID]
    let divisions: [String: RecordID]

    var database: any Database { test.database }

    init(isFetched: Bool = true) async throws {
        test = try await TestDatabase(
            journalMigrations + rulebookMigrations + divisionsMigrations + accountsMigrations + clocksMigrations
                + mattersMigrations)
        let folder = test.folder
        let keys = KeyRing.temporary()
        matters = MatterStore(
            database: test.database, district: Self.district, prefix: "LC",
            journal: Journal(district: Self.district, keys: keys, tables: MatterStore.journaledTables), keys: keys,
            blobFolder: folder.appending(path: "blobs")
        )
        store = CommandStore(database: test.database, district: Self.district)
        let divisionStore = DivisionStore(district: Self.district)
        maps = MapStore(database: test.database, divisions: divisionStore)
        module = CommandModule(
            store: store, matters: matters, divisions: divisionStore,
            faces: Faces(
                words: SiteWords(place: Words("立春区", "Lichun District"), note: Words("", "")),
                hasAsset: { isFetched || !$0.hasPrefix("vendor/") }
            ),
            feed: feed, signals: { _, _, _ in [] }, stillSignedIn: { [session] _ in await session.stands }
        )
        (divisions, units) = try await Self.build(test.database, divisionStore, matters.units)
    }

    private static func build(
        _ database: any Database, _ divisions: DivisionStore, _ units: UnitStore
    ) async throws -> ([String: RecordID], [String: RecordID]) {
        try await database.write { transaction in
            var places: [String: RecordID] = [:]
            var offices: [String: RecordID] = [:]
            func place(_ code: String, _ level: DivisionLevel, _ name: Words, _ parent: String?, _ point: GeoPoint?)
                throws
            {
                let id = RecordID.make(at: now)
                places[code] = id
                try divisions.add(
                    Division(
                        id: id, level: level, code: code, codeSystem: "made-up", name: name, kind: level.rawValue,
                        parent: parent.flatMap { places[$0] }, point: point, validFrom: Day(number: 0), validTo: nil
                    ), at: now, in: transaction
                )
            }
            func office(_ code: String, _ level: UnitLevel, _ parent: String?, _ division: String?) throws {
                let id = RecordID.make(at: now)
                offices[code] = id
                try units.add(
                    Unit(
                        id: id, code: code, level: level, name: Words(code, code),
                        parent: parent.flatMap { offices[$0] },
                        division: division.flatMap { places[$0] }, opensOn: nil
                    ), in: transaction
                )
            }
            try place("1", .district, Words("立春区", "Lichun District"), nil, nil)
            try office("centre", .centre, nil, "1")
            for (index, name) in [Words("雨水街道", "Yushui Subdistrict"), Words("惊蛰镇", "Jingzhe Town")].enumerated() {
                try place("1\(index)", .town, name, "1", nil)
                try office("town1\(index)", .town, "centre", "1\(index)")
                for village in 0..<3 {
                    try place(
                        "1\(index)\(village)", .village, Words("第\(index)\(village)村", "Village \(index)\(village)"),
                        "1\(index)",
                        GeoPoint(
                            longitudeE6: 120_000_000 + index * 30_000 + village * 7_000,
                            latitudeE6: 30_300_000 + village * 9_000)
                    )
                }
            }
            return (places, offices)
        }
    }

    /// Writes a matter; `end` ends it, `share` gives units a share, `against` bars a unit.
    @discardableResult
    func matter(
        town: String? = "10", village: Int = 0, due: Int? = nil, filed: Int = 0, ended: Int? = nil,
        end: MatterEnd? = nil,
        rating: Int? = nil, kind: MatterKind = .help, share: [String] = [], against: String? = nil
    ) async throws -> RecordID {
        let id = RecordID.make(at: Self.now)
        let today = Self.now.day
        let district = Self.district
        let (units, divisions) = (units, divisions)
        let serial = Int.random(in: 1...999_999_999)
        let centre = units["centre"]
        try await database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO matters (id, district, number, kind, channel, topic_confirmed, narrative_id, place_how, village_id,
                  town_id, first_receiver, received_by, status, stage, end_code, due_day, happened_at, filed_at, ended_at,
                  rating, reopened, confidentiality, key_version, search_row, revision)
                VALUES (\(id), \(district), \("LC2019-\(serial)"), \(kind.rawValue), 'web', 0, \(id), 'none',
                  \(town.flatMap { divisions["\($0)\(village)"] }), \(town.flatMap { divisions[$0] }), \(centre),
                  'visitor', \(end == nil ? "handling" : "ended"), \(end == nil ? "handling" : "ended"), \(end?.rawValue),
                  \(due.map { today.adding(days: $0) }), \(Self.now), \(Instant(today.adding(days: filed), hour: 9)),
                  \(ended.map { Instant(today.adding(days: $0), hour: 9) }), \(rating), 0, 'named', 1, \(serial), 1)
                """
            )
            for unit in share {
                try transaction.execute(
                    "INSERT INTO matter_units (unit_id, matter_id, district) VALUES (\(units[unit]), \(id), \(district))"
                )
            }
            if let against {
                try transaction.execute(
                    "INSERT INTO matter_exclusions (matter_id, unit_id, district) VALUES (\(id), \(units[against]), \(district))"
                )
            }
        }
        return id
    }

    func signedIn(_ unit: String, _ role: Role = .head) throws -> SignedIn {
        guard let unit = units[unit] else { throw Problem.notFound }
        return SignedIn(
            account: unit, post: unit, unit: unit, role: role, name: "苏清明", unitName: Words("立春区中心", "Lichun centre")
        )
    }

    func scope(_ unit: String, _ role: Role = .head) async throws -> MatterScope {
        let actor = try signedIn(unit, role).actor
        return try await database.read { try matters.scope(of: actor, in: $0) }
    }

    /// Asks a route as the site would.
    func ask(
        _ path: String, as signedIn: SignedIn, query: String = "", parameters: [String: String] = [:],
        _ language: Language = .simplified
    ) async throws -> Reply {
        var table = RouteTable()
        module.addRoutes(to: &table)
        guard let route = table.routes.first(where: { $0.path == path }), route.access.admits(signedIn) else {
            throw Problem.notAllowed
        }
        return try await route.handle(visit(path, as: signedIn, query: query, parameters: parameters, language))
    }

    /// One request as the site would decode it.
    func visit(
        _ path: String, as signedIn: SignedIn, query: String = "", parameters: [String: String] = [:],
        _ language: Language = .simplified
    ) -> Visit {
        Visit(
            method: "GET", path: path, query: Form.urlEncoded(query) ?? Form(), form: Form(), parameters: parameters,
            language: language, theme: .system, signedIn: signedIn, now: Self.now, csrf: "token", sessionToken: nil,
            address: "", origin: "http://127.0.0.1", requestID: "1", wantsJSON: false
        )
    }

    func page(
        _ path: String, as signedIn: SignedIn, query: String = "", parameters: [String: String] = [:],
        _ language: Language = .simplified
    ) async throws -> String {
        guard
            case .text(let text) = try await ask(path, as: signedIn, query: query, parameters: parameters, language)
                .body
        else {
            return ""
        }
        return text
    }
}
