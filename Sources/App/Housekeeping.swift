import Accounts
import AddressDesk
import Base
import Jobs
import Journal
import Matters
import Notices
import Storage

/// Removes what has served its time: idempotency keys and delivered events after a week, sessions when they end,
/// files that no row names after an hour, tables of addresses that nobody merged after a week, words of
/// notices a month after they came to an end. Makes the months to come.
struct Housekeeping {
    /// The tables that PostgreSQL keeps apart by months.
    static let monthly = [Journal.months]

    let house: House

    func run(at now: Instant) async throws {
        let week = now.adding(seconds: -7 * 86_400), day = now.adding(seconds: -86_400)
        let database = house.database, district = house.district.key, accounts = house.accounts
        try await database.writeInBackground { transaction in
            _ = try Idempotency(district: district).purge(at: now, in: transaction)
            try transaction.execute("DELETE FROM sessions WHERE expires_at < \(now)")
            try accounts.forget(at: now, in: transaction)
            try transaction.execute("DELETE FROM attempts WHERE last_at < \(day)")
            try transaction.execute("DELETE FROM allowances WHERE at < \(day)")
        }
        let (notices, month) = (house.notices, now.adding(seconds: -30 * 86_400))
        try await database.writeInBackground { transaction in
            try OneTimeCodes(district: district, keys: house.keys).purge(madeBefore: day, in: transaction)
        }
        while try await database.writeInBackground({
            try notices.forgetWords(endedBefore: month, in: $0)
        }) == 500 {}
        while try await Outbox.prune(deliveredBefore: week, in: database) == 1_000 {}
        let machine = Instant(milliseconds: now.milliseconds - house.district.clockOffset)
        _ = try await house.matters.sweepBlobs(at: machine)
        while try await JobQueue(database).prune(endedBefore: week) == 1_000 {}
        try await house.imports.tidy(at: now)
        try await Self.makeMonths(in: database, at: now)
    }

    /// Makes this month and the next three wherever they are missing; does nothing in a file.
    static func makeMonths(in database: any Database, at now: Instant) async throws {
        for table in monthly { try await table.makeAhead(at: now, in: database) }
    }
}
