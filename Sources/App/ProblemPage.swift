import Base
import Foundation
import Markup
import Web

/// A problem as a page of the face that the visitor is on, with whatever was typed and the way to send it again.
struct ProblemPage {
    let faces: Faces

    func reply(_ problem: Problem, _ visit: Visit) -> Reply {
        let isDesk = visit.signedIn != nil
        let isTooLarge = problem.code == Problem.tooLarge.code
        // Whoever is signed in may not be known just now: the session cannot be read either.
        let home: Path = isDesk || visit.sessionToken != nil ? "/desk" : "/"
        let start: HTML = "<p>\(HTML.linkButton(visit.say(AppWords.toStart), to: home))</p>"
        let body: HTML = """
            <h1 class="title title-large">\(visit.say(problem.title))</h1>
            <p class="lead">\(visit.say(problem.detail))</p>\(isTooLarge ? wayBack(visit) : onward(problem, visit))
            \(start)<p class="small muted">\(problem.code) · \(visit.requestID)</p>
            """
        let title = visit.say(problem.title)
        let keeping: Keeping = isTooLarge ? .nothing : isOurs(problem, visit) ? visit.sent : .address
        return isDesk
            ? faces.desk(visit, title: title, body, keeping: keeping, status: problem.status)
            : faces.resident(visit, title: title, body, keeping: keeping, status: problem.status)
    }

    /// Whether what came was certainly sent from a page of ours, so that it may stand in a form of ours again.
    ///
    /// A form whose token does not fit may come from anywhere, unless the browser says that it is ours (Fetch Metadata).
    private func isOurs(_ problem: Problem, _ visit: Visit) -> Bool {
        guard visit.method == "POST", !visit.form.fields.isEmpty else { return false }
        return problem.code == Problem.staleForm.code
            ? visit.header("sec-fetch-site") == "same-origin" : visit.header("sec-fetch-site") != "cross-site"
    }

    // The body of what is too large was not read: only the browser still has it.
    private func wayBack(_ visit: Visit) -> HTML {
        .nextBox(
            visit.say(AppWords.wayBack),
            "<p>\(visit.say(AppWords.goBack))</p><p class=\"hint\">\(visit.say(AppWords.limits))</p>")
    }

    private func onward(_ problem: Problem, _ visit: Visit) -> HTML {
        "\(again(problem, visit) ?? onceMore(problem, visit))\(typed(problem, visit))"
    }

    /// The same address, where nothing was sent or what was sent is not to stand in a page: a password.
    private func onceMore(_ problem: Problem, _ visit: Visit) -> HTML? {
        guard Self.unwritten.contains(problem.code), visit.method == "GET" || visit.form["password"] != nil else {
            return nil
        }
        return "<p>\(HTML.linkButton(visit.say(AppWords.onceMore), to: Path(stringLiteral: visit.path)))</p>"
    }

    /// The same fields for the same address under the same key, so that nothing is done twice.
    private func again(_ problem: Problem, _ visit: Visit) -> HTML? {
        guard isOurs(problem, visit) else { return nil }
        let mayRepeat = Self.unwritten.contains(problem.code) && visit.form["password"] == nil
        let isStale = problem.code == Problem.staleForm.code
        guard mayRepeat || isStale && visit.canRedraw else { return nil }
        let hasFiles = !visit.form.files.isEmpty
        let send = HTML.button(
            visit.say(hasFiles ? AppWords.againWithout : AppWords.again), hasFiles ? .ordinary : .primary)
        // Its value is a switch to the language in use: the form is drawn again, and nothing is done.
        let back = HTML.button(
            visit.say(AppWords.backToForm), hasFiles || !mayRepeat ? .primary : .ordinary, name: "language",
            value: visit.language.rawValue
        )
        let buttons = [mayRepeat ? send : nil, visit.canRedraw ? back : nil].compactMap(\.self)
        let note: HTML? = hasFiles ? "<p>\(visit.say(AppWords.filesLost))</p>" : nil
        return HTML.form(
            to: Path(stringLiteral: visit.path), hidden: ["csrf": visit.csrf],
            """
            \(visit.sentFields.map { HTML.hidden($0.name, $0.value) })\(note)\
            \(HTML.buttons(hasFiles ? buttons.reversed() : buttons))
            """
        )
    }

    private static let unwritten = [Problem.cannotWrite.code, Problem.outcomeUnknown.code, Problem.cannotRead.code]
    private static let written: Set<String> = [
        "title", "text", "place", "about", "office", "name", "phone", "reason", "remark", "said",
    ]

    /// What somebody wrote into a form that was not taken, to be copied; never what another site put into it.
    private func typed(_ problem: Problem, _ visit: Visit) -> HTML? {
        let codes = [Problem.staleForm.code, Problem.internalFault.code] + Self.unwritten
        guard codes.contains(problem.code), visit.header("sec-fetch-site") != "cross-site" else { return nil }
        let words = visit.form.fields
            .filter { Self.written.contains($0.name) || $0.name.hasSuffix("-text") }
            .map { $0.value.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
        guard !words.isEmpty else { return nil }
        return """
            <section class="stack" aria-labelledby="typed"><h2 class="head" id="typed">\(visit.say(AppWords.typed))</h2>\
            <p class="hint">\(visit.say(AppWords.typedHint))</p>\(HTML.joined(words.map(HTML.quote)))</section>
            """
    }
}
