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
]
