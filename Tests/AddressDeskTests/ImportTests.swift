import AddressDesk
import AddressMatch
import App
import Base
import Foundation
import Jobs
import Markup
import Sheets
import Storage
import TestDistrict
import Testing

/// 程立春 of the window brings the water company's table of customers, 张小满 of the audit looks on.
struct ImportDesk {
    let desk: ReviewDesk
    let library: LibraryService
    let names = UnknownNames(home: TestDistrict.home)

    init() async throws {
        desk = try await ReviewDesk([])
        library = desk.world.world.house.library(home: TestDistrict.home) { TestDistrict.morning }
    }

    var clerk: TestClient { desk.clerk }
    var house: House { desk.world.world.house }
    var database: any Database { desk.world.world.database }
    var folder: URL { desk.world.world.folder.appending(path: "imports") }

    static let table = """
        用户号,户名,用水地址
        1,甲,余杭区谷雨渡家园3幢2单元501室
        2,乙,谷雨渡家园3幢2单元503室
        3,丙,白露公寓1幢 13800000000
        4,丁,西湖区
        5,戊
        6,己,
        """

    func bring(
        _ bytes: [UInt8] = Array(ImportDesk.table.utf8), _ fields: [String: String] = ["title": "自来水用户"],
        name: String = "用水.csv", as client: TestClient? = nil
    ) async throws -> TestClient.Answer {
        let client = client ?? clerk
        let page = try await client.get("/addresses/imports").text
        let token = page.firstMatch(of: #/name="csrf" value="([^"]*)"/#).map {
            String($0.1).replacing("&#43;", with: "+").replacing("&amp;", with: "&")
        }
        var body: [UInt8] = []
        for (name, value) in fields.merging(["csrf": token ?? ""], uniquingKeysWith: { old, _ in old }) {
            body += Array("--b\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        body += Array("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n".utf8)
        return try await client.post(
            "/addresses/imports", bytes: body + bytes + Array("\r\n--b--".utf8),
            headers: ["content-type": "multipart/form-data; boundary=b", "accept-language": "zh-CN"])
    }

    /// Brings the table and answers where it stands.
    func brought(_ text: String = ImportDesk.table, _ fields: [String: String] = ["title": "自来水用户"]) async throws
        -> String
    {
        let answer = try await bring(Array(text.utf8), fields)
        return try #require(answer.location, "\(answer.text)")
    }

    func page(_ path: String, as client: TestClient? = nil) async throws -> String {
        try await (client ?? clerk).get(path, headers: ReviewDesk.chinese).text
    }

    func work(at instant: Instant = TestDistrict.morning) async throws {
        let kind = house.importJob(library, names)
        _ = try await JobRunner(database, holder: "test", kinds: [kind]).runDue(at: instant)
    }

    func files() -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] }
}

/// A system's table comes in by the browser.
@Suite struct ImportTests {
    @Test func `a table shows what would happen before anything does, is merged, and tells what came of it`()
        async throws
    {
        let desk = try await ImportDesk()
        let path = try await desk.brought()
        let before = try await desk.page(path)
        #expect(HTMLLint.problems(in: before) == [])
        for words in [
            "自来水用户", "用水.csv", "全部 5 行试对一遍", "另有 1 行读不出", "第 6 行：有 2 格，表头有 3 格", "谷雨渡家园3幢2单元501室", "等人定", "别的区的地址",
            "白露公寓1幢 ***********", "value=\"key\" selected=\"selected\">编号",
            "value=\"address\" selected=\"selected\">地址",
        ] { #expect(before.contains(words), "\(words)") }
        #expect(!before.contains("13800000000") && before.contains("没有写地址"))
        #expect(try await desk.desk.world.links().isEmpty && desk.files().count == 1)

        #expect(try await desk.clerk.post(path + "/start", []).location == path)
        let waiting = try await desk.clerk.get(path, headers: ReviewDesk.chinese)
        #expect(waiting.text.contains("正在并入") && waiting.headers["refresh"] == "2")
        try await desk.work()
        let after = try await desk.page(path)
        #expect(HTMLLint.problems(in: after) == [])
        for words in ["已并入", "新提出 1 个地址", "遮去 1 处号码", "去定拿不准的", "别的区的地址", "没有写地址", "这一行读不出"] {
            #expect(after.contains(words), "\(words)")
        }
        #expect(
            try await desk.desk.world.links() == [
                "system-1 1 A 谷雨渡家园3幢2单元501室", "system-1 2 new 谷雨渡家园3幢2单元503室", "system-1 3 C -",
            ])
        #expect(desk.files().isEmpty, "nothing is kept of a table that was merged")
        let left = try await desk.page(path + "/rejects")
        #expect(left.contains("4,别的区的地址") && left.contains("6,没有写地址") && left.contains("这一行读不出"))
        #expect(try await desk.desk.world.isSound())
    }

    @Test func `the same system's table brought again counts only the rows that changed`() async throws {
        let desk = try await ImportDesk()
        let first = try await desk.brought()
        _ = try await desk.clerk.post(first + "/start", [])
        try await desk.work()
        let changed = ImportDesk.table.replacing("西湖区", with: "谷雨渡家园3幢2单元502室")
        let second = try await desk.brought(changed, ["system": "system-1"])
        #expect(try await desk.page(second).contains("已有，没变"))
        _ = try await desk.clerk.post(second + "/start", [])
        try await desk.work()
        #expect(try await desk.desk.world.links().count == 4)
        let page = try await desk.page(second)
        #expect(page.contains("已并入") && !page.contains("新提出"))
        #expect(try await desk.desk.world.isSound())
    }

    @Test func `an address in several columns is put together, whichever are chosen`() async throws {
        let desk = try await ImportDesk()
        let text = "小区,楼,号,备注\n谷雨渡家园,3幢2单元,501室,门口有树\n谷雨渡家园,3幢2单元,502室,\n"
        let path = try await desk.brought(text, ["title": "物业", "name": "estate"])
        let chosen = try await desk.clerk.post(
            path + "/columns",
            [("column-0", "address"), ("column-1", "address"), ("column-2", "address"), ("column-3", "")])
        #expect(chosen.location == path)
        _ = try await desk.clerk.post(path + "/start", [])
        try await desk.work()
        #expect(
            try await desk.desk.world.links() == [
                "estate 2 A 谷雨渡家园3幢2单元501室", "estate 3 A 谷雨渡家园3幢2单元502室",
            ])
        let late = try await desk.clerk.post(path + "/columns", [("column-0", "address")], headers: ReviewDesk.chinese)
        #expect(late.status == 409 && late.text.contains("刚才已经有人动过"))
    }

    @Test(
        arguments: [
            ([], ["title": "水务"], "请先选文件"), (Array("没有列\n".utf8), ["title": "水务"], "文件里没有表格内容"),
            (Array(ImportDesk.table.utf8), [:], "请选系统"),
            (Array(ImportDesk.table.utf8), ["title": "水务", "name": "水 务"], "简称只能用"),
            (Array("PK\u{3}\u{4}0000000000".utf8), ["title": "水务"], "不完整或已损坏"),
            ([0xD0, 0xCF, 0x11], ["title": "水务"], "收不下"),
            (Array("%PDF-1.4".utf8), ["title": "水务"], "这不是表格"),
        ] as [([UInt8], [String: String], String)])
    func `what is no table, or of no system, is refused with its reason and nothing is kept`(
        bytes: [UInt8], fields: [String: String], words: String
    ) async throws {
        let desk = try await ImportDesk()
        let answer = try await desk.bring(bytes, fields)
        #expect(answer.status == 422 && answer.text.contains(words))
        #expect(HTMLLint.problems(in: answer.text) == [] && desk.files().isEmpty)
    }

    @Test func `a new name for a known short name is refused, since it would mix two systems`() async throws {
        let desk = try await ImportDesk()
        _ = try await desk.desk.world.merge([("1", "谷雨渡家园3幢")], source: "water")
        let answer = try await desk.bring(Array(ImportDesk.table.utf8), ["title": "燃气用户", "name": "water"])
        #expect(answer.status == 422 && answer.text.contains("别的系统用过"))
    }

    @Test func `two new systems that are brought before either is merged stay two`() async throws {
        let desk = try await ImportDesk()
        let water = try await desk.brought(), gas = try await desk.brought(ImportDesk.table, ["title": "燃气用户"])
        let again = try await desk.brought(ImportDesk.table, ["title": "自来水用户"])
        for path in [water, gas, again] { #expect(try await desk.clerk.post(path + "/start", []).status == 303) }
        try await desk.work()
        #expect(try await desk.desk.world.links().filter { $0.contains(" 1 ") }.count == 2)
        let taken = try await desk.bring(Array(ImportDesk.table.utf8), ["title": "热力用户", "name": "system-2"])
        #expect(taken.status == 422 && taken.text.contains("别的系统用过"))
    }

    @Test func `of two who press at once one starts it, and what was started is not thrown away`() async throws {
        let desk = try await ImportDesk()
        let path = try await desk.brought()
        async let one = desk.clerk.post(path + "/start", [])
        async let other = desk.clerk.post(path + "/start", [])
        #expect(try await Set([one.status, other.status]) == [303, 409])
        #expect(try await desk.clerk.post(path + "/removal", []).status == 409)
        try await desk.work()
        #expect(try await desk.desk.world.links().count == 3)
    }

    @Test func `a merge that breaks off before its end goes on, and its figures count each row once`() async throws {
        let desk = try await ImportDesk()
        let path = try await desk.brought()
        _ = try await desk.clerk.post(path + "/start", [])
        // The rows are committed, the end is not: as when the machine dies between the two.
        try await desk.database.write { try $0.execute("ALTER TABLE address_import_rejects RENAME TO away") }
        try await desk.work()
        #expect(try await desk.desk.world.links().count == 3)
        #expect(try await desk.page(path).contains("已写入 3 行，共 6 行"))
        try await desk.database.write { try $0.execute("ALTER TABLE away RENAME TO address_import_rejects") }
        try await desk.work(at: TestDistrict.morning.adding(seconds: 60))
        let page = try await desk.page(path)
        #expect(page.contains("已并入") && page.contains("新提出 1 个地址"))
        #expect(try await desk.desk.world.links().count == 3)
        #expect(try await desk.desk.world.isSound())
    }

    @Test func `a file that the disk lost is said, and what nobody starts for a week is thrown away`() async throws {
        let desk = try await ImportDesk()
        let lost = try await desk.brought()
        _ = try await desk.clerk.post(lost + "/start", [])
        for file in desk.files() { try FileManager.default.removeItem(at: desk.folder.appending(path: file)) }
        try await desk.work()
        #expect(try await desk.page(lost).contains("文件已经不在了"))
        let old = try await desk.brought()
        try await desk.house.imports.tidy(at: TestDistrict.morning.adding(seconds: 6 * 86_400))
        #expect(try await desk.page(old).contains("等着并入") && desk.files().count == 1)
        try await desk.house.imports.tidy(at: TestDistrict.morning.adding(seconds: 8 * 86_400))
        #expect(try await desk.page(old).contains("已经删掉") && desk.files().isEmpty)
    }

    @Test func `the auditor looks and does nothing, and what is not there is not found`() async throws {
        let desk = try await ImportDesk()
        let path = try await desk.brought()
        let auditor = try await desk.desk.client("zhangxiaoman")
        #expect(try await auditor.get(path).status == 200)
        #expect(try await auditor.post(path + "/start", []).status == 403)
        #expect(try await desk.clerk.get("/addresses/imports/\(RecordID.make(at: TestDistrict.morning))").status == 404)
    }
}
