import Base
import Markup

/// The desk: rail of work lists, one list, the open matter beside it.
struct MatterListPage: Speaking {
    let language: Language
    let today: Day
    let csrf: String
    let list: WorkList
    let filter: ListFilter
    let choices: ListChoices
    let offset: Int
    /// The lists of the post, with how many stand in each.
    let counts: [(list: WorkList, count: Int)]
    /// Lists on pages of their own, with how many stand in each.
    let others: [(label: Words, path: Path, count: Int)]
    /// How many the list has as it is narrowed; nil where nobody counts.
    let count: Int?
    let rows: [MatterRow]
    let hasMore: Bool
    let open: MatterView?
    /// Whether the visitor asked for the open matter: on a telephone it is shown alone then.
    let isAsked: Bool
    /// The units for transferring several, nil for those who only read.
    let units: UnitChoices?

    var html: HTML { .panes(rail: rail, list: listPane, open: openPane) }

    private var rail: HTML {
        let groups: [(Words, [WorkList])] = [
            (MatterWords.toMe, [.mine, .offered]), (MatterWords.ourUnit, [.open, .soon, .overdue, .attention]),
            (MatterWords.toDecide, [.objections]), (MatterWords.everything, [.recent]),
        ]
        let besides = others.map { ListLink(say($0.label), to: $0.path, count: $0.count) }
        return .rail(
            say(MatterWords.lists),
            groups.compactMap { heading, lists in
                var links = lists.compactMap(link)
                if lists == [.recent], !links.isEmpty {
                    links.append(ListLink(say(MatterWords.issues), to: MatterPaths.issues))
                    links.append(ListLink(say(MatterWords.centres), to: MatterPaths.centres))
                }
                return links.isEmpty ? nil : (say(heading), links)
            } + (besides.isEmpty ? [] : [(say(MatterWords.contacts), besides)])
                + [(say(RoutingWords.rail), [ListLink(say(RoutingWords.title), to: RoutingPaths.rules)])]
        )
    }

    private func link(_ list: WorkList) -> ListLink? {
        guard let count = counts.first(where: { $0.list == list })?.count else { return nil }
        let state: ClockState = count == 0 ? .normal : list == .overdue ? .over : list == .soon ? .soon : .normal
        return ListLink(
            say(MatterWords.list(list)), to: MatterPaths.list(list), count: list == .recent ? nil : count,
            isCurrent: list == self.list, state: state
        )
    }

    private var listPane: HTML {
        let newest = filter.isNarrow ? MatterWords.newestFirst(days: WorkList.recentDays) : MatterWords.newestFirst
        let order = list == .recent ? newest : MatterWords.soonestFirst
        let count = count.map { " " + say(MatterWords.count($0)) }
        return """
            <section class="list-region" aria-label="\(say(MatterWords.list(list)))">\(HTML.listHead(
                say(MatterWords.list(list)) + (count ?? ""), beside: "<span class=\"small muted\">\(say(order))</span>",
                filters: "\(filters)\(narrowing)"
            ))<div>\(rowList)\(HTML.more(say(MatterWords.nextPage), to: next))\(bulk)</div></section>
            """
    }

    private var filters: HTML {
        let kinds = [MatterKind?.none] + MatterKind.allCases.map(Optional.some)
        let links = kinds.map { kind in
            ListLink(
                say(kind.map(MatterWords.kind) ?? MatterWords.allKinds),
                to: MatterPaths.list(list, filter.with(kind: kind)), isCurrent: kind == filter.kind
            )
        }
        return .filters(say(MatterWords.filters), links)
    }

    private var narrowing: HTML {
        ListNarrowing(list: list, filter: filter, choices: choices, language: language).html
    }

    private var next: Path? {
        hasMore ? MatterPaths.list(list, filter, offset: offset + rows.count) : nil
    }

    private var rowList: HTML {
        guard !rows.isEmpty else {
            guard filter.isEmpty else {
                let all = HTML.linkButton(say(MatterWords.clear), to: MatterPaths.list(list))
                return "<div class=\"pad\">\(HTML.emptyState(say(MatterWords.emptyNarrowed), next: all))</div>"
            }
            let link: HTML? =
                counts.contains { $0.list == .open } && list != .open
                ? .link(say(MatterWords.seeOpen), to: MatterPaths.list(.open)) : nil
            return "<div class=\"pad\">\(HTML.emptyState(say(MatterWords.empty(list)), next: link))</div>"
        }
        let items: [HTML] = rows.map { row in
            let path = MatterPaths.list(list, filter, offset: offset, open: row.matter.id)
            let html = row.listRow(
                to: path, today: today, language: language, isCurrent: row.matter.id == open?.matter.id
            ).html
            return "<li\(attribute: "class", units == nil ? nil : "pick")>\(units == nil ? nil : tick(row))\(html)</li>"
        }
        return "<ul class=\"rows\" data-rows=\"true\">\(items)</ul>"
    }

    private func tick(_ row: MatterRow) -> HTML {
        """
        <input class="pick-box" type="checkbox" form="bulk" name="pick" \
        value="\(row.matter.id):\(row.matter.revision)" aria-label="\(say(MatterWords.tick(row.matter.number)))">
        """
    }

    private var bulk: HTML? {
        guard let units, !rows.isEmpty else { return nil }
        let form: HTML = """
            <form class="stack" id="bulk" method="post" action="\(MatterPaths.bulk)">\(HTML.hidden("csrf", csrf))\
            \(HTML.hidden("list", list.rawValue))\(filter.fields.map { HTML.hidden($0.name, $0.value) })<p class="small muted">\(say(MatterWords.bulkHint))</p>\
            \(HTML.buttons([.button(say(MatterWords.acceptTicked), name: "action", value: "accept")]))\
            \(units.select(Field("unit", say(MatterWords.unit), id: "bulk-unit"), language: language))\
            \(HTML.input(Field("text", say(MatterWords.text(.transfer)), id: "bulk-text"), maximum: 500))\
            \(HTML.buttons([.button(say(MatterWords.transferTicked), name: "action", value: "transfer")]))</form>
            """
        return "<div class=\"pad no-print\">\(HTML.more(say(MatterWords.bulk), form))</div>"
    }

    private var openPane: HTML {
        let back: HTML =
            "<p class=\"phone-only\">\(HTML.back(say(MatterWords.backToList), to: MatterPaths.list(list, filter, offset: offset)))</p>"
        let inner =
            open.map { MatterPane(view: $0, language: language, csrf: csrf, isAlone: isAsked).html }
            ?? (rows.isEmpty ? .empty : HTML.emptyState(say(MatterWords.nothingOpen)))
        // The page is the list's, unless somebody asked for the matter.
        let heading: HTML = "<h1 class=\"aside-only\">\(say(MatterWords.list(list)))</h1>"
        return """
            \(isAsked ? nil : heading)<div class="stack-24\(isAsked ? " open-asked" : "")">\(isAsked ? back : nil)\(inner)</div>\
            \(DeskKeys.help(language))
            """
    }
}

/// The help with the keys of the desk.
enum DeskKeys {
    static func help(_ language: Language) -> HTML {
        .keyHelp(
            MatterWords.keysHead.text(language), keys: MatterWords.keys.map { ($0.0, $0.1.text(language)) },
            switchLabel: MatterWords.keysSwitch.text(language), close: MatterWords.close.text(language)
        )
    }
}
