public import Accounts
public import Web

/// The door: windows, rooms, tickets and bookings of the dispute centres, and the reception days of the towns.
public struct DisputesModule: Sendable {
    private let desk: DisputeDesk
    private let faces: Faces
    private let accounts: AccountStore
    private let limit: Int

    /// The centres of a district; strangers of one address may draw tickets and book `limit` times an hour, 0 sets no limit.
    public init(centres: CentreStore, accounts: AccountStore, faces: Faces, limit: Int) {
        desk = DisputeDesk(centres: centres)
        (self.accounts, self.faces, self.limit) = (accounts, faces, limit)
    }

    /// Adds the routes of this module.
    public func addRoutes(to table: inout RouteTable) {
    }
}

/// The stores that the pages ask.
struct DisputeDesk: Sendable {
    let centres: CentreStore
    var tickets: TicketStore { TicketStore(centres) }
    var bookings: BookingStore { BookingStore(centres) }
    var receptions: ReceptionStore { ReceptionStore(centres) }
}
