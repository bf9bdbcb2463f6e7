import Accounts
import Base
import Foundation
import Intake
import Matters
import Storage

/// Lets the sample messages live through half a year of the demo district: filed, accepted, transferred, answered,
/// rated, reopened; some late, some still waiting. Deterministic by seed.
struct DemoMatters {
    let house: House
    let messages: [[String: String]]
    let end: Instant
    var random: DemoRandom

    /// One thing that happens at a time.
    private struct Event {
        let at: Instant
        let message: Int
        let step: DemoStep
    }

    private final class Progress {
        var matters: [Int: RecordID] = [:]
        var staff: [RecordID: Actor] = [:]
    }

    mutating func live(progress tell: (Int, Int) -> Void) async throws {
        let events = plan()
        let filings = events.filter { $0.step == .file }.count
        let numbers = try await house.matters.reserveNumbers(filings, year: 2019)
        let state = Progress()
        state.staff = try await staff()
        var done = 0, used = 0
        for start in stride(from: 0, to: events.count, by: 40) {
            let chunk = Array(events[start..<min(start + 40, events.count)])
            let known = state.matters, first = used
            let staff = state.staff, messages = messages, house = house
            let added = try await house.database.write { transaction in
                var added: [Int: RecordID] = [:]
                var next = first
                for event in chunk {
                    let row = messages[event.message]
                    if event.step == .file {
                        added[event.message] = try Self.file(row, numbers[next], event.at, house, transaction)
                        next += 1
                    } else if let matter = added[event.message] ?? known[event.message] {
                        try Self.act(event.step, matter, row, event.at, staff, house, transaction)
                    }
                }
                return added
            }
            state.matters.merge(added) { first, _ in first }
            used += added.count
            done += chunk.count
            tell(done, events.count)
        }
    }

    private mutating func plan() -> [Event] {
        var events: [Event] = []
        for (index, row) in messages.enumerated() {
            guard let filed = Self.instant(row["time"] ?? ""), filed < end else { continue }
            events.append(Event(at: filed, message: index, step: .file))
            var at = filed
            let life = life(age: Int((end.milliseconds - filed.milliseconds) / 86_400_000))
            for step in life {
                let hours = Int.random(in: step == .answer || step == .close ? 20...120 : 1...12, using: &random)
                at = Self.working(
                    at.adding(seconds: Int64(hours) * 3_600 + Int64.random(in: 0..<3_000, using: &random)))
                guard at < end else { break }
                events.append(Event(at: at, message: index, step: step))
            }
        }
        return events.sorted { ($0.at, $0.message) < ($1.at, $1.message) }
    }

    /// What happens to a matter of a given age in days: the longer ago, the likelier it has come to an end.
    private mutating func life(age: Int) -> [DemoStep] {
        let isOld = age > 12
        switch Int.random(in: isOld ? 10..<100 : 0..<80, using: &random) {
        case ..<8: return []
        case ..<11: return isOld && age < 40 ? [.accept] : [.accept, .answer]
        case ..<16: return [.object, .decide, .accept, .answer]
        case ..<26: return [.accept, .note] + (isOld ? [.answer, .rateWell] : [])
        case ..<36: return [.accept, .transfer, .accept] + (isOld ? [.answer] : [])
        case ..<72: return [.accept, .note, .answer, .rateWell]
        case ..<82: return [.accept, .transfer, .accept, .answer]
        case ..<90: return [.accept, .answer, .rateBadly, .reopen] + (age > 25 ? [.answer, .rateWell] : [])
        case ..<95: return [.accept, .close]
        default: return [.withdraw]
        }
    }

    /// Somebody of every unit who acts for it.
    private func staff() async throws -> [RecordID: Actor] {
        try await house.database.read { reader in
            let rows = try reader.rows(
                """
                SELECT p.id AS post, p.unit_id, p.role, s.account_id FROM posts p JOIN post_spells s ON s.post_id = p.id
                WHERE p.role IN ('handler', 'clerk', 'arbiter') ORDER BY p.role DESC, p.id
                """
            )
            var staff: [RecordID: Actor] = [:]
            for row in rows {
                let unit = try row.id("unit_id")
                let actor = Actor(
                    principal: .staff(account: try row.id("account_id"), post: try row.id("post"), unit: unit),
                    unit: unit,
                    role: Role(rawValue: try row.text("role"))
                )
                if actor.role == .arbiter {
                    staff[Self.arbiterKey] = actor
                } else if staff[unit] == nil {
                    staff[unit] = actor
                }
            }
            return staff
        }
    }

    static let arbiterKey = RecordID(trusted: "arbiter")

    private static func instant(_ text: String) -> Instant? {
        (try? Date(text, strategy: .iso8601)).map { Instant(milliseconds: Int64($0.timeIntervalSince1970 * 1_000)) }
    }

    // Offices act between half past eight and half past five.
    private static func working(_ instant: Instant) -> Instant {
        let (hour, minute) = instant.timeOfDay
        if hour < 9 { return Instant(instant.day, hour: 9, minute: minute) }
        if hour >= 17 { return Instant(instant.day.adding(days: 1), hour: 9 + minute % 3, minute: minute) }
        return instant
    }
}
