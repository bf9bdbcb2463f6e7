import Base
import Markup

/// The checklist beside an answer: what was asked, and what a look at the draft found. It stops nobody from sending.
struct AnswerHints: Speaking {
    let check: AnswerCheck
    /// Whether anything is written yet.
    let isBegun: Bool
    let language: Language

    var html: HTML {
        let lines = isBegun ? questions + rest : plainQuestions
        let note = isBegun ? AnswerWords.note : AnswerWords.before
        return .section(
            say(AnswerWords.head), id: "answer-check-head",
            "<p class=\"small muted\">\(say(note))</p>\(HTML.parties(lines))")
    }

    private var plainQuestions: [(String, HTML)] {
        check.questions.map { (say(AnswerWords.asked), "\(HTML.said(Self.short($0.text)))") }
    }

    private var questions: [(String, HTML)] {
        check.questions.map { question in
            let answer: HTML =
                question.answer.map { "\(say(AnswerWords.answeredBy)) \(HTML.said("“\(Self.short($0))”"))" }
                ?? "\(HTML.tag(say(AnswerWords.look2))) \(say(AnswerWords.notAnswered))"
            return (
                say(AnswerWords.asked),
                "<p>\(HTML.said(Self.short(question.text)))</p><p class=\"small\">\(answer)</p>"
            )
        }
    }

    private var rest: [(String, HTML)] {
        let open = Set(check.open)
        return [
            (say(AnswerWords.ground), line(check.grounds.first, isOpen: open.contains(.ground), .ground)),
            (say(AnswerWords.day), line(check.days.first, isOpen: open.contains(.day), .day)),
            (say(AnswerWords.next), line(check.next, isOpen: open.contains(.next), .next)),
            (say(AnswerWords.length), line(nil, isOpen: open.contains(.thin), .thin)),
        ]
    }

    private func line(_ found: String?, isOpen: Bool, _ hint: AnswerCheck.Hint) -> HTML {
        if isOpen { return "\(HTML.tag(say(AnswerWords.look2))) \(say(AnswerWords.hint(hint)))" }
        return found.map { "\(say(AnswerWords.found)) \(HTML.said("“\(Self.short($0))”"))" }
            ?? "\(say(AnswerWords.fine(hint)))"
    }

    private static func short(_ text: String) -> String { text.count > 60 ? text.prefix(59) + "…" : text }
}
