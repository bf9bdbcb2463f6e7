import Base
import Clocks
import Markup
import Web

/// What anybody may know of an issued letter: that it is genuine, and how to compare it. Never names, never contents.
struct PaperProofPage {
    let number: String
    let unit: Words
    let issued: Day
    let withdrawn: Day?
    let digest: String
    let say: Voice

    var html: HTML {
        let day = DayWords.full(issued)
        let banner: HTML
        if let withdrawn {
            let words = PaperProofWords.withdrawnText(unit, day, DayWords.full(withdrawn))
            banner = .banner(say(PaperProofWords.withdrawn), "<p>\(say(words))</p>", .alarm)
        } else {
            banner = .banner(
                say(PaperProofWords.genuine), "<p>\(say(PaperProofWords.genuineText(unit, day)))</p>", .good)
        }
        let facts: [(String, HTML)] = [
            (say(PaperWords.number), .chinese(number)), (say(PaperWords.unit), "\(say(unit))"),
            (say(PaperWords.issuedAt), "\(say(day))"),
            (say(PaperWords.digest), Self.grouped(digest)),
        ]
        return """
            <h1 class="title">\(say(PaperProofWords.title))</h1>\(banner)<div class="stack-24">\(HTML.facts(facts))\
            \(HTML.section(say(PaperProofWords.compare), id: "compare", "<p>\(say(PaperProofWords.compareText))</p><p class=\"muted\">\(say(PaperProofWords.silent))</p>"))</div>
            """
    }

    /// Eight by eight, so that people can compare and a telephone can break the line.
    static func grouped(_ digest: String) -> HTML {
        var groups: [HTML] = [], rest = digest[...]
        while !rest.isEmpty {
            groups.append("<span class=\"code\" translate=\"no\">\(rest.prefix(8))</span>")
            rest = rest.dropFirst(8)
        }
        return .joined(groups, separator: " ")
    }
}
