import Base
import Markup

/// What a matter asks for, and the form that corrects it while nobody has accepted it.
struct KindForm: Speaking {
    let view: MatterView
    let language: Language
    let csrf: String

    var html: HTML { "\(say(MatterWords.kind(view.matter.kind)))\(form)" }

    private var form: HTML? {
        guard view.mayCorrectKind else { return nil }
        let others = MatterKind.allCases.filter { $0 != view.matter.kind }
        let select = HTML.select(
            Field("kind", say(MatterWords.kindWhich), hint: say(MatterWords.kindHint)),
            others.map { Choice($0.rawValue, say(MatterWords.kind($0))) }, none: say(MatterWords.kindChoose)
        )
        let form = HTML.form(
            to: MatterPaths.kind(of: view.matter.id),
            hidden: ["csrf": csrf, "revision": String(view.matter.revision)],
            "\(select)\(HTML.buttons([.button(say(MatterWords.kindSend))]))"
        )
        return .more(say(MatterWords.kindChange), form)
    }
}
