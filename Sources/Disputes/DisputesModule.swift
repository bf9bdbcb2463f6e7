public import Accounts
public import Web

/// The door: windows, rooms, tickets and bookings of the dispute centres, the reception days of the towns, and mediation itself.
public struct DisputesModule: Sendable {
    private let desk: DisputeDesk
    private let mediations: MediationStore
    private let faces: Faces
    private let accounts: AccountStore
    private let limit: Int
    private let origin: String?

    /// The centres of a district; strangers of one address may draw tickets, book and ask for codes `limit` times an hour, 0 sets no
    /// limit. QR codes of agreements lead to `origin`, or to the address of whoever prints them.
    public init(
        mediations: MediationStore, accounts: AccountStore, faces: Faces, limit: Int, origin: String? = nil
    ) {
        desk = DisputeDesk(centres: mediations.centres)
        self.mediations = mediations
        (self.accounts, self.faces, self.limit, self.origin) = (accounts, faces, limit, origin)
    }

    /// Adds the routes of this module.
    public func addRoutes(to table: inout RouteTable) {
        CentreRoutes(desk: desk, faces: faces).add(to: &table)
        ReceptionRoutes(desk: desk, faces: faces).add(to: &table)
        let hall = AddressAllowance("centre", hourly: limit, in: accounts)
        PublicRoutes(desk: desk, faces: faces, limit: hall).add(to: &table)
        AppointmentRoutes(desk: desk, faces: faces, limit: hall).add(to: &table)
        MediationRoutes(desk: desk, store: mediations, faces: faces, origin: origin).add(to: &table)
        MediatorRoutes(desk: desk, store: mediations, faces: faces).add(to: &table)
        SigningRoutes(
            store: mediations, faces: faces, limit: AddressAllowance("signing", hourly: limit, in: accounts)
        ).add(to: &table)
        DisputeAPI(desk: desk).add(to: &table)
        MediationAPI(desk: desk, store: mediations).add(to: &table)
    }
}
