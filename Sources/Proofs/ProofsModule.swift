public import Accounts
public import Web

/// The door of Proofs: the public page on which anybody checks the record, and the same for programs.
public struct ProofsModule: Sendable {
    private let routes: ProofRoutes
    private let api: ProofAPI

    /// `hourlyLimit` is how often strangers of one address may ask in an hour, 0 for any number.
    public init(store: ProofStore, accounts: AccountStore, faces: Faces, hourlyLimit: Int) {
        let limit = AddressAllowance("proofs", hourly: hourlyLimit, in: accounts)
        routes = ProofRoutes(store: store, faces: faces, limit: limit)
        api = ProofAPI(store: store, limit: limit)
    }

    /// Adds `/proofs` and the operations below `/api/v1/proofs`.
    public func addRoutes(to table: inout RouteTable) {
        routes.add(to: &table)
        api.add(to: &table)
    }
}
