import Accounts
import Base
import Matters
import Storage

/// Who acts for the offices of the demo: real people on real posts.
struct DemoStaff: Sendable {
    private var working: [RecordID: Actor] = [:]
    private var heads: [RecordID: Actor] = [:]
    private(set) var custodians: [Actor] = []
    private(set) var arbiter: Actor?
    private var people: [RecordID: [Actor]] = [:]

    init(in reader: any Reader) throws {
        let rows = try reader.rows(
            """
            SELECT p.id AS post, p.unit_id, p.role, s.account_id FROM posts p JOIN post_spells s ON s.post_id = p.id
            WHERE p.role IN ('handler', 'clerk', 'head', 'arbiter', 'custodian') ORDER BY p.role DESC, p.id
            """
        )
        for row in rows {
            let unit = try row.id("unit_id")
            let principal = Principal.staff(account: try row.id("account_id"), post: try row.id("post"), unit: unit)
            let actor = Actor(principal: principal, unit: unit, role: Role(rawValue: try row.text("role")))
            people[try row.id("account_id"), default: []].append(actor)
            switch actor.role {
            case .arbiter: arbiter = actor
            case .custodian: custodians.append(actor)
            case .head: heads[unit] = actor
            default: if working[unit] == nil { working[unit] = actor }
            }
        }
    }

    /// Somebody who works for a unit: a handler, else a clerk, else its head.
    func worker(of unit: RecordID?) -> Actor? { unit.flatMap { working[$0] ?? heads[$0] } }

    /// Somebody by account, on their post at a unit.
    func person(_ account: RecordID, at unit: RecordID) -> Actor? { people[account]?.first { $0.unit == unit } }

    /// The nearest head among a unit and those above it.
    func head(among units: [RecordID]) -> Actor? { units.lazy.compactMap { heads[$0] }.first }

    /// The unit whose offer came last; whoever is to lead before those who are to help.
    func offered(_ file: MatterFile) -> Actor? {
        let offers = file.assignments.filter { $0.state == .offered }
        return worker(of: (offers.last { $0.part == .lead } ?? offers.last)?.unit)
    }

    /// The co-handler that has not returned its result.
    func cohandler(_ file: MatterFile) -> Actor? {
        worker(of: file.assignments.last { $0.state == .accepted && $0.part == .cohandler }?.unit)
    }
}
