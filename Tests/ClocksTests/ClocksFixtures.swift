import Base
import Clocks
import Foundation
import Rulebook
import Testing

/// The notices and rules of the project itself, and days written short.
enum Fixture {
    static let rules = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Rules")

    static func seeds(_ pack: String) throws -> [RuleSeed] {
        let seeds = try RuleSeed.read(folder: rules).filter { $0.pack == pack }
        try #require(!seeds.isEmpty, "Rules/\(pack) holds no file")
        return seeds
    }

    static let years = Result { try seeds("calendar").map { try RulePack.decode(HolidayYear.self, yaml: $0.body) } }

    static func calendar(asOf day: String? = nil) throws -> WorkCalendar {
        WorkCalendar(try years.get(), asOf: try day.map(Self.day))
    }

    static func law() throws -> LawPack {
        try LawPack(
            try seeds("law").map { (try RulePack.decode(LawFile.self, yaml: $0.body), "law/\($0.name)/1") }
        )
    }

    static func day(_ text: String) throws -> Day { try #require(Day(text), "\(text)") }

    static func noon(_ text: String) throws -> Instant { Instant(try day(text), hour: 12) }

    static func span(_ from: String, _ to: String) throws -> DaySpan { DaySpan(try day(from), try day(to)) }

    static func run(_ from: String, _ to: String, _ reason: NotCountedReason) throws -> NotCounted {
        NotCounted(span: try span(from, to), reason: reason)
    }
}
