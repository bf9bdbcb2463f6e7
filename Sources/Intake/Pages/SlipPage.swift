import Base
import Clocks
import Markup
import Matters
import Proofs
import Web

/// The slip with what happens next: the same for a resident at home and across a window.
struct SlipPage {
    let facts: SlipFacts
    /// The district's name, for the postmark.
    let place: Words
    /// Scheme and host of the installation, for the QR code.
    let origin: String
    /// Where the second button leads.
    let onward: (label: Words, path: Path)
    let say: Voice

    var html: HTML {
        """
        <div class="question"><h1 class="title title-large">\(say(IntakeWords.receivedTitle))</h1>\
        <p>\(say(IntakeWords.receivedLead))</p>\(group)</div>\(slip.html)\
        <div class="button-row no-print stack-8">\(HTML.printButton(say(IntakeWords.print), .primary, isBig: true))\
        \(HTML.linkButton(say(onward.label), to: onward.path, isBig: true))</div>\
        <section class="stack ruled" aria-labelledby="next"><h2 class="head" id="next">\(say(IntakeWords.next))</h2>\
        \(HTML.timeline(steps))</section>\(sealedNote)
        """
    }

    private var slip: Slip {
        let filed = facts.matter.filedAt
        let time = filed.timeOfDay
        let minute = time.minute < 10 ? "0\(time.minute)" : "\(time.minute)"
        let (year, month, day) = filed.day.parts
        var slip = Slip(
            heading: say(IntakeWords.slip), subject: facts.title,
            when: "\(say(DayWords.full(filed.day))) \(time.hour):\(minute)",
            number: (say(IntakeWords.slipNumber), facts.receipt.number),
            postmark: (mark, "\(year).\(month).\(day)", say(IntakeWords.postmark))
        )
        slip.code = (
            say(IntakeWords.slipCode), facts.receipt.code.split(separator: " ").map(String.init)
        )
        slip.scan = (
            QRCode.svg(
                origin + IntakePaths.track(number: facts.receipt.number).text, label: say(IntakeWords.slipScanLabel)),
            say(IntakeWords.slipScan)
        )
        slip.digest = (
            say(IntakeWords.slipDigest), Self.grouped(facts.receipt.entryHash),
            say(IntakeWords.slipDigestHint(origin + ProofPaths.page.text))
        )
        return slip
    }

    /// A hash in groups of four, which can be read out.
    static func grouped(_ hash: String) -> String {
        stride(from: 0, to: hash.count, by: 4).map { String(hash.dropFirst($0).prefix(4)) }.joined(separator: " ")
    }

    // The postmark is small: four Chinese characters or one English word.
    private var mark: String {
        let name = say(place)
        return say.language == .english ? String(name.prefix { $0 != " " }.prefix(10)) : String(name.prefix(4))
    }

    private var steps: [TimelineStep] {
        let first = TimelineStep(
            when: say(IntakeWords.nowAnswers(facts.receiver)), title: "\(say(IntakeWords.nowFinding))"
        )
        let promised = (facts.running + facts.later).map { promise in
            let why: HTML? = promise.why.map { "<p class=\"hint\">\(say($0))</p>" }
            return TimelineStep(
                .next, when: say(promise.article), title: "\(say(promise.when))",
                detail: "<p>\(say(promise.sentence))</p>\(why)"
            )
        }
        let rules: [HTML] = facts.afterwards.map { rule in
            "<p>\(say(rule.sentence))</p><p class=\"hint\">\(say(rule.article))</p>"
        }
        let last = TimelineStep(
            .next, when: say(IntakeWords.afterAnswer), title: "\(say(IntakeWords.afterAnswerText))",
            detail: rules.isEmpty ? nil : "\(rules)"
        )
        return [first] + promised + [last]
    }

    private var group: HTML? {
        guard facts.group.isGroup else { return nil }
        return "<p>\(say(GroupWords.slip(facts.group.people, facts.group.representatives)))</p>"
    }

    private var sealedNote: HTML? {
        guard facts.matter.confidentiality == .confidential else { return nil }
        return HTML.banner(say(IntakeWords.sealedWord), "<p>\(say(IntakeWords.sealedText))</p>")
    }
}
