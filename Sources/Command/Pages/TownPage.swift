import Base
import Divisions
import Markup

/// A town with its villages.
struct TownPage {
    var language: Language
    var today: Day
    var town: Division
    var villages: [Division]
    var sketch: MapSketch
    var counts: [AreaCount]
    var colour: MapColour

    var html: HTML {
        let name = town.name.text(language)
        return """
            <div class="command-body"><div class="command-line"><div class="stack-4">\
            \(HTML.crumbs(say(CommandWords.way), [(say(CommandWords.title), CommandPaths.overview(colour: colour))], here: "\(name)"))\
            <h1 class="title">\(name)</h1></div></div>\(figures)
            <div class="command-page">\(map)</div></div>
            """
    }

    private func say(_ words: Words) -> String { words.text(language) }

    private var figures: HTML {
        HTML.figures(
            say(CommandWords.fourFigures),
            [
                figure(.open, counts.reduce(0) { $0 + $1.open }), figure(.today, counts.reduce(0) { $0 + $1.dueToday }),
                figure(.overdue, counts.reduce(0) { $0 + $1.overdue }),
            ]
        )
    }

    private func figure(_ list: OpenList, _ number: Int) -> HTML {
        let isOver = list == .overdue && number > 0
        return HTML.figure(
            say(CommandWords.which(list)), number.grouped,
            unit: say(isOver ? CommandWords.needsSomebody : CommandWords.unit),
            to: CommandPaths.matters(list, town: town.code), isOver: isOver
        )
    }

    private var map: HTML {
        let byVillage = Dictionary(
            counts.compactMap { count in count.division.map { ($0, count) } }, uniquingKeysWith: { first, _ in first }
        )
        let map = AreaMap(
            language: language, sketch: sketch, counts: byVillage.merging([town.id: whole]) { first, _ in first },
            colour: colour, label: title, path: { path($0.division == town.id ? nil : $0.code) }
        )
        var rows: [(name: Words, path: Path?, count: AreaCount)] = villages.map { village in
            (village.name, path(village.code), byVillage[village.id] ?? AreaCount(division: village.id))
        }
        let known = Set(villages.map(\.id))
        for count in counts where count.division.map({ !known.contains($0) }) ?? true {
            rows.append((count.division == nil ? CommandWords.onlyTown : CommandWords.placeUnknown, nil, count))
        }
        let table = AreaTable(
            language: language, label: CommandWords.allVillages, head: CommandWords.village, today: today, rows: rows,
            colour: colour
        )
        return """
            <div class="head-line"><h2 class="head">\(say(title))</h2>\(colours)</div>\
            <div class="town-panes"><div class="stack">\(AreaMap.movable(title, from: "town-map", language))\
            <div class="stack" id="town-map">\(map.html)\(note)</div></div>\
            \(rows.isEmpty ? HTML("<p class=\"muted\">\(say(CommandWords.noVillages))</p>") : table.html)</div>
            """
    }

    private var title: Words {
        villages.isEmpty
            ? CommandWords.wholeTitle(town.name, colour)
            : CommandWords.mapTitle(villages.count, CommandWords.villages, colour)
    }

    /// The town as one area: where it has no village on the map.
    private var whole: AreaCount {
        AreaCount(
            division: town.id, open: counts.reduce(0) { $0 + $1.open }, overdue: counts.reduce(0) { $0 + $1.overdue },
            dueToday: counts.reduce(0) { $0 + $1.dueToday }, oldestDue: counts.compactMap(\.oldestDue).min()
        )
    }

    private func path(_ village: String?) -> Path {
        CommandPaths.matters(colour == .open ? .open : .overdue, town: town.code, village: village)
    }

    private var colours: HTML {
        HTML.filters(
            say(CommandWords.colourBy),
            MapColour.allCases.map { choice in
                ListLink(
                    say(CommandWords.colour(choice)), to: CommandPaths.town(town.code, colour: choice),
                    isCurrent: choice == colour
                )
            }
        )
    }

    private var note: HTML? {
        sketch.isSchematic ? .demoNote(say(CommandWords.schematic)) : nil
    }
}
