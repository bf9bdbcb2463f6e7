import Base
import Markup
import Storage
import Web

/// The review queue: what the library cannot settle by itself.
struct ReviewRoutes: Sendable {
    let desk: AddressDesk
    let faces: Faces

    func add(to table: inout RouteTable) {}
}
