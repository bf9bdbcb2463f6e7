import Base
import Markup

/// The map of a sketch: areas coloured by a figure, each a link that says its name and figures.
struct AreaMap {
    var language: Language
    var sketch: MapSketch
    var counts: [RecordID: AreaCount]
    var colour: MapColour
    var label: Words
    /// Where an area leads.
    var path: (MapArea) -> Path

    /// Where a script shows the same areas so that they can be moved and enlarged.
    static func movable(_ label: Words, from part: String, _ language: Language) -> HTML {
        MapDrawing.movable(
            label.text(language), from: part, nearer: CommandWords.nearer.text(language),
            farther: CommandWords.farther.text(language)
        )
    }

    var html: HTML {
        guard !sketch.areas.isEmpty else { return "<p class=\"muted\">\(CommandWords.noMap.text(language))</p>" }
        let scale = HeatScale(largest: sketch.areas.map { count($0).figure(colour) }.max() ?? 0)
        let legend = (0...4).map { step in
            (step == 0 ? CommandWords.none : CommandWords.range(scale.range(step))).text(language)
        }
        return MapDrawing(
            label.text(language), width: MapSketch.width, height: sketch.height,
            shapes: sketch.areas.map { shape($0, scale) }, legend: legend
        ).html
    }

    private func count(_ area: MapArea) -> AreaCount { counts[area.division] ?? AreaCount(division: area.division) }

    private func shape(_ area: MapArea, _ scale: HeatScale) -> MapShape {
        let count = count(area)
        let figure = count.figure(colour)
        return MapShape(
            to: path(area), label: CommandWords.area(area.name, count).text(language),
            name: area.shortName.text(language), outline: area.path, labelX: area.labelX, labelY: area.labelY,
            room: area.room, figure: figure, step: scale.step(figure)
        )
    }
}

/// The table beside a map: every area with its figures, the one that needs most care first.
struct AreaTable {
    var language: Language
    var label: Words
    var head: Words
    var today: Day
    var rows: [(name: Words, path: Path?, count: AreaCount)]
    var colour: MapColour

    var html: HTML {
        let columns = [
            Column(head.text(language)), Column(CommandWords.overdue.text(language), isNumber: true),
            Column(CommandWords.open.text(language), isNumber: true),
            Column(CommandWords.today.text(language), isNumber: true), Column(CommandWords.oldest.text(language)),
        ]
        let sorted = rows.enumerated().sorted { one, other in
            let (a, b) = (one.element.count, other.element.count)
            let (first, second) = colour == .open ? (a.open, b.open) : (a.overdue, b.overdue)
            return (first, a.open) == (second, b.open) ? one.offset < other.offset : (first, a.open) > (second, b.open)
        }
        return HTML.table(label.text(language), columns, rows: sorted.map { cells($0.element) }, isDense: true)
    }

    private func cells(_ row: (name: Words, path: Path?, count: AreaCount)) -> [HTML] {
        let name = row.name.text(language)
        let days = row.count.oldestDue.map { today.number - $0.number } ?? 0
        let overdue: HTML = row.count.overdue > 0 ? "<strong>\(row.count.overdue)</strong>" : "0"
        return [
            row.path.map { HTML.link(name, to: $0) } ?? "\(name)", overdue, "\(row.count.open)",
            "\(row.count.dueToday)",
            days > 0 ? "\(CommandWords.late(days).text(language))" : "<span class=\"muted\">–</span>",
        ]
    }
}
