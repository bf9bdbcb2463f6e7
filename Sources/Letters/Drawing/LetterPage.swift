// Pages out of items: what belongs together stays together.

/// A piece of a letter of some height, with what draws it at its upper edge.
struct FlowItem {
    var height: Double
    /// No page ends after it.
    var holdsNext = false
    /// Nothing is seen of it: it is left out where a page begins.
    var isSpace = false
    /// Stands at the foot of its page.
    var isFoot = false
    var draw: (PDFCanvas, Double) -> Void = { _, _ in }

    static func space(_ lines: Double, holdsNext: Bool = true) -> FlowItem {
        FlowItem(height: lines * PageMeasures.line, holdsNext: holdsNext, isSpace: true)
    }
}

/// A page: items and their upper edges, or a picture.
struct LetterPage {
    let items: [(y: Double, item: FlowItem)]
    var picture: LetterPicture?
    var hidesNumber = false

    init(items: [(y: Double, item: FlowItem)], picture: LetterPicture? = nil) {
        self.items = items
        self.picture = picture
    }

    func draw(on canvas: PDFCanvas) {
        for (y, item) in items { item.draw(canvas, y) }
    }
}

/// Breaks items into pages.
enum PageBreaker {
    /// A page ends where it may, at the latest where it is full.
    static func pages(_ items: [FlowItem]) -> [LetterPage] {
        var pages: [LetterPage] = []
        var rest = items[...]
        while true {
            rest = rest.drop { $0.isSpace && !pages.isEmpty }
            guard !rest.isEmpty else { break }
            let count = taken(rest)
            pages.append(page(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return pages.isEmpty ? [LetterPage(items: [])] : pages
    }

    /// How many items go on the next page.
    private static func taken(_ items: ArraySlice<FlowItem>) -> Int {
        var height = 0.0, count = 0, allowed = 0
        for item in items {
            // A hundredth of a point for sums of thirds.
            guard height + item.height <= PageMeasures.bodyHeight + 0.01 || count == 0 else {
                return allowed == 0 ? count : allowed
            }
            height += item.height
            count += 1
            if !item.holdsNext { allowed = count }
        }
        return count
    }

    private static func page(_ items: ArraySlice<FlowItem>) -> LetterPage {
        var y = PageMeasures.top
        var placed: [(Double, FlowItem)] = []
        let foot = items.filter(\.isFoot).reduce(0) { $0 + $1.height }
        var bottom = PageMeasures.top + PageMeasures.bodyHeight - foot
        for item in items {
            if item.isFoot {
                placed.append((bottom, item))
                bottom += item.height
            } else {
                placed.append((y, item))
                y += item.height
            }
        }
        return LetterPage(items: placed.map { (y: $0.0, item: $0.1) })
    }
}
