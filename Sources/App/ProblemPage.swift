import Base
import Markup
import Web

/// A problem as a page of the face that the visitor is on.
struct ProblemPage {
    let faces: Faces

    func reply(_ problem: Problem, _ visit: Visit) -> Reply {
        let isDesk = visit.signedIn != nil
        let body: HTML = """
            <h1 class="title title-large">\(visit.say(problem.title))</h1>
            <p class="lead">\(visit.say(problem.detail))</p>\(typed(problem, visit))
            <p>\(HTML.linkButton(visit.say("回到首页", "Back to the start"), to: isDesk ? "/desk" : "/"))</p>
            <p class="small muted">\(problem.code) · \(visit.requestID)</p>
            """
        let title = visit.say(problem.title)
        return isDesk
            ? faces.desk(visit, title: title, body, status: problem.status)
            : faces.resident(visit, title: title, body, status: problem.status)
    }

    private static let written = ["title", "text", "place", "about", "office", "name", "phone", "reason", "remark"]

    /// What somebody wrote into a form that was not taken, to be copied; never what another site put into it.
    private func typed(_ problem: Problem, _ visit: Visit) -> HTML? {
        guard problem.code == Problem.staleForm.code, visit.header("sec-fetch-site") != "cross-site" else { return nil }
        let words = Self.written.compactMap { visit.form.filled($0) }
        guard !words.isEmpty else { return nil }
        return """
            <section class="stack" aria-labelledby="typed"><h2 class="head" id="typed">\
            \(visit.say("您写的内容在这里，可以抄下来", "What you wrote is here to copy"))</h2>\
            \(HTML.joined(words.map(HTML.quote)))</section>
            """
    }
}
