public import Storage

/// The tables of the queue, the timetable, the leases and the outbox.
public enum JobsSchema {
    /// The forward steps, in order.
    public static let migrations = [
        Migration(
            "jobs-01-queue-timetable-leases-outbox",
            [
                """
                CREATE TABLE jobs (
                    id TEXT PRIMARY KEY,
                    district TEXT NOT NULL,
                    name TEXT NOT NULL,
                    payload TEXT NOT NULL,
                    run_at INTEGER NOT NULL,
                    attempts INTEGER NOT NULL DEFAULT 0,
                    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
                    last_error TEXT,
                    claimed_by TEXT,
                    lease_until INTEGER,
                    created_at INTEGER NOT NULL,
                    ended_at INTEGER
                ) STRICT
                """,
                // A running job stands under the end of its lease: one index finds what is due either way.
                "CREATE INDEX jobs_due ON jobs (coalesce(lease_until, run_at), id) WHERE state IN ('waiting', 'running')",
                "CREATE INDEX jobs_open ON jobs (district, name) WHERE state IN ('waiting', 'running')",
                "CREATE INDEX jobs_ended ON jobs (state, ended_at) WHERE state IN ('done', 'failed')",
                """
                CREATE TABLE job_timetable (
                    district TEXT NOT NULL,
                    name TEXT NOT NULL,
                    every_seconds INTEGER NOT NULL CHECK (every_seconds > 0),
                    next_at INTEGER NOT NULL,
                    PRIMARY KEY (district, name)
                ) STRICT
                """,
                "CREATE TABLE leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL) STRICT",
                """
                CREATE TABLE outbox (
                    position INTEGER PRIMARY KEY AUTOINCREMENT,
                    id TEXT NOT NULL UNIQUE,
                    district TEXT NOT NULL,
                    topic TEXT NOT NULL,
                    body TEXT NOT NULL,
                    created_at INTEGER NOT NULL,
                    delivered_at INTEGER,
                    attempts INTEGER NOT NULL DEFAULT 0,
                    retry_at INTEGER,
                    set_aside_at INTEGER,
                    last_error TEXT
                ) STRICT
                """,
                """
                CREATE INDEX outbox_waiting ON outbox (position) WHERE delivered_at IS NULL AND set_aside_at IS NULL
                """,
                "CREATE INDEX outbox_set_aside ON outbox (position) WHERE set_aside_at IS NOT NULL",
                "CREATE INDEX outbox_delivered ON outbox (delivered_at) WHERE delivered_at IS NOT NULL",
            ]
        ),
        Migration(
            "jobs-02-held-back",
            [
                // Whether a district waits for an event's next attempt is asked at every delivery: of the few, not of all that wait.
                """
                CREATE INDEX outbox_held_back ON outbox (retry_at, district)
                WHERE delivered_at IS NULL AND set_aside_at IS NULL AND retry_at IS NOT NULL
                """
            ]
        ),
    ]
}
