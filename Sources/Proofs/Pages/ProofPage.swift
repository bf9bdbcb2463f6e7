import Base
import Journal
import Markup
import Web

/// What the district has signed, and whether the hash on a slip stands under it.
struct ProofPage {
    let origin: String
    /// The newest first.
    let heads: [SignedHead]
    let keys: [SigningKey]
    /// The hash as it was typed.
    let typed: String
    /// What the hash leads to; nil when none was asked for, or what was typed is none.
    let finding: HeadFinding?
    let growth: LogGrowth?
    let asksGrowth: Bool
    /// The two sizes as they were typed.
    let sizes: (from: String, to: String)
    let say: Voice

    private var isNoHash: Bool { !typed.isEmpty && finding == nil }
    private var isNoGrowth: Bool { asksGrowth && growth == nil }
    var isWrong: Bool { isNoHash || isNoGrowth }

    var html: HTML {
        """
        <div class="question"><h1 class="title title-large">\(HTML.phrases(say(ProofWords.title)))</h1>\
        <p>\(say(ProofWords.lead))</p></div>\(form)\(answer)\
        \(HTML.ruled(say(ProofWords.meaning), id: "meaning", meaning))\
        \(HTML.ruled(say(ProofWords.heads), id: "heads", signed))\
        \(HTML.ruled(say(ProofWords.growth), id: "growth", grown))\
        \(HTML.ruled(say(ProofWords.keys), id: "keys", keyList))\
        \(HTML.ruled(say(ProofWords.byOneself), id: "oneself", oneself))
        """
    }

    private func asking(_ body: HTML) -> HTML {
        "<form class=\"stack-24\" method=\"get\" action=\"\(ProofPaths.page)\">\(body)</form>"
    }

    private var form: HTML {
        let field = Field(
            "hash", say(ProofWords.hash), hint: say(ProofWords.hashHint), error: isNoHash ? say(ProofWords.noHash) : nil
        )
        return asking(
            """
            \(HTML.input(field, value: typed, kind: .code, maximum: 200))\
            <div class="button-row">\(HTML.button(say(ProofWords.check), .primary, isBig: true))</div>
            """)
    }

    private var answer: HTML? {
        guard let finding else { return nil }
        let body: HTML =
            switch finding {
            case .waiting: .banner(say(ProofWords.waitingWord), "<p>\(say(ProofWords.waiting))</p>")
            case .unknown: .banner(say(ProofWords.unknownWord), "<p>\(say(ProofWords.unknown))</p>", .soon)
            case .proven(let proof) where proof.isValid: held(proof)
            case .proven: .banner(say(ProofWords.brokenWord), "<p>\(say(ProofWords.broken))</p>", .alarm)
            }
        return "<div id=\"answer\">\(body)</div>"
    }

    private func held(_ proof: HeadProof) -> HTML {
        let place = ProofWords.holds(position: proof.proof.position + 1, size: proof.proof.size)
        let under = proof.head.map { ProofWords.under(time($0.at)) } ?? ProofWords.notSignedYet
        let steps: [[HTML]] = proof.steps.enumerated().map { index, step in
            [
                "\(index + 1)", "\(say(step.isLeft ? ProofWords.left : ProofWords.right))", code(step.sibling),
                code(step.result),
            ]
        }
        let columns = [
            Column(say(ProofWords.step), isNumber: true), Column(say(ProofWords.side)),
            Column(say(ProofWords.sibling)), Column(say(ProofWords.result)),
        ]
        let way: HTML = """
            <p class="hint">\(say(ProofWords.way))</p><p class="hint">\(say(ProofWords.leaf))<br>\(code(proof.leaf))</p>\
            \(HTML.table(say(ProofWords.steps), columns, rows: steps, isDense: true))\
            <p class="hint">\(say(ProofWords.root))<br>\(code(proof.root))</p>
            """
        return """
            \(HTML.banner(say(ProofWords.holdsWord), "<p>\(say(place))</p><p>\(say(under))</p>", .good))\
            \(HTML.more(say(ProofWords.steps), way))
            """
    }

    private var meaning: HTML { .joined(ProofWords.meanings.map { "<p>\(say($0))</p>" }) }

    private var signed: HTML {
        guard !heads.isEmpty else { return .emptyState(say(ProofWords.noHeads), note: say(ProofWords.noHeadsNote)) }
        let newest = heads.first
        let rows: [[HTML]] = heads.map { head in
            let isNewest = head == newest
            let growth: HTML =
                isNewest
                ? "\(say(ProofWords.newest))"
                : HTML.link(
                    say(ProofWords.compare), to: ProofPaths.growth(from: head.size, to: newest?.size ?? head.size))
            return ["\(say(time(head.at)))", "\(head.size)", "\(head.key)", code(head.root), growth]
        }
        let columns = [
            Column(say(ProofWords.when)), Column(say(ProofWords.entries), isNumber: true),
            Column(say(ProofWords.keyNumber), isNumber: true), Column(say(ProofWords.root)),
            Column(say(ProofWords.sinceThen)),
        ]
        return "\(note)\(HTML.table(say(ProofWords.heads), columns, rows: rows, isDense: true))"
    }

    /// The newest head as other programs take it.
    private var note: HTML? {
        guard let head = heads.first, let key = keys.first(where: { $0.number == head.key }) else { return nil }
        let lines: [HTML] = head.note(origin: origin, key: key).split(separator: "\n", omittingEmptySubsequences: false)
            .map { "\(String($0))<br>" }
        return HTML.more(
            say(ProofWords.note), "<p class=\"hint\">\(say(ProofWords.noteHint))</p><p class=\"code\">\(lines)</p>")
    }

    private var grown: HTML {
        let wrong = isNoGrowth ? say(ProofWords.noSuchSizes) : nil
        let from = Field("from", say(ProofWords.from), error: wrong), to = Field("to", say(ProofWords.to))
        let body = asking(
            """
            \(HTML.input(from, value: sizes.from, kind: .code, isShort: true, maximum: 16))\
            \(HTML.input(to, value: sizes.to, kind: .code, isShort: true, maximum: 16))\
            <div class="button-row">\(HTML.button(say(ProofWords.compareThem)))</div>
            """)
        return "<p>\(say(ProofWords.growthLead))</p>\(grew)\(body)"
    }

    private var grew: HTML? {
        growth.map { growth in
            let hashes: [HTML] = growth.proof.path.map { "\(code($0))<br>" }
            let path: HTML = """
                <p class="hint">\(say(ProofWords.rootAt(growth.proof.from)))<br>\(code(growth.old))</p>\
                <p class="hint">\(say(ProofWords.rootAt(growth.proof.to)))<br>\(code(growth.new))</p><p>\(hashes)</p>
                """
            let text = ProofWords.grew(from: growth.proof.from, to: growth.proof.to)
            let told: HTML =
                growth.isValid
                ? HTML.banner(say(ProofWords.grewWord), "<p>\(say(text))</p>", .good)
                : HTML.banner(say(ProofWords.brokenWord), "<p>\(say(ProofWords.broken))</p>", .alarm)
            return "\(told)\(HTML.more(say(ProofWords.steps), path))"
        }
    }

    private var keyList: HTML {
        let facts: [(String, HTML)] = keys.map { key in
            let next = keys.first { $0.number == key.number + 1 }
            let span =
                next.map { ProofWords.signed(time(key.since), until: time($0.since)) }
                ?? ProofWords.signsSince(time(key.since))
            return (
                say(ProofWords.keyName(key.number)),
                "\(say(span))<br><code>\(key.verifierText(origin: origin))</code>"
            )
        }
        return "<p>\(say(ProofWords.keysLead))</p>\(HTML.facts(facts))"
    }

    private var oneself: HTML {
        let ways: [HTML] = ProofWords.oneselfSteps.map { "<p>\(say($0))</p>" }
        return "\(ways)<p class=\"code\">script/verify-journal --slip HASH entries.jsonl log.jsonl</p>"
    }

    private func code(_ hash: [UInt8]) -> HTML { "<span class=\"code\">\(LeafText.grouped(hash))</span>" }

    private func time(_ instant: Instant) -> Words {
        let (hour, minute) = instant.timeOfDay
        let text = "\(instant.day) \(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
        return Words(text, text)
    }
}
