import Accounts
import App
import Base
import Letters
import Matters
import Papers
import Storage
import TestDistrict
import Testing

/// Letters from the duty to write one to what was served.
@Suite struct PaperStoreTests {
    @Test func `a step that names a letter leaves it to be written until one is issued`() async throws {
        let house = try await PaperWorld()
        let waiting = try #require(try await house.duties().first)
        #expect(waiting.template == "mediation-deadlock")
        #expect(waiting.since == house.now.day)
        #expect(waiting.article.zh.contains("第二十六条"))
        let id = try await house.write()
        #expect(try await house.duties().first?.since == house.now.day)
        let paper = try await house.issue(id)
        #expect(try await house.duties().allSatisfy { $0.since == nil })
        try await house.withdraw(id, "写错了名字", revision: paper.revision)
        #expect(try await house.duties().first?.since == house.now.day)
        #expect(try await PaperWorld(fails: false).duties().allSatisfy { $0.since == nil })
        #expect(try await house.isSound())
    }

    @Test func `what is issued has number, digest and file, and the file is the one whose digest stands`() async throws
    {
        let house = try await PaperWorld(), id = try await house.write()
        let paper = try await house.issue(id)
        #expect(paper.state == .issued)
        #expect(try #require(paper.number).hasSuffix("调终〔2019〕第1号"))
        #expect(paper.digest?.count == 64)
        #expect(paper.seal == .drawn)
        let file = try #require(try await house.file(id))
        #expect(file.starts(with: Array("%PDF-".utf8)))
        #expect(try await house.file(id) == file)
        let other = try await house.issue(try await house.write())
        #expect(try #require(other.number).hasSuffix("第2号"))
    }

    @Test func `the same letter gives the same bytes again`() async throws {
        let template = try await PaperWorld(), printer = LetterPrinter()
        let id = try await template.write(), paper = try await template.paper(id), desk = try await template.desk()
        let now = template.now, store = template.store
        let read = try await template.database.read {
            try store.sheet(of: paper, on: desk, address: "https://example.invalid", at: now, in: $0)
        }
        let sheet = try #require(read.sheet)
        #expect(try printer.print(sheet, at: now).bytes == printer.print(sheet, at: now).bytes)
    }

    @Test func `what was issued is changed by nobody and withdrawn only with a reason, and another takes its place`()
        async throws
    {
        let house = try await PaperWorld(), id = try await house.write(), paper = try await house.issue(id)
        let actor = try await house.world.actor("shenxiaoshu"), store = house.store, now = house.now
        await #expect(throws: PaperError.self) {
            try await house.database.write {
                try store.rewrite(id, PaperWorld.texts, revision: paper.revision, by: actor, at: now, in: $0)
            }
        }
        await #expect(throws: PaperError.self) { try await house.issue(id, revision: paper.revision) }
        #expect(
            try await house.faults { try await house.withdraw(id, "  ", revision: paper.revision) }?.keys.first
                == "reason")
        await #expect(throws: PaperError.self) { try await house.write(insteadOf: id) }
        try await house.withdraw(id, "名字写错", revision: paper.revision)
        let gone = try await house.paper(id)
        #expect(gone.state == .withdrawn)
        #expect((gone.number, gone.digest) == (paper.number, paper.digest))
        let second = try await house.issue(try await house.write(insteadOf: id))
        #expect(second.replaces == id)
        #expect(second.number != paper.number)
        #expect(try await house.isSound())
    }

    @Test func `of people who issue at once each letter gets a number of its own, without a gap`() async throws {
        let house = try await PaperWorld()
        var drafts: [RecordID] = []
        for _ in 0..<6 { drafts.append(try await house.write()) }
        let numbers = try await withThrowingTaskGroup(of: String?.self) { group in
            for id in drafts { group.addTask { try await house.issue(id).number } }
            return try await group.reduce(into: [String]()) { all, one in all += [one].compactMap(\.self) }
        }
        let serials = numbers.compactMap { $0.split(separator: "第").last?.dropLast() }.compactMap { Int($0) }
        #expect(serials.sorted() == [1, 2, 3, 4, 5, 6])
    }

    @Test func `of two who issue the same letter one is told that it was done, and no number is lost`() async throws {
        let house = try await PaperWorld(), id = try await house.write()
        let done = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<2 { group.addTask { (try? await house.issue(id)) != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(done == 1)
        #expect(try #require(try await house.issue(try await house.write()).number).hasSuffix("第2号"))
    }

    @Test func `a letter that cannot be drawn takes no number`() async throws {
        let house = try await PaperWorld()
        var texts = PaperWorld.texts
        texts.texts["reason"] = nil
        let id = try await house.write(texts)
        #expect(try await house.faults { try await house.issue(id) }?["reason"] != nil)
        texts.texts["reason"] = "\u{10FFFD}谈不拢"
        let other = try await house.write(texts)
        await #expect(throws: PaperError.self) { try await house.issue(other) }
        #expect(try #require(try await house.issue(try await house.write()).number).hasSuffix("第1号"))
    }

    @Test func `each unit counts for itself, and no two units have the same mark`() async throws {
        let house = try await PaperWorld(), store = house.store
        let marks = try await house.database.read { reader in
            try ["town:330110004", "centre"].map { code in
                let unit = try #require(try house.world.house.units.find(code: code, in: reader))
                return try store.office(of: unit, in: reader).mark
            }
        }
        #expect(Set(marks).count == 2)
        let unit = try await house.world.unit("town:330110004"), now = house.now
        let other = try await house.world.unit("centre")
        let principal = try await house.world.actor("zhongmangzhong").principal
        try await house.database.write {
            try store.setMark("余示", of: unit, revision: 0, by: principal, at: now, in: $0)
        }
        let refused = try await house.faults {
            try await house.database.write {
                try store.setMark("余示", of: other, revision: 0, by: principal, at: now, in: $0)
            }
        }
        #expect(refused?["mark"] != nil)
        #expect(try await house.issue(try await house.write()).number == "余示调终〔2019〕第1号")
        #expect(try await house.isSound())
    }

    @Test func `only the unit that runs the proceeding writes, and other towns see nothing`() async throws {
        let house = try await PaperWorld(), id = try await house.write()
        for login in ["hanchunfen", "zhangxiaoman"] {
            await #expect(throws: PaperError.self, "\(login)") { try await house.write(by: login) }
            await #expect(throws: PaperError.self, "\(login)") { try await house.issue(id, by: login) }
        }
        for login in ["lyuqingming", "zhongmangzhong"] {
            await #expect(throws: PaperError.notFound, "\(login)") { try await house.desk(login) }
        }
        try await house.issue(id)
        #expect(try await house.file(id, for: "zhangxiaoman") != nil)
    }

    @Test func `where a name is sealed it is not filled in, and only the writing unit reads the letter`() async throws {
        let house = try await PaperWorld(.confidential), id = try await house.write()
        try await house.issue(id)
        #expect(try await house.file(id) != nil)
        await #expect(throws: PaperError.notFound) { try await house.file(id, for: "zhangxiaoman") }
        await #expect(throws: PaperError.notFound) { try await house.file(id, for: "hanchunfen") }
    }

    @Test func `nothing is served before it is issued, and each way of service asks for its proof`() async throws {
        let house = try await PaperWorld(), id = try await house.write()
        let today = house.now.day
        var input = ServiceInput(.post, to: "霜降师傅", on: today)
        input.number = "XA00000000001"
        await #expect(throws: PaperError.self) { try await house.serve(id, input) }
        let paper = try await house.issue(id)
        try await house.serve(id, input)
        let bare: [(ServiceWay, String)] = [
            (.post, "number"), (.sms, "number"), (.handed, "receipt"), (.left, "witness"), (.refused, "witness"),
            (.posted, "note"),
        ]
        for (way, field) in bare {
            let faults = try await house.faults {
                try await house.serve(id, ServiceInput(way, to: "立冬阿姨", on: today))
            }
            #expect(faults?[field] != nil, "\(way)")
        }
        input.day = today.adding(days: 1)
        #expect(try await house.faults { try await house.serve(id, input) }?["day"] != nil)
        input.day = today
        input.receipt = RecordID.make(at: house.now)
        #expect(try await house.faults { try await house.serve(id, input) }?["receipt"] != nil)
        input.receipt = nil
        try await house.withdraw(id, "写错", revision: paper.revision)
        await #expect(throws: PaperError.self) { try await house.serve(id, input) }
        #expect(try await house.isSound())
    }

    @Test func `erasing the matter erases what its letters say, and the proof stays`() async throws {
        let house = try await PaperWorld(), id = try await house.write(), paper = try await house.issue(id)
        let actor = try await house.world.actor("zhongmangzhong").principal
        _ = try await house.world.house.matters.erase(number: house.number, by: actor, at: house.now)
        #expect(try await house.file(id) == nil)
        #expect(try await house.paper(id).digest == paper.digest)
        #expect(try await house.isSound())
    }

    @Test func `hostile texts are refused or set as text, and never reach another field`() async throws {
        let house = try await PaperWorld()
        func faults(_ name: String, _ text: String) async throws -> Words? {
            var texts = PaperWorld.texts
            texts.texts[name] = text
            return try await house.faults { _ = try await house.write(texts, isStrict: true) }?[name]
        }
        #expect(try await faults("reason", String(repeating: "长", count: 5_001)) != nil)
        #expect(try await faults("routes", String(repeating: "长", count: 5_001)) != nil)
        #expect(try await faults("reason", "\u{202E}\u{200B}") != nil)
        #expect(try await faults("accepted", "明天") != nil)
        #expect(try await faults("day", "2019-11-27") != nil)
        #expect(try await faults("nobody", "谁") != nil)
        #expect(try await faults("number", "余示〔2019〕1号") != nil)
        #expect(try await faults("reason", "{{mediator}}<script>\u{202E}谈不拢") == nil)
        #expect(try await faults("routes", String(repeating: "长", count: 5_000)) == nil)
    }

    @Test func `a picture that is none is refused as a seal, and a picture is set`() async throws {
        let house = try await PaperWorld(), store = house.store, now = house.now
        let unit = try await house.world.unit("town:330110004")
        let principal = try await house.world.actor("zhongmangzhong").principal
        func set(_ bytes: [UInt8], _ revision: Int) async throws {
            try await house.database.write {
                try store.setSeal(bytes, of: unit, revision: revision, by: principal, at: now, in: $0)
            }
        }
        for bytes in [Array("GIF89a".utf8), Array(Self.dot.prefix(40)), [UInt8](repeating: 0x89, count: 1_000_001)] {
            #expect(try await house.faults { try await set(bytes, 0) }?["seal"] != nil)
        }
        try await set(Self.dot, 0)
        await #expect(throws: PaperError.changedMeanwhile) { try await set(Self.dot, 0) }
        let paper = try await house.issue(try await house.write())
        #expect(paper.seal == .picture)
        try await set([], 2)
        #expect(try await house.issue(try await house.write()).seal == .drawn)
        #expect(try await house.isSound())
    }

    /// A PNG of one red dot.
    static let dot: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00,
        0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00, 0x00, 0x90, 0x77, 0x53, 0xDE, 0x00, 0x00, 0x00,
        0x0C, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0xF8, 0xCF, 0xC0, 0x00, 0x00, 0x03, 0x01, 0x01, 0x00, 0xC9,
        0xFE, 0x92, 0xEF, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]
}
