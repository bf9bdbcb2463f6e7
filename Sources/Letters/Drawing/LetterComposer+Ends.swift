// The end of a letter: attachments, hands, name and day under the seal, the code to verify, copies at the foot.
import Base

extension LetterComposer {
    private var colon: String { isChinese ? "：" : ": " }

    /// The least that is free for a hand, in points.
    private static let hand = 120.0

    /// A blank line, then 附件： with numbers where there are several (7.3.4).
    func attachments(_ names: [String]) -> [FlowItem] {
        guard !names.isEmpty else { return [] }
        let head = LetterWords.attachments.text(letter.language) + colon
        var style = bodyStyle
        let em = isChinese ? PageMeasures.pitch : 8
        style.alignment = .left
        var items = [FlowItem.space(1, holdsNext: false)]
        for (index, name) in names.enumerated() {
            let number = names.count > 1 ? "\(index + 1)." : ""
            style.indent = index == 0 ? 2 * em : 5 * em
            let text = (index == 0 ? head : "") + number + name
            items += rows(
                setter.lines(text, style, width: PageMeasures.bodyWidth), size: size, height: line
            )
        }
        return items
    }

    /// Each hand has a line to itself; up to eight stay together.
    func signatures(_ all: [LetterSignature]) -> [FlowItem] {
        let isHeld = all.count <= 8
        var items = [FlowItem.space(0.6)]
        for (index, one) in all.enumerated() {
            let name = one.name.isEmpty ? "" : (isChinese ? "（\(one.name)）" : " (\(one.name))")
            var style = bodyStyle
            style.alignment = .left
            let lines = setter.lines(one.role + name + colon, style, width: PageMeasures.bodyWidth - Self.hand)
            let slot = line * 1.35, size = size
            for (number, text) in lines.enumerated() {
                let isLast = number == lines.count - 1
                items.append(
                    FlowItem(height: isLast ? slot : line, holdsNext: !isLast || (isHeld && index < all.count - 1)) {
                        canvas, y in
                        canvas.use(.black)
                        let baseline = y + Self.baseline(size, in: slot)
                        text.draw(on: canvas, x: PageMeasures.left, baseline: baseline)
                        let start = PageMeasures.left + text.offset + text.width + 2
                        let end = PageMeasures.left + PageMeasures.bodyWidth
                        if isLast { canvas.rule(start, baseline + 3, end, baseline + 3, thick: 0.5) }
                    }
                )
            }
        }
        return items
    }

    /// Day with four characters free at the right, the name in the middle above it, the seal in the middle over both,
    /// its top within a line of the text (7.3.5.1). Without a seal the day stays two characters from the edge.
    func closing(_ closing: LetterClosing) throws -> [FlowItem] {
        var style = bodyStyle
        style.indent = 0
        style.alignment = .left
        let texts = (closing.names + [closing.day]).filter { !$0.isEmpty }
        let lines = texts.compactMap { setter.lines($0, style, width: 100_000).first }
        let right = PageMeasures.left + PageMeasures.bodyWidth - (closing.isSealed ? 4 : 2) * PageMeasures.pitch
        let widest = min(lines.map(\.width).max() ?? 0, PageMeasures.bodyWidth)
        let day = lines.last?.width ?? 0
        // A long name would run over the edge: then name and day move to the left together.
        let middle = min(right - day / 2, PageMeasures.left + PageMeasures.bodyWidth - widest / 2)
        // A reading copy bears no seal: it is not the letter.
        let seal = closing.isSealed && isChinese ? sheet.seal : nil
        let above = closing.isSealed ? 2 : 1
        let slot = line, size = size, drawing = SealDrawing(setter: setter)
        let code = try sheet.proof.map { try ProofDrawing($0, setter: setter, isChinese: isChinese) }
        let height = max(Double(above + lines.count) * slot + (seal != nil ? slot * 0.8 : 0), code?.height ?? 0)
        let end = FlowItem(height: height) { canvas, y in
            canvas.use(.black)
            for (index, text) in lines.enumerated() {
                let baseline = y + Double(above + index) * slot + Self.baseline(size, in: slot)
                text.draw(on: canvas, x: middle - text.width / 2 - text.offset, baseline: baseline)
            }
            code?.draw(on: canvas, x: PageMeasures.left, y: y + 0.5 * slot)
            if let seal {
                let centre = y + (Double(above) + Double(lines.count) / 2) * slot - 9
                drawing.draw(seal, on: canvas, x: middle, y: centre)
            }
        }
        return [end]
    }

    /// The code in the upper margin, for a letter without an end.
    func proof() throws -> [FlowItem] {
        guard let proof = sheet.proof else { return [] }
        let drawing = try ProofDrawing(proof, setter: setter, isChinese: isChinese)
        return [
            FlowItem(height: 0, holdsNext: true) { canvas, _ in
                drawing.draw(on: canvas, x: PageMeasures.left, y: 10 * PageMeasures.millimetre)
            }
        ]
    }

    /// 抄送 in 14 pt between lines at the foot of the last page (7.4.2).
    func copies(_ text: String) -> [FlowItem] {
        guard !text.isEmpty else { return [] }
        let points = isChinese ? 14.0 : 10, em = points
        let style = TextStyle(family: fonts.body, size: points, indent: -3 * em, isChinese: isChinese)
        let said = LetterWords.copies.text(letter.language) + colon + text
        let width = PageMeasures.bodyWidth - 2 * em
        let lines = setter.lines(said, style, width: width), height = points * 1.6
        var item = FlowItem(height: Double(lines.count) * height + 6)
        item.isFoot = true
        item.draw = { canvas, y in
            let right = PageMeasures.left + PageMeasures.bodyWidth
            canvas.rule(PageMeasures.left, y, right, y, thick: 1)
            let bottom = y + Double(lines.count) * height + 4
            canvas.rule(PageMeasures.left, bottom, right, bottom, thick: 1)
            canvas.use(.black)
            for (index, line) in lines.enumerated() {
                let baseline = y + 2 + Double(index) * height + Self.baseline(points, in: height)
                line.draw(on: canvas, x: PageMeasures.left + em, baseline: baseline)
            }
        }
        return [item]
    }
}
