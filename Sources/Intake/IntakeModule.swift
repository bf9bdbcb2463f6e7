public import Accounts
public import Notices
public import Web

/// The door: the resident's face, the window form, and filing by programs.
public struct IntakeModule: Sendable {
    private let intake: IntakeStore
    private let issues: IssueStore
    private let accounts: AccountStore
    private let faces: Faces
    private let filingLimit: Int
    private let channels: Set<NoticeChannel>

    /// A module over the pipeline of a district; `accounts` counts wrong receipt codes, `filingLimit` is how many
    /// matters strangers of one address may hand in an hour; 0 sets no limit. `channels` are the ways in which filers
    /// can be told.
    public init(
        intake: IntakeStore, issues: IssueStore, accounts: AccountStore, faces: Faces, filingLimit: Int,
        channels: Set<NoticeChannel> = []
    ) {
        self.intake = intake
        self.issues = issues
        self.accounts = accounts
        self.faces = faces
        self.filingLimit = filingLimit
        self.channels = channels
    }

    /// Adds the routes of this module.
    public func addRoutes(to table: inout RouteTable) {
        let gate = ReceiptGate(matters: intake.matters, accounts: accounts)
        let limit = AddressAllowance("filing", hourly: filingLimit, in: accounts)
        FilingRoutes(intake: intake, faces: faces, limit: limit, channels: channels).add(to: &table)
        // What filers add and ask for is counted apart from what is filed.
        let track = TrackRoutes(
            intake: intake, gate: gate, faces: faces,
            limit: AddressAllowance("tracking", hourly: filingLimit, in: accounts), sendsCodes: channels.contains(.sms))
        track.add(to: &table)
        CodeRoutes(
            track: track, faces: faces,
            limit: AddressAllowance("one-time-code", hourly: min(filingLimit, 10), in: accounts),
            isOpen: channels.contains(.sms)
        ).add(to: &table)
        WindowRoutes(intake: intake, issues: issues, gate: gate, faces: faces, channels: channels).add(to: &table)
        SettingsRoutes(intake: intake, journal: issues.journal, faces: faces).add(to: &table)
        IssueRoutes(intake: intake, issues: issues, faces: faces).add(to: &table)
        KnownRoutes(intake: intake, issues: issues, faces: faces, channels: channels).add(to: &table)
        IntakeAPI(intake: intake, gate: gate, limit: limit).add(to: &table)
        RuleAPI(matters: intake.matters).add(to: &table)
        WindowAPI(intake: intake, issues: issues).add(to: &table)
        TrackAPI(
            intake: intake, gate: gate, limit: AddressAllowance("tracking", hourly: filingLimit, in: accounts)
        ).add(to: &table)
        IssueAPI(intake: intake, issues: issues).add(to: &table)
        KnownAPI(intake: intake, issues: issues).add(to: &table)
        SettingsAPI(intake: intake, journal: issues.journal).add(to: &table)
    }
}
