import Accounts
import Base
import Disputes
import Storage

extension DistrictSeeder {
    /// What rooms serve for, who sits at the windows in turn, opening hours, and the windows, rooms and reception days of the
    /// towns.
    func writeCentres(in transaction: any Transaction) throws {
        guard let root = try house.units.find(code: "centre", in: transaction) else { return }
        let centres = house.centres, receptions = ReceptionStore(centres), seeder = Principal.system("seed")
        let known = try centres.get(root.id, in: transaction)
        for fact in facts.centre.rooms {
            guard let room = known.rooms.first(where: { $0.code == fact.code }), let use = fact.use else { continue }
            try centres.setUse(use, seats: fact.seats, closesOn: nil, of: room.id, in: root.id, in: transaction)
        }
        for fact in facts.centre.windows {
            guard let window = known.windows.first(where: { $0.number == fact.number }) else { continue }
            for (index, code) in (fact.inTurn ?? []).prefix(5).enumerated() {
                guard let unit = try house.units.find(code: "dept:\(code)", in: transaction) else { continue }
                try centres.seat(
                    unit.id, at: window.id, weekday: index + 1, from: now.day, of: root.id, by: seeder, at: now,
                    in: transaction)
            }
        }
        for fact in facts.centre.hours ?? [] {
            for day in fact.days {
                try centres.setHours(
                    fact.times.compactMap(Self.times), weekday: day, of: root.id, by: seeder, at: now, in: transaction)
            }
        }
        guard let pattern = facts.centre.towns else { return }
        for town in try house.units.list(levels: [.town], in: transaction) {
            for window in pattern.windows {
                try centres.addWindow(
                    window.number, Words(window.zh, window.en), department: nil, to: town.id, by: seeder, at: now,
                    in: transaction)
            }
            for room in pattern.rooms {
                try centres.addRoom(
                    room.code, Words(room.zh, room.en), floor: room.floor, use: room.use ?? .mediation,
                    seats: room.seats, to: town.id, by: seeder, at: now, in: transaction)
            }
            guard let reception = pattern.reception, let times = Self.times(reception.times),
                let from = Day(reception.from)
            else { continue }
            let own = reception.own?[town.code.replacing("town:", with: "")]
            let rule = ReceptionRule(
                id: .make(at: now), dayOfMonth: own ?? reception.day, times: times, length: reception.minutes,
                lanes: reception.lanes, from: from)
            try receptions.setRule(rule, of: town.id, by: seeder, at: now, in: transaction)
        }
    }

    /// The registers of mediators, once the people are there.
    func writeMediators() async throws {
        try await house.database.write { transaction in
            for fact in facts.centre.mediators ?? [] {
                // A small district has not every town.
                guard let unit = try house.units.find(code: fact.unit, in: transaction),
                    let kind = MediatorKind(rawValue: fact.kind)
                else { continue }
                let account = try fact.login.flatMap { try house.accounts.find(login: $0, in: transaction) }
                try MediatorStore(house.centres).add(
                    fact.name, kind, knows: Set(fact.skills.compactMap(MediatorSkill.init)), most: fact.most,
                    account: account, at: unit.id, by: .system("seed"), at: now, in: transaction)
            }
        }
    }

    /// Reads `9:00-12:00`.
    private static func times(_ text: String) -> DayTimes? {
        let parts = text.split(separator: "-").map { DayTimes.minute(String($0)) }
        guard parts.count == 2, let from = parts[0], let to = parts[1] else { return nil }
        return DayTimes(from, to)
    }
}
