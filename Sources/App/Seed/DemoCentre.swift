import Accounts
import Base
import Disputes
import Matters
import Storage

/// The centres on the demo's morning: numbers drawn, rooms booked, and the reception days since August with what came of them.
struct DemoCentre {
    let house: House
    let morning: Instant

    private var centres: CentreStore { house.centres }

    func make() async throws {
        try await house.database.write { transaction in
            let staff = try DemoStaff(in: transaction)
            guard let centre = try house.units.find(code: "centre", in: transaction),
                let clerk = staff.worker(of: centre.id)
            else { return }
            try queue(at: centre.id, clerk, in: transaction)
            try book(at: centre.id, clerk, in: transaction)
            for town in try house.units.list(levels: [.town], in: transaction) {
                try receive(at: town, staff, in: transaction)
            }
        }
    }

    /// Eight numbers before nine: one served, one called, six waiting.
    private func queue(at centre: RecordID, _ clerk: Actor, in transaction: any Transaction) throws {
        let tickets = TicketStore(centres), windows = try centres.get(centre, in: transaction).windows
        guard windows.count > 1 else { return }
        for minute in 0..<8 {
            _ = try tickets.take(
                at: centre, priority: minute == 5 ? .old : .none,
                at: morning.adding(seconds: Int64(minute * 120 - 1_200)), in: transaction)
        }
        for window in windows.prefix(2) {
            let called = try tickets.callNext(
                to: window.id, at: centre, at: morning.adding(seconds: -200), in: transaction)
            guard let called, window == windows[0] else { continue }
            for step in [TicketStep.serve, .done] {
                try tickets.take(
                    step, with: called.id, by: clerk.principal, at: morning.adding(seconds: -60), in: transaction)
            }
        }
    }

    /// Rooms for the newest mediations, from ten o'clock on.
    private func book(at centre: RecordID, _ clerk: Actor, in transaction: any Transaction) throws {
        let scope = try house.matters.scope(of: clerk, in: transaction), bookings = BookingStore(centres)
        let rooms = try centres.get(centre, in: transaction).rooms.filter { $0.use == .mediation }
        let matters = try transaction.rows(
            """
            SELECT m.id FROM matters m WHERE m.status <> 'ended' AND m.kind = 'dispute' AND \(scope.condition)
            ORDER BY m.id DESC LIMIT 3
            """
        )
        for (index, row) in matters.enumerated() where index < rooms.count {
            guard let times = DayTimes(600 + index * 30, 660 + index * 30) else { continue }
            let wish = BookingWish(
                [Resource(.room, rooms[index].id)], on: morning.day, times, for: .matter, matter: try row.id("id"))
            try bookings.book(
                wish, at: centre, for: scope, by: clerk.principal, at: morning.adding(seconds: -3_600), in: transaction)
        }
    }

    /// The days of a town since August, its head on the roster, and every fourth of its matters received.
    private func receive(at town: Unit, _ staff: DemoStaff, in transaction: any Transaction) throws {
        let receptions = ReceptionStore(centres), start = Instant(Day(number: 18_109), hour: 8)  // 2019-08-01
        let seeder = Principal.system("seed")
        try receptions.plan(town.id, from: start.day, months: 8, by: seeder, at: start, in: transaction)
        let days = try receptions.list(of: town.id, in: transaction).sorted { $0.day < $1.day }
        guard let worker = staff.head(among: [town.id]) ?? staff.worker(of: town.id),
            case .staff(_, let post, _) = worker.principal
        else { return }
        for day in days {
            try receptions.seat(post, on: day.id, by: seeder, at: start, in: transaction)
        }
        let scope = try house.matters.scope(of: worker, in: transaction)
        let rows = try transaction.rows(
            """
            SELECT m.id, m.filed_at, m.village_id FROM matters m
            WHERE m.town_id = \(town.division) AND \(scope.condition) ORDER BY m.id
            """
        )
        for (index, row) in rows.enumerated() where index % 4 == 0 {
            let filed = try row.instant("filed_at")
            guard let day = days.first(where: { $0.day > filed.day && $0.day < morning.day }) else { continue }
            let village = try row.idOrNil("village_id").flatMap {
                try house.units.list(division: $0, level: .village, in: transaction).first?.id
            }
            try receptions.record(
                index % 8 == 0 || village == nil ? .solved : .passed, of: try row.id("id"), on: day.id, leader: post,
                proxy: village, scope: scope, by: worker.principal,
                at: Instant(day.day, hour: 9, minute: index % 60), in: transaction)
        }
    }
}
