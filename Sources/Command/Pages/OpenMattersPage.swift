import Base
import Clocks
import Divisions
import Markup
import Matters

/// Open matters of the district, a town or a village, the nearest due day first.
struct OpenMattersPage {
    var language: Language
    var today: Day
    var which: OpenList
    var town: Division?
    var village: Division?
    var matters: [(matter: Matter, title: String?, clock: DueClock?)]
    var places: [RecordID: Words]
    var offset: Int
    var next: Int?

    var html: HTML {
        """
        <div class="command-body"><div class="command-page stack"><div class="stack-4">\
        \(HTML.crumbs(say(CommandWords.way), way, here: "\(say(CommandWords.list))"))<h1 class="title">\(title)</h1></div>\
        \(filters)\(list)</div></div>
        """
    }

    /// The title of the window.
    var title: String {
        let place = (village ?? town)?.name.text(language)
        return [place, say(CommandWords.which(which))].compactMap { $0 }.joined(
            separator: language == .english ? ": " : "　")
    }

    private func say(_ words: Words) -> String { words.text(language) }

    private var way: [(String, Path)] {
        [(say(CommandWords.title), CommandPaths.overview())]
            + (town.map { [($0.name.text(language), CommandPaths.town($0.code))] } ?? [])
    }

    private var filters: HTML {
        HTML.filters(
            say(CommandWords.narrow),
            OpenList.allCases.map { list in
                ListLink(
                    say(CommandWords.which(list)),
                    to: CommandPaths.matters(list, town: town?.code, village: village?.code),
                    isCurrent: list == which
                )
            }
        )
    }

    private var list: HTML {
        guard !matters.isEmpty else {
            return HTML.emptyState(
                say(CommandWords.listEmpty), note: say(CommandWords.listEmptyNote),
                next: HTML.linkButton(say(CommandWords.title), to: CommandPaths.overview())
            )
        }
        let more = next.map { CommandPaths.matters(which, town: town?.code, village: village?.code, offset: $0) }
        return HTML.rows(matters.map(row)) + HTML.more(say(CommandWords.nextPage), to: more)
    }

    private func row(_ item: (matter: Matter, title: String?, clock: DueClock?)) -> ListRow {
        let matter = item.matter
        let place = (matter.village ?? matter.town).flatMap { places[$0] } ?? CommandWords.placeUnknown
        let isWaiting = matter.status == .received
        return ListRow(
            to: CommandPaths.matter(matter.id), title: item.title.map(HTML.said) ?? "\(say(CommandWords.erased))",
            clock: clock(item.clock),
            meta: [
                "<span class=\"code\">\(matter.number)</span>",
                HTML.status(
                    say(isWaiting ? CommandWords.waiting : CommandWords.handling), isWaiting ? .waiting : .working),
                "\(say(CommandWords.kindName(matter.kind)))", "\(say(place))",
            ]
        )
    }

    /// The same words as at the desk: in the unit in which the term is counted.
    private func clock(_ clock: DueClock?) -> HTML {
        guard let clock else { return HTML.clock(say(CommandWords.noTerm), .none) }
        let chip = ClockChip(clock, today: today)
        return HTML.clock(say(chip.words), chip.state)
    }
}
