import CoreMetrics
import Storage

/// The writes that share one transaction, each in a savepoint of its own.
struct WriteGroup {
    /// At most so many writes share a COMMIT.
    static let size = 128

    private static let sizes = Recorder(label: "shanzhi_group_commit_writes")
    private let connection: SQLiteConnection
    // After so long no further write is taken in: those inside wait for the COMMIT.
    private let budget: Duration
    private var taken: [QueuedWrite] = []
    private var answers: [@Sendable () -> Void] = []
    // Only a budget of work, nothing that is stored: the one place below the program that looks at a clock.
    private var end = ContinuousClock.now

    init(_ connection: SQLiteConnection, budget: Duration) {
        self.budget = budget
        self.connection = connection
    }

    var isEmpty: Bool { taken.isEmpty }
    var hasRoom: Bool { isEmpty || taken.count < Self.size && ContinuousClock.now < end }

    mutating func begin() throws {
        // A ROLLBACK that failed on a broken disk leaves the transaction open: try again before the next one.
        if connection.isInTransaction { try connection.control("ROLLBACK") }
        try connection.control("BEGIN IMMEDIATE")
        end = ContinuousClock.now + budget
    }

    /// Runs a write.
    ///
    /// Throws only what ends the whole group; the write's own error goes to its own caller.
    mutating func run(_ write: QueuedWrite) throws {
        taken.append(write)
        try connection.control("SAVEPOINT one_write")
        // What the write before noted and no entry took was rolled back, or is nobody's to answer for.
        _ = connection.notes.take()
        let before = connection.atTheEnd.count
        do {
            let answer = try write.run(connection)
            try refuseBrokenGroup()
            try connection.refuseOpenForeignKeys()
            answers.append(answer)
        } catch {
            try refuseBrokenGroup()
            answers.append { write.fail(error) }
            try connection.control("ROLLBACK TO one_write")
            connection.atTheEnd.removeSubrange(before...)
            connection.memo.clear()
        }
        try connection.control("RELEASE one_write")
    }

    /// Commits, then answers everybody.
    func commit() throws {
        for statement in connection.atTheEnd { _ = try connection.execute(statement) }
        connection.atTheEnd.removeAll(keepingCapacity: true)
        try connection.control("COMMIT")
        Self.sizes.record(taken.count)
        for answer in answers { answer() }
    }

    /// Rolls back and tells everybody: even a refusal may rest on what another write of the group had done.
    func fail(_ error: any Error, also waiting: [QueuedWrite]) {
        if connection.isInTransaction { try? connection.control("ROLLBACK") }
        for write in taken + waiting { write.fail(error) }
    }

    private func refuseBrokenGroup() throws {
        if let failure = connection.groupFailure { throw failure }
        if !connection.isInTransaction { throw StorageError.engine("the transaction ended early") }
    }
}
