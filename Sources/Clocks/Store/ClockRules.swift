public import Base
public import Rulebook
public import Storage
import Synchronization

/// The law and the calendar that a term is counted by.
public struct ClockRules: Sendable {
    /// The rules in force.
    public let law: LawPack
    /// The working days.
    public let calendar: WorkCalendar
}

/// Reads law packs and calendars from the rulebook and keeps them until something is published.
public final class ClockRulesCache: Sendable {
    private let rulebook: Rulebook
    private let kept = Mutex(Kept())

    /// Makes an empty cache for a district's rulebook.
    public init(_ rulebook: Rulebook) {
        self.rulebook = rulebook
    }

    /// The law of the versions in force on the day of the event, and the calendar as published until another day.
    public func rules(on eventDay: Day, asOf day: Day, in reader: any Reader) throws -> ClockRules {
        let stamp = try rulebook.stamp(in: reader)
        return ClockRules(
            law: try law(on: eventDay, stamp, in: reader), calendar: try calendar(asOf: day, stamp, in: reader)
        )
    }

    /// The calendar as published until a day.
    public func calendar(asOf day: Day, in reader: any Reader) throws -> WorkCalendar {
        try calendar(asOf: day, try rulebook.stamp(in: reader), in: reader)
    }

    /// The row that a term pins.
    ///
    /// Throws `TermError.ruleMissing`.
    public func rule(_ id: String, version: String, on day: Day, in reader: any Reader) throws -> LawRule {
        try rule(id, version, day, try rulebook.stamp(in: reader), in: reader)
    }

    /// The rows that terms pin, in the order of the terms.
    ///
    /// Throws `TermError.ruleMissing`.
    public func rules(of terms: [Term], in reader: any Reader) throws -> [LawRule] {
        guard !terms.isEmpty else { return [] }
        let stamp = try rulebook.stamp(in: reader)
        return try terms.map { try rule($0.ruleID, $0.ruleVersion, $0.lawDay, stamp, in: reader) }
    }

    /// The row that a term is to be counted by now, and the day on which it is found: its own row as last corrected, or a
    /// later one whose text reaches terms that ran before; nil where what the term pins counts the same.
    func change(of term: Term, _ own: LawRule, on today: Day, in reader: any Reader) throws -> (LawRule, Day?)? {
        let stamp = try rulebook.stamp(in: reader)
        let later = try law(on: today, stamp, in: reader).findRule(term.ruleID, on: today)
        if let later, later.takesOpenTerms, later.from > term.eventDay {
            return later.version == own.version && later.from == own.from ? nil : (later, later.from)
        }
        guard term.rowDay == nil,
            let corrected = try law(on: term.eventDay, stamp, in: reader).findRule(term.ruleID, on: term.eventDay),
            corrected.version != own.version, !corrected.countsLike(own)
        else { return nil }
        return (corrected, nil)
    }

    private func rule(
        _ id: String, _ version: String, _ day: Day, _ stamp: RulebookStamp, in reader: any Reader
    ) throws -> LawRule {
        var pack = kept.withLock { $0.current(stamp).pinned[version] }
        if pack == nil {
            let read = try Self.law([try rulebook.get(pin: version, in: reader)])
            kept.withLock { $0.change(stamp) { $0.pinned[version] = read } }
            pack = read
        }
        guard let rule = pack?.findRule(id, on: day) else {
            throw TermError.ruleMissing(id: id, version: version)
        }
        return rule
    }

    private func law(on day: Day, _ stamp: RulebookStamp, in reader: any Reader) throws -> LawPack {
        if let law = kept.withLock({ $0.current(stamp).laws[day] }) { return law }
        let packs = try rulebook.listCurrent(pack: "law", on: day, in: reader)
        // The versions in force change a few times a year: days with the same versions share one pack.
        let key = packs.map(\.pin).joined(separator: " ")
        let law = try kept.withLock({ $0.current(stamp).pinned[key] }) ?? Self.law(packs)
        kept.withLock {
            $0.change(stamp) {
                $0.laws[day] = law
                $0.pinned[key] = law
            }
        }
        return law
    }

    private func calendar(asOf day: Day, _ stamp: RulebookStamp, in reader: any Reader) throws -> WorkCalendar {
        if let calendar = kept.withLock({ $0.current(stamp).calendars[day] }) { return calendar }
        let years = try rulebook.listCurrent(pack: "calendar", on: day, in: reader).map { pack in
            let known = kept.withLock { $0.current(stamp).years[pack.pin] }
            let year = try known ?? pack.decode(HolidayYear.self)
            if known == nil { kept.withLock { $0.change(stamp) { $0.years[pack.pin] = year } } }
            return year
        }
        let calendar = WorkCalendar(years, asOf: day)
        kept.withLock { $0.change(stamp) { $0.calendars[day] = calendar } }
        return calendar
    }

    private static func law(_ packs: [RulePack]) throws -> LawPack {
        try LawPack(packs.map { (try $0.decode(LawFile.self), $0.pin) })
    }
}

private struct Kept {
    var stamp: RulebookStamp?
    var laws: [Day: LawPack] = [:]
    var calendars: [Day: WorkCalendar] = [:]
    var years: [String: HolidayYear] = [:]
    var pinned: [String: LawPack] = [:]

    /// What is kept, or nothing when something was published since.
    func current(_ stamp: RulebookStamp) -> Kept { self.stamp == stamp ? self : Kept() }

    mutating func change(_ stamp: RulebookStamp, _ body: (inout Kept) -> Void) {
        if self.stamp != stamp { self = Kept(stamp: stamp) }
        // A replay of past years asks for many days: they are dropped before they become too many.
        if laws.count > 400 { laws = [:] }
        if calendars.count > 100 { calendars = [:] }
        body(&self)
    }
}
