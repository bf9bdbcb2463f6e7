import Base
import Markup
import Matters
import Storage
import Testing
import Web

@testable import Command

/// Reply times: days from filing to the first words and to the end, and who ended within the term.
@Suite struct RepliesTests {
    private let today = CommandWorld.now.day

    /// A matter that came some days ago, perhaps answered and ended after some, perhaps in time.
    private func matter(
        _ world: CommandWorld, filed: Int, first: Int? = nil, ended: Int? = nil, inTime: Bool? = nil, due: Int? = nil,
        kind: MatterKind = .help, lead: String? = nil, share: [String] = [], against: String? = nil
    ) async throws {
        let id = try await world.matter(
            due: due, filed: filed, ended: ended.map { filed + $0 }, end: ended == nil ? nil : .solved, kind: kind,
            share: share, against: against)
        let unit = lead.flatMap { world.units[$0] }, start = today.adding(days: filed)
        try await world.database.write { transaction in
            try transaction.execute("UPDATE matters SET happened_at = filed_at, lead_unit = \(unit) WHERE id = \(id)")
            // A word of the filer's own is no answer.
            for (author, days) in [("filer:\(id)", 0), ("staff:a:b:c", first)] {
                guard let days else { continue }
                try transaction.execute(
                    """
                    INSERT INTO matter_remarks (id, district, matter_id, kind, public, text_id, author, at)
                    VALUES (\(RecordID.make(at: CommandWorld.now)), \(CommandWorld.district), \(id), 'message', 1, 'x',
                      \(author), \(Instant(start.adding(days: days), hour: 15)))
                    """
                )
            }
            guard let inTime else { return }
            try transaction.execute(
                """
                INSERT INTO terms (id, district, matter_id, proceeding_id, duty, rule_id, rule_version, calendar_version,
                  level, unit, event_day, started_at, counted_at, raw_end, due_day, state, provisional, drives)
                VALUES (\(RecordID.make(at: CommandWorld.now)), \(CommandWorld.district), \(id), 'p', 'completion', 'r', 'v',
                  'c', 'nation', 'day', \(start), 0, 0, \(start), \(start), \(inTime ? "met" : "missed"), 0, 1)
                """
            )
        }
    }

    private func filled() async throws -> CommandWorld {
        let world = try await CommandWorld()
        try await matter(world, filed: -20, first: 2, ended: 5, inTime: true, lead: "town10")
        try await matter(world, filed: -20, first: 4, ended: 16, inTime: false, kind: .petition, lead: "town10")
        try await matter(world, filed: -40, first: 35, ended: 39, inTime: true, lead: "town11")
        try await matter(world, filed: -70, ended: 65, kind: .report, lead: "town11")
        try await matter(world, filed: -10, due: -1)
        try await matter(world, filed: -2, due: 5)
        try await matter(world, filed: -200, first: 1, ended: 2)
        return world
    }

    @Test func `days are counted to the first words of an office and to the end, with what is not ended beside`()
        async throws
    {
        let world = try await filled()
        let figures = try await world.store.replies(
            try await world.scope("centre"), months: 3, at: CommandWorld.now)
        let all = figures.all
        #expect(all.filed == 6, "what came two hundred days ago is not looked at")
        #expect(all.first.inBands == [2, 0, 0, 1, 1], "one ended without a word before")
        #expect(all.end.inBands == [1, 0, 1, 1, 1])
        #expect(all.first.median == 4 && all.end.median == 16)
        #expect((all.open, all.overdue, all.inTime, all.late) == (2, 1, 2, 1) && all.inTimeShare == 667)
        #expect(figures.kinds[.petition]?.late == 1 && figures.kinds[.report]?.inTimeShare == nil)
        #expect(figures.units[world.units["town10"]]?.filed == 2 && figures.units[RecordID?.none]?.filed == 2)
        #expect(figures.months.map(\.month) == ["2019-09-01", "2019-10-01", "2019-11-01"].compactMap { Day($0) })
        #expect(figures.months.map(\.times.filed) == [1, 1, 4])
        let year = try await world.store.replies(try await world.scope("centre"), months: 12, at: CommandWorld.now)
        #expect(year.all.filed == 7 && year.months.count == 12)
    }

    @Test func `an office counts its own matters, and never one that complains about it`() async throws {
        let world = try await CommandWorld()
        try await matter(world, filed: -5, ended: 3, lead: "town10", share: ["town10"])
        try await matter(world, filed: -5, ended: 3, lead: "town11", share: ["town11"])
        try await matter(world, filed: -5, ended: 3, lead: "centre", share: ["centre"], against: "town10")
        func count(_ unit: String) async throws -> Int {
            try await world.store.replies(try await world.scope(unit), months: 3, at: CommandWorld.now).all.filed
        }
        #expect(try await count("town10") == 1)
        #expect(try await count("centre") == 3)
        #expect(
            try await world.store.replies(
                try await world.scope("centre", .administrator), months: 3, at: CommandWorld.now
            ).all.filed == 0)
    }

    @Test func `what was open when answers went out is counted by hint, within the scope`() async throws {
        let world = try await CommandWorld()
        let seen = try await world.matter(share: ["town10"]), other = try await world.matter(share: ["town11"])
        try await world.database.write { transaction in
            for (matter, open) in [(seen, "ground day"), (seen, ""), (other, "ground")] {
                try transaction.execute(
                    """
                    INSERT INTO answer_checks (id, district, matter_id, questions, open, at)
                    VALUES (\(RecordID.make(at: CommandWorld.now)), \(CommandWorld.district), \(matter), 1, \(open),
                      \(CommandWorld.now))
                    """
                )
            }
        }
        let own = try await world.store.replies(try await world.scope("town10"), months: 3, at: CommandWorld.now)
        #expect(own.checked == 2 && own.open == [.ground: 1, .day: 1])
        let all = try await world.store.replies(try await world.scope("centre"), months: 3, at: CommandWorld.now)
        #expect(all.checked == 3 && all.open == [.ground: 2, .day: 1])
    }

    @Test(arguments: [Language.simplified, .english]) func `the page is sound in both languages, full and empty`(
        language: Language
    ) async throws {
        let empty = try await CommandWorld()
        let nothing = try await empty.page("/command/replies", as: try empty.signedIn("centre"), language)
        #expect(HTMLLint.problems(in: nothing) == [] && !nothing.contains("<table"))
        let world = try await filled()
        let page = try await world.page(
            "/command/replies", as: try world.signedIn("centre"), query: "months=12", language)
        #expect(HTMLLint.problems(in: page) == [])
        #expect(page.contains(language == .english ? "Within 5 days" : "5 天以内"))
        #expect(page.contains("/command/replies/export?months=12"))
        let home = try await world.page("/command", as: try world.signedIn("centre"), language)
        #expect(home.contains("href=\"/command/replies\""))
    }

    @Test func `the export has a line for each group, and no cell that a spreadsheet would run`() async throws {
        let world = try await filled()
        try await world.database.write { transaction in
            try transaction.execute("UPDATE units SET name_zh = '=1+1,\"x\"' WHERE code = 'town10'")
        }
        let text = try await world.page("/command/replies/export", as: try world.signedIn("centre"))
        let lines = text.split(separator: "\r\n")
        #expect(lines.first?.hasPrefix("\u{FEFF}group,name,filed,first_within_5_days") == true)
        #expect(lines.contains("all,,6,2,0,0,1,1,4,1,0,1,1,1,16,2,1,2,1"))
        #expect(lines.contains { $0.hasPrefix("unit,\"'=1+1,\"\"x\"\"\",2,") })
        #expect(lines.count { $0.hasPrefix("month,") } == 3)
    }

    @Test func `the median is the day that half did not exceed`() {
        var counts = DayCounts()
        #expect(counts.median == nil && counts.inBands == [0, 0, 0, 0, 0])
        for days in [1, 2, 3, 100] { counts.add(days) }
        #expect(counts.median == 2)
        counts.add(-3)
        #expect(counts.counts[0] == 1 && counts.median == 2)
        counts.add(15)
        #expect(counts.inBands == [4, 1, 0, 0, 1])
    }
}
