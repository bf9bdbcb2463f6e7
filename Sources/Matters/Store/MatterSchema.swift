public import Storage

/// The tables of matters.
public let mattersMigrations: [Migration] = [
    Migration("matters-01-matters-and-shares", matterTables + shareTables),
    Migration("matters-02-search", searchTables, postgres: searchOnPostgres),
    Migration("matters-03-open-by-place", openTables),
    Migration("matters-04-search-by-unit", unitSearchTables, postgres: unitSearchOnPostgres),
    Migration("matters-05-grids", ["ALTER TABLE matters ADD COLUMN grid_id TEXT"]),
    Migration(
        "matters-06-unseen-by-matter",
        ["CREATE INDEX attentions_unseen ON attentions (unit_id, matter_id) WHERE seen_at IS NULL"]
    ),
    Migration(
        "matters-07-waiting-for-a-lead",
        [
            """
            CREATE INDEX matters_without_lead ON matters (first_receiver)
              WHERE lead_unit IS NULL AND status <> 'ended'
            """
        ]
    ),
    Migration("matters-08-search-by-window", [], postgres: searchTableNames.flatMap(Dialect.postgres.searchIndex)),
    Migration(
        "matters-09-answer-checks",
        [
            // What a look at an answer did not find when it was sent: codes alone, for the statistic.
            """
            CREATE TABLE answer_checks (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
              unit_id TEXT, questions INTEGER NOT NULL, open TEXT NOT NULL, at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX answer_checks_by_time ON answer_checks (district, at)",
        ]
    ),
    Migration("matters-10-channels-and-proxies", channelTables),
    Migration("matters-11-parents", parentTables),
    // Proceedings beside the matter's own: where on the road, who runs it, how it ended, and its number elsewhere.
    Migration(
        "matters-12-proceedings-side-by-side",
        ["road", "unit_id", "end_code", "reference"].map { "ALTER TABLE proceedings ADD COLUMN \($0) TEXT" }
            + ["CREATE INDEX proceedings_by_unit ON proceedings (unit_id, ended_at) WHERE unit_id IS NOT NULL"]
    ),
    // What another body asks for: the proceedings of the procedures that go to it.
    Migration(
        "matters-13-proceedings-by-procedure",
        ["CREATE INDEX proceedings_by_procedure ON proceedings (procedure, id) WHERE road IS NOT NULL"]),
]

private let searchTableNames = ["matter_search", "matter_unit_search"]

private let unitSearchTables = [
    // Words alone, for those who see the whole district.
    "DROP TABLE matter_search",
    "CREATE VIRTUAL TABLE matter_search USING fts5 (words, content = '', columnsize = 0, tokenize = 'unicode61')",
    "INSERT INTO matter_search (rowid, words) SELECT search_row, words FROM matter_search_rows ORDER BY search_row",
    // Each word once more for every unit below the centre, under the last twelve digits of its id: what a village looks for
    // is found among its own matters, without walking through the district's.
    """
    CREATE VIRTUAL TABLE matter_unit_search
      USING fts5 (words, content = '', detail = 'none', columnsize = 0, tokenize = 'unicode61')
    """,
    """
    UPDATE matter_search_rows SET units = COALESCE((SELECT GROUP_CONCAT(SUBSTR(s.unit_id, 25), ' ') FROM matter_units s
      JOIN units u ON u.id = s.unit_id WHERE s.matter_id = matter_search_rows.matter_id AND u.level <> 'centre'), '')
    """,
    """
    INSERT INTO matter_unit_search (rowid, words)
    SELECT r.search_row, GROUP_CONCAT(SUBSTR(s.unit_id, 25) || REPLACE(r.words, ' ', ' ' || SUBSTR(s.unit_id, 25)), ' ')
    FROM matter_search_rows r JOIN matter_units s ON s.matter_id = r.matter_id JOIN units u ON u.id = s.unit_id
    WHERE r.words <> '' AND u.level <> 'centre' GROUP BY r.search_row ORDER BY r.search_row
    """,
]

private let searchOnPostgres =
    Migration.onPostgres(Array(searchTables.dropFirst()))
    + (Dialect.postgres.numberSource(MatterStore.searchNumbers).map { [$0] } ?? [])

// A database that begins there has no earlier index and no rows.
private let unitSearchOnPostgres = searchTableNames.flatMap { table in
    [
        Dialect.postgres.searchTable(table, columns: ["words"]),
        "CREATE INDEX \(table)_words ON \(table) USING gin (words) WITH (fastupdate = off)",
    ]
}

private let openTables = [
    // A busy place has tens of thousands of ended matters: the open ones must be found without them.
    """
    CREATE INDEX matters_open_by_place ON matters (place_id, filed_at)
      WHERE place_id IS NOT NULL AND status <> 'ended'
    """,
    "CREATE INDEX matter_exclusions_by_unit ON matter_exclusions (unit_id)",
]

private let matterTables = [
    """
    CREATE TABLE matters (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, number TEXT NOT NULL, kind TEXT NOT NULL, channel TEXT NOT NULL,
      topic TEXT, topic_confirmed INTEGER NOT NULL, topic_score INTEGER, topic_words TEXT,
      narrative_id TEXT NOT NULL, place_id TEXT, place_how TEXT NOT NULL, village_id TEXT, town_id TEXT,
      first_receiver TEXT NOT NULL, received_by TEXT NOT NULL, lead_unit TEXT, status TEXT NOT NULL,
      stage TEXT NOT NULL, end_code TEXT, end_route TEXT, due_day TEXT, happened_at INTEGER NOT NULL,
      filed_at INTEGER NOT NULL, ended_at INTEGER, rating INTEGER, reopened INTEGER NOT NULL,
      confidentiality TEXT NOT NULL, route_rule TEXT, route_version TEXT, import_key TEXT, key_version INTEGER NOT NULL,
      search_row INTEGER NOT NULL, revision INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX matters_by_number ON matters (district, number)",
    "CREATE UNIQUE INDEX matters_by_import ON matters (district, import_key) WHERE import_key IS NOT NULL",
    "CREATE UNIQUE INDEX matters_by_search_row ON matters (search_row)",
    "CREATE INDEX matters_open_by_due ON matters (district, due_day) WHERE status <> 'ended'",
    "CREATE INDEX matters_open_by_town ON matters (district, town_id) WHERE status <> 'ended'",
    "CREATE INDEX matters_by_filed ON matters (district, filed_at)",
    "CREATE INDEX matters_by_ended ON matters (district, ended_at) WHERE ended_at IS NOT NULL",
    "CREATE INDEX matters_by_place ON matters (place_id, filed_at) WHERE place_id IS NOT NULL",
    """
    CREATE TABLE parties (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id), part TEXT NOT NULL,
      identity_id TEXT, unit_id TEXT, sealed INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX parties_by_matter ON parties (matter_id)",
    """
    CREATE TABLE serial_leases (
      district TEXT NOT NULL, year INTEGER NOT NULL, next_serial INTEGER NOT NULL, PRIMARY KEY (district, year)
    ) STRICT
    """,
    """
    CREATE TABLE matter_remarks (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id), kind TEXT NOT NULL,
      public INTEGER NOT NULL, text_id TEXT NOT NULL, author TEXT NOT NULL, unit_id TEXT, at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX matter_remarks_by_matter ON matter_remarks (matter_id)",
    """
    CREATE TABLE attachments (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id), name_id TEXT NOT NULL,
      type TEXT NOT NULL, size INTEGER NOT NULL, blob TEXT NOT NULL, author TEXT NOT NULL, at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX attachments_by_matter ON attachments (matter_id)",
    "CREATE INDEX attachments_by_blob ON attachments (blob)",
    """
    CREATE TABLE attentions (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
      unit_id TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL, seen_at INTEGER
    ) STRICT
    """,
    "CREATE INDEX attentions_by_unit ON attentions (unit_id, at) WHERE seen_at IS NULL",
    "CREATE INDEX attentions_by_matter ON attentions (matter_id)",
    """
    CREATE TABLE seal_requests (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
      party_id TEXT NOT NULL REFERENCES parties (id), reason_id TEXT NOT NULL, asked_account TEXT NOT NULL,
      asked_post TEXT NOT NULL, asked_at INTEGER NOT NULL, decided_account TEXT, decided_post TEXT, decided_at INTEGER,
      granted INTEGER, opened_at INTEGER
    ) STRICT
    """,
    "CREATE INDEX seal_requests_by_matter ON seal_requests (matter_id)",
    "CREATE INDEX seal_requests_waiting ON seal_requests (district, asked_at) WHERE decided_at IS NULL",
]

private let shareTables = [
    """
    CREATE TABLE proceedings (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
      procedure TEXT NOT NULL, version TEXT NOT NULL, stage TEXT NOT NULL, opened_at INTEGER NOT NULL, ended_at INTEGER
    ) STRICT
    """,
    "CREATE INDEX proceedings_by_matter ON proceedings (matter_id)",
    """
    CREATE TABLE assignments (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
      proceeding_id TEXT NOT NULL REFERENCES proceedings (id), unit_id TEXT NOT NULL REFERENCES units (id),
      part TEXT NOT NULL, state TEXT NOT NULL, offered_by TEXT NOT NULL, kept INTEGER NOT NULL, accepted_post TEXT,
      offered_at INTEGER NOT NULL, accepted_at INTEGER, ended_at INTEGER
    ) STRICT
    """,
    "CREATE INDEX assignments_by_matter ON assignments (matter_id)",
    """
    CREATE INDEX assignments_open_by_unit ON assignments (unit_id, state, matter_id)
      WHERE state IN ('offered', 'accepted', 'objected')
    """,
    "CREATE INDEX assignments_objected ON assignments (district, offered_at) WHERE state = 'objected'",
    // Every unit that may see a matter: those with a share and all above them, less those complained about.
    """
    CREATE TABLE matter_units (
      unit_id TEXT NOT NULL, matter_id TEXT NOT NULL, district TEXT NOT NULL, PRIMARY KEY (unit_id, matter_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX matter_units_by_matter ON matter_units (matter_id)",
    """
    CREATE TABLE matter_exclusions (
      matter_id TEXT NOT NULL, unit_id TEXT NOT NULL, district TEXT NOT NULL, PRIMARY KEY (matter_id, unit_id)
    ) STRICT, WITHOUT ROWID
    """,
]

private let searchTables = [
    // Bigrams made in Swift; the row number grows with time, so that newest first needs no sorting.
    "CREATE VIRTUAL TABLE matter_search USING fts5 (words, units, content = '', tokenize = 'unicode61')",
    // What stands in the index, kept so that it can be removed from it again.
    """
    CREATE TABLE matter_search_rows (
      search_row INTEGER PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL, words TEXT NOT NULL,
      units TEXT NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX matter_search_rows_by_matter ON matter_search_rows (matter_id)",
]
