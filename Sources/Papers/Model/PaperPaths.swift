import Base
import Markup

/// The addresses of papers, their proof, and the marks and seals of units.
enum PaperPaths {
    static func matter(_ id: RecordID) -> Path { "/desk/matters/\(id)" }
    static func proceeding(_ id: RecordID, of matter: RecordID) -> Path { "/desk/matters/\(matter)/proceedings/\(id)" }
    static func papers(of proceeding: RecordID, in matter: RecordID) -> Path {
        "/desk/matters/\(matter)/proceedings/\(proceeding)/papers"
    }
    static func writing(_ code: String, in proceeding: RecordID, of matter: RecordID) -> Path {
        "/desk/matters/\(matter)/proceedings/\(proceeding)/papers/new/\(code)"
    }
    static func paper(_ id: RecordID) -> Path { "/desk/papers/\(id)" }
    static func texts(of id: RecordID) -> Path { "/desk/papers/\(id)/texts" }
    static func issue(of id: RecordID) -> Path { "/desk/papers/\(id)/issue" }
    static func withdrawal(of id: RecordID) -> Path { "/desk/papers/\(id)/withdrawal" }
    static func services(of id: RecordID) -> Path { "/desk/papers/\(id)/services" }
    static func pdf(of id: RecordID) -> Path { "/desk/papers/\(id)/pdf" }
    static func reading(of id: RecordID) -> Path { "/desk/papers/\(id)/reading" }
    static func attachment(_ file: RecordID, of matter: RecordID) -> Path {
        "/desk/matters/\(matter)/attachments/\(file)/view"
    }
    /// The public page that proves a paper.
    static func proof(of id: RecordID) -> Path { "/papers/\(id)" }
    static let offices: Path = "/offices"
    static func office(_ unit: RecordID) -> Path { "/offices/\(unit)" }
    static func mark(of unit: RecordID) -> Path { "/offices/\(unit)/mark" }
    static func seal(of unit: RecordID) -> Path { "/offices/\(unit)/seal" }
    static func sealPicture(of unit: RecordID) -> Path { "/offices/\(unit)/seal/picture" }
}
