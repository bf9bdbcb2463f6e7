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
    // A file has one table; several nodes share a record that goes on for decades.
    Migration("journal-08-months-apart", [], postgres: entriesByMonth),
    // Whoever holds a slip asks by its hash.
    Migration(
        "journal-09-found-by-hash", ["CREATE INDEX journal_log_by_leaf ON journal_log (district, leaf)"]),
]

extension Journal {
    /// The months of the entries, by the time in their ids, which is when they were written down.
    public static let months = MonthlyPartitions(of: "journal_entries", by: .ids("id"))
}

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

// A unique key of a partitioned table must hold the column it is partitioned by: of the id it does. That no number or arrival is
// given twice is looked after elsewhere: decision 0022. Months are those of the district's calendar, eight hours before UTC.
private let entriesByMonth = [
    "DROP INDEX journal_entries_by_arrival",
    "ALTER TABLE journal_entries RENAME TO journal_entries_old",
    """
    CREATE TABLE journal_entries (
        arrival BIGINT GENERATED BY DEFAULT AS IDENTITY,
        id TEXT NOT NULL,
        district TEXT NOT NULL,
        subject_kind TEXT NOT NULL,
        subject_id TEXT NOT NULL,
        number BIGINT NOT NULL,
        previous BYTEA NOT NULL,
        hash BYTEA NOT NULL,
        body TEXT NOT NULL,
        recorded_at BIGINT NOT NULL,
        CONSTRAINT journal_entries_one_id UNIQUE (id),
        CONSTRAINT journal_entries_one_arrival PRIMARY KEY (arrival, id),
        CONSTRAINT journal_entries_one_number UNIQUE (district, subject_kind, subject_id, number, id)
    ) PARTITION BY RANGE (id)
    """,
    "CREATE INDEX journal_entries_by_arrival ON journal_entries (district, arrival)",
    "CREATE TABLE journal_entries_default PARTITION OF journal_entries DEFAULT",
    """
    DO $$
    DECLARE
        month TIMESTAMP;
        low TEXT;
        high TEXT;
    BEGIN
        FOR month IN
            SELECT DISTINCT date_trunc('month', to_timestamp(recorded_at / 1000) AT TIME ZONE 'UTC' + INTERVAL '8 hours')
            FROM journal_entries_old WHERE recorded_at BETWEEN 0 AND 253000000000000
        LOOP
            low := lpad(to_hex((CAST(extract(epoch FROM month) AS BIGINT) - 28800) * 1000), 12, '0');
            high := lpad(to_hex((CAST(extract(epoch FROM month + INTERVAL '1 month') AS BIGINT) - 28800) * 1000), 12, '0');
            EXECUTE format('CREATE TABLE %I PARTITION OF journal_entries FOR VALUES FROM (%L) TO (%L)',
                'journal_entries_' || to_char(month, 'YYYY_MM'),
                left(low, 8) || '-' || right(low, 4), left(high, 8) || '-' || right(high, 4));
        END LOOP;
    END $$
    """,
    """
    INSERT INTO journal_entries
        (arrival, id, district, subject_kind, subject_id, number, previous, hash, body, recorded_at)
    SELECT arrival, id, district, subject_kind, subject_id, number, previous, hash, body, recorded_at
    FROM journal_entries_old ORDER BY arrival
    """,
    // Arrivals go on where they were, also where the newest were rolled back.
    """
    SELECT setval(pg_get_serial_sequence('journal_entries', 'arrival'), COALESCE(last, 1), last IS NOT NULL)
    FROM pg_sequence_last_value(CAST(pg_get_serial_sequence('journal_entries_old', 'arrival') AS regclass)) AS last
    """,
    "DROP TABLE journal_entries_old",
]

// The digests of the single rows under a digest that many share: they tell which row differs.
private let leafColumns = [
    "ALTER TABLE journal_states ADD COLUMN leaves BLOB",
    "ALTER TABLE journal_batch_rows ADD COLUMN leaves BLOB",
]
