public import Base
import Jobs
public import Journal
public import Storage

/// The tables of signals.
public let signalsMigrations: [Migration] = [
    Migration(
        "signals-01-signals",
        [
            """
            CREATE TABLE signals (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, state TEXT NOT NULL,
              raised_at INTEGER NOT NULL, settled_at INTEGER, settled_by TEXT
            ) STRICT
            """,
            "CREATE UNIQUE INDEX signals_open ON signals (district, kind, source) WHERE state = 'open'",
            "CREATE INDEX signals_by_source ON signals (district, kind, source, raised_at)",
        ]
    )
]

/// What detectors found. One thing has one open signal; it ends as taken up, dismissed or over, never by itself being
/// forgotten.
public struct SignalStore: Sendable {
    private let district: DistrictKey
    private let journal: Journal

    /// The signals of a district.
    public init(district: DistrictKey, journal: Journal) { (self.district, self.journal) = (district, journal) }

    /// Raises a signal about a thing, unless one is open; answers whether it is new.
    @discardableResult
    public func raise(
        _ kind: String, about source: RecordID, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws -> Bool {
        let id = RecordID.make(at: now)
        let isNew =
            try transaction.change(
                """
                INSERT INTO signals (id, district, kind, source, state, raised_at)
                VALUES (\(id), \(district), \(kind), \(source), \(SignalState.open.rawValue), \(now))
                ON CONFLICT (district, kind, source) WHERE state = 'open' DO NOTHING
                """
            ) == 1
        guard isNew else { return false }
        try journal.record(
            JournalRecord(
                "signal.raised", subject: Subject("signal", id), by: principal, happenedAt: now,
                parameters: ["kind": kind, "source": source.text]),
            in: transaction)
        return true
    }

    /// Ends the open signal about a thing; does nothing when there is none.
    public func settle(
        _ kind: String, about source: RecordID, as state: SignalState, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let row = try transaction.row(
            """
            SELECT id FROM signals
            WHERE district = \(district) AND kind = \(kind) AND source = \(source) AND state = 'open'
            """
        )
        guard let id = try row?.id("id") else { return }
        try transaction.execute(
            """
            UPDATE signals SET state = \(state.rawValue), settled_at = \(now), settled_by = \(principal.key)
            WHERE id = \(id)
            """
        )
        try journal.record(
            JournalRecord(
                "signal.\(state.rawValue)", subject: Subject("signal", id), by: principal, happenedAt: now,
                parameters: ["kind": kind, "source": source.text]),
            in: transaction)
    }

    /// The things of a kind with an open signal, and since when.
    public func listOpen(_ kind: String, in reader: any Reader) throws -> [RecordID: Instant] {
        let rows = try reader.rows(
            "SELECT source, raised_at FROM signals WHERE district = \(district) AND kind = \(kind) AND state = 'open'")
        return try Dictionary(
            rows.map { (try $0.id("source"), try $0.instant("raised_at")) }, uniquingKeysWith: { first, _ in first })
    }

    /// The things of a kind whose signal somebody dismissed or took up after a time: they are not raised again at once.
    public func listSettled(_ kind: String, since: Instant, in reader: any Reader) throws -> Set<RecordID> {
        let rows = try reader.rows(
            """
            SELECT source FROM signals
            WHERE district = \(district) AND kind = \(kind) AND state IN ('taken', 'dismissed') AND settled_at >= \(since)
            """
        )
        return Set(try rows.map { try $0.id("source") })
    }
}
