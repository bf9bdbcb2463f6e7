import Base
import Clocks
import Foundation

/// What `shanzhi clocks explain --json` prints.
struct ClockDocument: Encodable {
    struct Run: Encodable {
        let from: Day
        let to: Day
        let reason: String
    }

    let rule: String
    let article: String
    let article_en: String
    let level: String
    let event_day: Day
    let raw_end: Day
    let due: Day
    let rolled: Bool
    let provisional: Bool
    let not_counted: [Run]
    let made_up_for: [Day]
    let due_if_extended_from_the_other_end: Day?
    let notices: [String]
    let sentence: Words

    init(_ answer: ClockAnswer) {
        let result = answer.result
        rule = answer.rule.id
        (article, article_en) = (answer.rule.citation.zh, answer.rule.citation.en)
        level = answer.rule.level.rawValue
        (event_day, raw_end, due, rolled) = (result.eventDay, result.rawEnd, result.due, result.rolled)
        provisional = result.provisional
        not_counted = result.notCounted.map { Run(from: $0.span.from, to: $0.span.to, reason: $0.reason.code) }
        made_up_for = result.makeUpDays
        due_if_extended_from_the_other_end = result.otherDue
        notices = result.noticeVersion.split(separator: ",").map(String.init)
        sentence = answer.explanation.words
    }
}

/// One row of `shanzhi clocks rules --json`.
struct RuleDocument: Encodable {
    let id: String
    let duty: String
    let applies: [String]
    let trigger: String?
    let limit: String
    let before: Bool
    let extension_ceiling: Int?
    let approver: String?
    let pauses: [String]
    let expiry: [String]
    let figures: [String: String]
    let level: String
    let article: Words
    let sentence: Words
    let from: Day
    let to: Day?
    let end_confirmed: Bool
    let checked: String
    let example: Bool

    init(_ rule: LawRule) {
        (id, duty, applies, trigger) = (rule.id, rule.duty, rule.applies, rule.trigger?.rawValue)
        (limit, before) = (rule.limitText, rule.isBefore)
        (extension_ceiling, approver, pauses) = (rule.extra?.ceiling, rule.extra?.approver, rule.pauses)
        (expiry, figures) = (rule.expiry.map(\.rawValue), rule.figures.mapValues(\.text))
        (level, article, sentence) = (rule.level.rawValue, rule.citation, rule.sentence)
        (from, to, end_confirmed, checked) = (rule.from, rule.to, rule.endConfirmed, rule.checked)
        example = rule.isExample
    }
}

extension LawRule {
    /// The limit as `shanzhi clocks rules` prints it, such as `5 working`; `-` for a duty without one.
    var limitText: String { limit.map { "\($0.amount) \($0.unit.rawValue)" } ?? measure?.words.en ?? "-" }
}

enum ClockText {
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
