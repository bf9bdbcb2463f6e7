import Base
import Divisions
import Testing

/// Lists of dated changes against a small tree: what they change, what follows, and what is refused.
@Suite struct DivisionPlanTests {
    private static let start = Day(number: 11_323)
    private static let day = "2021-04-08"
    private static let header = DivisionLine.columns.joined(separator: "\t")

    /// The district 7, the towns 7001 and 7002, in each the village 001 with the grid 01.
    private static let tree: [Division] = {
        func division(_ level: DivisionLevel, _ code: String, below parent: String?, to end: Day? = nil) -> Division {
            Division(
                id: RecordID(trusted: code), level: level, code: code, codeSystem: level == .grid ? "made-up" : "NBS",
                name: Words("第\(code)", "No. \(code)"), kind: level.rawValue,
                parent: parent.map(RecordID.init(trusted:)),
                point: nil, validFrom: start, validTo: end)
        }
        let end = Day(day)
        return [division(.district, "7", below: nil, to: end)]
            + ["7001", "7002"].flatMap { town in
                [
                    division(.town, town, below: "7", to: end), division(.village, town + "001", below: town, to: end),
                    division(.grid, town + "00101", below: town + "001", to: end),
                ]
            }
    }()

    /// The same tree without a foreseen end.
    private static let open = tree.map { $0.changed(by: DivisionPatch(goesOn: true)) }

    private func line(
        _ what: String, _ level: String, _ code: String = "", to: String = "", name: String = "", kind: String = "",
        parent: String = "", on day: String = day
    ) -> String {
        [day, what, level, code, to, name, "", kind, parent, "reason", ""].joined(separator: "\t")
    }

    private func plan(
        _ lines: [String], over tree: [Division] = open, since: [RecordID: Day] = [:]
    ) -> DivisionPlan {
        let list = DivisionList(([Self.header] + lines).joined(separator: "\n"))
        var count = 0
        return DivisionPlan(list.lines, over: tree, since: since) {
            count += 1
            return RecordID(trusted: "new-\(count)")
        }
    }

    private func codes(_ plan: DivisionPlan) -> [String] {
        plan.summary.codes.map { "\($0.level) \($0.from) \($0.to)" }
    }

    private func faults(_ plan: DivisionPlan) -> [DivisionFault] { plan.faults.map(\.fault) }

    @Test func `what lies below a new code follows it, down to the grid`() {
        let plan = plan([line("recode", "town", "7001", to: "8009")])
        #expect(plan.faults.isEmpty)
        #expect(codes(plan) == ["town 7001 8009", "village 7001001 8009001", "grid 700100101 800900101"])
        #expect(plan.entries.map(\.reason) == ["reason", "reason", "reason"])
    }

    @Test func `a line of its own wins over what follows, and the grid follows its village`() {
        let plan = plan([
            line("recode", "town", "7001", to: "8009"), line("recode", "village", "7001001", to: "8009777"),
        ])
        #expect(codes(plan) == ["town 7001 8009", "village 7001001 8009777", "grid 700100101 800977701"])
    }

    @Test func `a code that does not begin with that of what it lies in stays`() {
        let odd = Self.open.map { $0.code == "7001001" ? $0.changed(by: DivisionPatch(code: "X1")) : $0 }
        #expect(codes(plan([line("recode", "town", "7001", to: "8009")], over: odd)) == ["town 7001 8009"])
    }

    @Test func `a new district takes over a town, which keeps its id, and the old one is named as its origin`() throws {
        let plan = plan([
            line("recode", "town", "7001", to: "8001", parent: "8"),
            line("new", "district", "7", to: "8", name: "临区", kind: "district"),
        ])
        #expect(plan.faults.isEmpty)
        guard case .add(let district, let from)? = plan.entries.first?.step else {
            Issue.record("the district comes first")
            return
        }
        #expect(district.code == "8" && district.codeSystem == "NBS" && from == [RecordID(trusted: "7")])
        guard case .change(let before, let since, let after)? = plan.entries.dropFirst().first?.step else {
            Issue.record("then the town")
            return
        }
        #expect(before.id == after.id && after.parent == district.id && after.code == "8001" && since == Self.start)
        #expect(plan.summary.added == ["district": 1] && plan.summary.changed == ["town": 1, "village": 1, "grid": 1])
    }

    @Test func `codes may trade places on one day`() {
        let plan = plan([line("recode", "town", "7001", to: "7002"), line("recode", "town", "7002", to: "7001")])
        #expect(plan.faults.isEmpty)
        #expect(plan.summary.codes.count == 6)
    }

    @Test func `days come one after the other, whatever the order of the lines`() {
        let plan = plan([
            line("rename", "town", "8009", name: "新镇", on: "2022-01-01"), line("recode", "town", "7001", to: "8009"),
        ])
        #expect(plan.faults.isEmpty)
        #expect(plan.summary.days == [Self.day, "2022-01-01"])
        guard case .change(_, let since, let after)? = plan.entries.last?.step else {
            Issue.record("the name changes last")
            return
        }
        #expect(since == Day(Self.day) && after.name.zh == "新镇" && after.code == "8009")
    }

    @Test func `a foreseen end goes on below a line that keeps it, and is respected without one`() {
        let kept = plan([line("keep", "district", "7"), line("rename", "town", "7001", name: "新镇")], over: Self.tree)
        #expect(kept.faults.isEmpty)
        #expect(kept.summary.kept == ["district": 1, "town": 1, "village": 2, "grid": 2])
        #expect(kept.summary.changed == ["town": 1])
        #expect(faults(plan([line("rename", "town", "7001", name: "新镇")], over: Self.tree)) == [.notStanding])
    }

    @Test func `a village ends with its grids and leaves a successor`() {
        let plan = plan([
            line("end", "village", "7001001", to: "7001002"),
            line("new", "village", "", to: "7001002", name: "新村", kind: "village", parent: "7001"),
        ])
        #expect(plan.faults.isEmpty)
        #expect(plan.summary.ended == ["village": 1, "grid": 1])
        guard case .end(let grid, _, let none)? = plan.entries.dropFirst().first?.step,
            case .end(let village, _, let successors)? = plan.entries.last?.step
        else {
            Issue.record("both end, the grid first")
            return
        }
        #expect(grid.level == .grid && none.isEmpty)
        #expect(village.level == .village && successors == [RecordID(trusted: "new-1")])
    }

    @Test func `a town with villages does not end`() {
        #expect(faults(plan([line("end", "town", "7001")])) == [.standsBelow(1)])
        let moved = plan([line("end", "town", "7001"), line("move", "village", "7001001", parent: "7002")])
        #expect(moved.faults.isEmpty && moved.summary.ended == ["town": 1])
    }

    @Test func `each fault is told with its line, and then nothing is planned`() {
        let lines = [
            line("recode", "town", "9999", to: "8"), line("recode", "town", "7001", to: "7002"),
            line("rename", "town", "7001", name: "一"), line("rename", "town", "7002", name: "第7002"),
            line("move", "village", "7001001", parent: "7"),
            line("new", "village", "", to: "1", name: "村", kind: "village", parent: "404"),
            line("end", "village", "7002001", to: "404"),
        ]
        let plan = plan(lines)
        let expected: [(Int, DivisionFault)] = [
            (2, .unknown(code: "9999")), (3, .codeTaken("7002")), (4, .twice), (5, .nothingChanges),
            (6, .wrongParent("7")), (7, .wrongParent("404")), (8, .unknown(code: "404")),
        ]
        #expect(plan.faults.map(\.line) == expected.map(\.0))
        #expect(faults(plan) == expected.map(\.1))
        #expect(plan.entries.isEmpty)
    }

    @Test func `nothing changes before it was changed last, not even what follows`() {
        let later = Day(number: 20_000)
        for code in ["7001", "700100101"] {
            let plan = plan([line("recode", "town", "7001", to: "8009")], since: [RecordID(trusted: code): later])
            #expect(faults(plan) == [.beforeLastChange(later)], "\(code)")
        }
    }

    @Test func `another name is added to what has a code up to the day or only from it on`() {
        let plan = plan([
            line("alias", "town", "7001", name: "老街"), line("recode", "town", "7001", to: "8"),
            line("alias", "town", "8", name: "新街"),
        ])
        #expect(plan.faults.isEmpty && plan.summary.named == 2)
    }

    @Test(arguments: [
        ("2021-02-30\tkeep\tdistrict\t7", DivisionFault.unreadable("on")),
        ("2021-04-08\tburn\tdistrict\t7", .unreadable("what")),
        ("2021-04-08\tkeep\tprovince\t7", .unreadable("level")), ("2021-04-08\tkeep\tdistrict", .missing("code")),
        ("2021-04-08\tkeep\tdistrict\t7;8", .unreadable("code")),
        ("2021-04-08\trecode\ttown\t7001", .missing("to_code")),
        ("2021-04-08\trecode\ttown\t7001\t8;9", .unreadable("to_code")),
        ("2021-04-08\trename\ttown\t7001", .missing("name_zh")),
        ("2021-04-08\tmove\ttown\t7001", .missing("parent_code")),
        ("2021-04-08\tnew\ttown\t\t7003\t镇\t\ttown", .missing("parent_code")),
        ("2021-04-08\tkeep\tdistrict\t7\t\t\t\t\t\t\t\tmore", .unreadable("code_system")),
    ])
    func `a line that says too little or too much is a fault`(row: String, fault: DivisionFault) {
        let list = DivisionList("# a note\n\(Self.header)\n\n\(row)\n")
        #expect(list.lines.isEmpty && list.faults.map(\.line) == [4] && list.faults.map(\.fault) == [fault])
    }

    @Test(arguments: ["", "# nothing\n", "what\tlevel\n", "on\twhat\n2021-04-08\tkeep\n"])
    func `a file without its columns has a fault`(text: String) {
        let list = DivisionList(text)
        #expect(list.lines.isEmpty && list.faults.count == 1)
    }
}
