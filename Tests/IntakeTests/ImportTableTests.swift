import Base
import Intake
import Matters
import Testing

/// What files look like in life.
@Suite struct ImportTableTests {
    private func table(_ text: String, _ name: String = "a.csv") throws -> ImportTable {
        try ImportTable(bytes: Array(text.utf8), name: name)
    }

    @Test func `quoted cells hold commas, quotation marks and line breaks`() throws {
        let table = try table("id,text\r\n1,\"他说：\"\"停水,\r\n三天\"\"\"\r\n2,好\r\n")
        #expect(table.header == ["id", "text"])
        #expect(table.lines.map(\.cells) == [["1", "他说：\"停水,\r\n三天\""], ["2", "好"]])
        #expect(table.lines.map(\.line) == [2, 4])
    }

    @Test func `a quotation mark that is never closed costs its own line only`() throws {
        let table = try table("id,text\n1,\"没有关\n2,好\n3,也好\n")
        #expect(table.lines.map(\.isUnclosed) == [true, false, false])
        #expect(table.lines.map(\.line) == [2, 3, 4])
    }

    @Test func `a tabbed file keeps its quotation marks unless a spreadsheet wrote them`() throws {
        let plain = try table("id\ttext\n1\t\"喂\" 他说\n2\t\"没有关\n", "a.tsv")
        #expect(plain.lines.map { $0.cells.last } == ["\"喂\" 他说", "\"没有关"])
        let sheet = try table("id\ttext\n1\t\"他说\"\"喂\"\"\"\n", "a.tsv")
        #expect(sheet.lines.first?.cells.last == "他说\"喂\"")
        let broken = try table("id\ttext\n1\t\"一行\n两行\"\n", "a.tsv")
        #expect(broken.lines.map(\.cells) == [["1", "一行\n两行"]])
    }

    @Test func `GB 18030 is recognised and a byte order mark falls away`() throws {
        let table = try ImportTable(
            bytes: [0x69, 0x64, 0x2C, 0xC4, 0xDA, 0xC8, 0xDD, 0x0A, 0x31, 0x2C, 0xC2, 0xB7, 0xB5, 0xC6], name: "a.csv")
        #expect(table.encoding == "GB 18030")
        #expect(table.header == ["id", "内容"])
        #expect(table.lines.first?.cells == ["1", "路灯"])
        let marked = try ImportTable(bytes: [0xEF, 0xBB, 0xBF] + Array("id,text\n1,好".utf8), name: "a.csv")
        #expect(marked.header == ["id", "text"])
    }

    @Test func `a few broken bytes in UTF-8 cost their own lines only`() async throws {
        let desk = try await ImportDesk()
        var bytes = Array("id,time,text\n1,2019-03-01,\(String(repeating: "路灯不亮", count: 20))\n2,2019-03-01,井盖".utf8)
        bytes += [0xE7, 0x81] + Array("坏\n3,2019-03-01,停水\n".utf8)
        let report = try await desk.bring(bytes)
        #expect(report.imported == 2)
        #expect(report.rejections.map(\.fault) == [.unreadable])
    }

    @Test func `empty and binary files are refused and a header alone is nothing`() async throws {
        #expect(throws: ImportError.empty) { try ImportTable(bytes: [], name: "a.csv") }
        #expect(throws: ImportError.empty) { try ImportTable(bytes: Array("\n\n".utf8), name: "a.csv") }
        #expect(throws: ImportError.binary) {
            try ImportTable(bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], name: "a.csv")
        }
        #expect(throws: ImportError.binary) { try ImportTable(bytes: [0x50, 0x4B, 3, 4, 20, 6, 8], name: "a.csv") }
        let desk = try await ImportDesk()
        #expect(try await desk.bring("id,time,text\n").imported == 0)
    }

    @Test func `a map names fields and columns that exist`() throws {
        let header = ["no", "when", "what"]
        #expect(throws: ImportError.missing(.time)) { try ImportMap(nil, header: header) }
        #expect(throws: ImportError.unknownField("wann=when")) { try ImportMap("wann=when", header: header) }
        #expect(throws: ImportError.unknownColumn("who")) { try ImportMap("time=when,name=who", header: header) }
        #expect(throws: ImportError.missing(.replyTime)) {
            try ImportMap("time=when,text=what,reply=no", header: header)
        }
        _ = try ImportMap("id=no, time=when, text=what", header: header)
    }

    @Test(arguments: [
        ("2019/4/25 9:32:09", "2019-04-25T09:32:09+08:00"), ("2019-04-25 09:32:09", "2019-04-25T09:32:09+08:00"),
        ("2019-04-25T01:32:09Z", "2019-04-25T09:32:09+08:00"),
        ("2019-04-25T03:32:09.250+02:00", "2019-04-25T09:32:09+08:00"),
        ("2019-04-25", "2019-04-25T00:00:00+08:00"), ("2019年4月25日 9时32分", "2019-04-25T09:32:00+08:00"),
        ("２０１９／４／２５　９：３２", "2019-04-25T09:32:00+08:00"), ("2019.4.25 下午3:05", "2019-04-25T15:05:00+08:00"),
        ("2019/4/25 12:05 AM", "2019-04-25T00:05:00+08:00"),
    ])
    func `times of many forms are read`(written: String, instant: String) async throws {
        let desk = try await ImportDesk()
        let report = try await desk.bring("time;text\n\(written);路灯\n", name: "a.txt")
        #expect(report.imported == 1, "\(report.rejections)")
        #expect(try await desk.matters().first?.matter.filedAt.iso == instant)
    }
}
