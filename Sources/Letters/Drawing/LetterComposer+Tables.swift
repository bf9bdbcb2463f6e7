// Tables and forms. A row is made of slots one line high, so that a long one can go on over the page.

/// One cell of a row that was set.
private struct SetCell {
    let lines: [SetLine]
    let left: Double
    let width: Double
}

extension LetterComposer {
    private var cellSize: Double { isChinese ? 14 : 10.5 }
    private var cellLine: Double { isChinese ? 23 : 15 }
    private static let padding = 5.0

    /// The head and the rows; the head is not repeated on the next page.
    func table(_ table: LetterTable) -> [FlowItem] {
        guard !table.columns.isEmpty else { return [] }
        let parts = table.widths.isEmpty ? table.columns.map { _ in 1 } : table.widths
        var items = row(table.columns, parts, isHead: true, lines: 1)
        for cells in table.rows { items += row(cells, parts, isHead: false, lines: 1) }
        return [.space(0.2)] + items + [.space(0.4, holdsNext: false)]
    }

    /// A form: names on the left quarter.
    func fields(_ fields: [LetterField]) -> [FlowItem] {
        let items = fields.flatMap { field in
            row([field.label, field.text], [11, 34], isHead: false, lines: min(30, max(1, field.lines)), isForm: true)
        }
        return items + [.space(0.4, holdsNext: false)]
    }

    private func row(_ texts: [String], _ parts: [Int], isHead: Bool, lines: Int, isForm: Bool = false) -> [FlowItem] {
        let all = Double(max(1, parts.reduce(0, +)))
        var left = PageMeasures.left
        var cells: [SetCell] = []
        for (column, (text, part)) in zip(texts, parts).enumerated() {
            let width = PageMeasures.bodyWidth * Double(part) / all
            let isName = isHead || (isForm && column == 0)
            let style = TextStyle(
                family: isName ? fonts.heading : fonts.body, size: cellSize, alignment: isName ? .centre : .left,
                isChinese: isChinese
            )
            let set = setter.lines(text, style, width: max(20, width - 2 * Self.padding))
            cells.append(SetCell(lines: set, left: left, width: width))
            left += width
        }
        let count = max(lines, cells.map(\.lines.count).max() ?? 1)
        return (0..<count).map { slot($0, of: count, cells, isHead: isHead) }
    }

    /// One line of a row with its borders; a row of up to eight lines stays whole.
    private func slot(_ index: Int, of count: Int, _ cells: [SetCell], isHead: Bool) -> FlowItem {
        let margin = 4.0, size = cellSize, line = cellLine
        let isFirst = index == 0, isLast = index == count - 1
        let top = isFirst ? margin : 0
        let height = line + top + (isLast ? margin : 0)
        // A row whose cell is shorter than its neighbours has its text in the middle.
        return FlowItem(height: height, holdsNext: isHead || (!isLast && count <= 8)) { canvas, y in
            let right = PageMeasures.left + PageMeasures.bodyWidth
            if isFirst { canvas.rule(PageMeasures.left, y, right, y) }
            if isLast { canvas.rule(PageMeasures.left, y + height, right, y + height) }
            for cell in cells { canvas.rule(cell.left, y, cell.left, y + height) }
            canvas.rule(right, y, right, y + height)
            canvas.use(.black)
            for cell in cells {
                let skipped = count <= 8 ? Double(count - cell.lines.count) / 2 : 0
                let shift = skipped.rounded(.down)
                let number = index - Int(shift)
                guard number >= 0, let text = cell.lines.dropFirst(number).first else { continue }
                let baseline = y + top + (skipped - shift) * line + LetterComposer.baseline(size, in: line)
                text.draw(on: canvas, x: cell.left + Self.padding, baseline: baseline)
            }
        }
    }
}
