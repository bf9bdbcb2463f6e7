import AddressDesk
import Base
import Divisions
import Foundation
import Markup
import Sheets
import TestDistrict
import Testing

/// The queue goes to a town as a spreadsheet and comes back.
@Suite struct ReviewSheetTests {
    private func sheet(_ desk: ReviewDesk) -> ReviewSheet {
        ReviewSheet(review: desk.world.review, database: desk.world.world.database)
    }

    /// The spreadsheet as it would be written, row by row under the header, with cells of a row changed by column.
    private func filled(
        _ desk: ReviewDesk, _ format: SheetWriter.Format = .csv, language: Language = .simplified,
        cells: [RecordID: [String: String]]
    ) async throws -> [UInt8] {
        let file = desk.world.world.folder.appending(path: "sheet")
        _ = try await sheet(desk).write(
            to: file.path, format, town: nil, language: language, on: TestDistrict.morning.day)
        let reader = try SheetReader(path: file.path), back = desk.world.world.folder.appending(path: "back")
        let writer = try SheetWriter(path: back.path, format: format, columns: reader.header.map { SheetColumn($0) })
        while let row = try reader.next() {
            var changed = row.cells
            for (id, values) in cells where row.cells.first == id.text {
                for (column, value) in values {
                    if let at = reader.header.firstIndex(of: column) { changed[at] = value }
                }
            }
            try writer.write(changed)
        }
        try writer.close()
        return [UInt8](try Data(contentsOf: back))
    }

    private func send(_ bytes: [UInt8], _ desk: ReviewDesk, as client: TestClient? = nil) async throws
        -> TestClient.Answer
    {
        let client = client ?? desk.clerk
        let page = try await client.get("/addresses/review").text
        let token = page.firstMatch(of: #/name="csrf" value="([^"]*)"/#).map {
            String($0.1).replacing("&#43;", with: "+").replacing("&amp;", with: "&")
        }
        let head =
            "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(token ?? "")\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
        return try await client.post(
            "/addresses/review/sheet", bytes: Array(head.utf8) + bytes + Array("\r\n--b--".utf8),
            headers: ["content-type": "multipart/form-data; boundary=b", "accept-language": "zh-CN"])
    }

    private func plan(_ page: String) throws -> String {
        let found = try #require(page.firstMatch(of: #/name="plan" value="([^"]*)"/#))
        return String(found.1).replacing("&#9;", with: "\t").replacing("&amp;", with: "&")
    }

    @Test(arguments: [SheetWriter.Format.xlsx, .csv])
    func `each case is a row with its places, and a list of what may be decided`(format: SheetWriter.Format)
        async throws
    {
        let desk = try await ReviewDesk()
        let file = desk.world.world.folder.appending(path: "out")
        let count = try await sheet(desk).write(
            to: file.path, format, town: nil, language: .simplified, on: TestDistrict.morning.day)
        let reader = try SheetReader(path: file.path)
        #expect(reader.header.prefix(6) == ["编号", "要定的事", "文字里的名称", "例子", "行数", "系统"])
        let row = try #require(try reader.next())
        let one = try await desk.open(.choose)
        #expect(count == 2 && row.faults == [] && row.cells[0] == one.id.text && row.cells[4] == "2")
        #expect(row.cells[6].hasSuffix("白露公寓") && row.cells[7].hasSuffix("白露公寓") && row.cells[6] != row.cells[7])
        let download = try await desk.clerk.get("/addresses/review/sheet?format=\(format.rawValue)")
        #expect(
            download.status == 200
                && download.headers["content-disposition"]?.contains("2019-11-26.\(format.rawValue)") == true)
    }

    @Test(arguments: [(SheetWriter.Format.xlsx, Language.simplified), (.csv, .english)])
    func `what a town decides is shown first and then done, and can be undone`(
        format: SheetWriter.Format, language: Language
    ) async throws {
        let desk = try await ReviewDesk()
        let (choose, name) = (try await desk.open(.choose), try await desk.open(.name))
        let isEnglish = language == .english
        let bytes = try await filled(
            desk, format, language: language,
            cells: [
                choose.id: [isEnglish ? "decision" : "决定": "2"],
                name.id: [
                    isEnglish ? "decision" : "决定": isEnglish ? "new" : "新增", isEnglish ? "name" : "名称": "渡口新苑",
                    isEnglish ? "village code" : "村社区代码": desk.world.village.code,
                ],
            ])
        let shown = try await send(bytes, desk)
        #expect(shown.status == 200 && HTMLLint.problems(in: shown.text) == [])
        #expect(shown.text.contains("可以定的有 2 条，有问题的 0 行") && shown.text.contains("渡口新苑"))
        #expect(try await desk.world.cases().count == 2, "nothing is done yet")
        let plan = try plan(shown.text)
        let done = try await desk.clerk.post(
            "/addresses/review/sheet/decisions", [("plan", plan)], headers: ReviewDesk.chinese)
        #expect(done.status == 200 && done.text.contains("采用了 2 条，合 3 行"))
        #expect(try await desk.world.links().contains("water 3 R 渡口新苑3幢2单元501室"))
        let again = try await desk.clerk.post(
            "/addresses/review/sheet/decisions", [("plan", plan)], headers: ReviewDesk.chinese)
        #expect(again.text.contains("已经有人定了") && again.text.contains("一条也没有采用"))
        let all = "\(choose.id) \(name.id)"
        let undone = try await desk.clerk.post("/addresses/review/undo", [("cases", all)], headers: ReviewDesk.chinese)
        #expect(undone.text.contains("撤销了 2 条"))
        #expect(try await desk.world.cases().count == 2)
        #expect(try await desk.world.isSound())
    }

    @Test func `rows with faults are told by line and reason, and are not followed`() async throws {
        let desk = try await ReviewDesk()
        let (choose, name) = (try await desk.open(.choose), try await desk.open(.name))
        func faults(_ cells: [RecordID: [String: String]]) async throws -> [String] {
            let bytes = try await filled(desk, cells: cells)
            return try await sheet(desk).check(try SheetReader(bytes: bytes), on: TestDistrict.morning.day).faults
                .map { "\($0.line) \($0.words.en)" }
        }
        #expect(try await faults([choose.id: ["决定": "6"]]).first?.hasPrefix("2 A decision is") == true)
        #expect(try await faults([name.id: ["决定": "1"]]) == ["3 There is no place 1"])
        #expect(try await faults([name.id: ["决定": "新增"]]) == ["3 There is no village of that code"])
        #expect(try await faults([name.id: ["决定": "新增", "名称": "苑"]]) == ["3 A name has 2 to 60 characters"])
        #expect(
            try await faults([name.id: ["决定": "别名", "是哪里的别名": "330110"]]) == ["3 There is no place of that id or code"])
        #expect(
            try await faults([choose.id: ["决定": "1", "地方1": "别处"]])
                == ["2 Place 1 is another one by now: export it again"])
        #expect(try await faults([choose.id: ["编号": name.id.text]]) == ["3 The same case stands twice"])
        #expect(try await faults([choose.id: ["编号": "1"]]) == ["2 That is no case"])
        #expect(try await faults([:]).isEmpty)
    }

    @Test func `a case that was decided meanwhile is said with its line`() async throws {
        let desk = try await ReviewDesk()
        let choose = try await desk.open(.choose)
        let bytes = try await filled(desk, cells: [choose.id: ["决定": "不是地址"]])
        _ = try await desk.world.decide(choose.id, .place(choose.candidates[0]))
        let shown = try await send(bytes, desk)
        #expect(shown.status == 200 && shown.text.contains("已经有人定了") && shown.text.contains("没有可以定的"))
        #expect(!shown.text.contains("name=\"plan\""))
    }

    @Test(arguments: ["", "编号,别的\n1,2\n", "PK\u{3}\u{4}broken", "\0\0\0\0", "\"\"\"\"\"\n\"\"\n"])
    func `a file that is no such spreadsheet is refused in words`(text: String) async throws {
        let desk = try await ReviewDesk()
        let answer = try await send(Array(text.utf8), desk)
        #expect(answer.status == 422 && HTMLLint.problems(in: answer.text) == [])
        #expect(answer.text.contains("读不了这个表格"))
    }

    @Test(arguments: ["", "x", "0196b5a0-0000-7000-8000-000000000000", "0196b5a0-0000-7000-8000-000000000000 drop"])
    func `what is confirmed must be what was shown`(plan: String) async throws {
        let desk = try await ReviewDesk()
        let answer = try await desk.clerk.post(
            "/addresses/review/sheet/decisions", [("plan", plan)], headers: ReviewDesk.chinese)
        #expect(answer.status == 422 && answer.text.contains("请重新传表格"))
        let auditor = try await desk.client("zhangxiaoman")
        #expect(try await send([65], desk, as: auditor).status == 403)
    }
}
