import Base
import Foundation
import Rulebook
import TestDistrict

@testable import Clocks
@testable import Matters

/// The shipped procedures, read from their files without a database.
enum Procedures {
    struct Missing: Error {}

    static func all() throws -> [String: Procedure] { try read.get() }

    private static let read = Result { try readAll() }

    private static func readAll() throws -> [String: Procedure] {
        let folder = TestDistrict.home.appending(path: "Rules/procedures")
        func read<Value: Decodable>(_ name: String) throws -> Value {
            let text = try String(contentsOf: folder.appending(path: name + ".yaml"), encoding: .utf8)
            return try RulePack.decode(Value.self, yaml: text)
        }
        let shared: SharedActions = try read("common")
        var procedures: [String: Procedure] = [:]
        for kind in MatterKind.allCases {
            let procedure: Procedure = try read(kind.rawValue)
            procedures[procedure.code] = procedure.completed(by: shared)
        }
        return procedures
    }

    /// Every shipped version of a kind's procedure, in the order of their files, with what it includes.
    static func versions(of kind: MatterKind) throws -> [Procedure] {
        let folder = TestDistrict.home.appending(path: "Rules")
        let seeds = try RuleSeed.read(folder: folder).filter { $0.pack == "procedures" }
        let common = try seeds.first { $0.name == "common" }.unwrapped()
        let shared = try RulePack.decode(SharedActions.self, yaml: common.body)
        return try seeds.filter { $0.name == kind.rawValue }.map { seed in
            try RulePack.decode(Procedure.self, yaml: seed.body).completed(by: shared)
        }
    }

    static func action(_ code: String, of kind: MatterKind = .petition) throws -> Procedure.Action {
        try all()[kind.rawValue]?.action(code).unwrapped() ?? { throw Missing() }()
    }
}

extension MatterPolicy {
    /// Judges an action under the procedure that a fixture runs.
    static func judge(
        _ action: Procedure.Action, on file: MatterFile, by actor: Actor, today: Day
    ) throws -> Judgement {
        let procedure = try Procedures.all()[file.matter.kind.rawValue].unwrapped()
        return judge(action, of: procedure, on: file, by: actor, today: today)
    }
}

extension Optional {
    func unwrapped() throws -> Wrapped {
        guard let self else { throw Procedures.Missing() }
        return self
    }
}

/// A matter in memory: 立春's village below a town below the centre, and a unit that has nothing to do with it.
enum Fixture {
    static let centre = RecordID(trusted: "00000000-0000-7000-8000-000000000001")
    static let town = RecordID(trusted: "00000000-0000-7000-8000-000000000002")
    static let village = RecordID(trusted: "00000000-0000-7000-8000-000000000003")
    static let stranger = RecordID(trusted: "00000000-0000-7000-8000-000000000004")
    static let matter = RecordID(trusted: "00000000-0000-7000-8000-000000000005")
    private static let now = TestDistrict.morning

    /// What differs from one fixture to the next.
    struct Parts {
        var status = MatterStatus.received
        var state = AssignmentState.offered
        var part = Assignment.Part.lead
        var offeredBy = Fixture.centre
        var isKept = false
        var objectionDue: Day?
        var cohandler: RecordID?
        /// The completion under a rule that allows every change.
        var clocks = [Fixture.clock()]
        var rating: Int?
        var excluded: Set<RecordID> = []
        var leadOrgan: RecordID?
        var reopening: ActWindow?

        static let offered = Parts()
        static let handling = Parts(status: .handling, state: .accepted)
        static let ended = Parts(status: .ended, state: .ended)

        var file: MatterFile {
            let isAccepted = status != .received
            var assignments = [Fixture.share(village, part, state, offeredBy, isKept)]
            if let cohandler { assignments.append(Fixture.share(cohandler, .cohandler, .accepted, village, false)) }
            let lead: RecordID? = isAccepted ? village : nil
            return MatterFile(
                matter: Fixture.matter(status, lead, rating), proceeding: Fixture.proceeding(status),
                assignments: assignments, parties: [], leadAncestors: isAccepted ? [village, town, centre] : [],
                excluded: excluded,
                clocks: clocks
                    + (objectionDue.map { [Fixture.clock("objection", due: $0, share: assignments[0].id)] } ?? []),
                leadOrgan: leadOrgan, reopening: reopening
            )
        }
    }

    static var offered: MatterFile { Parts.offered.file }
    static var handling: MatterFile { Parts.handling.file }
    static var ended: MatterFile { Parts.ended.file }
    static var all: [(name: String, file: MatterFile)] {
        [("offered", offered), ("handling", handling), ("ended", ended)]
    }

    static var actors: [(name: String, actor: Actor)] {
        let units = [("centre", centre), ("town", town), ("village", village), ("stranger", stranger)]
        let staff = units.flatMap { name, unit in Role.allCases.map { ("\($0) of \(name)", actor(unit, $0)) } }
        return staff + [("the filer", .filer(of: matter))]
    }

    static func actor(_ unit: RecordID, _ role: Role) -> Actor {
        Actor(principal: .staff(account: unit, post: unit, unit: unit), unit: unit, role: role)
    }

    /// A clock that runs for 60 days since yesterday, under a rule that may be extended by 30 days in all.
    static func clock(
        _ duty: String = "completion", _ state: TermState = .running, due: Day = now.day.adding(days: 59),
        pauses: [String] = ["any"],
        extra: LawExtension? = LawExtension(ceiling: 30, unit: .calendar, approver: "head"), added: Int = 0,
        lastPaused: Day? = nil, article: Words = Words("《试行办法》第一条", "Trial Rules, Art. 1"), share: RecordID? = nil
    ) -> TermStanding {
        let begun = now.day.adding(days: -1)
        let rule = LawRule(
            id: "F1", version: "law/fixture/1", duty: duty, applies: ["petition"], trigger: .accepted, event: nil,
            limit: TermLimit(60, .calendar), measure: nil, rolls: false, extra: extra, pauses: pauses, consequence: nil,
            article: article, level: .nation, from: begun, to: nil, endConfirmed: true, checked: "K",
            sentence: Words("六十日内办结", "Finish within 60 days"), note: nil, isExample: false
        )
        let term = Term(
            id: matter, matter: matter, proceeding: matter, assignment: share, duty: duty, ruleID: rule.id,
            ruleVersion: rule.version, calendarVersion: "2019-2", level: .nation, unit: .calendar, eventDay: begun,
            startedAt: now, countedAt: now, rawEnd: due, due: due, state: state, provisional: false, drives: true
        )
        return TermStanding(term: term, rule: rule, added: added, lastPaused: lastPaused)
    }

    private static func share(
        _ unit: RecordID, _ part: Assignment.Part, _ state: AssignmentState, _ from: RecordID, _ isKept: Bool
    ) -> Assignment {
        Assignment(
            id: unit, proceeding: matter, unit: unit, part: part, state: state, offeredBy: from, keptByDecision: isKept,
            acceptedPost: nil, offeredAt: now, acceptedAt: nil, endedAt: nil
        )
    }

    private static func proceeding(_ status: MatterStatus) -> Proceeding {
        Proceeding(
            id: matter, procedure: "petition", version: "1", stage: status.rawValue, openedAt: now,
            endedAt: status == .ended ? now : nil
        )
    }

    private static func matter(_ status: MatterStatus, _ lead: RecordID?, _ rating: Int?) -> Matter {
        Matter(
            id: matter, number: "YH2019-000001-0", kind: .petition, channel: .window, topic: nil, topicConfirmed: false,
            narrative: matter, place: nil, placeHow: "none", village: nil, town: nil, grid: nil,
            firstReceiver: centre, leadUnit: lead, status: status, stage: status.rawValue,
            end: status == .ended ? .answered : nil,
            endRoute: nil, due: nil, happenedAt: now, filedAt: now, endedAt: status == .ended ? now : nil,
            rating: rating, reopened: 0, confidentiality: .named, routeRule: nil, revision: 1
        )
    }
}
