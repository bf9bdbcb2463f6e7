// The index before a bundle: titles, dots, pages; each line leads to its page.

import Base

/// Makes the index pages.
struct LetterIndex {
    let title: String
    let parts: [String]
    let setter: TextSetter

    static let words = LetterWords.index.zh

    /// The page, from 1, on which each part begins.
    func beginnings(counts: [Int]) -> [Int] {
        var page = pages(parts.map { _ in 1 }).count + 1
        return counts.map { count in
            defer { page += count }
            return page
        }
    }

    func pages(_ beginnings: [Int]) -> [LetterPage] {
        let big = TextStyle(family: setter.fonts.title, size: 22, alignment: .centre, isBold: true)
        let small = TextStyle(family: setter.fonts.script, size: 14, alignment: .centre)
        let head = setter.lines(Self.words, big, width: PageMeasures.bodyWidth)
        let name = setter.lines(title, small, width: PageMeasures.bodyWidth)
        var items = (head + name).enumerated().map { index, line in
            FlowItem(height: 36, holdsNext: true) { canvas, y in
                canvas.use(.black)
                line.draw(on: canvas, x: PageMeasures.left, baseline: y + 26)
            }
        }
        items.append(.space(0.5))
        for (index, (part, page)) in zip(parts, beginnings).enumerated() {
            items += entry("\(index + 1)．\(LetterText.clean(part))", page: page)
        }
        return PageBreaker.pages(items)
    }

    private func entry(_ text: String, page: Int) -> [FlowItem] {
        let style = TextStyle(family: setter.fonts.body, size: 14)
        let right = PageMeasures.left + PageMeasures.bodyWidth
        let lines = setter.lines(text, style, width: PageMeasures.bodyWidth - 50)
        let number = setter.lines(String(page), style, width: 100).first
        let dots = setter.lines("…", style, width: 100).first
        return lines.enumerated().map { index, line in
            let isLast = index == lines.count - 1
            return FlowItem(height: 26, holdsNext: !isLast) { canvas, y in
                canvas.use(.black)
                line.draw(on: canvas, x: PageMeasures.left, baseline: y + 18)
                canvas.link(
                    toPage: page, x: PageMeasures.left, y: y, width: PageMeasures.bodyWidth, height: 26)
                guard isLast, let number else { return }
                number.draw(on: canvas, x: right - number.width, baseline: y + 18)
                var x = right - number.width - 6
                while let dots, x - dots.width > PageMeasures.left + line.width + 6 {
                    x -= dots.width
                    dots.draw(on: canvas, x: x, baseline: y + 18)
                }
            }
        }
    }
}
