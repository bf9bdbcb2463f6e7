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
            <p class="lead">\(visit.say(problem.detail))</p>
            <p>\(HTML.linkButton(visit.say("回到首页", "Back to the start"), to: isDesk ? "/desk" : "/"))</p>
            <p class="small muted">\(problem.code) · \(visit.requestID)</p>
            """
        let title = visit.say(problem.title)
        return isDesk
            ? faces.desk(visit, title: title, body, status: problem.status)
            : faces.resident(visit, title: title, body, status: problem.status)
    }
}
