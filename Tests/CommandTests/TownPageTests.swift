import Base
import Divisions
import Markup
import Testing

@testable import Command

/// A town as its page draws it, with villages and without.
@Suite struct TownPageTests {
    private static let today = CommandWorld.now.day
    private static let place = GeoPoint(longitudeE6: 120_245_148, latitudeE6: 30_384_234)

    private func division(
        _ level: DivisionLevel, _ code: String, _ name: Words, below parent: RecordID? = nil, at point: GeoPoint?
    ) -> Division {
        Division(
            id: RecordID(trusted: code), level: level, code: code, codeSystem: "made-up", name: name, kind: "town",
            parent: parent, point: point, validFrom: Day(number: 0), validTo: nil
        )
    }

    private func page(_ town: Division, _ villages: [Division] = [], _ counts: [AreaCount] = []) throws -> String {
        let atlas = MapStore.draw(towns: [town], villages: villages, loaded: [:])
        return TownPage(
            language: .simplified, today: Self.today, town: town, villages: villages,
            sketch: try #require(atlas.town[town.id]), counts: counts, colour: .open
        ).html.text
    }

    @Test func `a town without villages is one area that leads to all its matters`() throws {
        let town = division(.town, "12", Words("清明镇", "Qingming Town"), at: Self.place)
        let page = try page(town, [], [AreaCount(division: nil, open: 3, overdue: 1)])
        #expect(!page.contains("还没有地图"))
        #expect(page.contains("aria-label=\"清明镇：超期 1 件，在办 3 件\""))
        #expect(page.contains("href=\"/command/matters?which=open&amp;town=12\" aria-label"))
        #expect(page.contains("清明镇，按在办件数"))
        #expect(!page.contains("0 个村社"))
        #expect(HTMLLint.problems(in: page) == [])
    }

    @Test func `a town without villages and matters says so instead of an empty table`() throws {
        let town = division(.town, "12", Words("清明镇", "Qingming Town"), at: Self.place)
        let page = try page(town)
        #expect(page.contains("这个镇街还没有登记村社。"))
        #expect(!page.contains("<table"))
    }

    @Test func `only a town that lies nowhere has no map`() throws {
        let town = division(.town, "12", Words("清明镇", "Qingming Town"), at: nil)
        #expect(try page(town).contains("还没有地图"))
    }

    @Test func `a town with a village on the map is drawn by its villages`() throws {
        let town = division(.town, "12", Words("清明镇", "Qingming Town"), at: Self.place)
        let village = division(.village, "121", Words("谷雨村", "Guyu Village"), below: town.id, at: Self.place)
        let page = try page(town, [village], [AreaCount(division: village.id, open: 2)])
        #expect(page.contains("aria-label=\"谷雨村：超期 0 件，在办 2 件\""))
        #expect(page.contains("village=121"))
        #expect(page.contains("1 个村社"))
        #expect(!page.contains("aria-label=\"清明镇："))
    }
}
