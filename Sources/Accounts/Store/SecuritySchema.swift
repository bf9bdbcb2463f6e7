import Storage

/// The tables of second factors, sign-ins and what people are told about their accounts.
let securityMigrations: [Migration] = [
    Migration(
        "accounts-06-security",
        [
            "ALTER TABLE sessions ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE sessions ADD COLUMN network TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT ''",
            "CREATE INDEX sessions_by_account ON sessions (account_id)",
            // In force; `last_step` is the last one that opened something.
            """
            CREATE TABLE second_factors (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, account_id TEXT NOT NULL REFERENCES accounts (id),
              secret BLOB NOT NULL, key_version INTEGER NOT NULL, confirmed_at INTEGER NOT NULL,
              last_step INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX second_factors_by_account ON second_factors (account_id)",
            // Begun and not yet confirmed, shown to the session that began it.
            """
            CREATE TABLE second_factor_setups (
              account_id TEXT PRIMARY KEY REFERENCES accounts (id), district TEXT NOT NULL, secret BLOB NOT NULL,
              key_version INTEGER NOT NULL, session_hash TEXT NOT NULL, begun_at INTEGER NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE recovery_codes (
              account_id TEXT NOT NULL REFERENCES accounts (id), code_hash TEXT NOT NULL, district TEXT NOT NULL,
              used_at INTEGER, PRIMARY KEY (account_id, code_hash)
            ) STRICT
            """,
            // The password was right, the code is to come.
            """
            CREATE TABLE sign_in_steps (
              token_hash TEXT PRIMARY KEY, district TEXT NOT NULL, account_id TEXT NOT NULL REFERENCES accounts (id),
              tries INTEGER NOT NULL, expires_at INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE INDEX sign_in_steps_by_account ON sign_in_steps (account_id)",
            // Without an account for a name that nobody has: people type passwords there, so it is not kept.
            """
            CREATE TABLE sign_ins (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, account_id TEXT REFERENCES accounts (id),
              at INTEGER NOT NULL, network TEXT NOT NULL, device TEXT NOT NULL, result TEXT NOT NULL
            ) STRICT
            """,
            "CREATE INDEX sign_ins_by_account ON sign_ins (account_id, id)",
            "CREATE INDEX sign_ins_by_time ON sign_ins (district, at)",
            """
            CREATE TABLE account_tidings (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, account_id TEXT NOT NULL REFERENCES accounts (id),
              kind TEXT NOT NULL, at INTEGER NOT NULL, by_account TEXT REFERENCES accounts (id), seen_at INTEGER
            ) STRICT
            """,
            "CREATE INDEX account_tidings_by_account ON account_tidings (account_id, seen_at)",
            """
            CREATE TABLE account_rules (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, second_factor_roles TEXT NOT NULL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX account_rules_by_district ON account_rules (district)",
        ]
    )
]
