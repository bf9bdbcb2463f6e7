import Storage

// The tables of how matters come in and who runs them: mandates, call-backs, hand-overs, letters and courts.
let channelTables = [
    // What is known of a matter's way in, one a matter at most.
    """
    CREATE TABLE arrivals (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
      channel TEXT NOT NULL, way TEXT NOT NULL, day TEXT, number_id TEXT, sender_id TEXT
    ) STRICT
    """,
    "CREATE UNIQUE INDEX arrivals_by_matter ON arrivals (matter_id)",
    """
    CREATE TABLE proxies (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
      account_id TEXT NOT NULL, post_id TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id),
      asker_id TEXT NOT NULL, way TEXT NOT NULL, day TEXT NOT NULL, scope_id TEXT, state TEXT NOT NULL,
      recorded_at INTEGER NOT NULL, ended_at INTEGER
    ) STRICT
    """,
    "CREATE INDEX proxies_by_matter ON proxies (matter_id)",
    "CREATE UNIQUE INDEX proxies_active ON proxies (matter_id) WHERE state = 'active'",
    "CREATE INDEX proxies_by_unit ON proxies (unit_id, state)",
    """
    CREATE TABLE proxy_reports (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
      proxy_id TEXT NOT NULL REFERENCES proxies (id), code TEXT NOT NULL, end_code TEXT, unit_id TEXT, text_id TEXT,
      happened_at INTEGER NOT NULL, state TEXT NOT NULL, told_day TEXT, told_way TEXT, told_by TEXT, told_at INTEGER
    ) STRICT
    """,
    "CREATE INDEX proxy_reports_by_matter ON proxy_reports (matter_id)",
    "CREATE INDEX proxy_reports_waiting ON proxy_reports (proxy_id) WHERE state = 'waiting'",
    """
    CREATE TABLE call_backs (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
      unit_id TEXT NOT NULL REFERENCES units (id), kind TEXT NOT NULL, due_at INTEGER NOT NULL, number_id TEXT,
      reason_id TEXT, state TEXT NOT NULL, made_at INTEGER NOT NULL, done_at INTEGER, satisfied INTEGER
    ) STRICT
    """,
    "CREATE INDEX call_backs_by_matter ON call_backs (matter_id)",
    "CREATE INDEX call_backs_waiting ON call_backs (unit_id, due_at) WHERE state = 'waiting'",
    """
    CREATE TABLE call_attempts (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
      call_back_id TEXT NOT NULL REFERENCES call_backs (id), at INTEGER NOT NULL, result TEXT NOT NULL, text_id TEXT,
      author TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX call_attempts_by_call_back ON call_attempts (call_back_id)",
    """
    CREATE TABLE handovers (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
      reason TEXT NOT NULL, incident_id TEXT, from_unit TEXT NOT NULL, to_unit TEXT NOT NULL, returned_at INTEGER,
      at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX handovers_by_matter ON handovers (matter_id)",
]

/// Their rows as they are inserted.
enum ChannelShapes {
    static let arrivals = RowShape(
        "arrivals", ["id", "district", "matter_id", "channel", "way", "day", "number_id", "sender_id"]
    )
    static let proxies = RowShape(
        "proxies",
        [
            "id", "district", "matter_id", "account_id", "post_id", "unit_id", "asker_id", "way", "day", "scope_id",
            "state", "recorded_at", "ended_at",
        ]
    )
    static let reports = RowShape(
        "proxy_reports",
        [
            "id", "district", "matter_id", "proxy_id", "code", "end_code", "unit_id", "text_id", "happened_at", "state",
            "told_day", "told_way", "told_by", "told_at",
        ]
    )
    static let callBacks = RowShape(
        "call_backs",
        [
            "id", "district", "matter_id", "unit_id", "kind", "due_at", "number_id", "reason_id", "state", "made_at",
            "done_at", "satisfied",
        ]
    )
    static let attempts = RowShape(
        "call_attempts", ["id", "district", "matter_id", "call_back_id", "at", "result", "text_id", "author"]
    )
    static let handovers = RowShape(
        "handovers",
        ["id", "district", "matter_id", "reason", "incident_id", "from_unit", "to_unit", "returned_at", "at"]
    )
}
