import Foundation
import Sheets
import TestSupport
import Testing

/// Texts as systems and people write them.
@Suite struct DelimitedTests {
    @Test func `quoted cells hold separators, quotation marks and line breaks`() throws {
        let table = try ReadTable("id,text\r\n1,\"他说：\"\"停水,\r\n三天\"\"\"\r\n2,好\r\n")
        #expect(table.header == ["id", "text"])
        #expect(table.cells == [["1", "他说：\"停水,\r\n三天\""], ["2", "好"]])
        #expect(table.lines == [2, 4])
        #expect(table.faults == [[], []])
    }

    @Test(arguments: [",", "\t", ";"])
    func `the separator is what the header has most of`(mark: String) throws {
        let table = try ReadTable("编号\(mark)\"地址,\t;\"\(mark)备注\n1\(mark)甲\(mark)乙\n")
        #expect(table.header.count == 3)
        #expect(table.cells == [["1", "甲", "乙"]])
    }

    @Test func `a separator that is given is taken`() throws {
        let table = try ReadTable("a,b|c\n1,2|3\n", SheetOptions(separator: UInt8(ascii: "|")))
        #expect(table.header == ["a,b", "c"])
        #expect(table.cells == [["1,2", "3"]])
    }

    @Test func `a single column needs no separator`() throws {
        #expect(try ReadTable("地址\n文一西路1号\n").cells == [["文一西路1号"]])
    }

    @Test func `line ends may be mixed and the last may be missing`() throws {
        let table = try ReadTable("a,b\r1,2\n3,4\r\n\r\n5,6\r7,8")
        #expect(table.cells == [["1", "2"], ["3", "4"], ["5", "6"], ["7", "8"]])
        #expect(table.lines == [2, 3, 5, 6])
    }

    @Test func `blank rows and empty cells behind the last column do not count`() throws {
        let table = try ReadTable("\n\n a ,b,,\n,,\n\n1,2,,\n")
        #expect(table.header == ["a", "b"])
        #expect(table.cells == [["1", "2"]])
        #expect(table.lines == [6])
    }

    @Test func `a row with another number of cells is at fault and no other`() throws {
        let table = try ReadTable("a,b,c\n1,2\n1,2,3,4\n1,2,3\n")
        #expect(table.faults == [[.width(found: 2, expected: 3)], [.width(found: 4, expected: 3)], []])
        #expect(table.cells.last == ["1", "2", "3"])
    }

    @Test func `a quotation mark that never closes costs its own line only`() throws {
        let rows = (1...40_000).map { "\($0),街道\($0)" }.joined(separator: "\n")
        let table = try ReadTable("id,text\n0,\"没有关\n\(rows)\n")
        #expect(table.rows.first?.faults == [.quote])
        #expect(table.rows.count == 40_001)
        #expect(table.rows.count { !$0.faults.isEmpty } == 1)
        #expect(table.lines == Array(2...40_002))
    }

    @Test func `a quotation mark that closes in the middle of a cell costs its own line only`() throws {
        let table = try ReadTable("id,text\n1,\"没有关\n2,\"好\"\n3,\"a\"b\n4,\"\"\"c\"\"\"\n")
        #expect(table.faults == [[.quote], [], [.quote], []])
        #expect(table.cells[1] == ["2", "好"])
        #expect(table.cells[3] == ["4", "\"c\""])
    }

    @Test func `a file of quotation marks that close nothing is given up`() throws {
        // From the start of each line everything behind it is inside one quoted cell or the next.
        let text = "a,b\n" + String(repeating: "a\",\"b\n", count: 4_000)
        #expect(throws: SheetError.quotes) { try ReadTable(text) }
    }

    @Test func `a tabbed file keeps its quotation marks unless a spreadsheet wrote them`() throws {
        #expect(
            try ReadTable("id\ttext\n1\t\"喂\" 他说\n2\t\"没有关\n3\t\"引\"\n").cells.map(\.last)
                == ["\"喂\" 他说", "\"没有关", "\"引\""])
        #expect(try ReadTable("id\ttext\n1\t\"他说\"\"喂\"\"\"\n2\t\"a,b\"\n").cells.map(\.last) == ["他说\"喂\"", "a,b"])
        let broken = try ReadTable("id\ttext\n1\t\"一行\n两行\"\n2\t\"一格\t尾\"\n3\t5\"\n4\t好\n")
        #expect(broken.cells == [["1", "一行\n两行"], ["2", "一格\t尾"], ["3", "5\""], ["4", "好"]])
        #expect(broken.lines == [2, 4, 5, 6])
        #expect(broken.faults.allSatisfy { $0.isEmpty })
    }

    @Test func `a tabbed file that has all names in quotation marks has them around every cell`() throws {
        let table = try ReadTable("\"id\"\t\"text\"\n\"1\"\t\"喂\"\n")
        #expect(table.header == ["id", "text"])
        #expect(table.cells == [["1", "喂"]])
    }

    @Test func `zero bytes cost their own rows`() throws {
        let table = try ReadTable("a,b\n1,\0\n2,好\n")
        #expect(table.faults == [[.zeroByte], []])
        #expect(throws: SheetError.noTable) { try ReadTable("a\0,b\n1,2\n") }
    }

    @Test func `columns are counted and limited`() throws {
        func line(_ count: Int) -> String { (0..<count).map { "c\($0)" }.joined(separator: ",") + "\n" }
        #expect(throws: SheetError.tooManyColumns(10_000)) { try ReadTable(line(10_000)) }
        #expect(throws: SheetError.tooManyColumns(201)) { try ReadTable(line(201)) }
        #expect(try ReadTable(line(200)).header.count == 200)
        let table = try ReadTable("a,b\n" + line(10_000) + "1,2\n")
        #expect(table.faults == [[.width(found: 10_000, expected: 2)], []])
        #expect(table.cells.first?.count == 200)
    }

    @Test func `a row of more than a megabyte is left out and reading goes on`() throws {
        let table = try ReadTable("a,b\n1,\(String(repeating: "长", count: 800_000))\n2,短\n")
        #expect(table.faults == [[.tooLong], []])
        #expect(table.rows.last == SheetRow(line: 3, cells: ["2", "短"]))
    }

    @Test func `titles above the header are left out when its line is known`() throws {
        let table = try ReadTable("余杭区登记表\n\n编号,地址\n1,甲\n", SheetOptions(headerLine: 3))
        #expect(table.header == ["编号", "地址"])
        #expect(table.lines == [4])
        #expect(throws: SheetError.empty) { try ReadTable("a,b\n", SheetOptions(headerLine: 9)) }
    }

    @Test func `nothing, a picture, a folder and a file that is not there are refused`() throws {
        #expect(throws: SheetError.empty) { try ReadTable([]) }
        #expect(throws: SheetError.empty) { try ReadTable("\n\r\n\n") }
        #expect(throws: SheetError.noTable) { try ReadTable([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]) }
        #expect(throws: SheetError.system(number: EISDIR)) { try SheetReader(path: TestFolders.make("sheets").path) }
        #expect(throws: SheetError.system(number: ENOENT)) { try SheetReader(path: TestFolders.place("sheets").path) }
    }

    @Test func `a file is read like bytes, over many chunks`() throws {
        let lines = (1...50_000).map { "\($0),\"文一西路\($0)号,\n\($0 % 7)幢\"" }
        let place = try TestFolders.place("large.txt")
        try Data(("id,address\n" + lines.joined(separator: "\n")).utf8).write(to: place)
        let table = try ReadTable(SheetReader(path: place.path))
        #expect(table.rows.count == 50_000)
        #expect(table.rows.allSatisfy { $0.faults.isEmpty })
        #expect(table.rows.last == SheetRow(line: 100_000, cells: ["50000", "文一西路50000号,\n6幢"]))
    }
}
