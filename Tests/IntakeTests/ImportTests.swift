import App
import Base
import Intake
import Journal
import Matters
import Storage
import TestDistrict
import Testing

/// Past messages become matters once, whole, and under their own dates.
@Suite struct ImportTests {
    @Test func `a past message keeps its own date and is recorded today with a reason`() async throws {
        let desk = try await ImportDesk()
        let report = try await desk.bring("id,time,name,title,text\n7,2019/4/25 9:32:09,谷雨,路灯不亮,汤家社区门口没有路灯。\n")
        #expect(report.imported == 1)
        let matter = try #require(try await desk.matters().first).matter
        #expect(matter.filedAt.iso == "2019-04-25T09:32:09+08:00")
        #expect(matter.happenedAt == matter.filedAt)
        #expect(matter.channel == .imported)
        #expect(matter.due.map { $0 < TestDistrict.morning.day } == true)
        let entries = try await desk.world.database.read { reader in
            try desk.world.house.journal.listEntries(of: .init("matter", matter.id), in: reader)
        }
        #expect(entries.first?.recordedAt == TestDistrict.morning)
        #expect(entries.first?.reason != nil)
        #expect(entries.first?.principal == "system:import:mailbox")
        #expect(try await desk.isSound())
    }

    @Test func `a message that was answered ends on the day of its answer`() async throws {
        let desk = try await ImportDesk()
        _ = try await desk.bring(
            "编号,留言时间,标题,内容,答复意见,答复时间\n1,2019-04-25 09:32:09,医保怎么续,外地能续吗？,\"可以。\n请带身份证。\",2019-05-06 10:00\n"
        )
        let matter = try #require(try await desk.matters().first).matter
        #expect(matter.status == .ended)
        #expect(matter.end == .answered)
        #expect(matter.endedAt?.iso == "2019-05-06T10:00:00+08:00")
        #expect(matter.due == nil)
        #expect(matter.leadUnit != nil)
        #expect(try await desk.isSound())
    }

    @Test func `bringing the same file in again adds nothing`() async throws {
        let desk = try await ImportDesk()
        #expect(try await desk.bring(letters(30)).imported == 30)
        let again = try await desk.bring(letters(31))
        #expect(again.imported == 1)
        #expect(again.already == 30)
        #expect(try await desk.matters().count == 31)
    }

    @Test func `lines without an id are known by their content`() async throws {
        let desk = try await ImportDesk()
        let table = "time,text\n2019-04-01,路灯不亮\n2019-04-01,井盖没了\n2019-04-01,路灯不亮\n"
        let report = try await desk.bring(table)
        #expect(report.imported == 2)
        #expect(report.already == 1)
        #expect(try await desk.bring(table).imported == 0)
    }

    @Test(arguments: [1, 7, 25]) func `a run that is killed in the middle is whole after it is repeated`(batch: Int)
        async throws
    {
        let desk = try await ImportDesk()
        await #expect(throws: CancellationError.self) {
            _ = try await desk.bring(letters(60), batch: batch, stopAfter: 20)
        }
        let before = try await desk.matters().count
        #expect(before >= 20 && before < 60)
        let report = try await desk.bring(letters(60), batch: batch)
        #expect(report.imported == 60 - before)
        #expect(report.already == before)
        #expect(Set(try await desk.matters().map(\.words.title)).count == 60)
        let halves = try await desk.world.database.read { reader in
            try reader.count(
                """
                SELECT COUNT(*) AS n FROM matters m WHERE NOT EXISTS (SELECT 1 FROM assignments a WHERE a.matter_id = m.id)
                  OR NOT EXISTS (SELECT 1 FROM matter_search_rows s WHERE s.matter_id = m.id)
                """
            )
        }
        #expect(halves == 0)
        #expect(try await desk.isSound())
    }

    @Test func `one line that the rules refuse does not keep its neighbours out`() async throws {
        let desk = try await ImportDesk()
        let report = try await desk.bring("id,time,text\n1,2019-01-02,路灯\n2,1999-01-02,井盖\n3,2019-01-03,停水\n")
        #expect(report.imported == 2)
        #expect(report.rejections.map(\.line.line) == [3])
    }

    @Test func `a bad date is rejected with its line and the reason`() async throws {
        let desk = try await ImportDesk()
        let report = try await desk.bring(
            "id,time,text\n1,2019-02-30,路灯\n2,昨天,路灯\n3,2019-03-01 25:00,路灯\n4,2031-01-01,路灯\n5,2019-03-01,路灯\n"
        )
        #expect(report.imported == 1)
        #expect(report.rejections.map(\.line.line) == [2, 3, 4, 5])
        #expect(
            report.rejections.map(\.fault) == [
                .badTime("2019-02-30"), .badTime("昨天"), .badTime("2019-03-01 25:00"), .future("2031-01-01"),
            ])
        let file = report.rejectFile(header: ["id", "time", "text"])
        #expect(
            file.hasPrefix(
                "line\treason\tid\ttime\ttext\n2\t时间读不懂：2019-02-30 / Not a time: 2019-02-30\t1\t2019-02-30\t路灯\n"))
    }

    @Test func `a message longer than any may be is rejected and nothing of it is cut`() async throws {
        let desk = try await ImportDesk()
        let long = String(repeating: "水", count: MatterStore.importedTextLimit)
        let report = try await desk.bring("id,time,text\n1,2019-03-01,\(long)\n2,2019-03-01,\(long)水\n")
        #expect(report.imported == 1)
        #expect(report.rejections.first?.fault == .tooLong(.text, limit: MatterStore.importedTextLimit))
        #expect(try await desk.matters().first?.words.text.count == MatterStore.importedTextLimit)
    }

    @Test func `the same id with other words is rejected`() async throws {
        let desk = try await ImportDesk()
        let report = try await desk.bring("id,time,text\n1,2019-03-01,路灯\n1,2019-03-01,井盖\n")
        #expect(report.imported == 1)
        #expect(report.rejections.first?.fault == .sameID(line: 2))
    }

    @Test func `hostile words are kept as they are`() async throws {
        let desk = try await ImportDesk()
        let hostile = [
            "<script>alert(1)</script>", "'; DROP TABLE matters; --", "=cmd|' /C calc'!A0", "$1 \\(x) %s %n",
            "\u{202E}evil\u{202C}",
            "👩‍👩‍👧‍👦🀄️", "NEAR(a b) AND * \\\" OR words:x", "\u{7}\u{1B}[31m", String(repeating: "((", count: 2_000),
        ]
        let rows = hostile.enumerated().map { index, words in
            "h\(index);' --,2019-03-01,\"\(words.replacing("\"", with: "\"\""))\",\"\(words.replacing("\"", with: "\"\"").prefix(50))\"\n"
        }
        let report = try await desk.bring("id,time,text,name\n" + rows.joined())
        #expect(report.imported == hostile.count, "\(report.rejections)")
        #expect(Set(try await desk.matters().map(\.words.text)) == Set(hostile))
        #expect(try await desk.isSound())
    }

    @Test func `imported matters stand among their neighbours in search`() async throws {
        let desk = try await ImportDesk()
        _ = try await desk.world.file(text: "门口的路灯不亮", at: TestDistrict.morning)
        _ = try await desk.bring(letters(3))
        let store = desk.world.house.matters
        let found = try await desk.world.database.read { reader in
            let scope = MatterScope(district: store.district, reach: .district(unit: RecordID(trusted: "test")))
            return try store.search("路灯不亮", scope: scope, in: reader).matters.map(\.filedAt)
        }
        #expect(found.count == 4)
        #expect(found == found.sorted(by: >))
    }

    @Test func `a source is a plain name`() throws {
        #expect(throws: ImportError.badSource("a b")) { try MessageImport.Options(source: "a b") }
        #expect(MessageImport.Options.source(of: "/x/mail-2019.csv") == "mail-2019")
        let left = MessageImport.Options.source(of: "来信2018.csv"),
            right = MessageImport.Options.source(of: "来电2018.csv")
        #expect(left.hasPrefix("2018-"))
        #expect(left != right)
    }
}
