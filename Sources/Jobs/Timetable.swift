public import Base
public import Storage

/// Work that comes back at an interval.
///
/// When it runs next is kept in the database, so a restart forgets nothing.
public struct TimetableEntry: Sendable {
    /// The kind of job that is queued.
    public let name: String
    /// The district it works for.
    public let district: DistrictKey
    /// The interval in seconds; whole days begin at midnight in Asia/Shanghai.
    public let everySeconds: Int64
    /// How many seconds after the beginning of the interval, such as 3 hours after midnight.
    public let offsetSeconds: Int64

    /// Makes an entry; an interval below one second counts as one.
    public init(_ name: String, district: DistrictKey, everySeconds: Int64, offsetSeconds: Int64 = 0) {
        self.name = name
        self.district = district
        self.everySeconds = max(1, everySeconds)
        self.offsetSeconds = offsetSeconds
    }

    /// The first time after an instant that the entry is due.
    func next(after instant: Instant) -> Instant {
        let every = everySeconds * 1_000
        let phase = (offsetSeconds - 8 * 3_600) * 1_000
        let since = instant.milliseconds - phase
        let remainder = since % every
        let passed = remainder < 0 ? remainder + every : remainder
        return Instant(milliseconds: instant.milliseconds - passed + every)
    }
}

/// Queues recurring work when its time has come: once, however many nodes ask and however long nobody did.
public struct Timetable: Sendable {
    private let database: any Database
    private let entries: [TimetableEntry]

    /// Makes the timetable of a database.
    public init(_ database: any Database, _ entries: [TimetableEntry]) {
        self.database = database
        self.entries = entries
    }

    /// Queues what is due and answers how many jobs that were.
    ///
    /// An entry never seen before is due at once, unless it comes once a day or more seldom: then it waits for its hour, so
    /// that a new district or a new version does no night's work while people are at the window.
    public func queueDue(at instant: Instant) async throws -> Int {
        let known = try await database.read { reader in
            try reader.rows("SELECT district, name, every_seconds, next_at FROM job_timetable")
        }
        var times: [String: (every: Int64, next: Instant)] = [:]
        for row in known {
            times[key(try row.text("district"), try row.text("name"))] =
                (try row.integer("every_seconds"), try row.instant("next_at"))
        }
        var queued = 0
        for entry in entries {
            if let time = times[key(entry.district, entry.name)], time.every == entry.everySeconds, time.next > instant
            {
                continue
            }
            if try await database.writeInBackground({ try Self.queue(entry, in: $0, at: instant) }) { queued += 1 }
        }
        return queued
    }

    private func key(_ district: DistrictKey, _ name: String) -> String { "\(district)/\(name)" }

    private static func queue(
        _ entry: TimetableEntry, in transaction: any Transaction, at instant: Instant
    ) throws -> Bool {
        let next = entry.next(after: instant)
        let isNew =
            try transaction.row(
                "SELECT 1 AS n FROM job_timetable WHERE district = \(entry.district) AND name = \(entry.name)") == nil
        let moved = try transaction.change(
            """
            INSERT INTO job_timetable (district, name, every_seconds, next_at)
            VALUES (\(entry.district), \(entry.name), \(entry.everySeconds), \(next))
            ON CONFLICT (district, name) DO UPDATE SET next_at = excluded.next_at, every_seconds = excluded.every_seconds
            WHERE job_timetable.next_at <= \(instant) OR job_timetable.every_seconds <> excluded.every_seconds
            """
        )
        guard moved == 1, !isNew || entry.everySeconds < 86_400 else { return false }
        // The last one still waits for its turn or its next attempt: a second one would only stand behind it.
        let open = try transaction.row(
            """
            SELECT 1 AS n FROM jobs
            WHERE name = \(entry.name) AND district = \(entry.district) AND state IN ('waiting', 'running') LIMIT 1
            """
        )
        if open != nil { return false }
        try JobQueue.add(entry.name, district: entry.district, in: transaction, at: instant)
        return true
    }
}
