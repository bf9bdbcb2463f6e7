import Accounts
import Addresses
import App
import Base
import Matters
import Storage

/// Somebody who works in an office of the bench district.
struct BenchOffice: Sendable {
    let login: String
    let unit: Accounts.Unit
    let actor: Actor
}

/// The people and places that past matters and clients are made of.
struct BenchOffices: Sendable {
    /// Clerks of the district's centre.
    let clerks: [BenchOffice]
    let departments: [BenchOffice]
    let towns: [BenchOffice]
    let villages: [BenchOffice]
    /// Every place with the office of its village and of its town.
    let places: [(place: Place, village: BenchOffice, town: BenchOffice)]

    /// Reads them from a seeded district; places without both offices are left out.
    init(_ house: House, in reader: any Reader) throws {
        var people: [UnitLevel: [BenchOffice]] = [:]
        let rows = try reader.rows(
            """
            SELECT a.login, a.id AS account, p.id AS post, p.role, p.unit_id FROM post_spells s
              JOIN accounts a ON a.id = s.account_id JOIN posts p ON p.id = s.post_id
            WHERE p.role IN ('clerk', 'handler') ORDER BY a.login
            """
        )
        for row in rows {
            let id = try row.id("unit_id")
            guard let unit = try house.units.find(id, in: reader) else { continue }
            let principal = Principal.staff(account: try row.id("account"), post: try row.id("post"), unit: id)
            let actor = Actor(principal: principal, unit: id, role: Role(rawValue: try row.text("role")))
            people[unit.level, default: []].append(BenchOffice(login: try row.text("login"), unit: unit, actor: actor))
        }
        (clerks, departments) = (people[.centre] ?? [], people[.department] ?? [])
        (towns, villages) = (people[.town] ?? [], people[.village] ?? [])
        places = try Self.places(house, towns, villages, in: reader)
    }

    private static func places(
        _ house: House, _ towns: [BenchOffice], _ villages: [BenchOffice], in reader: any Reader
    ) throws -> [(place: Place, village: BenchOffice, town: BenchOffice)] {
        func byDivision(_ offices: [BenchOffice]) -> [RecordID: BenchOffice] {
            var found: [RecordID: BenchOffice] = [:]
            for office in offices { if let division = office.unit.division { found[division] = office } }
            return found
        }
        let (town, village) = (byDivision(towns), byDivision(villages))
        return try reader.rows("SELECT id FROM addresses ORDER BY name, id").compactMap { row in
            guard let place = try house.addresses.find(try row.id("id"), in: reader),
                let near = place.village.flatMap({ village[$0] }), let above = town[place.town]
            else { return nil }
            return (place, near, above)
        }
    }
}
