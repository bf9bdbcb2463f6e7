public import Storage

/// The thin start of the address library: towns, villages, estates and roads with permanent ids and other names.
public let addressesMigrations: [Migration] = [
    Migration(
        "addresses-01-places-with-names",
        [
            """
            CREATE TABLE addresses (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL,
              village_id TEXT NOT NULL REFERENCES divisions (id), town_id TEXT NOT NULL REFERENCES divisions (id),
              origin TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT
            ) STRICT
            """,
            "CREATE INDEX addresses_by_village ON addresses (village_id)",
            """
            CREATE TABLE address_names (
              district TEXT NOT NULL, head TEXT NOT NULL, folded TEXT NOT NULL, address_id TEXT NOT NULL REFERENCES addresses (id),
              how TEXT NOT NULL, PRIMARY KEY (district, head, folded, address_id)
            ) STRICT
            """,
            "CREATE INDEX address_names_by_address ON address_names (address_id)",
        ]
    ),
    // Which grid works for a place; a road that runs through several has none.
    Migration(
        "addresses-02-grids",
        ["ALTER TABLE addresses ADD COLUMN grid_id TEXT REFERENCES divisions (id)"]
    ),
    Migration("addresses-03-towns-without-village", townTables),
    // Down to the room: what is told from its neighbours by a number lies below its parent. An outside code, such as that
    // of the list a place came with, is unique.
    Migration(
        "addresses-04-down-to-the-room",
        [
            "ALTER TABLE addresses ADD COLUMN parent_id TEXT REFERENCES addresses (id)",
            "ALTER TABLE addresses ADD COLUMN number TEXT",
            "ALTER TABLE addresses ADD COLUMN code TEXT",
            "ALTER TABLE addresses ADD COLUMN state TEXT NOT NULL DEFAULT 'confirmed'",
            "ALTER TABLE addresses ADD COLUMN successor_id TEXT REFERENCES addresses (id)",
            "ALTER TABLE addresses ADD COLUMN longitude_e6 INTEGER",
            "ALTER TABLE addresses ADD COLUMN latitude_e6 INTEGER",
            """
            CREATE UNIQUE INDEX addresses_of_numbers ON addresses (parent_id, type, number)
              WHERE number IS NOT NULL AND valid_to IS NULL
            """,
            "CREATE UNIQUE INDEX addresses_by_code ON addresses (district, code) WHERE code IS NOT NULL",
        ]
    ),
    // What stood before each change, by the number of the change in the feed; the names a place had, from which number
    // until which; the
    // serials that display codes are built of.
    Migration(
        "addresses-05-history-and-codes",
        [
            "ALTER TABLE addresses ADD COLUMN serial INTEGER",
            "ALTER TABLE address_names ADD COLUMN since INTEGER NOT NULL DEFAULT 0",
            """
            CREATE TABLE address_name_spells (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, address_id TEXT NOT NULL REFERENCES addresses (id),
              folded TEXT NOT NULL, how TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE INDEX address_name_spells_by_address ON address_name_spells (address_id)",
            """
            CREATE TABLE address_versions (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, change_number INTEGER NOT NULL,
              address_id TEXT NOT NULL REFERENCES addresses (id), type TEXT NOT NULL, name TEXT NOT NULL, village_id TEXT,
              town_id TEXT NOT NULL, grid_id TEXT, origin TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT,
              parent_id TEXT, number TEXT, code TEXT, state TEXT NOT NULL, successor_id TEXT, longitude_e6 INTEGER,
              latitude_e6 INTEGER, serial INTEGER
            ) STRICT
            """,
            "CREATE UNIQUE INDEX address_versions_by_address ON address_versions (address_id, change_number)",
            """
            CREATE TABLE address_successors (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, address_id TEXT NOT NULL REFERENCES addresses (id),
              successor_id TEXT NOT NULL REFERENCES addresses (id), number INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE INDEX address_successors_by_address ON address_successors (address_id)",
            "CREATE INDEX address_successors_by_successor ON address_successors (successor_id)",
            "CREATE TABLE address_serials (district TEXT NOT NULL, owner TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT",
        ]
    ),
    // In which system the source gave a position, and what it pointed at.
    Migration(
        "addresses-06-where-positions-are-from",
        ["addresses", "address_versions"].flatMap { table in
            ["position_system", "position_quality"].map { "ALTER TABLE \(table) ADD COLUMN \($0) TEXT" }
        }
    ),
]

// A town lies in no village. A column cannot be freed of NOT NULL everywhere, so both tables are made anew: rows and ids
// stay as they are. The towns of a district that exists already are added at the next start, with a journal entry.
private let townTables = [
    """
    CREATE TABLE addresses_anew (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL,
      village_id TEXT REFERENCES divisions (id), town_id TEXT NOT NULL REFERENCES divisions (id),
      grid_id TEXT REFERENCES divisions (id), origin TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT
    ) STRICT
    """,
    """
    INSERT INTO addresses_anew
      (id, district, type, name, village_id, town_id, grid_id, origin, valid_from, valid_to)
    SELECT id, district, type, name, village_id, town_id, grid_id, origin, valid_from, valid_to FROM addresses
    """,
    """
    CREATE TABLE address_names_anew (
      district TEXT NOT NULL, head TEXT NOT NULL, folded TEXT NOT NULL,
      address_id TEXT NOT NULL REFERENCES addresses_anew (id), how TEXT NOT NULL,
      PRIMARY KEY (district, head, folded, address_id)
    ) STRICT
    """,
    """
    INSERT INTO address_names_anew (district, head, folded, address_id, how)
    SELECT district, head, folded, address_id, how FROM address_names
    """,
    "DROP TABLE address_names",
    "DROP TABLE addresses",
    "ALTER TABLE addresses_anew RENAME TO addresses",
    "ALTER TABLE address_names_anew RENAME TO address_names",
    "CREATE INDEX addresses_by_village ON addresses (village_id)",
    "CREATE INDEX address_names_by_address ON address_names (address_id)",
    // A town has one record, whoever adds it.
    "CREATE UNIQUE INDEX addresses_of_towns ON addresses (town_id) WHERE village_id IS NULL AND valid_to IS NULL",
]
