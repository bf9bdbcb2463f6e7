public import Storage

/// The tables of the terms.
///
/// Pauses, extensions and recounts are rows of their own and are never overwritten.
public let clocksMigrations: [Migration] = [
    Migration(
        "clocks-01-terms",
        [
            """
            CREATE TABLE terms (
                id TEXT NOT NULL PRIMARY KEY,
                district TEXT NOT NULL,
                matter_id TEXT NOT NULL,
                proceeding_id TEXT NOT NULL,
                assignment_id TEXT,
                duty TEXT NOT NULL,
                rule_id TEXT NOT NULL,
                rule_version TEXT NOT NULL,
                calendar_version TEXT NOT NULL,
                level TEXT NOT NULL,
                unit TEXT NOT NULL,
                event_day TEXT NOT NULL,
                started_at BIGINT NOT NULL,
                counted_at BIGINT NOT NULL,
                raw_end TEXT NOT NULL,
                due_day TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'met', 'missed', 'stopped')),
                ended_on TEXT,
                ended_at BIGINT,
                provisional INTEGER NOT NULL,
                drives INTEGER NOT NULL,
                escalated_at BIGINT
            )
            """,
            "CREATE INDEX terms_by_matter ON terms (matter_id)",
            "CREATE INDEX terms_by_proceeding ON terms (proceeding_id)",
            """
            CREATE INDEX terms_to_escalate ON terms (district, due_day)
                WHERE state = 'running' AND drives = 1 AND escalated_at IS NULL
            """,
            "CREATE INDEX terms_active ON terms (district, id) WHERE state IN ('running', 'paused')",
            """
            CREATE TABLE term_pauses (
                id TEXT NOT NULL PRIMARY KEY,
                district TEXT NOT NULL,
                term_id TEXT NOT NULL REFERENCES terms (id),
                from_day TEXT NOT NULL,
                to_day TEXT,
                reason TEXT NOT NULL,
                evidence TEXT,
                paused_at BIGINT NOT NULL,
                resumed_at BIGINT
            )
            """,
            "CREATE INDEX term_pauses_by_term ON term_pauses (term_id)",
            """
            CREATE TABLE term_extensions (
                id TEXT NOT NULL PRIMARY KEY,
                district TEXT NOT NULL,
                term_id TEXT NOT NULL REFERENCES terms (id),
                amount INTEGER NOT NULL,
                unit TEXT NOT NULL,
                approver TEXT NOT NULL,
                reason TEXT NOT NULL,
                at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX term_extensions_by_term ON term_extensions (term_id)",
            """
            CREATE TABLE term_recounts (
                id TEXT NOT NULL PRIMARY KEY,
                district TEXT NOT NULL,
                term_id TEXT NOT NULL REFERENCES terms (id),
                cause TEXT NOT NULL,
                due_before TEXT NOT NULL,
                due_after TEXT NOT NULL,
                calendar_before TEXT NOT NULL,
                calendar_after TEXT NOT NULL,
                at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX term_recounts_by_term ON term_recounts (term_id)",
        ]
    ),
    // A row whose text reaches terms that ran before its first day is not found by the day of their event. A right of a party
    // that lapses is nobody's delay.
    Migration(
        "clocks-02-row-day-and-holder",
        [
            "ALTER TABLE terms ADD COLUMN row_day TEXT",
            "ALTER TABLE terms ADD COLUMN holder TEXT NOT NULL DEFAULT 'body'",
        ]
    ),
]
