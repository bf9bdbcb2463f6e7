import Accounts
import Addresses
import Base
import Divisions
import Foundation
import Journal
import Rulebook
import Storage

/// Writes the facts of a district into an empty database: rules, divisions, units, places, people.
struct DistrictSeeder {
    let house: House
    let facts: DistrictFacts
    let home: URL
    let now: Instant
    /// Only these towns get villages, grids and places; nil for all.
    let towns: Set<String>?

    private var from: Day { Day(facts.header.validFrom) ?? now.day }
    private var to: Day? { facts.header.validTo.flatMap { Day($0) } }

    /// Loads the rule packs. Throws `RuleFaults` when one is wrong: nothing is written then.
    func loadRules() async throws {
        let reading = try RuleFile.read(folder: home.appending(path: "Rules"))
        guard reading.faults.isEmpty else { throw RuleFaults(faults: reading.faults) }
        let rulebook = Rulebook(district: house.district.key), now = now, journal = house.journal
        try await house.database.write { transaction in
            let outcomes = try rulebook.load(
                reading.files.map(\.seed), at: now, in: transaction,
                record: { try RulePublication.record($0, by: Rulebook.seeder, at: now, in: journal, $1) })
            var given: [String: RuleFile] = [:]
            for case (let file, .published(let pack)) in zip(reading.files, outcomes) { given[pack.pin] = file }
            let faults = RuleShelf(try RuleShelf.standing(rulebook, in: transaction), given: given).faults()
            guard faults.isEmpty else { throw RuleFaults(faults: faults) }
        }
    }

    /// Divisions, units, places, windows and rooms.
    func writePlaces() async throws {
        try await house.database.write { transaction in
            let root = try addDistrict(in: transaction)
            for town in facts.towns { try add(town: town, below: root, in: transaction) }
            try writeCentres(in: transaction)
            _ = try house.addresses.addTowns(on: from, at: now, in: transaction)
            try house.journal.record(
                JournalRecord(
                    "district.seeded", subject: Subject(kind: "import", id: facts.header.key), by: .system("seed"),
                    happenedAt: now,
                    parameters: ["towns": String(facts.towns.count), "villages": String(facts.villages.count)]
                ),
                in: transaction
            )
        }
    }

    private struct Root { let division: RecordID, unit: RecordID }

    private func addDistrict(in transaction: any Transaction) throws -> Root {
        let root = Root(division: .make(at: now), unit: .make(at: now))
        let name = Words(facts.header.zh, facts.header.en)
        try house.divisions.add(
            division(root.division, .district, facts.header.code, name, "district", nil, nil), at: now, in: transaction
        )
        let centre = Words(facts.centre.zh, facts.centre.en)
        let opens = facts.centre.opened.flatMap { Day($0) }
        try house.units.add(
            Unit(
                id: root.unit, code: "centre", level: .centre, name: centre, parent: nil, division: root.division,
                opensOn: opens),
            in: transaction
        )
        var departments: [String: RecordID] = [:]
        for office in facts.departments {
            let id = RecordID.make(at: now)
            departments[office.code] = id
            try house.units.add(
                Unit(
                    id: id, code: "dept:\(office.code)", level: .department, name: Words(office.zh, office.en),
                    parent: root.unit, division: nil, opensOn: nil
                ),
                in: transaction
            )
        }
        for window in facts.centre.windows {
            let row = Self.windowShape.row([
                RecordID.make(at: now).value, house.district.key.value, root.unit.value, window.number.value,
                window.zh.value, window.en.value, window.department.flatMap { departments[$0] }.value,
            ])
            try transaction.insert(row, of: root.unit)
        }
        for room in facts.centre.rooms {
            let row = Self.roomShape.row([
                RecordID.make(at: now).value, house.district.key.value, root.unit.value, room.code.value, room.zh.value,
                room.en.value, room.floor.value,
            ])
            try transaction.insert(row, of: root.unit)
        }
        return root
    }

    private static let windowShape = RowShape(
        "windows", ["id", "district", "unit_id", "number", "name_zh", "name_en", "department_id"]
    )
    private static let roomShape = RowShape(
        "rooms", ["id", "district", "unit_id", "code", "name_zh", "name_en", "floor"]
    )

    private func add(town: [String: String], below root: Root, in transaction: any Transaction) throws {
        guard let code = town["code"], let zh = town["zh"], let en = town["en"], let kind = town["kind"] else {
            throw FactsError.unknown("town")
        }
        let division = RecordID.make(at: now), unit = RecordID.make(at: now)
        try house.divisions.add(
            self.division(division, .town, code, Words(zh, en), kind, root.division, Self.point(town)), at: now,
            in: transaction
        )
        try house.units.add(
            Unit(
                id: unit, code: "town:\(code)", level: .town, name: Words(zh, en), parent: root.unit,
                division: division,
                opensOn: town["centre_opened"].flatMap { Day($0) }
            ),
            in: transaction
        )
        for platform in facts.centre.platforms {
            try house.units.add(
                Unit(
                    id: .make(at: now), code: "platform:\(code):\(platform.code)", level: .platform,
                    name: Words(zh + platform.zh, "\(en), \(platform.en)"), parent: unit, division: division,
                    opensOn: nil
                ),
                in: transaction
            )
        }
        guard towns?.contains(code) ?? true else { return }
        for village in facts.villages where village["town"] == code {
            try add(village: village, town: division, townName: Words(zh, en), below: unit, in: transaction)
        }
    }

    private func add(
        village: [String: String], town: RecordID, townName: Words, below parent: RecordID,
        in transaction: any Transaction
    ) throws {
        guard let code = village["code"], let zh = village["zh"], let en = village["en"], let kind = village["kind"]
        else {
            throw FactsError.unknown("village")
        }
        let division = RecordID.make(at: now), unit = RecordID.make(at: now)
        let opens = village["centre_opened"].flatMap { Day($0) }
        try house.divisions.add(
            self.division(division, .village, code, Words(zh, en), kind, town, Self.point(village)), at: now,
            in: transaction
        )
        try house.units.add(
            Unit(
                id: unit, code: "village:\(code)", level: .village, name: Words(zh, en), parent: parent,
                division: division,
                opensOn: opens
            ),
            in: transaction
        )
        let place = Place(
            id: .make(at: now), type: .village, name: zh, village: division, town: town,
            villageName: Words(zh, en), townName: townName
        )
        let stem = zh.hasSuffix("社区") && zh.count > 4 ? [String(zh.dropLast(2))] : []
        try house.addresses.add(
            place, aliases: stem, origin: facts.header.codeSystem, from: from, at: now, in: transaction)
        var grids: [String: RecordID] = [:]
        for number in 1...max(1, Int(village["grids"] ?? "") ?? 1) {
            let grid = try addGrid(
                number, code: code, name: Words(zh, en), village: division, below: unit, opens, in: transaction)
            grids[grid.code] = grid.id
        }
        for named in facts.places where named["village_code"] == code {
            let grid = named["grid"].flatMap { $0.isEmpty ? nil : $0 }
            if let grid, grids[grid] == nil { throw FactsError.unknown(grid) }
            let type = PlaceType(rawValue: named["type"] ?? "") ?? .estate
            let record = Place(
                id: .make(at: now), type: type == .town ? .estate : type, name: named["name"] ?? "", village: division,
                town: town, villageName: Words(zh, en), townName: townName, grid: grid.flatMap { grids[$0] }
            )
            let aliases = (named["aliases"] ?? "").split(separator: ";").map(String.init)
            try house.addresses.add(
                record, aliases: aliases, origin: facts.origin, from: from, at: now, in: transaction)
        }
    }

    private func addGrid(
        _ number: Int, code: String, name: Words, village: RecordID, below parent: RecordID, _ opens: Day?,
        in transaction: any Transaction
    ) throws -> Division {
        let ordinal = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]
        let zh = "\(name.zh)第\(ordinal.indices.contains(number - 1) ? ordinal[number - 1] : String(number))网格"
        let grid = RecordID.make(at: now)
        let full = "\(code)\(number < 10 ? "0" : "")\(number)"
        var record = division(grid, .grid, full, Words(zh, "\(name.en), grid \(number)"), "grid", village, nil)
        record = Division(
            id: record.id, level: .grid, code: full, codeSystem: facts.origin, name: record.name, kind: "grid",
            parent: village, point: nil, validFrom: from, validTo: to
        )
        try house.divisions.add(record, at: now, in: transaction)
        try house.units.add(
            Unit(
                id: .make(at: now), code: "grid:\(full)", level: .grid, name: record.name, parent: parent,
                division: grid,
                opensOn: opens
            ),
            in: transaction
        )
        return record
    }

    private func division(
        _ id: RecordID, _ level: DivisionLevel, _ code: String, _ name: Words, _ kind: String, _ parent: RecordID?,
        _ point: GeoPoint?
    ) -> Division {
        Division(
            id: id, level: level, code: code, codeSystem: facts.header.codeSystem, name: name, kind: kind,
            parent: parent,
            point: point, validFrom: from, validTo: to
        )
    }

    private static func point(_ row: [String: String]) -> GeoPoint? {
        guard let longitude = row["lng"].flatMap(Double.init), let latitude = row["lat"].flatMap(Double.init) else {
            return nil
        }
        return GeoPoint(longitudeE6: Int((longitude * 1e6).rounded()), latitudeE6: Int((latitude * 1e6).rounded()))
    }
}
