import Base
import Clocks
import Divisions
import Markup
import Matters

/// The district at a glance: figures, map, what just happened, how matters ended.
struct CommandPage {
    var language: Language
    var now: Instant
    var overview: Overview
    var atlas: MapStore.Atlas
    var colour: MapColour
    var feed: [FeedRow]
    var signals: [SignalLine]
    var isWall: Bool
    var isWholeDistrict: Bool

    var html: HTML {
        """
        <div class="command-body\(isWall ? " wall" : "")" data-command="true" data-events="\(CommandPaths.events)">
        <div class="command-line"><h1 class="title">\(say(CommandWords.title))</h1>\(ownShare)\
        <p class="open-line"><span class="strong" id="live-time" data-live="true">\(say(DayWords.full(now.day))) \
        \(CommandWords.clock(now))</span>\(HTML.pulse(say(CommandWords.live)))\(isWall ? nil : HTML.link(say(CentreWords.title), to: CommandPaths.centre) + " " + HTML.link(say(RepliesWords.title), to: CommandPaths.replies()))\
        \(wallLink)</p></div>
        <div id="live-figures" data-live="true">\(figures)</div>
        <div class="command-panes"><section class="map-pane" aria-labelledby="map-h">\(map)</section>
        <div class="news-pane">\(news)</div></div></div>
        """
    }

    private func say(_ words: Words) -> String { words.text(language) }

    private var ownShare: HTML? {
        isWholeDistrict ? nil : "<p class=\"small muted\">\(say(CommandWords.ownShare))</p>"
    }

    private var wallLink: HTML {
        HTML.link(
            say(isWall ? CommandWords.leaveWall : CommandWords.wall),
            to: CommandPaths.overview(colour: colour, isWall: !isWall)
        )
    }

    private var figures: HTML {
        let answered = overview.answered
        let ended = overview.trend.last?.ended ?? 0
        let isLate = overview.overdue > 0
        let notes =
            [CommandWords.rated(answered.rated, answered.stars)]
            + (overview.endedOtherwise > 0 ? [CommandWords.otherwise(overview.endedOtherwise)] : [])
        return HTML.figures(
            say(CommandWords.fourFigures),
            [
                figure(
                    CommandWords.open, overview.open, CommandWords.todaysTraffic(overview.filed[now.day] ?? 0, ended),
                    .open),
                figure(CommandWords.today, overview.dueToday, CommandWords.todayNote, .today),
                figure(CommandWords.overdue, overview.overdue, longest, .overdue, isOver: isLate),
                HTML.figure(
                    say(CommandWords.answered), answered.count.grouped, unit: say(CommandWords.unit),
                    note: notes.map(say).joined(separator: language == .english ? "; " : "；")
                ),
            ]
        )
    }

    private func figure(_ label: Words, _ number: Int, _ note: Words, _ list: OpenList, isOver: Bool = false) -> HTML {
        HTML.figure(
            say(label), number.grouped,
            unit: say(isOver ? CommandWords.needsSomebody : CommandWords.unit),
            note: say(note), to: CommandPaths.matters(list), isOver: isOver
        )
    }

    private var longest: Words {
        guard let oldest = overview.oldest else { return CommandWords.nothingLate }
        let town = atlas.towns.first { $0.id == oldest.division }?.name ?? CommandWords.somewhere
        return CommandWords.longest(now.day.number - oldest.due.number, town)
    }

    private var map: HTML {
        let counts = Dictionary(
            overview.areas.compactMap { area in area.division.map { ($0, area) } },
            uniquingKeysWith: { first, _ in first }
        )
        let title = CommandWords.mapTitle(atlas.towns.count, CommandWords.towns, colour)
        let map = AreaMap(
            language: language, sketch: atlas.district, counts: counts, colour: colour, label: title,
            path: { CommandPaths.town($0.code, colour: colour) }
        )
        var rows: [(name: Words, path: Path?, count: AreaCount)] = atlas.towns.map { town in
            (town.name, CommandPaths.town(town.code, colour: colour), counts[town.id] ?? AreaCount(division: town.id))
        }
        let known = Set(atlas.towns.map(\.id))
        for area in overview.areas where area.division.map({ !known.contains($0) }) ?? true {
            rows.append((CommandWords.placeUnknown, nil, area))
        }
        let table = AreaTable(
            language: language, label: CommandWords.allTowns, head: CommandWords.town, today: now.day, rows: rows,
            colour: colour
        )
        return """
            <div class="head-line"><h2 class="head" id="map-h">\(say(title))</h2>\(colours)</div>\
            \(isWall ? .empty : AreaMap.movable(title, from: "live-map", language))\
            <div class="stack" id="live-map" data-live="true">\(map.html)\(table.html)\(schematicNote)</div>
            """
    }

    private var colours: HTML {
        HTML.filters(
            say(CommandWords.colourBy),
            MapColour.allCases.map { choice in
                ListLink(
                    say(CommandWords.colour(choice)), to: CommandPaths.overview(colour: choice, isWall: isWall),
                    isCurrent: choice == colour
                )
            }
        )
    }

    private var schematicNote: HTML? {
        atlas.district.isSchematic ? .demoNote(say(CommandWords.schematic)) : nil
    }

    private var raised: HTML? {
        guard !signals.isEmpty else { return nil }
        let rows = signals.map { ListRow(to: $0.path, title: .said($0.title), meta: ["\(say($0.note))"]) }
        return """
            <section aria-labelledby="signals-h"><div class="head-line"><h2 class="head" id="signals-h">\(say(CommandWords.signals))</h2>\
            \(HTML.link(say(CommandWords.allIssues), to: CommandPaths.issues))</div>\(HTML.rows(rows))</section>
            """
    }

    private var news: HTML {
        """
        \(raised)<section aria-labelledby="feed-h"><div class="head-line"><h2 class="head" id="feed-h">\(say(CommandWords.feed))</h2>\
        \(HTML.feedStop(say(CommandWords.stop), goOn: say(CommandWords.goOn)))</div>\
        \(HTML.feed(feed.map(\.item), id: "feed", empty: say(CommandWords.feedEmpty)))</section>
        <section class="stack-8" aria-labelledby="trend-h"><div class="head-line">\
        <h2 class="head" id="trend-h">\(say(CommandWords.trend))</h2>\
        <span class="small muted">\(say(CommandWords.lastThirty))</span></div>\
        \(isWall ? .empty : TrendChart.movable(from: "live-trend", language))\
        <div class="stack-8" id="live-trend" data-live="true">\
        \(TrendChart(language: language, overview: overview).html)</div></section>
        <section class="stack-8" id="live-ends" data-live="true" aria-labelledby="end-h"><div class="head-line">\
        <h2 class="head" id="end-h">\(say(CommandWords.ends))</h2>\
        <span class="small muted">\(say(CommandWords.lastThirty))</span></div>\
        \(EndBars(language: language, overview: overview).html)</section>
        """
    }
}
