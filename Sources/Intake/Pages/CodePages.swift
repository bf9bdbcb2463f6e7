import Base
import Markup
import Web

/// Where somebody without a slip asks for a code by telephone.
struct CodeRequestPage {
    static let formID = "code-request"
    let number: String
    let phone: String
    let csrf: String
    let say: Voice

    var html: HTML {
        let numberField = Field("number", say(TrackWords.number), hint: say(TrackWords.numberHint))
        return """
            \(HTML.back(say(TrackWords.title), to: IntakePaths.track))\
            <div class="question"><h1 class="title">\(say(CodeWords.title))</h1><p>\(say(CodeWords.lead))</p></div>\
            \(HTML.form(to: IntakePaths.code, id: Self.formID, hidden: ["csrf": csrf], """
                \(HTML.input(numberField, value: number, kind: .code, maximum: 60))\
                \(HTML.input(Field("phone", say(CodeWords.phone)), value: phone, kind: .tel, autocomplete: "tel", maximum: 30))\
                <div class="button-row">\(HTML.button(say(CodeWords.send), .primary, isBig: true))</div>
                """))<p class="hint">\(say(CodeWords.hourly))</p>
            """
    }
}

/// Where the code is typed; the same whether one was sent or not.
struct CodeEntryPage {
    static let formID = "code-entry"
    let number: String
    let code: String
    let isWrong: Bool
    let csrf: String
    let say: Voice

    var html: HTML {
        let field = Field(
            "digits", say(CodeWords.code), hint: say(CodeWords.codeHint), error: isWrong ? say(CodeWords.wrong) : nil)
        let again = HTML.link(say(CodeWords.again), to: IntakePaths.code.query("number", number))
        return """
            \(HTML.errorSummary(say(IntakeWords.faultsHeading), isWrong ? [field] : []))\
            <div class="question"><h1 class="title">\(say(CodeWords.askedTitle))</h1><p>\(say(CodeWords.asked))</p></div>\
            \(HTML.form(to: IntakePaths.opening, id: Self.formID, hidden: ["csrf": csrf, "number": number], """
                \(HTML.input(field, value: code, kind: .code, isShort: true, autocomplete: "one-time-code", maximum: 20))\
                <div class="button-row">\(HTML.button(say(CodeWords.open), .primary, isBig: true))</div>
                """))<p class="hint">\(say(CodeWords.notCome)) \(again)</p><p class="hint">\(say(CodeWords.hourly))</p>
            """
    }
}
