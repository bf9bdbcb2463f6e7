public import Storage

/// The tables of signed heads. Rows are only ever added: a signature cannot be taken back.
public let proofsMigrations: [Migration] = [
    Migration("proofs-01-signed-heads", [keyTable, headTable])
]

private let keyTable = """
    CREATE TABLE signing_keys (
        district TEXT NOT NULL,
        number INTEGER NOT NULL,
        public_key BLOB NOT NULL,
        since INTEGER NOT NULL,
        signature BLOB NOT NULL,
        PRIMARY KEY (district, number)
    ) STRICT
    """

// One an hour: the second of two nodes finds the hour taken.
private let headTable = """
    CREATE TABLE signed_heads (
        district TEXT NOT NULL,
        hour INTEGER NOT NULL,
        size INTEGER NOT NULL,
        root BLOB NOT NULL,
        at INTEGER NOT NULL,
        key_number INTEGER NOT NULL,
        signature BLOB NOT NULL,
        PRIMARY KEY (district, hour)
    ) STRICT
    """
