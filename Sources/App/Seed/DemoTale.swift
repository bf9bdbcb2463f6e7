import Base
import Foundation
import Matters

/// One demo matter: what is said, and what then happens to it at which time.
struct DemoTale: Sendable {
    /// One thing that happens.
    struct Turn: Sendable {
        let at: Instant
        let move: DemoMove
    }

    let row: [String: String]
    let turns: [Turn]
    /// Whether every step must be possible: so for the written cases; a drawn life leaves out what the rules bar.
    let isWritten: Bool

    /// The id of the row, for messages.
    var id: String { row["id"] ?? "" }

    /// A message that lives a life drawn at random, which depends on how old it is; nil when it is from after the end.
    static func drawn(_ row: [String: String], until end: Instant, by random: inout SplitMix64) -> DemoTale? {
        guard let filed = instant(row["time"] ?? ""), filed < end else { return nil }
        var turns = [Turn(at: filed, move: DemoMove("file"))]
        var at = filed
        let age = Int((end.milliseconds - filed.milliseconds) / 86_400_000)
        for move in life(age: age, last: row["id"]?.last?.wholeNumberValue ?? 0, by: &random) {
            let hours = Int.random(in: move.name == "answer" ? 20...120 : 1...12, using: &random)
            let seconds = Int64(hours) * 3_600 + Int64.random(in: 0..<3_000, using: &random)
            at = working(at.adding(seconds: seconds))
            guard at < end else { break }
            turns.append(Turn(at: at, move: move))
        }
        return DemoTale(row: row, turns: turns, isWritten: false)
    }

    /// A case of Rules/samples/cases.tsv: filed some days before the end, a step every few hours, `+N` days between.
    static func written(_ row: [String: String], until end: Instant, by random: inout SplitMix64) throws -> DemoTale {
        guard let days = row["days"].flatMap(Int.init), let id = row["id"] else {
            throw FactsError.sample(row["id"] ?? "", "it says no day")
        }
        var at = Instant(end.day.adding(days: -days), hour: 9, minute: Int.random(in: 0..<60, using: &random))
        if row["channel"] != "web" { at = working(at) }
        var turns = [Turn(at: at, move: DemoMove("file"))]
        for piece in (row["steps"] ?? "").split(separator: " ") {
            if piece.hasPrefix("+"), let wait = Int(piece.dropFirst()) {
                at = at.adding(seconds: Int64(wait) * 86_400)
                continue
            }
            at = working(at.adding(seconds: Int64.random(in: 2_400..<9_000, using: &random)))
            guard at < end else { throw FactsError.sample(id, "the step \(piece) would be after the end") }
            turns.append(Turn(at: at, move: DemoMove(reading: piece)))
        }
        return DemoTale(row: row, turns: turns, isWritten: true)
    }

    /// What happens to a matter of a given age in days: the longer ago, the likelier it has come to an end.
    private static func life(age: Int, last: Int, by random: inout SplitMix64) -> [DemoMove] {
        let isOld = age > 12
        let accept = DemoMove("accept"), note = DemoMove("note"), answer = DemoMove("answer")
        let transfer = DemoMove("transfer"), reopen = DemoMove("reopen"), rate = DemoMove("rate", "\(4 + last % 2)")
        switch Int.random(in: isOld ? 10..<100 : 0..<80, using: &random) {
        case ..<8: return []
        case ..<11: return isOld && age < 40 ? [accept] : [accept, answer]
        case ..<16: return [DemoMove("object"), DemoMove("decide", "rejected"), accept, answer]
        case ..<26: return [accept, note] + (isOld ? [answer, rate] : [])
        case ..<36: return [accept, transfer, accept] + (isOld ? [answer] : [])
        case ..<72: return [accept, note, answer, rate]
        case ..<82: return [accept, transfer, accept, answer]
        case ..<90: return [accept, answer, DemoMove("rate", "1"), reopen] + (age > 25 ? [answer, rate] : [])
        case ..<95: return [accept, DemoMove("answer", "closed", words: "多次联系未果，目前没有办法继续。")]
        default: return [DemoMove("withdraw")]
        }
    }

    private static func instant(_ text: String) -> Instant? {
        (try? Date(text, strategy: .iso8601)).map { Instant(milliseconds: Int64($0.timeIntervalSince1970 * 1_000)) }
    }

    // Offices act between half past eight and half past five, from Monday to Friday.
    private static func working(_ instant: Instant) -> Instant {
        let (hour, minute) = instant.timeOfDay
        var day = instant.day
        if hour >= 17 { day = day.adding(days: 1) }
        while day.weekday >= 6 { day = day.adding(days: 1) }
        if hour < 9 || hour >= 17 || day != instant.day { return Instant(day, hour: 9 + minute % 3, minute: minute) }
        return instant
    }
}
