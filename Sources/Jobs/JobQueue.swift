public import Base
public import Storage

/// The durable queue: a job is written in the transaction that wants it and is run at least once.
public struct JobQueue: Sendable {
    // The expression of the index `jobs_due`.
    private static let order: SQL = "coalesce(lease_until, run_at), id"
    private let database: any Database

    /// Makes the queue of a database.
    public init(_ database: any Database) {
        self.database = database
    }

    /// Adds a job in the caller's own transaction, to be run when `runAt` has come (at once when nil).
    @discardableResult
    public static func add(
        _ name: String, district: DistrictKey, payload: String = "{}", runAt: Instant? = nil,
        in transaction: any Transaction, at instant: Instant
    ) throws -> RecordID {
        let id = RecordID.make(at: instant)
        try transaction.execute(
            """
            INSERT INTO jobs (id, district, name, payload, run_at, created_at)
            VALUES (\(id), \(district), \(name), \(payload), \(runAt ?? instant), \(instant))
            """
        )
        return id
    }

    /// Claims the job that has been due longest, of the kinds this node knows; nil when nothing is due.
    ///
    /// A job whose node fell silent is due again when its lease has ended.
    public func claim(_ kinds: [JobKind], by holder: String, at instant: Instant) async throws -> Job? {
        guard !kinds.isEmpty else { return nil }
        let names = kinds.map(\.name)
        let due: SQL = """
            state IN ('waiting', 'running') AND coalesce(lease_until, run_at) <= \(instant) AND name IN (\(list: names))
            """
        // Asked by a reader first: an idle node writes nothing.
        let next = try await database.read {
            try $0.row("SELECT name FROM jobs WHERE \(due) ORDER BY \(Self.order) LIMIT 1")
        }
        guard let name = try next?.text("name") else { return nil }
        let lease = kinds.first { $0.name == name }?.leaseSeconds ?? 600
        let dialect = database.dialect
        let row = try await database.writeInBackground { transaction in
            try transaction.row(
                dialect.claimNext(
                    from: "jobs", where: "\(due) AND name = \(name)", orderBy: Self.order,
                    set: """
                        state = 'running', attempts = attempts + 1, claimed_by = \(holder),
                        lease_until = \(instant.adding(seconds: lease))
                        """
                )
            )
        }
        return try row.map(Job.init)
    }

    /// Marks a job as done, and writes what it is about in the same transaction.
    ///
    /// Answers false when another node has taken it over; then nothing is written.
    @discardableResult
    public func finish(
        _ job: Job, by holder: String, at instant: Instant,
        writing: @escaping @Sendable (Job, Instant, any Transaction) throws -> Void = { _, _, _ in }
    ) async throws -> Bool {
        try await update(
            job, by: holder, "state = 'done', lease_until = NULL, ended_at = \(instant), last_error = NULL"
        ) { try writing(job, instant, $0) }
    }

    /// Puts a failed job back, later each time, or gives it up after the last attempt.
    ///
    /// Answers false when taken over.
    @discardableResult
    public func fail(
        _ job: Job, error: any Error, maximumAttempts: Int, by holder: String, at instant: Instant
    ) async throws -> Bool {
        let text = shortText(of: error)
        if job.attempt >= maximumAttempts {
            return try await update(
                job, by: holder, "state = 'failed', lease_until = NULL, ended_at = \(instant), last_error = \(text)"
            )
        }
        let next = instant.adding(seconds: pauseSeconds(afterAttempt: job.attempt))
        return try await update(
            job, by: holder,
            "state = 'waiting', run_at = \(next), claimed_by = NULL, lease_until = NULL, last_error = \(text)"
        )
    }

    /// Lengthens the lease of a long run by so many seconds from now.
    ///
    /// Answers false when another node has taken it over.
    public func renew(_ job: Job, by holder: String, seconds: Int64, at instant: Instant) async throws -> Bool {
        try await update(job, by: holder, "lease_until = \(instant.adding(seconds: seconds))")
    }

    /// Puts a given-up job back into the queue.
    ///
    /// Answers false when there is none of that id.
    public func retry(_ id: RecordID, at instant: Instant) async throws -> Bool {
        try await database.write { transaction in
            try transaction.change(
                """
                UPDATE jobs SET state = 'waiting', attempts = 0, run_at = \(instant), ended_at = NULL, claimed_by = NULL
                WHERE id = \(id) AND state = 'failed'
                """
            ) == 1
        }
    }

    /// How many jobs stand in each state (`waiting`, `running`, `done`, `failed`), for the operations page.
    public func countByState() async throws -> [String: Int] {
        let rows = try await database.read { try $0.rows("SELECT state, count(*) AS n FROM jobs GROUP BY state") }
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.text("state"), try $0.int("n")) })
    }

    /// The jobs that were given up, newest first, with the name of their last error; 100 at most.
    public func listFailed() async throws -> [(job: Job, error: String, endedAt: Instant)] {
        let rows = try await database.read {
            try $0.rows("SELECT * FROM jobs WHERE state = 'failed' ORDER BY ended_at DESC LIMIT 100")
        }
        return try rows.map { (try Job($0), try $0.textOrNil("last_error") ?? "", try $0.instant("ended_at")) }
    }

    /// Removes up to 1,000 done jobs that ended before an instant; answers how many.
    public func prune(endedBefore instant: Instant) async throws -> Int {
        try await database.writeInBackground { transaction in
            try transaction.change(
                """
                DELETE FROM jobs WHERE id IN
                (SELECT id FROM jobs WHERE state = 'done' AND ended_at < \(instant) LIMIT 1000)
                """
            )
        }
    }

    // The attempt is part of the condition: a node that was taken over can no longer end the job.
    private func update(
        _ job: Job, by holder: String, _ changes: SQL,
        alongside: @escaping @Sendable (any Transaction) throws -> Void = { _ in }
    ) async throws -> Bool {
        try await database.writeInBackground { transaction in
            let isOurs =
                try transaction.change(
                    """
                    UPDATE jobs SET \(changes)
                    WHERE id = \(job.id) AND state = 'running' AND claimed_by = \(holder) AND attempts = \(job.attempt)
                    """
                ) == 1
            if isOurs { try alongside(transaction) }
            return isOurs
        }
    }
}
