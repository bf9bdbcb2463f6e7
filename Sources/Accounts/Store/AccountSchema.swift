public import Storage

/// The tables of units, posts, accounts, sessions, windows and rooms.
public let accountsMigrations: [Migration] =
    [
        Migration(
            "accounts-01-units-posts-people",
            [
                """
                CREATE TABLE units (
                  id TEXT PRIMARY KEY, district TEXT NOT NULL, code TEXT NOT NULL, level TEXT NOT NULL,
                  name_zh TEXT NOT NULL, name_en TEXT NOT NULL, parent_id TEXT REFERENCES units (id),
                  division_id TEXT REFERENCES divisions (id), opens_on TEXT
                ) STRICT
                """,
                "CREATE UNIQUE INDEX units_by_code ON units (district, code)",
                "CREATE INDEX units_by_parent ON units (parent_id)",
                "CREATE INDEX units_by_division ON units (division_id)",
                """
                CREATE TABLE unit_ancestors (
                  unit_id TEXT NOT NULL REFERENCES units (id), ancestor_id TEXT NOT NULL REFERENCES units (id),
                  distance INTEGER NOT NULL, PRIMARY KEY (unit_id, ancestor_id)
                ) STRICT
                """,
                "CREATE INDEX unit_ancestors_down ON unit_ancestors (ancestor_id, unit_id)",
                """
                CREATE TABLE accounts (
                  id TEXT PRIMARY KEY, district TEXT NOT NULL, login TEXT NOT NULL, name TEXT NOT NULL,
                  password_hash TEXT NOT NULL, disabled_at INTEGER, created_at INTEGER NOT NULL
                ) STRICT
                """,
                "CREATE UNIQUE INDEX accounts_by_login ON accounts (district, login)",
                """
                CREATE TABLE posts (
                  id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id),
                  role TEXT NOT NULL
                ) STRICT
                """,
                "CREATE INDEX posts_by_unit ON posts (unit_id)",
                """
                CREATE TABLE post_spells (
                  id TEXT PRIMARY KEY, district TEXT NOT NULL, post_id TEXT NOT NULL REFERENCES posts (id),
                  account_id TEXT NOT NULL REFERENCES accounts (id), from_day TEXT NOT NULL, to_day TEXT
                ) STRICT
                """,
                "CREATE INDEX post_spells_by_account ON post_spells (account_id)",
                """
                CREATE TABLE sessions (
                  token_hash TEXT PRIMARY KEY, district TEXT NOT NULL, account_id TEXT NOT NULL REFERENCES accounts (id),
                  post_id TEXT NOT NULL REFERENCES posts (id), created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL
                ) STRICT
                """,
                """
                CREATE TABLE attempts (
                  district TEXT NOT NULL, subject TEXT NOT NULL, failures INTEGER NOT NULL, last_at INTEGER NOT NULL,
                  PRIMARY KEY (district, subject)
                ) STRICT
                """,
                """
                CREATE TABLE windows (
                  id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id),
                  number INTEGER NOT NULL, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, department_id TEXT
                ) STRICT
                """,
                """
                CREATE TABLE rooms (
                  id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id),
                  code TEXT NOT NULL, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, floor INTEGER NOT NULL
                ) STRICT
                """,
            ]
        ),
        // The centre, the towns and the departments are asked for with every filing; the grids are most of the table.
        Migration("accounts-02-units-by-level", ["CREATE INDEX units_by_level ON units (district, level, code)"]),
        Migration("accounts-03-english-names", ["ALTER TABLE accounts ADD COLUMN name_en TEXT NOT NULL DEFAULT ''"]),
        Migration(
            "accounts-04-allowances",
            [
                // What strangers of one address may still do: the same on every node.
                """
                CREATE TABLE allowances (
                  district TEXT NOT NULL, subject TEXT NOT NULL, rest INTEGER NOT NULL, at INTEGER NOT NULL,
                  PRIMARY KEY (district, subject)
                ) STRICT
                """,
                "CREATE INDEX allowances_by_time ON allowances (at)",
            ]
        ),
        Migration(
            "accounts-05-api-tokens",
            [
                """
                CREATE TABLE api_tokens (
                  id TEXT PRIMARY KEY, district TEXT NOT NULL, account_id TEXT NOT NULL REFERENCES accounts (id),
                  post_id TEXT NOT NULL REFERENCES posts (id), name TEXT NOT NULL, scopes TEXT NOT NULL,
                  prefix TEXT NOT NULL, token_hash TEXT NOT NULL, created_at INTEGER NOT NULL,
                  expires_at INTEGER NOT NULL, last_used_on TEXT, revoked_at INTEGER
                ) STRICT
                """,
                "CREATE UNIQUE INDEX api_tokens_by_hash ON api_tokens (token_hash)",
                "CREATE INDEX api_tokens_by_account ON api_tokens (account_id)",
            ]
        ),
    ] + securityMigrations
