import Accounts
import AddressDesk
import Addresses
import Clocks
import Counterparts
import Disputes
import Divisions
import Intake
import Jobs
import Journal
import Matters
import Notices
import Papers
import Proofs
import Rulebook
public import Storage

/// The schema of the whole house, module by module from the ground up. A shipped step never changes.
public let allMigrations: [Migration] =
    journalMigrations + JobsSchema.migrations + rulebookMigrations + divisionsMigrations + noticesMigrations
    + accountsMigrations + addressesMigrations + clocksMigrations + mattersMigrations + signalsMigrations
    + proposalsMigrations + addressDeskMigrations
    + disputesMigrations + intakeMigrations + proofsMigrations + papersMigrations + appMigrations
    + counterpartsMigrations

private let appMigrations = [
    Migration(
        "app-01-district",
        [
            """
            CREATE TABLE districts (
              district TEXT PRIMARY KEY, code TEXT NOT NULL, prefix TEXT NOT NULL, name_zh TEXT NOT NULL,
              name_en TEXT NOT NULL, note_zh TEXT NOT NULL, note_en TEXT NOT NULL, clock_offset INTEGER NOT NULL,
              is_demo INTEGER NOT NULL
            ) STRICT
            """
        ]
    )
]
