import Accounts
import Base
import Markup
import Matters
import Storage
import Web

/// Reception days at the desk.
struct ReceptionRoutes: Sendable {
    let desk: DisputeDesk
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.get(
            "/desk/centres/{id}/receptions", CentreRoutes.lookers, "Reception days, their table, what is followed up"
        ) { try await list($0) }
        table.post("/desk/centres/{id}/receptions", CentreRoutes.founders, "Plans the reception days of six months") {
            visit in
            try await setUp(visit) { id, principal, transaction in
                try desk.receptions.plan(
                    id, from: visit.now.day, months: 6, by: principal, at: visit.now, in: transaction)
            }
        }
        table.post("/desk/centres/{id}/reception-rules", CentreRoutes.founders, "Sets the reception day of each month")
        {
            visit in
            try await setUp(visit) { id, principal, transaction in
                let form = visit.form
                let rule = ReceptionRule(
                    id: .make(at: visit.now), dayOfMonth: Int(form.text("day-of-month")) ?? 0,
                    roll: ReceptionRule.Roll(rawValue: form.text("roll")) ?? .next,
                    times: try form.times("opens", "closes"), length: Int(form.text("minutes")) ?? 0,
                    lanes: Int(form.text("lanes")) ?? 0, from: Day(form.text("since")) ?? visit.now.day)
                try desk.receptions.setRule(rule, of: id, by: principal, at: visit.now, in: transaction)
            }
        }
        table.get("/desk/receptions/{id}", CentreRoutes.lookers, "One reception day") { try await day($0) }
        table.post("/desk/receptions/{id}/leaders", CentreRoutes.founders, "Puts a post on the roster of a day") {
            visit in
            try await act(visit, \.maySetUp) { day, actor, _, transaction in
                guard let post = RecordID(visit.form.text("post")) else {
                    throw DisputeError.invalid(field: "post", RoomWords.choose)
                }
                try desk.receptions.seat(post, on: day.id, by: actor.principal, at: visit.now, in: transaction)
            }
        }
        table.post("/desk/receptions/{id}/receptions", CentreRoutes.workers, "Records that somebody was received") {
            visit in
            try await act(visit, \.mayWork) { day, actor, scope, transaction in
                let form = visit.form
                guard let outcome = ReceptionOutcome(rawValue: form.text("outcome")) else {
                    throw DisputeError.invalid(field: "outcome", RoomWords.choose)
                }
                guard let matter = try desk.matter(form.text("number"), field: "number", for: scope, in: transaction)
                else { throw DisputeError.invalid(field: "number", RoomWords.matterUnknown) }
                try desk.receptions.record(
                    outcome, of: matter, on: day.id, leader: RecordID(form.text("leader")),
                    proxy: RecordID(form.text("proxy")), scope: scope, by: actor.principal, at: visit.now,
                    in: transaction)
                if outcome == .passed, let office = RecordID(form.text("proxy")) {
                    try desk.pass(matter, to: office, by: actor, at: visit.now, in: transaction)
                }
            }
        }
    }

    private func list(_ visit: Visit, fault: (field: String?, words: Words)? = nil) async throws -> Reply {
        let (actor, id, today) = (Actor(try visit.staff()), try visit.id("id"), visit.now.day)
        let year = Day(year: today.parts.year, month: 1, day: 1) ?? today
        let span = (from: Day(visit.query.text("from")) ?? year, to: Day(visit.query.text("to")) ?? today)
        let page = try await desk.database.read { reader in
            let scope = try desk.centres.matters.scope(of: actor, in: reader)
            return ReceptionListPage(
                centre: try desk.centres.get(id, in: reader),
                rule: try desk.receptions.rule(of: id, on: today, in: reader),
                days: try desk.receptions.list(of: id, in: reader),
                table: try desk.receptions.table(of: id, from: span.from, to: span.to, scope: scope, in: reader),
                span: span, unended: try desk.receptions.listUnended(of: id, scope: scope, in: reader),
                rights: try desk.centres.check(\.mayRead, of: actor, at: id, in: reader),
                voice: DisputeVoice(visit, fault: fault))
        }
        return faces.desk(
            visit, title: visit.say(RoomWords.receptions), page.html, keeping: .page(DisputePaths.receptions(id)),
            status: fault == nil ? 200 : 422)
    }

    private func setUp(
        _ visit: Visit, _ work: @escaping @Sendable (RecordID, Principal, any Transaction) throws -> Void
    ) async throws -> Reply {
        let (staff, id) = (try visit.staff(), try visit.id("id"))
        do {
            try await desk.database.write { transaction in
                try desk.centres.check(\.maySetUp, of: Actor(staff), at: id, in: transaction)
                try work(id, staff.principal, transaction)
            }
            return .redirect(DisputePaths.receptions(id))
        } catch let error as DisputeError where error.words != nil {
            return try await list(visit, fault: error.words)
        }
    }

    private func act(
        _ visit: Visit, _ right: any KeyPath<CentreRights, Bool> & Sendable,
        _ work: @escaping @Sendable (ReceptionDay, Actor, MatterScope, any Transaction) throws -> Void
    ) async throws -> Reply {
        let (actor, id) = (Actor(try visit.staff()), try visit.id("id"))
        do {
            try await desk.database.write { transaction in
                let day = try desk.receptions.get(id, in: transaction)
                try desk.centres.check(right, of: actor, at: day.centre, in: transaction)
                try work(day, actor, try desk.centres.matters.scope(of: actor, in: transaction), transaction)
            }
            return .redirect(DisputePaths.reception(id))
        } catch let error as DisputeError where error.words != nil {
            return try await day(visit, fault: error.words)
        }
    }

    private func day(_ visit: Visit, fault: (field: String?, words: Words)? = nil) async throws -> Reply {
        let (actor, id) = (Actor(try visit.staff()), try visit.id("id"))
        let page = try await desk.database.read { reader in
            let day = try desk.receptions.get(id, in: reader)
            let rights = try desk.centres.check(\.mayRead, of: actor, at: day.centre, in: reader)
            let centre = try desk.centres.get(day.centre, in: reader), voice = DisputeVoice(visit, fault: fault)
            let scope = try desk.centres.matters.scope(of: actor, in: reader)
            let receptions = try desk.receptions.receptions(on: id, scope: scope, in: reader)
            let booked = try desk.bookings.list(at: day.centre, from: day.day, to: day.day, in: reader)
                .filter { booking in booking.resources.contains { $0.kind == .reception && $0.id == id } }
            let units = desk.centres.matters.units
            let offices = try [centre.unit] + units.children(of: day.centre, in: reader)
            return ReceptionDayPage(
                centre: centre, day: day,
                choices: try desk.receptions.choices(for: day.centre, on: day.day, in: reader).map {
                    Choice($0.post.text, "\(visit.say($0.name)) · \(visit.say($0.unit))")
                },
                lines: try desk.lines(booked, centre, actor, voice, in: reader), receptions: receptions,
                numbers: try desk.numbers(of: receptions.map(\.matter), for: actor, in: reader),
                offices: offices.filter { [.town, .platform, .village].contains($0.level) }.map { ($0.id, $0.name) },
                rights: rights, voice: voice)
        }
        return faces.desk(
            visit, title: visit.say(RoomWords.receptions), page.html, keeping: .page(DisputePaths.reception(id)),
            status: fault == nil ? 200 : 422)
    }
}
