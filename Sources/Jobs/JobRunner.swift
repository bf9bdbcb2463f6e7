public import Base
public import Logging
public import Storage

/// Does what is due on this node: queues recurring work, hands out events, runs jobs.
public struct JobRunner: Sendable {
    private let queue: JobQueue
    private let timetable: Timetable
    private let dispatcher: OutboxDispatcher
    private let kinds: [JobKind]
    private let holder: String
    private let logger: Logger

    /// Makes a runner; `holder` names this node and must differ between nodes and restarts.
    public init(
        _ database: any Database, holder: String, kinds: [JobKind], timetable: [TimetableEntry] = [],
        listeners: [OutboxListener] = [], logger: Logger = Logger(label: "jobs")
    ) {
        queue = JobQueue(database)
        self.timetable = Timetable(database, timetable)
        dispatcher = OutboxDispatcher(database, holder: holder, listeners: listeners)
        self.kinds = kinds
        self.holder = holder
        self.logger = logger
    }

    /// One step: everything due at an instant, up to 100 jobs.
    ///
    /// Answers how many jobs and events were dealt with. A job or listener that fails is recorded and does not stop the
    /// others; throws `StorageError` only.
    @discardableResult
    public func runDue(at instant: Instant) async throws -> Int {
        let events = try await prepare(at: instant)
        var jobs = 0
        while jobs < 100, try await runNext(of: kinds, on: nil, at: { instant }) { jobs += 1 }
        return events + jobs
    }

    /// Works until the task is cancelled; `now` is the program's clock, `workers` the jobs run side by side.
    ///
    /// Jobs of the common lane work on a thread that gives way to everybody else's.
    public func run(workers: Int = 2, tick: Duration = .milliseconds(250), now: @escaping @Sendable () -> Instant) async
    {
        let quiet = QuietThread()
        defer { quiet.end() }
        await withTaskGroup(of: Void.self) { group in
            // A slow job must not keep events waiting: they have a loop of their own.
            group.addTask { await loop(tick) { try await prepare(at: now()) > 0 } }
            for (lane, kinds) in Dictionary(grouping: kinds, by: \.lane) {
                // Work that waits for somebody outside has a loop of its own as well.
                for _ in 0..<(lane == nil ? max(1, workers) : 1) {
                    let thread = lane == nil ? quiet : nil
                    group.addTask { await loop(tick) { try await runNext(of: kinds, on: thread, at: now) } }
                }
            }
        }
        // The task is cancelled by now; the lease is given back all the same.
        _ = try? await Task { try await dispatcher.giveUp() }.value
    }

    private func loop(_ tick: Duration, _ step: () async throws -> Bool) async {
        var failure = RepeatedFailure("a loop of jobs", logger: logger)
        while !Task.isCancelled {
            var didSomething = false
            do {
                didSomething = try await step()
                failure.worked()
            } catch is CancellationError {
                return
            } catch {
                failure.failed(error)
            }
            if !didSomething { try? await Task.sleep(for: tick) }
        }
    }

    private func prepare(at instant: Instant) async throws -> Int {
        _ = try await timetable.queueDue(at: instant)
        return try await dispatcher.deliver(at: instant)
    }

    /// Claims and runs one job, on a thread of its own if given; false when none is due.
    private func runNext(
        of kinds: [JobKind], on thread: QuietThread?, at now: @escaping @Sendable () -> Instant
    ) async throws -> Bool {
        guard let job = try await queue.claim(kinds, by: holder, at: now()) else { return false }
        guard let kind = kinds.first(where: { $0.name == job.name }) else { return false }
        do {
            // Counted when claimed: a job that takes the whole program down is given up too.
            if job.attempt > kind.maximumAttempts { throw JobFailure.stoppedTheProgram }
            switch kind.work {
            case .acting(let run):
                try await keeping(job, of: kind, on: thread, at: now) { try await run(job, now()) }
                let end = now()
                try await Task { _ = try await queue.finish(job, by: holder, at: end) }.value
            case .writing(let write): try await queue.finish(job, by: holder, at: now(), writing: write)
            }
        } catch {
            logger.warning("A job failed.", metadata: ["job": "\(job.name)", "error": "\(shortText(of: error))"])
            let attempts = kind.maximumAttempts
            let end = now()
            try await Task {
                _ = try await queue.fail(job, error: error, maximumAttempts: attempts, by: holder, at: end)
            }.value
        }
        return true
    }

    // Lengthens the lease while the work goes on; a node that has lost it stops the work.
    private func keeping(
        _ job: Job, of kind: JobKind, on thread: QuietThread?, at now: @escaping @Sendable () -> Instant,
        _ work: @escaping @Sendable () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            // The lease is lengthened elsewhere, however long the work keeps its thread.
            group.addTask(executorPreference: thread) { try await work() }
            group.addTask {
                while true {
                    try await Task.sleep(for: .seconds(max(1, kind.leaseSeconds / 3)))
                    // What cannot be lengthened just now is tried again; two thirds of the lease are left.
                    let isOurs = try? await queue.renew(job, by: holder, seconds: kind.leaseSeconds, at: now())
                    if isOurs == false { throw JobFailure.takenOver }
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}

/// Why a job ended without an error of its own.
enum JobFailure: Error {
    case stoppedTheProgram
    case takenOver
}
