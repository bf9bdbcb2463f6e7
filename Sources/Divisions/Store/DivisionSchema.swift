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
]
