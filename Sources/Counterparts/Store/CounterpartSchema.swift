public import Journal
public import Storage

/// What other bodies tell of the proceedings that were handed over to them.
public let counterpartsMigrations: [Migration] = [
    Migration(
        "counterparts-01-messages",
        [
            """
            CREATE TABLE counterpart_messages (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, counterpart TEXT NOT NULL, number TEXT NOT NULL,
              matter_id TEXT NOT NULL REFERENCES matters (id), proceeding_id TEXT REFERENCES proceedings (id),
              procedure TEXT NOT NULL, step TEXT, happened_at INTEGER NOT NULL, received_at INTEGER NOT NULL,
              told_id TEXT NOT NULL, state TEXT NOT NULL, why_zh TEXT, why_en TEXT, decided_at INTEGER
            ) STRICT
            """,
            """
            CREATE UNIQUE INDEX counterpart_messages_by_number
            ON counterpart_messages (district, counterpart, number)
            """,
            "CREATE INDEX counterpart_messages_by_matter ON counterpart_messages (matter_id, received_at)",
            // The few that wait for a person.
            """
            CREATE INDEX counterpart_messages_held ON counterpart_messages (district, received_at)
            WHERE state = 'held'
            """,
        ])
]

/// The tables whose rows the journal answers for.
public let counterpartsJournaledFamilies = [
    JournaledFamily(
        "counterpart_rows",
        [
            FamilyMember(
                "counterpart_messages", owner: "matter_id",
                columns: [
                    "counterpart", "number", "matter_id", "proceeding_id", "procedure", "step", "happened_at",
                    "received_at", "told_id", "state", "why_zh", "why_en", "decided_at",
                ])
        ])
]
