import Base
import Markup

/// The requests that wait for a custodian.
struct SealsPage: Speaking {
    let requests: [SealRequest]
    let language: Language
    let csrf: String
    let today: Day
    var notice: HTML = .empty

    var html: HTML {
        """
        <header class="open-head"><h1 class="title">\(say(MatterWords.sealsHead))</h1>\
        <p class="muted">\(say(MatterWords.sealsIntro))</p></header>\(notice)\(list)
        """
    }

    private var list: HTML {
        guard !requests.isEmpty else {
            return .emptyState(say(MatterWords.sealsNone), note: say(MatterWords.sealsNoneNote))
        }
        let cards: [HTML] = requests.map { request in
            """
            <section class="clock-card" aria-label="\(request.number)">\(facts(request))\(form(request))</section>
            """
        }
        return "<div class=\"stack\">\(cards)</div>"
    }

    private func facts(_ request: SealRequest) -> HTML {
        let lines: [(String, HTML)] = [
            (say(MatterWords.sealMatter), "<span class=\"code\">\(request.number)</span>"),
            (
                say(MatterWords.sealAsker),
                "\(HTML.said(say(request.askedBy)))<br><span class=\"small muted\">\(say(request.askedUnit))</span>"
            ),
            (say(MatterWords.sealWhen), "\(say(WhenWords.say(request.askedAt, today: today)))"),
            (say(MatterWords.sealWhy), request.reason.map { .said($0) } ?? "\(say(MatterWords.erased))"),
        ]
        return .facts(lines)
    }

    private func form(_ request: SealRequest) -> HTML {
        .form(
            to: MatterPaths.sealDecision(request.id), hidden: ["csrf": csrf],
            .buttons([
                .button(say(MatterWords.grant), name: "decision", value: "granted"),
                .button(say(MatterWords.deny), name: "decision", value: "denied"),
            ])
        )
    }
}
