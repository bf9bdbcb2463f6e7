public import Accounts
import AddressDesk
public import Addresses
public import Base
import Clocks
public import Counterparts
public import Disputes
public import Divisions
public import Foundation
public import Intake
public import Journal
public import Letters
public import Matters
import NIOPosix
public import Notices
public import Papers
public import Proofs
import Rulebook
public import Storage

/// The stores of one district over one engine: what commands and the server share.
public struct House: Sendable {
    /// The district.
    public let district: District
    /// The engine.
    public let database: any Database
    /// The data folder.
    public let folder: URL
    /// The keys.
    public let keys: KeyRing
    /// The journal.
    public let journal: Journal
    /// The divisions.
    public let divisions: DivisionStore
    /// The units.
    public let units: UnitStore
    /// The people.
    public let accounts: AccountStore
    /// The places.
    public let addresses: AddressStore
    /// What people are told.
    public let notices: NoticeStore
    /// The matters.
    public let matters: MatterStore
    /// The pipeline.
    public let intake: IntakeStore
    /// Matters about the same trouble.
    public let issues: IssueStore
    /// Signed heads of the log.
    public let proofs: ProofStore

    /// The dispute centres.
    public var centres: CentreStore { CentreStore(matters: matters, journal: journal) }
    /// The mediations.
    public var mediations: MediationStore { MediationStore(centres, keys: keys, isSample: district.isDemo) }

    /// What other bodies tell of proceedings.
    public var counterparts: CounterpartStore { CounterpartStore(matters: matters, journal: journal) }

    /// The letters made in matters, set in some fonts.
    public func papers(fonts: LetterFonts = LetterFonts()) -> PaperStore {
        PaperStore(
            matters: matters, journal: journal, place: district.name, isSample: district.isDemo, fonts: fonts)
    }

    /// Opens the stores of a district.
    public init(district: District, database: any Database, folder: URL, keys: KeyRing) {
        self.district = district
        self.database = database
        self.folder = folder
        self.keys = keys
        journal = Self.journal(district: district.key, keys: keys)
        divisions = DivisionStore(district: district.key)
        units = UnitStore(district: district.key)
        accounts = AccountStore(
            database: database, district: district.key, journal: journal, hasher: PasswordHasher(threads: .singleton),
            clockOffset: district.clockOffset
        )
        addresses = AddressStore(district: district.key)
        notices = NoticeStore(district: district.key, journal: journal)
        matters = MatterStore(
            database: database, district: district.key, prefix: district.prefix, journal: journal, keys: keys,
            blobFolder: folder.appending(path: "blobs"), notices: notices, addresses: addresses,
            guards: [TableGuard.bar]
        )
        intake = IntakeStore(
            matters: matters, addresses: addresses, modelFolder: folder.appending(path: "models"))
        issues = IssueStore(intake, journal: journal)
        proofs = ProofStore(
            database: database, journal: journal, keyFolder: folder.appending(path: "keys").path)
    }

    /// The journal with every table it answers for; the same for all commands.
    public static func journal(district: DistrictKey, keys: KeyRing) -> Journal {
        Journal(
            district: district, keys: keys, tables: MatterStore.journaledTables,
            families: MatterStore.journaledFamilies + Rulebook.journaledFamilies + divisionsJournaledFamilies
                + accountsJournaledFamilies + addressesJournaledFamilies
                + addressDeskJournaledFamilies + disputesJournaledFamilies + papersJournaledFamilies
                + District.journaledFamilies + counterpartsJournaledFamilies
        )
    }

    /// The sequencer with the heads file of this folder.
    public var sequencer: Sequencer {
        Sequencer(journal, in: database, heads: heads)
    }

    /// The file of heads.
    public var heads: HeadsFile { HeadsFile(path: folder.appending(path: "journal.heads").path) }
}
