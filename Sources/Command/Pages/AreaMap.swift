import Base
import Markup

/// A map drawn by the server: areas coloured by a figure, each a link that says its name and figures.
struct AreaMap {
    var language: Language
    var sketch: MapSketch
    var counts: [RecordID: AreaCount]
    var colour: MapColour
    var label: Words
    /// Where an area leads.
    var path: (MapArea) -> Path

    /// Where a script shows the same areas so that they can be moved and enlarged; it takes them from the part with
    /// that id, which stays as it is for print and without scripts.
    static func movable(_ label: Words, from part: String, _ language: Language) -> HTML {
        """
        <div class="map-box no-print" data-map="\(part)" role="region" aria-label="\(label.text(language))" \
        hidden="hidden"><div class="map-keys">\(key("+", 1, CommandWords.nearer.text(language)))\
        \(key("−", -1, CommandWords.farther.text(language)))</div></div>
        """
    }

    private static func key(_ sign: String, _ steps: Int, _ words: String) -> HTML {
        """
        <button class="button" type="button" data-zoom="\(steps)" aria-label="\(words)" title="\(words)">\(sign)</button>
        """
    }

    var html: HTML {
        guard !sketch.areas.isEmpty else { return "<p class=\"muted\">\(CommandWords.noMap.text(language))</p>" }
        return """
            <svg class="map" viewBox="0 0 \(MapSketch.width) \(sketch.height)" role="group" \
            aria-label="\(label.text(language))">\(sketch.areas.map(shape))</svg>\(legend)
            """
    }

    private var scale: HeatScale {
        HeatScale(largest: sketch.areas.map { count($0).figure(colour) }.max() ?? 0)
    }

    private func count(_ area: MapArea) -> AreaCount { counts[area.division] ?? AreaCount(division: area.division) }

    private func shape(_ area: MapArea) -> HTML {
        let count = count(area)
        let figure = count.figure(colour)
        let step = scale.step(figure)
        return """
            <a href="\(path(area))" class="t\(step)" aria-label="\(CommandWords.area(area.name, count).text(language))">\
            <path class="h\(step)" d="\(area.path)"/>\(name(area, figure))</a>
            """
    }

    /// The name where it has room, and the figure below it.
    private func name(_ area: MapArea, _ figure: Int) -> HTML {
        let short = area.shortName.text(language)
        let isNamed = halfWidth(of: short) <= area.room
        let y = figure == 0 ? area.labelY + 5 : area.labelY - 3
        // `w`: there is room for it at twice the size, which a telephone needs.
        let isWide = 2 * halfWidth(of: short) <= area.room
        let nameText: HTML? =
            isNamed
            ? "<text\(attribute: "class", isWide ? "w" : nil) x=\"\(area.labelX)\" y=\"\(y)\">\(short)</text>" : nil
        guard figure > 0 else { return nameText ?? .empty }
        let below = isNamed ? y + 18 : area.labelY + 6
        return "\(nameText)<text class=\"n\" x=\"\(area.labelX)\" y=\"\(below)\">\(figure)</text>"
    }

    // Han are square at 14 units, Latin letters about half of that.
    private func halfWidth(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E80 ? 14 : 8) } / 2
    }

    private var legend: HTML {
        let scale = scale
        let steps: [HTML] = (0...4).map { step in
            let words = step == 0 ? CommandWords.none : CommandWords.range(scale.range(step))
            return """
                <span><svg viewBox="0 0 18 12" aria-hidden="true"><rect class="h\(step)" width="18" height="12"/></svg>\
                \(words.text(language))</span>
                """
        }
        return "<p class=\"legend\">\(steps)</p>"
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
