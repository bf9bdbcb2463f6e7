import App
import Base
import Disputes
import Markup
import Matters
import Storage
import TestDistrict
import Testing

/// The lines of offers and agreements as the page takes them: twelve instalments, and another version that keeps them.
@Suite struct LinesTests {
    private struct Desk {
        let world: MediationWorld
        let client: TestClient
        var place: String { "/desk/matters/\(world.matter)/proceedings/\(world.id)/mediation" }

        func post(_ act: String, _ fields: [(String, String)]) async throws -> TestClient.Answer {
            let revision = try await world.read().revision
            return try await client.post("\(place)/\(act)", fields + [("form", act), ("revision", "\(revision)")])
        }
    }

    private func desk() async throws -> Desk {
        let world = try await MediationWorld(), client = TestClient(try world.world.server())
        try await world.seat()
        try await client.signIn(MediationWorld.conductor)
        return Desk(world: world, client: client)
    }

    /// So many instalments as the form sends them, with what stands in the lines that nobody filled in.
    private func lines(_ count: Int, _ world: MediationWorld) -> [(String, String)] {
        (1...12).flatMap { number -> [(String, String)] in
            let isFilled = number <= count
            return [
                ("kind-\(number)", "money"), ("from-\(number)", "b"), ("to-\(number)", "a"),
                ("yuan-\(number)", isFilled ? "\(1_000 + number)" : ""),
                ("due-\(number)", isFilled ? "\(world.day(30 * number).day)" : ""), ("text-\(number)", ""),
            ]
        }
    }

    private let rest = [
        ("facts", "谷雨做工三个月。"), ("issues", "欠付的工资怎样付清。"), ("manner", "转账"), ("clauses", ""), ("form-of", "written"),
    ]

    @Test func `twelve instalments are offered on the page, and lines that nobody filled in are left out`() async throws
    {
        let desk = try await desk(), world = desk.world
        let page = try await desk.client.get(desk.place).text
        #expect(page.contains("name=\"due-12\"") && !page.contains("name=\"due-13\"") && page.contains("第 5 到 12 项"))
        #expect(HTMLLint.problems(in: page) == [])
        let until = ("until", "\(world.day(7).day)")
        #expect(try await desk.post("offer", lines(12, world) + [("side", "b"), until]).status == 303)
        #expect(try await desk.post("offer", lines(5, world) + [("side", "a"), until]).status == 303)
        let offers = try await world.read().offers
        #expect(offers.map(\.pledges.count) == [12, 5])
        #expect(offers[0].pledges.map(\.fen) == (1...12).map { Int64(1_000 + $0) * 100 })
        #expect(offers[0].pledges.last?.dueDay == world.day(360).day)
    }

    @Test func `a fault in a line of the fold comes back with the fold open and everything typed`() async throws {
        let desk = try await desk(), world = desk.world
        var typed = lines(12, world)
        typed = typed.map { $0.0 == "yuan-9" ? ($0.0, "很多") : $0 }
        let answer = try await desk.post("offer", typed + [("side", "b"), ("until", "\(world.day(7).day)")])
        #expect(answer.status == 422 && answer.text.contains("value=\"1012\"") && answer.text.contains("value=\"很多\""))
        #expect(answer.text.contains("<details class=\"plain\" open=\"open\"><summary>第 5 到 12 项"))
        #expect(HTMLLint.problems(in: answer.text) == [])
    }

    @Test func `another version keeps the lines of the version before, also those whose day has come`() async throws {
        let desk = try await desk(), world = desk.world
        #expect(try await desk.post("agreement", lines(12, world) + rest).status == 303)
        let page = try await desk.client.get(desk.place).text
        for number in 1...12 {
            #expect(page.contains("name=\"yuan-\(number)\" value=\"\(1_000 + number).00\""), "\(number)")
            #expect(page.contains("name=\"due-\(number)\" value=\"\(world.day(30 * number).day)\""), "\(number)")
        }
        #expect(HTMLLint.problems(in: page) == [])
        var other = lines(12, world) + rest
        other = other.map { $0.0 == "clauses" ? ($0.0, "此后互不追究。") : $0 }
        #expect(try await desk.post("agreement", other).status == 303)
        let agreements = try await world.read().agreements
        #expect(agreements.map(\.state) == [.replaced, .signing])
        #expect(agreements[1].text?.pledges == agreements[0].text?.pledges && agreements[1].text?.terms.count == 13)
        let before = try #require(agreements[1].text?.pledges)
        // A day of theirs is over when they come back; a new line of a day that is over is still refused.
        try await world.change(after: 25) { store, change in
            let soon = [Pledge(.money, from: .b, to: .a, fen: 100, due: world.day(26).day, text: "")]
            try store.draw(MediationWorld.draft, before + soon, .written, change)
        }
        let kept = try #require(try await world.read(after: 28).agreements.last?.text?.pledges)
        try await world.change(after: 28) { try $0.draw(MediationWorld.draft, kept, .written, $1) }
        let late = [Pledge(.money, from: .b, to: .a, fen: 200, due: world.day(27).day, text: "")]
        await #expect(throws: DisputeError.self) {
            try await world.change(after: 28) { try $0.draw(MediationWorld.draft, kept + late, .written, $1) }
        }
    }
}
