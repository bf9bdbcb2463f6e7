public import Storage

/// The tables of this module.
public let intakeMigrations: [Migration] = [
    Migration(
        "intake-01-issues",
        [
            """
            CREATE TABLE issues (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, made_at INTEGER NOT NULL, matters INTEGER NOT NULL,
              people INTEGER NOT NULL, last_at INTEGER NOT NULL, parent_matter TEXT
            ) STRICT
            """,
            "CREATE INDEX issues_by_last ON issues (district, last_at)",
            // Who is the same person is known by a number within the issue alone.
            """
            CREATE TABLE issue_members (
              matter_id TEXT PRIMARY KEY, district TEXT NOT NULL, issue_id TEXT NOT NULL, person INTEGER NOT NULL,
              pinned INTEGER NOT NULL, at INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE INDEX issue_members_by_issue ON issue_members (issue_id)",
            "CREATE INDEX issue_members_pinned ON issue_members (district, issue_id) WHERE pinned = 1",
        ]
    ),
    Migration(
        "intake-02-settings",
        ["CREATE TABLE intake_settings (district TEXT PRIMARY KEY, alone INTEGER) STRICT"]
    ),
    Migration(
        "intake-03-followers-and-parents",
        [
            // Who follows a matter counts like one who filed it, and is known by a number within the issue alone.
            """
            CREATE TABLE issue_voices (
              party_id TEXT PRIMARY KEY, district TEXT NOT NULL, issue_id TEXT NOT NULL, matter_id TEXT NOT NULL,
              person INTEGER NOT NULL, at INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE INDEX issue_voices_by_issue ON issue_voices (issue_id)",
        ]
    ),
]
