import Base
import Markup

/// How far notices have come, for those who run the program: no words, and of each address only its ends.
struct NoticesPage {
    let counts: [NoticeChannel: [NoticeState: Int]]
    let recent: [ListedNotice]
    let filter: NoticeState?
    let channels: Set<NoticeChannel>
    let hasSandbox: Bool
    let mayRetry: Bool
    let csrf: String
    let language: Language
    var notice: HTML = .empty

    var html: HTML {
        """
        <header class="open-head"><h1 class="title">\(say(NoticePageWords.title))</h1>\
        <p class="lead">\(say(NoticePageWords.lead))</p></header>\(notice)\(gateways)\
        \(HTML.section(say(NoticePageWords.figures), id: "figures", figures))\
        \(HTML.section(say(NoticePageWords.recent), id: "recent", list))
        """
    }

    private var gateways: HTML {
        if hasSandbox {
            let link = HTML.link(say(NoticePageWords.sandboxLink), to: NoticePaths.sandbox)
            return .banner(
                say(NoticePageWords.sandboxWord), "<p>\(say(NoticePageWords.sandboxLead)) \(link)</p>", .soon)
        }
        let missing = NoticeChannel.allCases.filter { !channels.contains($0) }
        guard !missing.isEmpty else { return .empty }
        let lines: [HTML] = missing.map { "<p>\(say(NoticePageWords.noGateway(NoticeWords.channel($0))))</p>" }
        return .banner(say(NoticePageWords.attention), .joined(lines), .soon)
    }

    private var figures: HTML {
        let columns =
            [Column(say(NoticePageWords.channel))]
            + NoticeState.allCases.map { Column(say(NoticeWords.state($0)), isNumber: true) }
        return .table(
            say(NoticePageWords.figures), columns,
            rows: NoticeChannel.allCases.map { channel in
                ["\(say(NoticeWords.channel(channel)))"]
                    + NoticeState.allCases.map { "\((counts[channel]?[$0] ?? 0).grouped)" }
            })
    }

    private var list: HTML {
        let links =
            [ListLink(say(NoticePageWords.all), to: NoticePaths.list, isCurrent: filter == nil)]
            + NoticeState.allCases.map { state in
                ListLink(
                    say(NoticeWords.state(state)), to: NoticePaths.list.query("state", state.rawValue),
                    isCurrent: filter == state)
            }
        let filters = HTML.filters(say(NoticePageWords.filter), links)
        guard !recent.isEmpty else {
            return "\(filters)\(HTML.emptyState(say(NoticePageWords.none), note: say(NoticePageWords.noneNote)))"
        }
        // A column of empty cells says nothing.
        let hasActs = mayRetry && recent.contains { $0.notice.mayRetry }
        let names = [NoticePageWords.when, NoticePageWords.what, NoticePageWords.to, NoticePageWords.state]
        let columns = (names + (hasActs ? [NoticePageWords.act] : [])).map { Column(say($0)) }
        return "\(filters)\(HTML.table(say(NoticePageWords.recent), columns, rows: recent.map { row($0, hasActs) }))"
    }

    private func row(_ listed: ListedNotice, _ hasActs: Bool) -> [HTML] {
        let notice = listed.notice
        let to: HTML =
            listed.masked.map { "<span class=\"code\" translate=\"no\">\($0)</span>" }
            ?? "\(say(NoticePageWords.forgotten))"
        let cells: [HTML] = [
            "\(Self.time(notice.createdAt))",
            "\(say(NoticeWords.title(notice.template)))<br><span class=\"small muted\">\(say(NoticeWords.channel(notice.channel)))</span>",
            to, "\(HTML.status(say(NoticeWords.state(notice.state)), notice.state.mark))\(why(notice))",
        ]
        guard hasActs else { return cells }
        let form: HTML =
            notice.mayRetry
            ? .form(to: NoticePaths.retry(notice.id), hidden: ["csrf": csrf], .button(say(NoticePageWords.retry)))
            : .empty
        return cells + [form]
    }

    private func why(_ notice: Notice) -> HTML? {
        guard let failure = notice.failure else { return nil }
        let next = notice.state == .queued ? " · \(say(NoticePageWords.next(Self.time(notice.nextAt))))" : ""
        let attempts = notice.attempts > 0 ? " · \(say(NoticePageWords.attempts(notice.attempts)))" : ""
        return "<br><span class=\"small muted\">\(say(NoticeWords.reason(failure)))\(attempts)\(next)</span>"
    }

    static func time(_ instant: Instant) -> String { "\(instant.day) \(instant.iso.dropFirst(11).prefix(5))" }

    private func say(_ words: Words) -> String { words.text(language) }
}

extension NoticeState {
    var mark: StatusKind {
        switch self {
        case .queued: .waiting
        case .sent: .working
        case .delivered: .done
        case .failed, .givenUp: .closed
        }
    }
}
