public import Accounts
public import Web

/// The door: the resident's face, the window form, and filing by programs.
public struct IntakeModule: Sendable {
    private let intake: IntakeStore
    private let accounts: AccountStore
    private let faces: Faces
    private let filingLimit: Int

    /// A module over the pipeline of a district; `accounts` counts wrong receipt codes, `filingLimit` is how many
    /// matters strangers of one address may hand in an hour; 0 sets no limit.
    public init(intake: IntakeStore, accounts: AccountStore, faces: Faces, filingLimit: Int) {
        self.intake = intake
        self.accounts = accounts
        self.faces = faces
        self.filingLimit = filingLimit
    }

    /// Adds the routes of this module.
    public func addRoutes(to table: inout RouteTable) {
        let gate = ReceiptGate(matters: intake.matters, accounts: accounts)
        let limit = AddressAllowance("filing", hourly: filingLimit, in: accounts)
        FilingRoutes(intake: intake, faces: faces, limit: limit).add(to: &table)
        // What filers add and ask for is counted apart from what is filed.
        TrackRoutes(
            intake: intake, gate: gate, faces: faces,
            limit: AddressAllowance("tracking", hourly: filingLimit, in: accounts)
        ).add(to: &table)
        WindowRoutes(intake: intake, gate: gate, faces: faces).add(to: &table)
        IntakeAPI(intake: intake, gate: gate, limit: limit).add(to: &table)
        RuleAPI(matters: intake.matters).add(to: &table)
        WindowAPI(intake: intake).add(to: &table)
    }
}
