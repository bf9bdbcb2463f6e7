// What was typed for a paper, by placeholder, and how it becomes the values of a letter.
import Base
import Letters

/// The texts of a paper as they were typed: a day in ISO form, a list with a line for each, rows with cells between bars.
public struct PaperTexts: Hashable, Sendable, Codable {
    /// The texts by the name of their placeholder.
    public var texts: [String: String]

    /// The most characters of one.
    public static let limit = 5_000
    /// The placeholder that the number goes into when the paper is issued.
    static let number = "number"
    /// The placeholder of the day that it bears.
    static let day = "day"

    /// Keeps texts.
    public init(_ texts: [String: String] = [:]) { self.texts = texts }

    /// The texts of those placeholders that the template has and people fill in, without blanks at the ends.
    func kept(by template: LetterTemplate) -> PaperTexts {
        let names = Set(template.placeholders.map(\.name)).subtracting([Self.number])
        return PaperTexts(texts.filter { names.contains($0.key) && !$0.value.allSatisfy(\.isWhitespace) })
    }

    /// The names that the template does not know.
    func unknown(to template: LetterTemplate) -> [String] {
        texts.keys.filter { $0 == Self.number || template.findPlaceholder($0) == nil }.sorted()
    }

    /// The values, and what is wrong by placeholder; `isStrict` also finds what is missing.
    func read(
        for template: LetterTemplate, isStrict: Bool, from first: Day, today: Day
    ) -> (values: [String: LetterValue], faults: [String: Words]) {
        var values: [String: LetterValue] = [:], faults: [String: Words] = [:]
        for one in template.placeholders where one.name != Self.number {
            let text = texts[one.name] ?? ""
            // What is nothing but blanks and marks that turn the direction is nothing.
            guard let value = Self.value(text, one, template), !value.isEmpty else {
                if !text.allSatisfy(\.isWhitespace) {
                    faults[one.name] = Self.unreadable(one, template)
                } else if isStrict, !one.isOptional {
                    faults[one.name] = Words("请填写", "Please fill this in")
                }
                continue
            }
            if text.exceeds(Self.limit) {
                faults[one.name] = Words("最多 5,000 个字", "At most 5,000 characters")
            } else if case .text = value, one.kind == .text, text.exceeds(Self.lineLimit) {
                faults[one.name] = Words(
                    "一行最多 \(Self.lineLimit) 个字", "At most \(Self.lineLimit) characters on one line")
            } else if one.name == Self.day, case .day(let day) = value, day < first || day > today {
                faults[one.name] = Words("从程序开始那天起，到今天为止", "Not before the proceeding began, not after today")
            }
            values[one.name] = value
        }
        return (values, faults)
    }

    /// The most characters of a text of one line.
    static let lineLimit = 300

    private static func value(_ text: String, _ one: LetterPlaceholder, _ template: LetterTemplate) -> LetterValue? {
        let lines = text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }.map(String.init)
        switch one.kind {
        case .text: return .text(text.replacing("\r\n", with: " ").replacing("\n", with: " "))
        case .paragraphs: return .text(text)
        case .day: return Day(text.filter { !$0.isWhitespace }).map { .day($0) }
        case .list: return .list(lines)
        case .rows:
            let rows = lines.map { line in
                line.split(omittingEmptySubsequences: false) { $0 == "|" || $0 == "｜" }
                    .map { String($0.drop { $0.isWhitespace }) }
            }
            let width = template.columns(of: one.name)?.count
            return rows.allSatisfy { width == nil || $0.count == width } ? .rows(rows) : nil
        }
    }

    private static func unreadable(_ one: LetterPlaceholder, _ template: LetterTemplate) -> Words {
        switch one.kind {
        case .day: return Words("请填日期", "Please give a day")
        case .rows:
            let count = template.columns(of: one.name)?.count ?? 0
            return Words("每行 \(count) 格，用 | 分开", "\(count) cells a line, with | between them")
        default: return Words("请填写看得见的字", "Please write something that can be read")
        }
    }

    /// How a value is typed.
    static func typed(_ value: LetterValue) -> String {
        switch value {
        case .text(let text): text
        case .day(let day): day.description
        case .list(let texts): texts.joined(separator: "\n")
        case .rows(let rows): rows.map { $0.joined(separator: " | ") }.joined(separator: "\n")
        }
    }
}
