public import Base
import Letters
import Matters

/// What is known before a paper is written: a form begins with it. Never a name that is sealed.
struct PaperFacts: Sendable {
    /// The unit that writes.
    let unit: String
    /// The matter's number.
    let number: String
    /// What the matter is about.
    let subject: String
    /// The name of the filer; nil where it is sealed or nobody gave one.
    let filer: String?
    /// The day on which it came in.
    let received: Day
    /// The day on which this proceeding was asked for.
    let requested: Day
    /// The day on which it was accepted.
    let accepted: Day?
    /// By which day it must be answered.
    let due: Day?
    /// The unit that leads the matter.
    let lead: String?
    /// The number under which another body keeps it.
    let reference: String?
    /// The routes that the procedure names; empty where it names none.
    let roads: [String]
    let today: Day

    /// Arbitration, administration and justice, as the People's Mediation Law names them (Art. 26).
    private static let roads = ["有仲裁协议的，向仲裁机构申请仲裁", "请求有关行政机关依法处理", "向人民法院提起诉讼"]

    /// The texts that a form of a template begins with.
    func texts(for template: LetterTemplate) -> PaperTexts {
        var values: [String: LetterValue] = [
            "unit": .text(unit), "committee": .text(unit), "matter": .text(number), "subject": .text(subject),
            "received": .day(received), "requested": .day(requested), PaperTexts.day: .day(today),
        ]
        values["petitioner"] = filer.map { .text($0) }
        values["accepted"] = accepted.map { .day($0) }
        values["due"] = due.map { .day($0) }
        values["handler"] = lead.map { .text($0) }
        values["case"] = reference.map { .text($0) }
        values["routes"] = .list(roads.isEmpty ? Self.roads : roads)
        return PaperTexts(values.mapValues(PaperTexts.typed)).kept(by: template)
    }
}

/// A letter that the procedure asks for: a step names it.
public struct PaperDuty: Hashable, Sendable {
    /// The template's code.
    public let template: String
    /// What the letter is called.
    public let name: Words
    /// The article that asks for it.
    public let article: Words
    /// The step that names it.
    public let step: Words
    /// The day on which the step was taken and the letter not yet issued; nil while none waits.
    public let since: Day?

    /// The letters that a procedure's steps name, those that wait first: for each step that was taken one standing paper of its
    /// template is owed.
    static func list(
        _ actions: [Procedure.Action], taken: [(action: String, day: Day)], issued: [String: Int],
        templates: [String: LetterTemplate]
    ) -> [PaperDuty] {
        var named: [String: [Procedure.Action]] = [:]
        for action in actions { if let letter = action.letter { named[letter, default: []].append(action) } }
        let duties = named.compactMap { code, actions -> PaperDuty? in
            guard let template = templates[code], let first = actions.first else { return nil }
            let steps = taken.filter { step in actions.contains { $0.code == step.action } }.sorted { $0.day < $1.day }
            // The oldest are seen to first.
            let waiting = steps.dropFirst(issued[code] ?? 0).first
            let step = waiting.flatMap { wait in actions.first { $0.code == wait.action } } ?? first
            return PaperDuty(
                template: code, name: template.name, article: template.article, step: step.name, since: waiting?.day)
        }
        return duties.sorted { left, right in
            let days = (left.since ?? .max, right.since ?? .max)
            return days.0 == days.1 ? left.template < right.template : days.0 < days.1
        }
    }
}

extension Day {
    /// Later than any day of a proceeding.
    fileprivate static let max = Day(number: 2_932_896)
}
