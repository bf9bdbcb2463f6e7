import Foundation
import Sheets
import Testing

/// Encodings, right and wrong.
@Suite struct EncodingTests {
    // 内容 and 路灯 in GB 18030.
    private static let gb: [UInt8] =
        Array("id,".utf8) + [0xC4, 0xDA, 0xC8, 0xDD, 0x0A] + Array("1,".utf8) + [0xC2, 0xB7, 0xB5, 0xC6, 0x0A]

    @Test func `UTF-8 is read with and without a mark`() throws {
        let marked = try ReadTable([0xEF, 0xBB, 0xBF] + Array("编号,b\n1,好\n".utf8))
        #expect(marked == (try ReadTable("编号,b\n1,好\n")))
        #expect(marked.header == ["编号", "b"])
        #expect(marked.format == "UTF-8")
    }

    @Test func `GB 18030 is recognised, four bytes too`() throws {
        // 㐀, which GBK does not have, and 𠮷 beyond the basic plane.
        let table = try ReadTable(Self.gb + Array("2,".utf8) + [0x81, 0x39, 0xEE, 0x39, 0x95, 0x34, 0xB8, 0x35])
        #expect(table.format == "GB 18030")
        #expect(table.header == ["id", "内容"])
        #expect(table.cells.first == ["1", "路灯"])
        #expect(table.cells.last?.last?.unicodeScalars.count == 2)
        #expect(table.faults == [[], []])
    }

    @Test func `characters that chunks cut in two are whole`() throws {
        let bytes = Self.gb + (0..<60_000).flatMap { Array("\($0),".utf8) + [0xC2, 0xB7, 0xB5, 0xC6, 0x0A] }
        let table = try ReadTable(bytes)
        #expect(table.rows.count == 60_001)
        #expect(table.rows.allSatisfy { $0.cells.last == "路灯" && $0.faults.isEmpty })
    }

    @Test(arguments: [true, false])
    func `UTF-16 is read with a mark`(isLittle: Bool) throws {
        let units = "\u{FEFF}编号,名\n1,𠮷\n".utf16
        let bytes = units.flatMap { unit in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
            return isLittle ? [low, high] : [high, low]
        }
        let table = try ReadTable(bytes)
        #expect(table.header == ["编号", "名"])
        #expect(table.cells == [["1", "𠮷"]])
        let cut = try ReadTable(Array(bytes.dropLast(3)))
        #expect(cut.faults == [[.undecodable]])
    }

    @Test func `a few broken bytes in UTF-8 cost their own rows`() throws {
        let text = (1...20).map { "\($0),文一西路\($0)号\n" }.joined()
        let bytes = Array("id,address\n\(text)".utf8) + Array("21,坏".utf8) + [0xE7, 0x81] + Array("\n22,好\n".utf8)
        let table = try ReadTable(bytes)
        #expect(table.format == "UTF-8")
        #expect(table.rows.filter { !$0.faults.isEmpty }.map(\.line) == [22])
        #expect(table.rows.first { !$0.faults.isEmpty }?.faults == [.undecodable])
    }

    @Test func `bytes that GB 18030 does not have cost their own rows`() throws {
        let table = try ReadTable(Self.gb + Array("2,".utf8) + [0xC2, 0xFF, 0x0A] + Array("3,x\n4,".utf8) + [0xC2])
        #expect(table.format == "GB 18030")
        #expect(table.faults == [[], [.undecodable], [], [.undecodable]])
    }

    @Test func `what another program could not read is told`() throws {
        #expect(try ReadTable("a,b\n1,文\u{FFFD}路\n2,文一路\n").faults == [[.undecodable], []])
    }

    @Test func `a header that cannot be read is no table`() throws {
        #expect(throws: SheetError.noTable) { try ReadTable([0xFF, 0x2C, 0x80, 0x0A, 0x31, 0x2C, 0x32]) }
        // UTF-16 without a mark.
        #expect(throws: SheetError.noTable) { try ReadTable("a,b\n1,2\n".utf8.flatMap { [$0, 0] }) }
    }
}
