public import Base
public import Storage

/// One piece of work that waits in the queue or is under way.
public struct Job: Sendable, Equatable {
    /// The job's permanent id, the same at every attempt.
    public let id: RecordID
    /// The district it works for.
    public let district: DistrictKey
    /// Which kind of work, such as `journal-sequencer`.
    public let name: String
    /// What to work on, as JSON text without personal data.
    public let payload: String
    /// Which attempt this is; the first is 1.
    public let attempt: Int

    init(_ row: Row) throws {
        id = try row.id("id")
        district = try row.text("district")
        name = try row.text("name")
        payload = try row.text("payload")
        attempt = try row.int("attempts")
    }
}

/// A kind of work and how to do it.
public struct JobKind: Sendable {
    enum Work: Sendable {
        case acting(@Sendable (Job, Instant) async throws -> Void)
        case writing(@Sendable (Job, Instant, any Transaction) throws -> Void)
    }

    /// Unique over all modules.
    public let name: String
    /// How many attempts are made before the job counts as failed.
    public let maximumAttempts: Int
    /// After how many silent seconds of its node another may take a run over; a node that works lengthens it.
    public let leaseSeconds: Int64
    /// Kinds of a lane of their own keep no other job waiting, however long they take; nil for the common one.
    let lane: String?
    let work: Work

    /// Work of any length, at least once: the closure may run twice for one job and must then do no harm.
    public init(
        _ name: String, maximumAttempts: Int = 10, leaseSeconds: Int64 = 60, lane: String? = nil,
        run: @escaping @Sendable (Job, Instant) async throws -> Void
    ) {
        self.name = name
        self.maximumAttempts = maximumAttempts
        self.leaseSeconds = leaseSeconds
        self.lane = lane
        work = .acting(run)
    }

    /// Work that is one transaction with the job's end: its effect is there exactly once, whatever dies and whenever.
    public init(
        _ name: String, maximumAttempts: Int = 10, leaseSeconds: Int64 = 60,
        writing: @escaping @Sendable (Job, Instant, any Transaction) throws -> Void
    ) {
        self.name = name
        self.maximumAttempts = maximumAttempts
        self.leaseSeconds = leaseSeconds
        lane = nil
        work = .writing(writing)
    }
}

/// How a failure is kept: its name only, because what an error carries may be about people.
func shortText(of error: any Error) -> String {
    if let error = error as? StorageError { return "StorageError.\(error)" }
    let name = String(describing: error).prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    return "\(type(of: error)).\(name)"
}

/// How long to wait after a failed attempt: 10 s, doubled each time, an hour at most.
func pauseSeconds(afterAttempt attempt: Int) -> Int64 {
    min(3_600, 10 << Int64(max(0, min(attempt - 1, 10))))
}
