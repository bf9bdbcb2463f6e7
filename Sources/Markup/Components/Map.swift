import Base

/// One area of a map, ready to be drawn: its outline, the place of its name, its figure and its colour.
public struct MapShape: Sendable {
    /// Where it leads.
    public var path: Path
    /// Its name and figures for those who hear the page.
    public var label: String
    /// Its name, as short as it is written on a map.
    public var name: String
    /// The outline in the notation of SVG paths.
    public var outline: String
    /// Where the name stands.
    public var labelX: Int
    /// Where the name stands.
    public var labelY: Int
    /// How many units of the drawing are free on either side of that place.
    public var room: Int
    /// The figure below the name; 0 is not written.
    public var figure: Int
    /// The step of colour, from 0 for none to 4 for many.
    public var step: Int

    /// Describes an area.
    public init(
        to path: Path, label: String, name: String, outline: String, labelX: Int, labelY: Int, room: Int, figure: Int,
        step: Int
    ) {
        self.path = path
        self.label = label
        self.name = name
        self.outline = outline
        self.labelX = labelX
        self.labelY = labelY
        self.room = room
        self.figure = figure
        self.step = step
    }

    fileprivate var html: HTML {
        """
        <a href="\(path)"\(attribute: "class", step == 4 ? "t4" : nil) aria-label="\(label)"><path class="h\(step)" d="\(outline)"/>\(words)</a>
        """
    }

    /// The name where it has room, and the figure below it.
    private var words: HTML {
        let half = halfWidth
        let isNamed = half <= room
        let y = figure == 0 ? labelY + 5 : labelY - 3
        // `w`: there is room for it at twice the size, which a telephone needs.
        let isWide = 2 * half <= room
        let nameText: HTML? =
            isNamed ? "<text\(attribute: "class", isWide ? "w" : nil) x=\"\(labelX)\" y=\"\(y)\">\(name)</text>" : nil
        guard figure > 0 else { return nameText ?? .empty }
        return "\(nameText)<text class=\"n\" x=\"\(labelX)\" y=\"\(isNamed ? y + 18 : labelY + 6)\">\(figure)</text>"
    }

    // Han are square at 14 units, Latin letters about half of that.
    private var halfWidth: Int { name.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E80 ? 14 : 8) } / 2 }
}

/// A map drawn by the server: areas coloured by a figure, each a link that says its name and figures.
public struct MapDrawing: Sendable {
    /// What the map shows.
    public var label: String
    /// The width of the drawing.
    public var width: Int
    /// The height of the drawing.
    public var height: Int
    /// The areas.
    public var shapes: [MapShape]
    /// What each step of colour stands for, from 0 on.
    public var legend: [String]

    /// Describes a map.
    public init(_ label: String, width: Int, height: Int, shapes: [MapShape], legend: [String]) {
        self.label = label
        self.width = width
        self.height = height
        self.shapes = shapes
        self.legend = legend
    }

    /// The drawing with its legend.
    public var html: HTML {
        let steps: [HTML] = legend.enumerated().map { step, words in
            """
            <span><svg viewBox="0 0 18 12" aria-hidden="true"><rect class="h\(step)" width="18" height="12"/></svg>\
            \(words)</span>
            """
        }
        return """
            <svg class="map" viewBox="0 0 \(width) \(height)" role="group" aria-label="\(label)">\(shapes.map(\.html))</svg>\
            <p class="legend">\(steps)</p>
            """
    }

    /// Where a script shows the same areas so that they can be moved and enlarged; it takes them from the part with
    /// that id, which stays as it is for print and without scripts.
    public static func movable(_ label: String, from part: String, nearer: String, farther: String) -> HTML {
        """
        <div class="map-box no-print" data-map="\(part)" role="region" aria-label="\(label)" hidden="hidden">\
        <div class="map-keys">\(key("+", 1, nearer))\(key("−", -1, farther))</div></div>
        """
    }

    private static func key(_ sign: String, _ steps: Int, _ words: String) -> HTML {
        """
        <button class="button" type="button" data-zoom="\(steps)" aria-label="\(words)" title="\(words)">\(sign)</button>
        """
    }
}
