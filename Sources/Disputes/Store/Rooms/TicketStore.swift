// Numbers drawn at a centre. Rows are light; an entry is written when a ticket ends, on a chain of its own.
import Accounts
public import Base
import Clocks
import Journal
import Matters
public import Storage

/// Draws, calls and ends tickets.
public struct TicketStore: Sendable {
    let centres: CentreStore
    private var district: DistrictKey { centres.district }

    /// The tickets of a district's centres.
    public init(_ centres: CentreStore) { self.centres = centres }

    /// Draws the next number of a centre's day, for one window or for any. Throws `DisputeError.barred` when it is closed.
    public func take(
        at centre: RecordID, window: RecordID? = nil, priority: TicketPriority = .none, at now: Instant,
        in transaction: any Transaction
    ) throws -> Ticket {
        let known = try centres.get(centre, in: transaction), day = now.day
        guard window.map({ id in known.windows.contains { $0.id == id } }) ?? true else {
            throw CentreStore.wrong("window", "没有这个窗口", "There is no such window")
        }
        let minute = now.timeOfDay.hour * 60 + now.timeOfDay.minute
        let calendar = try centres.calendar(on: day, in: transaction)
        // Numbers are given out from half an hour before the doors open until they close.
        let isOpen = known.hours.times(on: day, calendar: calendar).contains { ($0.from - 30..<$0.to).contains(minute) }
        guard isOpen, known.unit.isOpen(on: day), !known.windows.isEmpty else {
            throw DisputeError.barred(Words("中心现在不开门，不发号", "The centre is closed now and gives out no numbers"))
        }
        let serial = try transaction.row(
            """
            INSERT INTO ticket_serials (unit_id, day, district, last) VALUES (\(centre), \(day), \(district), 1)
            ON CONFLICT (unit_id, day) DO UPDATE SET last = ticket_serials.last + 1 RETURNING last
            """
        )?.int("last")
        guard let serial else { throw DisputeError.changedMeanwhile }
        let id = RecordID.make(at: now), number = Ticket.number(serial)
        try transaction.execute(
            """
            INSERT INTO tickets (id, district, unit_id, day, number, priority, priority_rank, state, window_id, taken_at,
              called_at, calls, ended_at, matter_id)
            VALUES (\(id), \(district), \(centre), \(day), \(number), \(priority.rawValue), \(priority.rank), 'waiting',
              \(window), \(now), NULL, 0, NULL, NULL)
            """
        )
        return Ticket(
            id: id, centre: centre, day: day, number: number, priority: priority, state: .waiting, window: window,
            takenAt: now, calledAt: nil, calls: 0, matter: nil)
    }

    /// Calls the next number to a window: first those who go first, then in the order drawn. Of two who press at once each gets
    /// another. Nil when nobody waits. Throws `DisputeError.barred` while a number is still at the window.
    public func callNext(
        to window: RecordID, at centre: RecordID, at now: Instant, in transaction: any Transaction
    ) throws -> Ticket? {
        guard try centres.get(centre, in: transaction).windows.contains(where: { $0.id == window }) else {
            throw CentreStore.wrong("window", "请先选窗口", "Choose a window first")
        }
        if let here = try current(at: window, on: now.day, in: transaction) {
            throw DisputeError.barred(
                Words("\(here.number) 还在窗口，先办完或者记未到", "\(here.number) is still at the window: end it first"))
        }
        let mine: SQL = """
            unit_id = \(centre) AND day = \(now.day) AND state = 'waiting' AND (window_id IS NULL OR window_id = \(window))
            """
        return try transaction.rows(
            transaction.dialect.claimNext(
                from: "tickets", where: mine, orderBy: "priority_rank DESC, taken_at, id",
                set: "state = 'called', window_id = \(window), called_at = \(now), calls = calls + 1")
        ).first.map(Self.ticket)
    }

    /// Takes a step with a ticket. Throws `DisputeError`.
    @discardableResult
    public func take(
        _ step: TicketStep, with id: RecordID, matter: RecordID? = nil, to window: RecordID? = nil,
        by principal: Principal, at now: Instant, in transaction: any Transaction
    ) throws -> Ticket {
        let ticket = try get(id, in: transaction)
        let state: TicketState =
            switch step {
            case .again: .called
            case .serve: .serving
            case .done: .served
            case .missing: .noShow
            case .over: .waiting
            }
        if step == .over {
            let windows = try centres.get(ticket.centre, in: transaction).windows
            guard let window, window != ticket.window, windows.contains(where: { $0.id == window }) else {
                throw CentreStore.wrong("window", "请选另一个窗口", "Choose another window")
            }
        }
        let changed = try transaction.change(
            """
            UPDATE tickets SET state = \(state.rawValue), calls = calls + \(step == .again ? 1 : 0),
              called_at = \(step == .again ? now : ticket.calledAt),
              window_id = \(step == .over ? window : ticket.window),
              priority_rank = CASE WHEN \(step == .over) = 1 THEN 2 ELSE priority_rank END,
              matter_id = \(matter ?? ticket.matter), ended_at = \(state.isOver ? now : nil)
            WHERE id = \(id) AND district = \(district) AND state IN (\(list: step.from.map(\.rawValue)))
            """
        )
        guard changed == 1 else {
            throw DisputeError.barred(Words("这个号已经到了别的状态", "This number stands elsewhere by now"))
        }
        if state.isOver { try write(ticket, state, matter, by: principal, at: now, in: transaction) }
        return try get(id, in: transaction)
    }

    private func write(
        _ ticket: Ticket, _ state: TicketState, _ matter: RecordID?, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws {
        var parameters = [
            "centre": ticket.centre.text, "day": ticket.day.description, "number": ticket.number,
            "state": state.rawValue,
        ]
        parameters["window"] = ticket.window?.text
        parameters["matter"] = matter?.text
        try centres.journal.record(
            JournalRecord(
                "ticket.ended", subject: Subject("ticket", ticket.id), by: principal, happenedAt: now,
                parameters: parameters), in: transaction, isFirst: true)
    }

    /// A ticket. Throws `DisputeError.notFound`.
    public func get(_ id: RecordID, in reader: any Reader) throws -> Ticket {
        let row = try reader.row("SELECT * FROM tickets WHERE id = \(id) AND district = \(district)")
        guard let row else { throw DisputeError.notFound }
        return try Self.ticket(row)
    }

    /// The number that is at a window now.
    public func current(at window: RecordID, on day: Day, in reader: any Reader) throws -> Ticket? {
        try reader.row(
            """
            SELECT * FROM tickets WHERE window_id = \(window) AND day = \(day) AND state IN ('called', 'serving')
            ORDER BY called_at DESC, id LIMIT 1
            """
        ).map(Self.ticket)
    }

    /// All numbers of a day, those called last on top, then in the order in which they will be.
    public func list(at centre: RecordID, on day: Day, in reader: any Reader) throws -> [Ticket] {
        try reader.rows(
            """
            SELECT * FROM tickets WHERE unit_id = \(centre) AND day = \(day)
            ORDER BY CASE WHEN state = 'waiting' THEN 1 ELSE 0 END, COALESCE(called_at, 0) DESC, priority_rank DESC,
              taken_at, id LIMIT 2000
            """
        ).map(Self.ticket)
    }

    /// How many come before a ticket that waits.
    public func ahead(of ticket: Ticket, in reader: any Reader) throws -> Int {
        guard ticket.state == .waiting else { return 0 }
        return try list(at: ticket.centre, on: ticket.day, in: reader).filter { $0.state == .waiting }
            .prefix { $0.id != ticket.id }
            .count { ticket.window == nil || $0.window == nil || $0.window == ticket.window }
    }

    static func ticket(_ row: Row) throws -> Ticket {
        Ticket(
            id: try row.id("id"), centre: try row.id("unit_id"), day: try row.day("day"),
            number: try row.text("number"), priority: TicketPriority(rawValue: try row.text("priority")) ?? .none,
            state: TicketState(rawValue: try row.text("state")) ?? .waiting, window: try row.idOrNil("window_id"),
            takenAt: try row.instant("taken_at"), calledAt: try row.instantOrNil("called_at"),
            calls: try row.int("calls"), matter: try row.idOrNil("matter_id"))
    }
}
