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
        CentreRoutes(desk: desk, faces: faces).add(to: &table)
        ReceptionRoutes(desk: desk, faces: faces).add(to: &table)
        PublicRoutes(
            desk: desk, faces: faces, limit: AddressAllowance("centre", hourly: limit, in: accounts)
        ).add(to: &table)
        DisputeAPI(desk: desk).add(to: &table)
    }
}
