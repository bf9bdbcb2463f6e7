import Base
import Matters
import Storage

/// Lets sample messages and written cases live through half a year of the demo district. Deterministic by seed.
struct DemoMatters {
    let house: House
    let tales: [DemoTale]
    let end: Instant

    private enum Deed {
        case turn(tale: Int, DemoMove)
        /// The morning run of the job that warns and escalates.
        case alarms
    }

    private struct Event {
        let at: Instant
        let deed: Deed
    }

    /// What is known so far of the matters that have been filed.
    private struct State: Sendable {
        var matters: [Int: RecordID] = [:]
        var usedNumbers = 0
    }

    init(house: House, messages: [[String: String]], cases: [[String: String]], end: Instant, seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        self.house = house
        self.end = end
        tales =
            messages.compactMap { DemoTale.drawn($0, until: end, by: &random) }
            + (try cases.map { try DemoTale.written($0, until: end, by: &random) })
    }

    func live(progress tell: (Int, Int) -> Void) async throws {
        let events = plan()
        let numbers = try await house.matters.reserveNumbers(tales.count, year: end.day.parts.year)
        let staff = try await house.database.read { try DemoStaff(in: $0) }
        let acts = DemoActs(house: house, staff: staff)
        var state = State()
        var waiting: [Event] = []
        for (done, event) in events.enumerated() {
            if case .turn(_, let move) = event.deed, !DemoActs.isBeside(move) {
                waiting.append(event)
                if waiting.count < 40 { continue }
            }
            state = try await write(waiting, state, numbers, acts)
            waiting = []
            if case .turn(let tale, let move) = event.deed, DemoActs.isBeside(move), let matter = state.matters[tale] {
                try await acts.takeBeside(move, on: matter, of: tales[tale], at: event.at)
            } else if case .alarms = event.deed {
                _ = try await OverdueTermsJob(house.matters).run(at: event.at)
            }
            tell(done, events.count)
        }
        _ = try await write(waiting, state, numbers, acts)
        try await acts.makeOldCalls(before: end)
        tell(events.count, events.count)
    }

    private func write(_ events: [Event], _ state: State, _ numbers: [String], _ acts: DemoActs) async throws -> State {
        if events.isEmpty { return state }
        let tales = tales
        return try await house.database.write { transaction in
            var state = state
            for event in events {
                guard case .turn(let index, let move) = event.deed else { continue }
                if move.name == "file" {
                    let number = numbers[state.usedNumbers]
                    state.matters[index] = try acts.file(tales[index], number: number, at: event.at, in: transaction)
                    state.usedNumbers += 1
                } else if let matter = state.matters[index] {
                    try acts.act(move, on: matter, of: tales[index], at: event.at, in: transaction)
                }
            }
            return state
        }
    }

    private func plan() -> [Event] {
        var events: [(event: Event, order: Int)] = []
        for (index, tale) in tales.enumerated() {
            for turn in tale.turns { events.append((Event(at: turn.at, deed: .turn(tale: index, turn.move)), index)) }
        }
        // In the last week the alarms ring as they will: nobody's list begins with half a year of old ones.
        for days in 0..<7 {
            events.append((Event(at: Instant(end.day.adding(days: -days), hour: 7), deed: .alarms), -1))
        }
        return events.sorted { ($0.event.at, $0.order) < ($1.event.at, $1.order) }.map(\.event)
    }
}
