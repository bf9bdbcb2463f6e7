import TestDistrict
import Testing

/// What the clock does not answer on the command line, each with its reason.
@Suite struct ClocksTests {
    private func run(_ arguments: [String]) throws -> Shell.Outcome {
        try Shell.run(["clocks"] + arguments, home: TestDistrict.home)
    }

    @Test(arguments: [
        ("explain --rule P9 --from 1999-01-01", 1, "P9 is not in force on 1999-01-01; it is from 2016-08-01 on."),
        ("explain --rule P99 --from 2019-11-26", 1, "There is no rule P99."),
        ("explain --rule P9 --from 2019-02-30", 64, "The value '2019-02-30' is invalid for '--from <from>'"),
        ("explain --rule P9 --from 2019-11-26 --as-of 2019-02-30", 64, "The value '2019-02-30' is invalid"),
        (
            "explain --rule P9 --from 2019-11-26 --pause 2019-12-05..2019-12-02", 64,
            "The value '2019-12-05..2019-12-02' is invalid for '--pause <pause>'"
        ),
        ("explain --rule P9 --from 2019-11-26 --extend -1", 64, "--extend takes a number from 0 on."),
        ("explain --rule P9 --from 2019-11-26 --extend 400", 1, "P9 cannot be extended."),
        ("rules --on 2019-02-30", 64, "The value '2019-02-30' is invalid for '--on <on>'"),
        ("add --days -1 --unit working --from 2019-11-26", 64, "--days takes a number from 0 to "),
        ("add --days 5 --unit fortnight --from 2019-11-26", 64, "--unit takes working, calendar, month or year"),
        ("add --days 5 --unit working --from 2019-02-30", 64, "The value '2019-02-30' is invalid for '--from <from>'"),
    ])
    func `a question that cannot be is refused with the reason`(
        _ line: String, _ status: Int32, _ reason: String
    ) throws {
        let outcome = try run(line.split(separator: " ").map(String.init))
        #expect(outcome.status == status)
        #expect(outcome.output.isEmpty)
        #expect(outcome.told.contains(reason), "\(outcome.told)")
    }

    @Test func `what can be is answered, and before the law there are no rows`() throws {
        #expect(try run(["add", "--days", "0", "--unit", "calendar", "--from", "2019-11-26"]).output == "2019-11-26\n")
        #expect(try run(["explain", "--rule", "P9", "--from", "2019-11-26", "--json"]).json is [String: Any])
        let none = try run(["rules", "--on", "1900-01-01"])
        #expect(none.status == 0 && none.output.isEmpty)
    }
}
