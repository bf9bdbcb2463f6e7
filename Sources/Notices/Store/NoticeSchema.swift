public import Storage

/// The tables of notices, of what happened to them, and of one-time codes.
///
/// Addresses and words lie in `personal_values` of what a notice is about; no row here holds any.
public let noticesMigrations: [Migration] = [
    Migration(
        "notices-01-notices-events-codes",
        [
            """
            CREATE TABLE notices (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, key TEXT NOT NULL, subject_kind TEXT NOT NULL,
              subject_id TEXT NOT NULL, channel TEXT NOT NULL, template TEXT NOT NULL, language TEXT NOT NULL,
              address_id TEXT NOT NULL, parameters_id TEXT NOT NULL, state TEXT NOT NULL, reason TEXT,
              attempts INTEGER NOT NULL, next_at INTEGER NOT NULL, expires_at INTEGER, gateway TEXT, gateway_ref TEXT,
              created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX notices_by_key ON notices (district, key)",
            "CREATE INDEX notices_due ON notices (district, channel, next_at, id) WHERE state = 'queued'",
            "CREATE INDEX notices_by_subject ON notices (district, subject_kind, subject_id, id)",
            "CREATE INDEX notices_by_reference ON notices (district, gateway, gateway_ref)",
            "CREATE INDEX notices_by_state ON notices (district, state, changed_at, id)",
            """
            CREATE TABLE notice_events (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, notice_id TEXT NOT NULL REFERENCES notices (id),
              what TEXT NOT NULL, state TEXT NOT NULL, reason TEXT, at INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE INDEX notice_events_by_notice ON notice_events (notice_id, id)",
            """
            CREATE TABLE one_time_codes (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, purpose TEXT NOT NULL, subject TEXT NOT NULL,
              digest TEXT NOT NULL, tries INTEGER NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
              used_at INTEGER
            ) STRICT
            """,
            "CREATE INDEX one_time_codes_by_subject ON one_time_codes (district, purpose, subject, created_at)",
            "CREATE INDEX one_time_codes_by_time ON one_time_codes (created_at)",
        ]
    )
]
