public import Storage

/// The tables of the journal. `arrival` is the order in which entries were committed; it is a named column because
/// an implicit rowid may change when the file is compacted.
public let journalMigrations: [Migration] = [
    Migration("journal-01-entries-are-chained", [entryTable, chainTable, stateTable, batchTable]),
    Migration("journal-02-one-log-a-district", [logTable, nodeTable, headTable, frontierTable]),
    Migration("journal-03-personal-values-are-sealed", personalTables),
    Migration("journal-04-the-same-key-writes-once", idempotencyTables),
    Migration("journal-05-pages-are-read-in-order", pageIndexes),
    Migration("journal-06-one-digest-over-many-rows", leafColumns),
    Migration("journal-07-small-rows-in-one-tree", rowidlessTables),
]

private let entryTable = """
    CREATE TABLE journal_entries (
        arrival INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        district TEXT NOT NULL,
        subject_kind TEXT NOT NULL,
        subject_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        previous BLOB NOT NULL,
        hash BLOB NOT NULL,
        body TEXT NOT NULL,
        recorded_at INTEGER NOT NULL,
        UNIQUE (district, subject_kind, subject_id, number)
    ) STRICT
    """

private let chainTable = """
    CREATE TABLE journal_chains (
        district TEXT NOT NULL,
        subject_kind TEXT NOT NULL,
        subject_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        hash BLOB NOT NULL,
        PRIMARY KEY (district, subject_kind, subject_id)
    ) STRICT
    """

private let stateTable = """
    CREATE TABLE journal_states (
        district TEXT NOT NULL,
        table_name TEXT NOT NULL,
        row_id TEXT NOT NULL,
        entry_id TEXT NOT NULL,
        layout INTEGER NOT NULL,
        salt BLOB NOT NULL,
        digest BLOB NOT NULL,
        PRIMARY KEY (district, table_name, row_id)
    ) STRICT
    """

private let batchTable = """
    CREATE TABLE journal_batch_rows (
        district TEXT NOT NULL,
        table_name TEXT NOT NULL,
        row_id TEXT NOT NULL,
        entry_id TEXT NOT NULL,
        layout INTEGER NOT NULL,
        salt BLOB NOT NULL,
        digest BLOB NOT NULL,
        PRIMARY KEY (district, table_name, row_id, entry_id)
    ) STRICT
    """

private let logTable = """
    CREATE TABLE journal_log (
        district TEXT NOT NULL,
        position INTEGER NOT NULL,
        entry_id TEXT NOT NULL UNIQUE,
        leaf BLOB NOT NULL,
        PRIMARY KEY (district, position)
    ) STRICT
    """

// Full subtrees of 256 and 65,536 leaves, so that a proof never reads the whole log.
private let nodeTable = """
    CREATE TABLE journal_nodes (
        district TEXT NOT NULL,
        level INTEGER NOT NULL,
        position INTEGER NOT NULL,
        hash BLOB NOT NULL,
        PRIMARY KEY (district, level, position)
    ) STRICT
    """

private let headTable = """
    CREATE TABLE journal_heads (
        district TEXT NOT NULL,
        size INTEGER NOT NULL,
        root BLOB NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (district, size)
    ) STRICT
    """

private let frontierTable = """
    CREATE TABLE journal_frontiers (
        district TEXT PRIMARY KEY,
        size INTEGER NOT NULL,
        arrival INTEGER NOT NULL,
        nodes BLOB NOT NULL
    ) STRICT
    """

private let personalTables = [
    """
    CREATE TABLE personal_values (
        id TEXT PRIMARY KEY,
        district TEXT NOT NULL,
        owner_kind TEXT NOT NULL,
        owner_id TEXT NOT NULL,
        field TEXT NOT NULL,
        sealed BLOB NOT NULL,
        digest BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX personal_values_by_owner ON personal_values (district, owner_kind, owner_id)",
    """
    CREATE TABLE personal_keys (
        value_id TEXT PRIMARY KEY,
        district TEXT NOT NULL,
        wrapped BLOB NOT NULL,
        key_version INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE personal_erasures (
        value_id TEXT PRIMARY KEY,
        district TEXT NOT NULL,
        owner_kind TEXT NOT NULL,
        owner_id TEXT NOT NULL,
        field TEXT NOT NULL,
        erased_at INTEGER NOT NULL
    ) STRICT
    """,
]

private let idempotencyTables = [
    """
    CREATE TABLE idempotency_keys (
        district TEXT NOT NULL,
        actor TEXT NOT NULL,
        route TEXT NOT NULL,
        key TEXT NOT NULL,
        fingerprint BLOB NOT NULL,
        response_ref TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (district, actor, route, key)
    ) STRICT
    """,
    "CREATE INDEX idempotency_keys_by_age ON idempotency_keys (at)",
]

// Without these a batch of the sequencer would sort the whole district first.
private let pageIndexes = [
    "CREATE INDEX journal_entries_by_arrival ON journal_entries (district, arrival)",
    "DROP INDEX personal_values_by_owner",
    "CREATE INDEX personal_values_by_owner ON personal_values (district, owner_kind, owner_id, id)",
]

// Small rows that are only found by their key need one tree and not two.
private let rowidlessTables = [
    """
    CREATE TABLE personal_keys_new (
        value_id TEXT PRIMARY KEY,
        district TEXT NOT NULL,
        wrapped BLOB NOT NULL,
        key_version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "INSERT INTO personal_keys_new SELECT value_id, district, wrapped, key_version FROM personal_keys ORDER BY value_id",
    "DROP TABLE personal_keys",
    "ALTER TABLE personal_keys_new RENAME TO personal_keys",
    """
    CREATE TABLE journal_log_new (
        district TEXT NOT NULL,
        position INTEGER NOT NULL,
        entry_id TEXT NOT NULL UNIQUE,
        leaf BLOB NOT NULL,
        PRIMARY KEY (district, position)
    ) STRICT, WITHOUT ROWID
    """,
    "INSERT INTO journal_log_new SELECT district, position, entry_id, leaf FROM journal_log ORDER BY district, position",
    "DROP TABLE journal_log",
    "ALTER TABLE journal_log_new RENAME TO journal_log",
]

// The digests of the single rows under a digest that many share: they tell which row differs.
private let leafColumns = [
    "ALTER TABLE journal_states ADD COLUMN leaves BLOB",
    "ALTER TABLE journal_batch_rows ADD COLUMN leaves BLOB",
]
