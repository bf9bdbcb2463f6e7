public import Base
import Text

/// What a draft of an answer says to what was asked: a checklist with hints, never a gate.
///
/// Which rules hold was measured on 2,816 public replies with hand grades; see Documentation/benchmarks.md.
public struct AnswerCheck: Hashable, Sendable {
    /// What a look at the draft did not find.
    public enum Hint: String, Sendable, CaseIterable {
        /// A question to which no sentence seems to answer.
        case question
        /// Neither a norm or document, nor several dates and figures.
        case ground
        /// No day and no term until when something will be done.
        case day
        /// Little beside greetings and thanks.
        case thin
        /// Nobody to ask next.
        case next
    }

    /// One question of the filer.
    public struct Question: Hashable, Sendable {
        /// As it was asked; the title where nothing is put as a question.
        public let text: String
        /// The sentence of the draft that shares the most with it; nil when none does.
        public let answer: String?
    }

    /// The questions, in order, eight at most.
    public let questions: [Question]
    /// The norms and documents that are cited.
    public let grounds: [String]
    /// How many figures and dates there are beside them.
    public let figures: Int
    /// The days and terms that are promised.
    public let days: [String]
    /// Words that say whom to ask next, or where to turn.
    public let next: String?
    /// How long it is without greetings and thanks: a Han character counts one, a word of letters two.
    public let size: Int

    /// From how long on an answer is not thin.
    public static let enough = 140
    /// From how many figures on an answer explains itself without a ground.
    public static let manyFigures = 6
    private static let mostQuestions = 8

    /// Looks at a draft; days before `today` promise nothing.
    public init(title: String, text: String, answer: String, today: Day? = nil) {
        let sentences = AnswerText.substance(of: answer)
        let whole = sentences.joined(separator: "。")
        let words = sentences.map { AnswerText.words(of: $0) }
        var asked = AnswerText.questions(in: title) + AnswerText.questions(in: text)
        if asked.isEmpty, !title.isEmpty { asked = [title] }
        var seen: Set<[String]> = []
        questions = asked.filter { seen.insert(AnswerText.words(of: $0).sorted()).inserted }.prefix(Self.mostQuestions)
            .map { Question(text: $0, answer: Self.nearest(to: $0, in: sentences, words)) }
        grounds = AnswerText.grounds(in: whole)
        figures = AnswerText.figures(in: whole)
        days = AnswerText.days(in: whole, from: today)
        next = AnswerText.next(in: whole)
        size = AnswerText.size(of: whole)
    }

    /// The hints that stay open, in the order of the list.
    public var open: [Hint] {
        Hint.allCases.filter { hint in
            switch hint {
            case .question: questions.contains { $0.answer == nil }
            case .ground: !isExplained
            case .day: days.isEmpty
            case .thin: size < Self.enough
            case .next: next == nil
            }
        }
    }

    /// Whether it cites a ground, or tells many dates and figures.
    public var isExplained: Bool { !grounds.isEmpty || figures >= Self.manyFigures }

    /// The sentence that shares the most with a question: two pairs of characters at least, or one long word of letters.
    private static func nearest(to question: String, in sentences: [String], _ words: [Set<String>]) -> String? {
        let asked = AnswerText.words(of: question)
        var best: (shared: Int, sentence: String)?
        for (sentence, known) in zip(sentences, words) {
            let shared = weight(of: asked.intersection(known))
            guard shared >= max(1, min(2, weight(of: asked))) else { continue }
            if shared > best?.shared ?? 0 { best = (shared, sentence) }
        }
        return best?.sentence
    }

    private static func weight(of words: Set<String>) -> Int {
        words.reduce(0) { $0 + ($1.utf8.count >= 5 && $1.utf8.allSatisfy { $0 >= 97 && $0 <= 122 } ? 2 : 1) }
    }
}
