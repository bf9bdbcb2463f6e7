public import Journal
public import Storage

/// What the systems of the district call its places: each of their rows with the place it means, and what a person must decide.
public let addressDeskMigrations: [Migration] = [
    Migration(
        "address-desk-01-sources-and-review",
        [
            """
            CREATE TABLE address_sources (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL,
              since INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX address_sources_by_name ON address_sources (district, name)",
            // Clustered by place inside of a source: an import comes sorted, and who asks for a place looks into each source.
            """
            CREATE TABLE address_links (
              district TEXT NOT NULL, source TEXT NOT NULL, address_id TEXT NOT NULL, row_key TEXT NOT NULL,
              batch_id TEXT NOT NULL, text TEXT NOT NULL, band TEXT NOT NULL, evidence TEXT NOT NULL, case_id TEXT,
              act_id TEXT, PRIMARY KEY (district, source, address_id, row_key)
            ) STRICT
            """,
            "CREATE INDEX address_links_by_batch ON address_links (batch_id)",
            "CREATE INDEX address_links_by_case ON address_links (case_id) WHERE case_id IS NOT NULL",
            """
            CREATE TABLE address_cases (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, kind TEXT NOT NULL, pattern TEXT NOT NULL, town_id TEXT,
              village_id TEXT, said TEXT NOT NULL, sample TEXT NOT NULL, rows INTEGER NOT NULL, sources TEXT NOT NULL,
              candidates TEXT NOT NULL, state TEXT NOT NULL, decision TEXT NOT NULL, place_id TEXT, act_id TEXT,
              decided_by TEXT, decided_at INTEGER
            ) STRICT
            """,
            "CREATE UNIQUE INDEX address_cases_by_pattern ON address_cases (district, pattern)",
            "CREATE INDEX address_cases_open ON address_cases (district, state, rows)",
        ]
    ),
    // People, houses, enterprises, things and lines hang on an address for a dated spell; what they are called is sealed.
    Migration(
        "address-desk-02-attachments",
        [
            """
            CREATE TABLE address_attachments (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, address_id TEXT NOT NULL,
              kind TEXT NOT NULL, source TEXT NOT NULL, external_id TEXT NOT NULL, label_id TEXT, valid_from TEXT NOT NULL,
              valid_to TEXT
            ) STRICT
            """,
            "CREATE INDEX address_attachments_by_address ON address_attachments (address_id)",
            """
            CREATE UNIQUE INDEX address_attachments_once ON address_attachments (district, source, kind, external_id, address_id)
              WHERE valid_to IS NULL
            """,
        ]
    ),
    // Tables that people bring into the browser, and the rows of them that are no addresses.
    Migration(
        "address-desk-03-imports",
        [
            """
            CREATE TABLE address_imports (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, source TEXT NOT NULL, title TEXT NOT NULL,
              file TEXT NOT NULL, format TEXT NOT NULL, header TEXT NOT NULL, rows INTEGER NOT NULL,
              faulty INTEGER NOT NULL, columns TEXT NOT NULL, state TEXT NOT NULL, rows_a INTEGER NOT NULL,
              rows_b INTEGER NOT NULL, rows_new INTEGER NOT NULL, rows_waiting INTEGER NOT NULL,
              rows_changed INTEGER NOT NULL, proposed INTEGER NOT NULL, masked INTEGER NOT NULL,
              rejected TEXT NOT NULL, brought_at INTEGER NOT NULL, ended_at INTEGER
            ) STRICT
            """,
            """
            CREATE TABLE address_import_rejects (
              import_id TEXT NOT NULL, number INTEGER NOT NULL, row_key TEXT NOT NULL, reason TEXT NOT NULL,
              PRIMARY KEY (import_id, number)
            ) STRICT
            """,
        ]
    ),
]

/// The tables of sources and review whose rows the journal answers for. Links share one digest by the batch they came in.
public let addressDeskJournaledFamilies = [
    JournaledFamily("address_sources", columns: ["name", "title", "since"]),
    JournaledFamily(
        "address_link_rows",
        [
            FamilyMember(
                "address_links", owner: "batch_id", id: "row_key", isLocal: true,
                columns: ["source", "address_id", "batch_id", "text", "band", "evidence", "case_id", "act_id"])
        ]),
    JournaledFamily(
        "address_cases",
        columns: [
            "kind", "pattern", "town_id", "village_id", "said", "sample", "rows", "sources", "candidates", "state",
            "decision", "place_id", "act_id", "decided_by", "decided_at",
        ]),
    JournaledFamily(
        "address_attachments",
        columns: ["address_id", "kind", "source", "external_id", "label_id", "valid_from", "valid_to"]),
    // The figures grow batch by batch, each of which has an entry of its own.
    JournaledFamily(
        "address_imports",
        columns: ["source", "title", "file", "format", "rows", "columns", "state", "brought_at", "ended_at"]),
]
