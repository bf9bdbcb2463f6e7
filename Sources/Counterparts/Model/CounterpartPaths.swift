import Base
import Markup

/// The addresses of what other bodies tell.
enum CounterpartPaths {
    static let desk: Path = "/desk"
    static let waiting: Path = "/desk/messages"
    static func matter(_ id: RecordID) -> Path { "/desk/matters/\(id)" }
    static func messages(of matter: RecordID) -> Path { "/desk/matters/\(matter)/messages" }
    static func taking(_ id: RecordID, of matter: RecordID) -> Path { "/desk/matters/\(matter)/messages/\(id)/taking" }
    static func settingAside(_ id: RecordID, of matter: RecordID) -> Path {
        "/desk/matters/\(matter)/messages/\(id)/setting-aside"
    }
}
