// Makes pages of a letter: heads, paragraphs and clauses here, tables and ends in files of their own.
//
// Followed of GB/T 9704-2012: page and grid (5.2), the letter form's masthead 30 mm from the edge with the number at
// the right below a red double line (10.1), title in 小标宋 of 22 pt (7.3.1), text of 16 pt in 仿宋 (5.2.2), numbers of
// clauses (7.3.3), attachments (7.3.4), end with seal (7.3.5), page numbers (7.5), the foot with copies (7.4.2).
// Not followed: the foot moved to an even page (7.4.1), as letters are not printed as booklets; the lower red double
// line of the letter form.
import Base

/// Sets one letter.
struct LetterComposer {
    let setter: TextSetter
    let sheet: LetterSheet

    var letter: Letter { sheet.letter }
    var fonts: LetterFonts { setter.fonts }
    var isChinese: Bool { letter.language != .english }
    /// The height of a line of text.
    var line: Double { isChinese ? PageMeasures.line : 17 }
    var size: Double { isChinese ? 16 : 11.5 }

    init(setter: TextSetter, sheet: LetterSheet) {
        self.setter = setter
        self.sheet = sheet
    }

    func pages() throws -> [LetterPage] {
        var items: [FlowItem] = isChinese ? [] : [readingCopy()]
        var hasMasthead = false
        if !letter.contents.contains(where: { if case .closing = $0 { true } else { false } }) {
            items += try proof()
        }
        for (index, content) in letter.contents.enumerated() {
            if isEnd(index) { Self.keepTextWithEnd(&items) }
            switch content {
            case .masthead(let name):
                hasMasthead = true
                items += masthead(name, number: numberOfMasthead)
            case .number(let text): if !hasMasthead { items += number(text) }
            default: items += try self.items(content)
            }
        }
        Self.keepFootWithEnd(&items)
        var pages = PageBreaker.pages(items)
        // The first page of the letter form shows no number (10.1), unless others follow that do.
        if hasMasthead, pages.count == 1 { pages[0].hidesNumber = true }
        return pages
    }

    private var numberOfMasthead: String? {
        letter.contents.compactMap { if case .number(let text) = $0 { text } else { nil } }.first
    }

    private func items(_ content: LetterContent) throws -> [FlowItem] {
        switch content {
        case .masthead, .number: []
        case .title(let text): title(text)
        case .addressee(let text): paragraph(text, indent: 0, holdsNext: true)
        case .paragraph(let text): text.split(separator: "\n").flatMap { paragraph(String($0)) }
        case .heading(let text): heading(text)
        case .clauses(let clauses): self.clauses(clauses, level: 0)
        case .table(let table): self.table(table)
        case .fields(let fields): self.fields(fields)
        case .signatures(let all): signatures(all)
        case .closing(let closing): try self.closing(closing)
        case .attachments(let names): attachments(names)
        case .copies(let text): copies(text)
        }
    }

    /// Whether only hands, name and day, and the foot follow from here.
    private func isEnd(_ index: Int) -> Bool {
        let rest = letter.contents.dropFirst(index)
        guard let first = rest.first, first.isEnd else { return false }
        return rest.allSatisfy { if case .copies = $0 { true } else { $0.isEnd } }
    }

    /// The end takes two lines of text along: no page holds nothing but an end (7.3.5.5).
    private static func keepTextWithEnd(_ items: inout [FlowItem]) {
        var lines = 0
        for index in items.indices.reversed() where lines < 2 {
            items[index].holdsNext = true
            if !items[index].isSpace { lines += 1 }
        }
    }

    private static func keepFootWithEnd(_ items: inout [FlowItem]) {
        guard let end = items.lastIndex(where: { !$0.isFoot }), items.contains(where: \.isFoot) else { return }
        items[end].holdsNext = true
    }

    // MARK: Styles

    var bodyStyle: TextStyle {
        TextStyle(
            family: fonts.body, size: size, spacing: isChinese ? PageMeasures.pitch - 16 : 0,
            indent: isChinese ? 2 * PageMeasures.pitch : 0, alignment: isChinese ? .justified : .left,
            isChinese: isChinese
        )
    }

    /// The baseline of a line of this size in a slot of this height: the middle of a character stands in the middle.
    static func baseline(_ size: Double, in height: Double) -> Double { height / 2 + 0.38 * size }

    /// Lines as items, each in a slot.
    func rows(
        _ lines: [SetLine], size: Double, height: Double, x: Double = PageMeasures.left, ink: Ink = .black,
        holdsNext: Bool = false
    ) -> [FlowItem] {
        lines.enumerated().map { index, line in
            // Two lines of a paragraph at least on either side of a page's end.
            let isHeld = lines.count > 1 && (index == 0 || index == lines.count - 2)
            return FlowItem(height: height, holdsNext: isHeld || holdsNext) { canvas, y in
                canvas.use(ink)
                line.draw(on: canvas, x: x, baseline: y + Self.baseline(size, in: height))
            }
        }
    }

    // MARK: Head

    private func readingCopy() -> FlowItem {
        let style = TextStyle(family: fonts.heading, size: 9, alignment: .centre, isChinese: false)
        let line = setter.lines(Letter.readingCopy, style, width: PageMeasures.bodyWidth).first
        return FlowItem(height: 17, holdsNext: true) { canvas, y in
            canvas.rule(PageMeasures.left, y + 17, PageMeasures.left + PageMeasures.bodyWidth, y + 17, thick: 0.5)
            canvas.use(.black)
            line?.draw(on: canvas, x: PageMeasures.left, baseline: y + 11)
        }
    }

    /// The organ's name fills at most the width of the text, in one line.
    private func masthead(_ name: String, number: String?) -> [FlowItem] {
        var style = TextStyle(family: fonts.title, size: isChinese ? 36 : 22, alignment: .centre, isBold: true)
        let wide = setter.width(name, style)
        if wide > PageMeasures.bodyWidth { style.size = max(12, style.size * PageMeasures.bodyWidth / wide) }
        let line = setter.lines(name, style, width: PageMeasures.bodyWidth).first
        var small = bodyStyle
        small.indent = 0
        small.alignment = .right
        let below = number.map { setter.lines($0, small, width: PageMeasures.bodyWidth) }?.first
        let millimetre = PageMeasures.millimetre, size = size, slot = self.line
        let head = FlowItem(height: (isChinese ? 3 : 5) * slot, holdsNext: true) { canvas, _ in
            let rule = 49 * millimetre, left = 20 * millimetre, right = 190 * millimetre
            canvas.use(.red)
            line?.draw(on: canvas, x: PageMeasures.left, baseline: 43 * millimetre)
            canvas.rule(left, rule, right, rule, thick: 2, ink: .red)
            canvas.rule(left, rule + 2.6, right, rule + 2.6, thick: 0.7, ink: .red)
            canvas.use(.black)
            below?.draw(on: canvas, x: PageMeasures.left, baseline: rule + 4 + Self.baseline(size, in: slot))
        }
        return [head]
    }

    private func number(_ text: String) -> [FlowItem] {
        var style = bodyStyle
        style.indent = 0
        style.alignment = .centre
        let lines = setter.lines(text, style, width: PageMeasures.bodyWidth)
        return rows(lines, size: size, height: line, holdsNext: true) + [.space(0.5)]
    }

    private func title(_ text: String) -> [FlowItem] {
        let points = isChinese ? 22.0 : 15
        let style = TextStyle(
            family: fonts.title, size: points, alignment: .centre, isBold: true, isChinese: isChinese)
        let lines = setter.lines(text, style, width: PageMeasures.bodyWidth)
        let height = isChinese ? 36.0 : 22
        return [FlowItem(height: line * 0.7, holdsNext: true)]
            + rows(lines, size: points, height: height, holdsNext: true) + [.space(isChinese ? 0.8 : 0.4)]
    }

    // MARK: Text

    func paragraph(_ text: String, indent: Double? = nil, holdsNext: Bool = false) -> [FlowItem] {
        var style = bodyStyle
        if let indent { style.indent = indent }
        let lines = setter.lines(text, style, width: PageMeasures.bodyWidth)
        let items = rows(lines, size: size, height: line, holdsNext: holdsNext)
        return isChinese ? items : items + [.space(0.2, holdsNext: holdsNext)]
    }

    func heading(_ text: String, level: Int = 0) -> [FlowItem] {
        var style = bodyStyle
        style.family = level == 0 ? fonts.heading : fonts.script
        style.isBold = !isChinese
        style.alignment = .left
        let lines = setter.lines(text, style, width: PageMeasures.bodyWidth)
        return rows(lines, size: size, height: line, holdsNext: true)
    }

    private func clauses(_ clauses: [LetterClause], level: Int) -> [FlowItem] {
        var items: [FlowItem] = []
        for (index, clause) in clauses.enumerated() {
            let label = LetterNumbers.label(index + 1, level: level, isChinese: isChinese)
            var texts = clause.text?.split(separator: "\n").map(String.init) ?? []
            if let heading = clause.heading {
                items += self.heading(label + heading, level: level)
            } else {
                texts = [label + (texts.first ?? "")] + texts.dropFirst()
            }
            items += texts.flatMap { paragraph($0) }
            items += self.clauses(clause.clauses, level: level + 1)
        }
        return items
    }
}

extension LetterContent {
    /// Whether it ends a letter: hands, or name and day.
    fileprivate var isEnd: Bool {
        switch self {
        case .signatures, .closing: true
        default: false
        }
    }
}
