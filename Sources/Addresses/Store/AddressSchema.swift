public import Storage

/// The thin start of the address library: villages, estates and roads with permanent ids and other names.
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
]
