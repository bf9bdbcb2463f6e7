public import Base
import Disputes
public import Foundation
import Rulebook

/// What a folder of district facts holds: divisions, offices, places and people, in the project's own format.
public struct DistrictFacts: Sendable {
    struct Header: Decodable, Sendable {
        let key: String
        let code: String
        let codeSystem: String
        let zh: String
        let en: String
        let prefix: String
        let validFrom: String
        let validTo: String?
        let origin: String?

        enum CodingKeys: String, CodingKey {
            case key, code, zh, en, prefix, origin
            case codeSystem = "code_system"
            case validFrom = "valid_from"
            case validTo = "valid_to"
        }
    }

    /// Who vouches for the places and grids of the folder: the district itself, unless the file says otherwise.
    var origin: String { header.origin ?? header.key }

    struct Office: Decodable, Sendable {
        let code: String
        let zh: String
        let en: String
    }

    struct Window: Decodable, Sendable {
        let number: Int
        let zh: String
        let en: String
        let department: String?
        /// Departments that sit there in turn, one a weekday and the next five in the second half.
        let inTurn: [String]?

        enum CodingKeys: String, CodingKey {
            case number, zh, en, department
            case inTurn = "in_turn"
        }
    }

    struct Room: Decodable, Sendable {
        let code: String
        let zh: String
        let en: String
        let floor: Int
        let use: RoomUse?
        let seats: Int?
    }

    /// When a centre is open, by weekday: `{days: [1, 2], times: ["9:00-12:00"]}`.
    struct Hours: Decodable, Sendable {
        let days: [Int]
        let times: [String]
    }

    /// What the centre of every town has, and on which day of the month its leaders receive residents.
    struct TownCentre: Decodable, Sendable {
        struct Reception: Decodable, Sendable {
            let day: Int
            let from: String
            let times: String
            let minutes: Int
            let lanes: Int
            /// Towns with a day of their own, by code.
            let own: [String: Int]?
        }

        let windows: [Window]
        let rooms: [Room]
        let reception: Reception?
    }

    /// Somebody in the register of mediators of a unit; with an account when they sign in.
    struct RegisteredMediator: Decodable, Sendable {
        let unit: String
        let name: String
        let kind: String
        let skills: [String]
        let most: Int
        let login: String?
    }

    struct Centre: Decodable, Sendable {
        let zh: String
        let en: String
        let opened: String?
        let windows: [Window]
        let rooms: [Room]
        let platforms: [Office]
        let hours: [Hours]?
        let towns: TownCentre?
        let mediators: [RegisteredMediator]?
    }

    struct Person: Decodable, Sendable {
        struct Post: Decodable, Sendable {
            let role: Role
            let unit: String
        }

        let login: String
        let name: String
        let en: String?
        let posts: [Post]
    }

    private struct Departments: Decodable { let departments: [Office] }
    private struct Staff: Decodable { let staff: [Person] }

    let header: Header
    let centre: Centre
    let departments: [Office]
    let staff: [Person]
    let towns: [[String: String]]
    let villages: [[String: String]]
    let places: [[String: String]]

    /// Reads a folder such as `Rules/districts/yuhang-2019`. Throws `FactsError` naming the file and line.
    public init(folder: URL) throws {
        header = try Self.yaml(Header.self, folder, "district.yaml")
        centre = try Self.yaml(Centre.self, folder, "centre.yaml")
        departments = try Self.yaml(Departments.self, folder, "departments.yaml").departments
        staff = try Self.yaml(Staff.self, folder, "staff.yaml").staff
        towns = try Self.table(folder, "towns.tsv")
        villages = try Self.table(folder, "villages.tsv")
        places = try Self.table(folder, "places.tsv")
    }

    /// The district as a real one: its clock is the machine's.
    public var district: District {
        District(
            key: header.key, code: header.code, prefix: header.prefix, name: Words(header.zh, header.en),
            note: Words("", ""),
            clockOffset: 0, isDemo: false
        )
    }

    private static func yaml<Content: Decodable>(_ type: Content.Type, _ folder: URL, _ name: String) throws -> Content
    {
        try RulePack.decode(type, yaml: try text(folder, name))
    }

    /// The rows of a file of tab-separated values, by column. Throws `FactsError` naming the file and line.
    public static func table(_ folder: URL, _ name: String) throws -> [[String: String]] {
        let lines = try text(folder, name).split(whereSeparator: \.isNewline)
        guard let head = lines.first?.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) else {
            throw FactsError.file(name, line: 1)
        }
        return try lines.dropFirst().enumerated().map { index, line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == head.count else { throw FactsError.file(name, line: index + 2) }
            return Dictionary(zip(head, cells)) { first, _ in first }
        }
    }

    private static func text(_ folder: URL, _ name: String) throws -> String {
        guard let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8) else {
            throw FactsError.file(name, line: 0)
        }
        return text
    }
}

/// What is wrong with a folder of facts or samples.
public enum FactsError: ExplainedError, Equatable {
    /// A file is missing (line 0) or a line cannot be read.
    case file(String, line: Int)
    /// A code is used that no row gives.
    case unknown(String)
    /// A sample matter cannot be lived through.
    case sample(String, String)

    /// The fault in a sentence.
    public var explanation: String {
        switch self {
        case .file(let name, line: 0): "The file \(name) is missing or is not UTF-8."
        case .file(let name, let line): "Line \(line) of \(name) has not as many columns as the first line."
        case .unknown(let code): "The facts name no \(code)."
        case .sample(let id, let why): "The sample matter \(id) cannot be made: \(why)."
        }
    }
}
