public import Base

/// Why samples could not be made or judged.
public enum SampleError: ExplainedError, Equatable {
    /// A table lacks a column.
    case missingColumn(table: String, column: String)
    /// A line of a table cannot be read; counted from 1.
    case badLine(table: String, line: Int)
    /// A line of a noise file names nothing known or holds no share between 0 and 1; counted from 1.
    case badNoise(line: Int, text: String)
    /// Fewer addresses or rows were asked for than make a district, or more than a million and some.
    case badCount(String)

    public var explanation: String {
        switch self {
        case .missingColumn(let table, let column): "\(table) has no column \(column)."
        case .badLine(let table, let line): "Line \(line) of \(table) cannot be read."
        case .badNoise(let line, let text): "Line \(line) of the noise file is no known share between 0 and 1: \(text)."
        case .badCount(let what): "\(what)."
        }
    }
}

/// The divisions and names of a district that made-up addresses are hung on.
public struct SampleDistrict: Sendable {
    struct Town: Sendable {
        let code: String
        let name: String
        /// Its code after the split of 2021, nine digits.
        let laterCode: String
    }

    struct Village: Sendable {
        let code: String
        let name: String
        let town: Int
        let isCommunity: Bool
        let grids: Int
        /// Millionths of a degree, WGS-84.
        let longitude: Int
        let latitude: Int
    }

    struct Name: Sendable {
        let text: String
        let isRoad: Bool
        let village: Int
        let aliases: [String]
        /// The number of the grid within the village; nil when the name lies in several.
        let grid: Int?
    }

    let province: String
    let city: String
    let name: String
    let towns: [Town]
    let villages: [Village]
    let names: [Name]

    /// Reads the tables towns.tsv, villages.tsv and places.tsv of a folder of district facts, each given as its text.
    ///
    /// Throws `SampleError` for a missing column or a line that points to no town or village.
    public init(province: String, city: String, name: String, towns: String, villages: String, places: String) throws {
        (self.province, self.city, self.name) = (province, city, name)
        self.towns = try FactTable("towns.tsv", towns).rows(["code", "zh", "code_2021"]) { fields, _ in
            Town(code: fields[0], name: fields[1], laterCode: fields[2])
        }
        let townNumbers = Dictionary(self.towns.enumerated().map { ($1.code, $0) }) { first, _ in first }
        let villageColumns = ["code", "zh", "kind", "town", "grids", "lng", "lat"]
        self.villages = try FactTable("villages.tsv", villages).rows(villageColumns) { fields, line in
            guard let town = townNumbers[fields[3]], let grids = Int(fields[4]), (1...99).contains(grids),
                let longitude = Double(fields[5]), let latitude = Double(fields[6]),
                abs(longitude) <= 180, abs(latitude) <= 90
            else { throw SampleError.badLine(table: "villages.tsv", line: line) }
            return Village(
                code: fields[0], name: fields[1], town: town, isCommunity: fields[2] == "community", grids: grids,
                longitude: Int((longitude * 1e6).rounded()), latitude: Int((latitude * 1e6).rounded()))
        }
        let villageNumbers = Dictionary(self.villages.enumerated().map { ($1.code, $0) }) { first, _ in first }
        let nameColumns = ["name", "type", "village_code", "aliases", "grid"]
        names = try FactTable("places.tsv", places).rows(nameColumns) { fields, line in
            guard let village = villageNumbers[fields[2]] else {
                throw SampleError.badLine(table: "places.tsv", line: line)
            }
            return Name(
                text: fields[0], isRoad: fields[1] == "road", village: village,
                aliases: fields[3].split(separator: ";").map(String.init), grid: Int(fields[4].suffix(2)))
        }
        guard !self.towns.isEmpty, !self.villages.isEmpty else {
            throw SampleError.badLine(table: "villages.tsv", line: 1)
        }
    }
}

/// A table whose first line names its columns.
private struct FactTable {
    let table: String
    let lines: [Substring]

    init(_ table: String, _ text: String) {
        self.table = table
        lines = text.split(whereSeparator: \.isNewline)
    }

    /// Makes a value of each line from the columns named; the line counts from 1.
    func rows<Value>(_ columns: [String], _ make: ([String], Int) throws -> Value) throws -> [Value] {
        let header = lines.first?.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) ?? []
        let places = try columns.map { column in
            guard let place = header.firstIndex(of: column) else {
                throw SampleError.missingColumn(table: table, column: column)
            }
            return place
        }
        return try lines.dropFirst().enumerated().map { index, line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard let last = places.max(), last < fields.count else {
                throw SampleError.badLine(table: table, line: index + 2)
            }
            return try make(places.map { fields[$0] }, index + 2)
        }
    }
}
