import Base
import Markup

/// The addresses of centres, queues, bookings and reception days.
enum DisputePaths {
    static let publicCentres: Path = "/centres"
    static let centres: Path = "/desk/centres"
    static func kiosk(_ centre: RecordID) -> Path { "/centres/\(centre)/tickets" }
    static func ticket(_ id: RecordID, at centre: RecordID) -> Path { "/centres/\(centre)/tickets/\(id)" }
    static func screen(_ centre: RecordID) -> Path { "/centres/\(centre)/screen" }
    static func appointments(_ centre: RecordID) -> Path { "/centres/\(centre)/appointments" }
    static func appointment(_ booking: RecordID, at centre: RecordID) -> Path {
        "/centres/\(centre)/appointments/\(booking)"
    }
    static func appointment(_ booking: RecordID, at centre: RecordID, _ act: String) -> Path {
        "/centres/\(centre)/appointments/\(booking)/\(act)"
    }
    static func centre(_ id: RecordID) -> Path { "/desk/centres/\(id)" }
    static func part(_ part: String, of id: RecordID) -> Path { "/desk/centres/\(id)/\(part)" }
    static func queue(_ id: RecordID) -> Path { part("queue", of: id) }
    static func bookings(_ id: RecordID) -> Path { part("bookings", of: id) }
    static func sheet(_ id: RecordID) -> Path { part("day", of: id) }
    static func receptions(_ id: RecordID) -> Path { part("receptions", of: id) }
    static func steps(_ ticket: RecordID) -> Path { "/desk/tickets/\(ticket)/steps" }
    static func booking(_ id: RecordID, _ act: String) -> Path { "/desk/bookings/\(id)/\(act)" }
    static func reception(_ day: RecordID) -> Path { "/desk/receptions/\(day)" }
    static func reception(_ day: RecordID, _ act: String) -> Path { "/desk/receptions/\(day)/\(act)" }
    static func matter(_ id: RecordID) -> Path { "/desk/matters/\(id)" }
    static let intake: Path = "/desk/intake"
    static let desk: Path = "/desk"
}

// Mediations, their registers and the place where parties sign.
extension DisputePaths {
    static func proceeding(_ id: RecordID, of matter: RecordID) -> Path { "/desk/matters/\(matter)/proceedings/\(id)" }
    static func mediation(_ id: RecordID, of matter: RecordID) -> Path {
        "/desk/matters/\(matter)/proceedings/\(id)/mediation"
    }
    static func mediation(_ id: RecordID, of matter: RecordID, _ act: String) -> Path {
        "/desk/matters/\(matter)/proceedings/\(id)/mediation/\(act)"
    }
    static func agreement(_ agreement: RecordID, of id: RecordID, in matter: RecordID) -> Path {
        "/desk/matters/\(matter)/proceedings/\(id)/mediation/agreements/\(agreement)"
    }
    static func agreementText(_ agreement: RecordID, of id: RecordID, in matter: RecordID) -> Path {
        "/desk/matters/\(matter)/proceedings/\(id)/mediation/agreements/\(agreement)/text"
    }
    static func mediators(_ unit: RecordID) -> Path { part("mediators", of: unit) }
    static func mediator(_ id: RecordID, _ act: String) -> Path { "/desk/mediators/\(id)/\(act)" }
    static let fulfilments: Path = "/desk/fulfilments"
    static func signing(_ agreement: RecordID, _ party: RecordID) -> Path { "/sign/\(agreement)/\(party)" }
    static func signing(_ agreement: RecordID, _ party: RecordID, _ act: String) -> Path {
        "/sign/\(agreement)/\(party)/\(act)"
    }
}
