public import Base
import Foundation

/// How hot an issue is: how many different people, how lately, and whether they become more. Who writes ten times counts once.
public struct IssueHeat: Hashable, Sendable {
    /// One message of somebody; people are numbered within the issue, and in no other way.
    public struct Voice: Hashable, Sendable {
        /// Who, within the issue.
        public var person: Int
        /// When it happened.
        public var at: Instant

        /// A voice.
        public init(person: Int, at: Instant) { (self.person, self.at) = (person, at) }
    }

    /// How many different people altogether.
    public let people: Int
    /// How many of them in the last thirty days, and in the thirty before.
    public let lately: Int, before: Int
    /// The heat, 0 and above: people, each worth half as much a month after they last wrote, times the growth, which lies
    /// between a half and two.
    public let value: Double

    /// The heat at a time; what came later is left out.
    public init(_ voices: [Voice], at now: Instant) {
        let known = voices.filter { $0.at <= now }
        let last = Dictionary(known.map { ($0.person, $0.at) }, uniquingKeysWith: max)
        let age = { (at: Instant) in Double(now.milliseconds - at.milliseconds) / (Self.month * 1_000) }
        lately = Set(known.filter { age($0.at) <= 1 }.map(\.person)).count
        before = Set(known.filter { age($0.at) > 1 && age($0.at) <= 2 }.map(\.person)).count
        people = last.count
        let growth = (Double(lately) + Self.prior) / (Double(before) + Self.prior)
        value = last.values.reduce(0) { $0 + pow(0.5, age($1)) } * min(2, max(0.5, growth))
    }

    /// Whether it grows.
    public var isGrowing: Bool { lately > before }

    private static let month: Double = 30 * 86_400
    // One or two people more are no growth yet.
    private static let prior: Double = 2
}

/// Numbers people within an issue, so that one is counted once and nobody can be found by it elsewhere.
enum IssuePeople {
    /// One message: its day, and who gave their name.
    struct Message {
        var day: Day
        /// Digits of the telephone and folded name; empty when none was given.
        var phone: String
        var name: String
    }

    /// The number of the person of each message, in their order: the same number of a telephone is the same person, else the
    /// same name; of those who gave none all of a day count as one.
    static func number(_ messages: [Message]) -> [Int] {
        var numbers: [String: Int] = [:]
        return messages.map { message in
            let key =
                message.phone.count >= 7
                ? "p\(message.phone)" : !message.name.isEmpty ? "n\(message.name)" : "d\(message.day.number)"
            if let known = numbers[key] { return known }
            numbers[key] = numbers.count
            return numbers.count - 1
        }
    }
}
