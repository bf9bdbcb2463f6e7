import Base
import Markup

/// The addresses of the command face.
enum CommandPaths {
    static let centres: Path = "/desk/centres"
    /// Hot issues, a page of the desk.
    static let issues: Path = "/desk/issues"
    static func overview(colour: MapColour = .overdue, isWall: Bool = false) -> Path {
        let path: Path = "/command"
        return path.query("by", colour == .overdue ? nil : colour.rawValue).query("wall", isWall ? "1" : nil)
    }

    static let events: Path = "/command/events"

    static func town(_ code: String, colour: MapColour = .overdue) -> Path {
        let path: Path = "/command/towns/\(code)"
        return path.query("by", colour == .overdue ? nil : colour.rawValue)
    }

    static func matters(_ which: OpenList, town: String? = nil, village: String? = nil, offset: Int = 0) -> Path {
        let path: Path = "/command/matters"
        return path.query("which", which.rawValue).query("town", town).query("village", village)
            .query("offset", offset > 0 ? offset : nil)
    }

    static func replies(months: Int? = nil) -> Path {
        let path: Path = "/command/replies"
        return path.query("months", months)
    }

    static func repliesExport(months: Int) -> Path {
        let path: Path = "/command/replies/export"
        return path.query("months", months)
    }

    /// What the centre has done.
    static let centre: Path = "/command/centre"

    static func centreExport(_ from: Day, _ to: Day) -> Path {
        let path: Path = "/command/centre/export"
        return path.query("from", from.description).query("to", to.description)
    }

    static func matter(_ id: RecordID) -> Path { "/desk/matters/\(id)" }
}
