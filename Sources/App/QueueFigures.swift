public import Base
public import Journal
public import Storage

/// What waits in a district at a moment, for those who run it.
public struct QueueFigures: Hashable, Sendable {
    /// Jobs whose time has come and that nobody has taken.
    public let jobsDue: Int
    /// Jobs that failed for good and are still remembered.
    public let jobsFailed: Int
    /// Events that were not delivered yet.
    public let eventsWaiting: Int
    /// Events that were set aside after too many attempts.
    public let eventsSetAside: Int
    /// Terms that run or are paused.
    public let termsActive: Int
    /// Running terms whose last day is over.
    public let termsOverdue: Int
    /// Entries that have no place in the log yet.
    public let entriesAwaiting: Int

    /// Counts along indexes of what is open; what has ended is not read.
    public static func read(journal: Journal, at now: Instant, in reader: any Reader) throws -> QueueFigures {
        let district = journal.district
        return QueueFigures(
            jobsDue: try reader.count(
                "SELECT COUNT(*) AS n FROM jobs WHERE state = 'waiting' AND coalesce(lease_until, run_at) <= \(now)"),
            jobsFailed: try reader.count("SELECT COUNT(*) AS n FROM jobs WHERE state = 'failed'"),
            eventsWaiting: try reader.count(
                "SELECT COUNT(*) AS n FROM outbox WHERE delivered_at IS NULL AND set_aside_at IS NULL"),
            eventsSetAside: try reader.count("SELECT COUNT(*) AS n FROM outbox WHERE set_aside_at IS NOT NULL"),
            termsActive: try reader.count(
                "SELECT COUNT(*) AS n FROM terms WHERE district = \(district) AND state IN ('running', 'paused')"),
            termsOverdue: try reader.count(
                // The first condition on states is the index's own: without it every term that ever ran would be read.
                """
                SELECT COUNT(*) AS n FROM terms WHERE district = \(district) AND state IN ('running', 'paused')
                AND state = 'running' AND due_day < \(now.day)
                """
            ),
            entriesAwaiting: try journal.countAwaiting(in: reader)
        )
    }
}
