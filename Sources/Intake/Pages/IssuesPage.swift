import Base
import Clocks
import Markup
import Matters
import Web

/// The hottest issues of a time, the hottest first.
struct IssuesPage {
    let lines: [IssueLine]
    let window: IssueStore.Window
    let today: Day
    let say: Voice

    var html: HTML {
        """
        <header class="open-head"><h1 class="title">\(say(IssueWords.title))</h1><p class="lead">\(say(IssueWords.lead))</p></header>\
        \(windows)\(asOf)\(list)
        """
    }

    private var windows: HTML {
        .filters(
            say(IssueWords.window),
            Self.windows.map { days in
                ListLink(
                    say(days > 300 ? IssueWords.year : IssueWords.days(days)),
                    to: IntakePaths.issues(window.day == today ? nil : window.day, days), isCurrent: days == window.days
                )
            })
    }

    static let windows = [30, 90, 366]

    private var asOf: HTML {
        let date = HTML.date(Field("day", say(IssueWords.asOf)), value: window.day.description, last: today.description)
        let form: HTML = """
            <form method="get" action="\(IntakePaths.issues)" class="stack-8">\(HTML.hidden("days", String(window.days)))\
            \(date)\(HTML.buttons([.button(say(IssueWords.look))]))</form>
            """
        return HTML.more(say(IssueWords.upTo(window.day)), form)
    }

    private var list: HTML {
        guard !lines.isEmpty else {
            return HTML.emptyState(say(IssueWords.none), note: say(IssueWords.noneNote))
        }
        let items: [HTML] = lines.enumerated().map { place, line in
            "<li>\(IssueCard(line: line, place: place + 1, days: window.days, say: say).html)</li>"
        }
        return "<ol class=\"issues\">\(items)</ol>"
    }
}

/// One issue in the list: what, where, how many, since when, in whose words.
struct IssueCard {
    let line: IssueLine
    let place: Int
    let days: Int
    let say: Voice

    var html: HTML {
        """
        <article class="issue" aria-labelledby="issue-\(place)"><p class="issue-place">\(place)</p><div class="stack-8">\
        <h2 class="head" id="issue-\(place)"><a href="\(IntakePaths.issue(line.id))">\(title)</a></h2>\
        <p class="small">\(IssueFacts(line: line, say: say).html)</p>\(sentences)</div>\
        <div class="issue-side"><p class="issue-heat">\(say(IssueWords.heat(line.heat.value)))</p>\
        \(HTML.spark(line.curve, label: say(IssueWords.curve(line.curve, days))))</div></article>
        """
    }

    private var title: HTML { line.title.isEmpty ? "\(say(IssueWords.erased))" : .said(line.title) }

    private var sentences: HTML? {
        let some: [HTML] = line.sentences.prefix(2).map { "<li>\(HTML.said($0))</li>" }
        return some.isEmpty ? nil : "<ul class=\"issue-said small\">\(some)</ul>"
    }
}

/// The facts of an issue in one line.
struct IssueFacts {
    let line: IssueLine
    let say: Voice

    var html: HTML {
        let span = line.span.map { say(IssueWords.span($0.first.day, $0.last.day)) }
        var facts: [HTML] = [
            "\(say(IssueWords.people(line.heat.people, line.matters.count, line.open)))",
            "\(say(line.place ?? IssueWords.placeUnknown))", "\(say(line.topic ?? IssueWords.noTopic))",
            "\(span ?? "")", "\(say(IssueWords.growth(line.heat.lately, line.heat.before)))",
        ]
        if line.heat.isGrowing { facts.append(HTML.status(say(IssueWords.rising), .waiting)) }
        if line.signalled != nil { facts.append(HTML.status(say(IssueWords.signalled), .working)) }
        if let parent = line.parent {
            facts.append("\(say(IssueWords.parentIs)) <span class=\"code\">\(parent.number)</span>")
        }
        return HTML.joined(facts.map { "<span class=\"issue-fact\">\($0)</span>" }, separator: " ")
    }
}
