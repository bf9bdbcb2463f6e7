public import Storage

/// The tables of the rulebook.
///
/// A version is inserted once and never changed.
public let rulebookMigrations: [Migration] = [
    Migration(
        "rulebook-01-versions",
        [
            """
            CREATE TABLE rule_packs (
                id TEXT NOT NULL PRIMARY KEY,
                district TEXT NOT NULL,
                pack TEXT NOT NULL,
                name TEXT NOT NULL,
                version INTEGER NOT NULL,
                from_day TEXT NOT NULL,
                body TEXT NOT NULL,
                hash TEXT NOT NULL,
                published_at BIGINT NOT NULL,
                published_by TEXT NOT NULL,
                UNIQUE (district, pack, name, version)
            )
            """
        ]
    ),
    // Every request asks whether a pack was published; the answer must not touch the texts.
    Migration("rulebook-02-packs-by-id", ["CREATE INDEX rule_packs_by_id ON rule_packs (district, pack, id)"]),
    Migration("rulebook-03-withdrawals-and-drafts", [withdrawalTable, draftTable]),
]

// A version stays as it was published; that it never came into force stands beside it.
private let withdrawalTable = """
    CREATE TABLE rule_withdrawals (
        pack_id TEXT NOT NULL PRIMARY KEY REFERENCES rule_packs (id),
        district TEXT NOT NULL,
        withdrawn_at BIGINT NOT NULL,
        withdrawn_by TEXT NOT NULL
    )
    """

private let draftTable = """
    CREATE TABLE rule_drafts (
        district TEXT NOT NULL,
        pack TEXT NOT NULL,
        name TEXT NOT NULL,
        base TEXT NOT NULL,
        body TEXT NOT NULL,
        revision INTEGER NOT NULL,
        changed_at BIGINT NOT NULL,
        changed_by TEXT NOT NULL,
        PRIMARY KEY (district, pack, name)
    )
    """
