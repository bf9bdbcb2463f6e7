import Addresses
import Base
import Command
import Divisions
import Markup

/// The coverage of the district by town, or of one town by village and grid: figures, a map and a table.
struct CoveragePage {
    let language: Language
    let coverage: Coverage
    let town: Division?
    let sketch: MapSketch
    let isByGrid: Bool

    var title: String { town?.name.text(language) ?? say(CoverageWords.title) }

    var html: HTML {
        """
        <div class="command-body"><div class="command-line"><div class="stack-4">\(way)\
        <h1 class="title">\(title)</h1><p class="lead">\(say(CoverageWords.lead))</p></div></div>\(figures)
        <div class="command-page"><div class="head-line"><h2 class="head">\(say(mapTitle))</h2></div>\
        <div class="town-panes"><div class="stack">\(movable)\
        <div class="stack" id="coverage-map">\(map)\(note)</div></div>\(table)</div></div></div>
        """
    }

    private func say(_ words: Words) -> String { words.text(language) }

    private var way: HTML {
        guard let town else { return .empty }
        let steps = [(say(CoverageWords.title), CoverageRoutes.path())]
        return HTML.crumbs(say(CoverageWords.way), steps, here: "\(town.name.text(language))")
    }

    private var figures: HTML {
        let whole = coverage.whole, empty = coverage.places(.grid).count { $0.count.addresses == 0 }
        return HTML.figures(
            say(CoverageWords.figures),
            [
                HTML.figure(
                    say(CoverageWords.addresses), whole.addresses.grouped, unit: say(CoverageWords.addressUnit)),
                HTML.figure(
                    say(CoverageWords.located), whole.located.grouped, unit: whole.percent.map { "\($0) %" } ?? ""),
                HTML.figure(
                    say(CoverageWords.unlocated), (whole.addresses - whole.located).grouped,
                    unit: say(CoverageWords.addressUnit)),
                HTML.figure(say(CoverageWords.empty), empty.grouped, unit: say(CoverageWords.gridUnit)),
            ])
    }

    private var mapTitle: Words {
        town == nil ? CoverageWords.townMap : isByGrid ? CoverageWords.gridMap : CoverageWords.villageMap
    }

    private var movable: HTML {
        MapDrawing.movable(
            say(mapTitle), from: "coverage-map", nearer: say(CoverageWords.nearer), farther: say(CoverageWords.farther))
    }

    private var map: HTML {
        guard !sketch.areas.isEmpty else { return "<p class=\"muted\">\(say(CoverageWords.noMap))</p>" }
        let counts = [DivisionLevel.town, .village, .grid].flatMap { coverage.places($0) }
        let known = Dictionary(counts.map { ($0.division.id, $0.count) }) { first, _ in first }
        return MapDrawing(
            say(mapTitle), width: MapSketch.width, height: sketch.height,
            shapes: sketch.areas.map { shape($0, known[$0.division] ?? CoverageCount()) },
            legend: CoverageWords.steps.map(say)
        ).html
    }

    private func shape(_ area: MapArea, _ count: CoverageCount) -> MapShape {
        MapShape(
            to: town == nil ? CoverageRoutes.path(area.code) : Path.anchor("d\(area.code)"),
            label: say(CoverageWords.area(area.name, count.addresses, count.located)),
            name: area.shortName.text(language), outline: area.path, labelX: area.labelX, labelY: area.labelY,
            room: area.room, figure: count.addresses, step: count.step)
    }

    private var note: HTML? { sketch.isSchematic ? .demoNote(say(CoverageWords.schematic)) : nil }

    private var table: HTML {
        let columns = [
            Column(say(CoverageWords.place)), Column(say(CoverageWords.addresses), isNumber: true),
            Column(say(CoverageWords.located), isNumber: true), Column(say(CoverageWords.share), isNumber: true),
        ]
        let label = town == nil ? CoverageWords.towns : CoverageWords.places
        return HTML.table(say(label), columns, rows: town == nil ? townRows : placeRows, isDense: true)
    }

    private var townRows: [[HTML]] {
        let rows = coverage.places(.town).map { place in
            row(
                HTML.link(place.division.name.text(language), to: CoverageRoutes.path(place.division.code)),
                place.count)
        }
        let known = Set(coverage.towns.map(\.id))
        return rows + rest(CoverageWords.otherPlace, coverage.count { !known.contains($0.town) })
    }

    /// Each village with its grids below it, and what lies in none.
    private var placeRows: [[HTML]] {
        let grids = Dictionary(grouping: coverage.places(.grid)) { $0.division.parent }
        let known = Set(coverage.villages.map(\.id)), standing = Set(coverage.grids.map(\.id))
        let rows = coverage.places(.village).flatMap { village -> [[HTML]] in
            let id = village.division.id
            let name: HTML = """
                <strong id="d\(village.division.code)">\(village.division.name.text(language))</strong>
                """
            let below = (grids[id] ?? []).map { grid in
                row("<span id=\"d\(grid.division.code)\">\(grid.division.name.text(language))</span>", grid.count)
            }
            let lost = coverage.count { $0.village == id && !($0.grid.map(standing.contains) ?? false) }
            return [row(name, village.count)] + below + (grids[id] == nil ? [] : rest(CoverageWords.noGrid, lost))
        }
        return rows + rest(CoverageWords.onlyTown, coverage.count { $0.village == nil })
            + rest(CoverageWords.otherPlace, coverage.count { $0.village.map { !known.contains($0) } ?? false })
    }

    private func row(_ name: HTML, _ count: CoverageCount) -> [HTML] {
        let share: HTML = count.percent.map { "\($0) %" } ?? "<span class=\"muted\">–</span>"
        return [name, "\(count.addresses.grouped)", "\(count.located.grouped)", share]
    }

    /// A line for what stands in no other; none when there is nothing.
    private func rest(_ words: Words, _ count: CoverageCount) -> [[HTML]] {
        count.addresses == 0 ? [] : [row("<span class=\"muted\">\(say(words))</span>", count)]
    }
}
