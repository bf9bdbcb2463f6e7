import App
import Base
import Intake
import Matters
import Storage
import TestDistrict
import Testing

/// Made-up places for texts with masked names.
@Suite struct GazetteerTests {
    @Test func `places are added once and only under villages of the district`() async throws {
        let desk = try await ImportDesk()
        let house = desk.world.house
        let table = try ImportTable(
            bytes: Array(
                "name\ttype\tvillage_code\taliases\nX3小区\testate\t330110004006\tX三小区\n无名路\troad\t999\t\n".utf8),
            name: "places.tsv"
        )
        let names = Gazetteer(addresses: house.addresses, divisions: house.divisions, journal: house.journal)
        for run in 0...1 {
            let outcome = try await house.database.write { transaction in
                try names.add(table, origin: "made-up", at: TestDistrict.morning, in: transaction)
            }
            #expect(outcome.added == (run == 0 ? 1 : 0))
            #expect(outcome.already == run)
            #expect(outcome.rejected == [3])
        }
        let report = try await desk.bring("time,text\n2019-03-01,Ｘ三小区的路灯不亮\n")
        #expect(report.placed == 1)
        #expect(try await desk.matters().first?.matter.placeHow == "alias")
        #expect(try await desk.isSound())
        try await desk.world.database.write { transaction in
            try transaction.execute("UPDATE addresses SET name = 'X4小区' WHERE name = 'X3小区'")
        }
        #expect(try await !desk.isSound())
    }
}
