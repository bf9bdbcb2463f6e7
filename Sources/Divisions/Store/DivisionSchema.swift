public import Storage

/// The tables of divisions.
public let divisionsMigrations: [Migration] = [
    Migration(
        "divisions-01-dated-tree",
        [
            """
            CREATE TABLE divisions (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, level TEXT NOT NULL, code TEXT NOT NULL,
              code_system TEXT NOT NULL, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, kind TEXT NOT NULL,
              parent_id TEXT REFERENCES divisions (id), longitude_e6 INTEGER, latitude_e6 INTEGER,
              valid_from TEXT NOT NULL, valid_to TEXT
            ) STRICT
            """,
            "CREATE UNIQUE INDEX divisions_by_code ON divisions (district, code_system, code, valid_from)",
            "CREATE INDEX divisions_by_parent ON divisions (parent_id)",
            """
            CREATE TABLE division_shapes (
              division_id TEXT PRIMARY KEY REFERENCES divisions (id), district TEXT NOT NULL, rings TEXT NOT NULL,
              quality TEXT NOT NULL
            ) STRICT
            """,
        ]
    ),
    // The feed of changes of divisions and addresses together; numbers are consecutive.
    Migration(
        "divisions-02-feed",
        [
            "CREATE TABLE place_feed (district TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT",
            """
            CREATE TABLE place_changes (
              district TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, place_id TEXT NOT NULL,
              what TEXT NOT NULL, valid_on TEXT NOT NULL, recorded_at INTEGER NOT NULL, reason TEXT NOT NULL,
              act_id TEXT NOT NULL, PRIMARY KEY (district, number)
            ) STRICT
            """,
            "CREATE INDEX place_changes_by_place ON place_changes (place_id, number)",
            "CREATE INDEX place_changes_by_act ON place_changes (act_id, number)",
        ]
    ),
    // A division keeps its id; what stood before a change stays. Codes change hands and trade places in one step, so that the
    // store holds them apart by days and not an index.
    Migration(
        "divisions-03-dated-changes",
        [
            "DROP INDEX divisions_by_code",
            "CREATE INDEX divisions_by_code ON divisions (district, code_system, code)",
            "CREATE INDEX divisions_by_level ON divisions (district, level, code)",
            """
            CREATE TABLE division_versions (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, division_id TEXT NOT NULL REFERENCES divisions (id),
              number INTEGER NOT NULL, level TEXT NOT NULL, code TEXT NOT NULL, code_system TEXT NOT NULL,
              name_zh TEXT NOT NULL, name_en TEXT NOT NULL, kind TEXT NOT NULL,
              parent_id TEXT REFERENCES divisions (id), longitude_e6 INTEGER, latitude_e6 INTEGER,
              valid_from TEXT NOT NULL, valid_to TEXT, held_from TEXT NOT NULL, held_to TEXT NOT NULL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX division_versions_of_division ON division_versions (division_id, number)",
            "CREATE INDEX division_versions_by_day ON division_versions (district, level, held_to)",
            "CREATE INDEX division_versions_by_number ON division_versions (district, number)",
            "CREATE INDEX division_versions_by_code ON division_versions (district, code_system, code)",
            """
            CREATE TABLE division_names (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, division_id TEXT NOT NULL REFERENCES divisions (id),
              name TEXT NOT NULL, how TEXT NOT NULL, valid_on TEXT NOT NULL, number INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX division_names_of_division ON division_names (division_id, name)",
            """
            CREATE TABLE division_successors (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, from_id TEXT NOT NULL REFERENCES divisions (id),
              to_id TEXT NOT NULL REFERENCES divisions (id), valid_on TEXT NOT NULL, number INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX division_successors_of_division ON division_successors (from_id, to_id, valid_on)",
            "CREATE INDEX division_successors_to_division ON division_successors (to_id)",
            // Rings and quality are empty for the time before the first outline.
            """
            CREATE TABLE division_shape_versions (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, division_id TEXT NOT NULL REFERENCES divisions (id),
              number INTEGER NOT NULL, rings TEXT, quality TEXT, held_from TEXT NOT NULL, held_to TEXT NOT NULL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX division_shape_versions_of_division ON division_shape_versions (division_id, number)",
            // Addresses change a thousand times more often: whoever asks for the newest change of a division passes them over.
            "CREATE INDEX place_changes_of_divisions ON place_changes (district, number) WHERE kind = 'division'",
        ]
    ),
]
