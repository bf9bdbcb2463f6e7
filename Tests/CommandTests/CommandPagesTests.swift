import Base
import Markup
import Matters
import Testing
import Web

@testable import Command

@Suite struct CommandPagesTests {
    @Test(arguments: Language.allCases)
    func `every page keeps the rules of the faces, full and empty`(language: Language) async throws {
        let world = try await CommandWorld()
        let head = try world.signedIn("centre")
        for isFull in [false, true] {
            if isFull {
                try await world.matter(due: -2, share: ["town10"])
                try await world.matter(town: nil, due: 1)
                try await world.matter(ended: 0, end: .closed)
                try await world.matter(ended: 0, end: .solved, rating: 4)
            }
            let pages = [
                try await world.page("/command", as: try world.signedIn("town10", .clerk), language),
                try await world.page("/command", as: head, query: "wall=1&by=open", language),
                try await world.page("/command/towns/{code}", as: head, parameters: ["code": "10"], language),
                try await world.page(
                    "/command/matters", as: head, query: "which=overdue&town=10&village=100", language),
                try await world.page("/command/matters", as: head, query: "which=open", language),
            ]
            for page in pages { #expect(HTMLLint.problems(in: page) == []) }
        }
    }

    @Test func `the map links every town and says its figures`() async throws {
        let world = try await CommandWorld()
        try await world.matter(due: -2)
        let page = try await world.page("/command", as: world.signedIn("centre"))
        #expect(page.contains("aria-label=\"雨水街道：超期 1 件，在办 1 件\""))
        #expect(page.contains("href=\"/command/towns/11\""))
        #expect(page.contains("示意图"))
        #expect(page.contains("src=\"/assets/command.js\""))
        let wall = try await world.page("/command", as: world.signedIn("centre"), query: "wall=1")
        #expect(wall.contains("data-theme=\"dark\""))
    }

    @Test func `charts and maps bring their library, each page only its own, the wall none`() async throws {
        let world = try await CommandWorld()
        let head = try world.signedIn("centre")
        let trend = ["vendor/echarts-6.0.0.min.js", "trend.js"]
        let map = ["vendor/leaflet-1.9.3.js", "map.js", "vendor/leaflet-1.9.3.css"]
        let page = try await world.page("/command", as: head)
        let town = try await world.page("/command/towns/{code}", as: head, parameters: ["code": "10"])
        let wall = try await world.page("/command", as: head, query: "wall=1")
        let list = try await world.page("/command/matters", as: head)
        for name in trend + map { #expect(page.contains("\"/assets/\(name)\""), "\(name)") }
        for name in map { #expect(town.contains("\"/assets/\(name)\""), "\(name)") }
        for name in trend { #expect(!town.contains(name)) }
        for other in [wall, list] { #expect(!other.contains("vendor/")) }
        #expect(wall.contains("class=\"trend\"") && wall.contains("class=\"map\""))
    }

    @Test func `a library that was not fetched is not asked for, and the server's drawings stand`() async throws {
        let world = try await CommandWorld(isFetched: false)
        let page = try await world.page("/command", as: world.signedIn("centre"))
        #expect(!page.contains("vendor/") && !page.contains("trend.js") && !page.contains("map.js"))
        #expect(page.contains("class=\"trend\"") && page.contains("class=\"map\""))
        #expect(page.contains("src=\"/assets/command.js\""))
    }

    @Test func `accounts and seals open no figures, and unknown places are not found`() async throws {
        let world = try await CommandWorld()
        for role in [Role.administrator, .custodian] {
            let signedIn = try world.signedIn("centre", role)
            for path in ["/command", "/command/events", "/command/matters", "/command/towns/{code}"] {
                #expect(await status(of: path, world, signedIn, code: "10") == 403, "\(path)")
            }
        }
        let head = try world.signedIn("centre")
        #expect(await status(of: "/command/towns/{code}", world, head, code: "99") == 404)
        #expect(await status(of: "/command/matters", world, head, query: "village=99") == 404)
    }

    private func status(
        of path: String, _ world: CommandWorld, _ signedIn: SignedIn, code: String = "", query: String = ""
    ) async -> Int {
        do {
            return try await world.ask(path, as: signedIn, query: query, parameters: ["code": code]).status
        } catch {
            return (error as? Problem)?.status ?? 0
        }
    }

    @Test func `the list holds what its figure counted, for the same reader`() async throws {
        let world = try await CommandWorld()
        try await world.matter(village: 1, due: -2)
        try await world.matter(village: 1, due: -2, against: "centre")
        try await world.matter(village: 2, due: 0)
        let head = try world.signedIn("centre")
        func count(_ query: String) async throws -> Int {
            try await world.page("/command/matters", as: head, query: query).matches(of: /class="row[ "]/).count
        }
        #expect(try await count("which=open") == 2)
        #expect(try await count("which=overdue") == 1)
        #expect(try await count("which=today&town=10&village=102") == 1)
        #expect(try await count("which=today&town=10&village=101") == 0)
    }

    @Test func `numbers are grouped and means rounded`() {
        #expect([0, 999, 1_000, 1_234_567, -1_000].map(\.grouped) == ["0", "999", "1,000", "1,234,567", "-1,000"])
        #expect(CommandWords.rated(3, 13).en == "3 rated, 4.3 of 5 on average")
    }
}
