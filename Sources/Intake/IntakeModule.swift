public import Accounts
public import Web

/// The door: the resident's face, the window form, and filing by programs.
public struct IntakeModule: Sendable {
    private let intake: IntakeStore
    private let accounts: AccountStore
    private let faces: Faces

    /// A module over the pipeline of a district; `accounts` counts wrong receipt codes.
    public init(intake: IntakeStore, accounts: AccountStore, faces: Faces) {
        self.intake = intake
        self.accounts = accounts
        self.faces = faces
    }

    /// Adds the routes of this module.
    public func addRoutes(to table: inout RouteTable) {
        let gate = ReceiptGate(matters: intake.matters, accounts: accounts)
        FilingRoutes(intake: intake, faces: faces).add(to: &table)
        TrackRoutes(intake: intake, gate: gate, faces: faces).add(to: &table)
        WindowRoutes(intake: intake, faces: faces).add(to: &table)
        IntakeAPI(intake: intake, gate: gate).add(to: &table)
    }
}
