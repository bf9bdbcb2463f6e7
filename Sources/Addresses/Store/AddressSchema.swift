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
