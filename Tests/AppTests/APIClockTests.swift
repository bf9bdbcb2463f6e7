import Base
import TestDistrict
import Testing
import Web

/// What the clock does not answer to a program, each with its reason.
@Suite struct APIClockTests {
    private static let explanation = "/api/v1/clocks/explanation?"

    private func ask(_ path: String) async throws -> (status: Int, body: JSONValue) {
        let client = TestClient(try await TestDistrict().server())
        let answer = try await client.call("GET", path, headers: ["accept-language": "en"])
        return (answer.status, try JSONReader.read(Array(answer.text.utf8)))
    }

    private static let day = #","detail":"It must be a day such as 2019-11-26"#

    @Test(arguments: [
        ("rule=P9&from=1999-01-01", "P9 is not in force on 1999-01-01; it is from 2016-08-01 on."),
        ("rule=P99&from=2019-11-26", "There is no rule P99."),
        ("rule=P9&from=2019-02-30", #""parameter":"from""# + day),
        ("rule=P9&from=2019-11-26&as_of=2019-02-30", #""parameter":"as_of""# + day),
        ("rule=P9&from=2019-11-26&pause=2019-12-05..2019-12-02", "2019-10-08..2019-10-20"),
        ("rule=P9&from=2019-11-26&extend=-1", #""parameter":"extend""#),
        ("rule=P9&from=1899-12-31", "1899-12-31 is not between 1900 and 2999."),
    ])
    func `a question that cannot be is refused with the reason`(_ query: String, _ reason: String) async throws {
        let answer = try await ask(Self.explanation + query)
        #expect(answer.status == 422, "\(answer.body.text())")
        #expect(answer.body.text().contains(reason), "\(answer.body.text())")
    }

    @Test func `the rows of a day that cannot be are refused, and before the law there are none`() async throws {
        #expect(try await ask("/api/v1/clocks/rules?on=2019-02-30").status == 422)
        let none = try await ask("/api/v1/clocks/rules?on=1900-01-01")
        #expect(none.status == 200 && none.body["items"]?.array?.isEmpty == true, "\(none.body.text())")
        #expect(try await ask(Self.explanation + "rule=P9&from=2019-11-26").status == 200)
    }
}
