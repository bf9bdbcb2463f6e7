public import Accounts
public import Web

/// The door: letters made in matters, their public proof, and the marks and seals of units.
public struct PapersModule: Sendable {
    private let store: PaperStore
    private let faces: Faces
    private let origin: String?
    private let limit: AddressAllowance

    /// The letters of a district, whose QR codes lead to `origin`, or to the address of whoever issues; strangers of one
    /// address may look at `hourlyLimit` proofs an hour, 0 sets no limit.
    public init(store: PaperStore, accounts: AccountStore, faces: Faces, origin: String?, hourlyLimit: Int) {
        (self.store, self.faces, self.origin) = (store, faces, origin)
        limit = AddressAllowance("papers", hourly: hourlyLimit, in: accounts)
    }

    /// Adds the routes of this module.
    public func addRoutes(to table: inout RouteTable) {
        PaperRoutes(store: store, faces: faces).add(to: &table)
        PaperActRoutes(store: store, faces: faces, origin: origin).add(to: &table)
        PaperProofRoutes(store: store, faces: faces, limit: limit).add(to: &table)
        OfficeRoutes(store: store, faces: faces).add(to: &table)
        PaperAPI(store: store, origin: origin).add(to: &table)
        OfficeAPI(store: store).add(to: &table)
    }
}
