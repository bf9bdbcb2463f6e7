// A round seal as a drawing: ring, star, the unit's name along the ring. It is plainly a drawing and no impression.
import Base
import CPango
import Foundation

/// Draws seals of 42 mm, the size for a county's organs.
struct SealDrawing {
    let setter: TextSetter

    private static let radius = 21 * PageMeasures.millimetre

    /// Draws the seal around a middle.
    func draw(_ seal: LetterSeal, on canvas: PDFCanvas, x: Double, y: Double) {
        switch seal {
        case .drawn(let unit, let isSample): drawRing(LetterText.clean(unit), isSample, on: canvas, x: x, y: y)
        case .picture(let picture):
            let width = 2 * Self.radius, height = width * Double(picture.height) / Double(picture.width)
            canvas.note { () throws(LetterError) in
                try canvas.draw(picture, x: x - width / 2, y: y - height / 2, width: width)
            }
        }
    }

    private func drawRing(_ unit: String, _ isSample: Bool, on canvas: PDFCanvas, x: Double, y: Double) {
        cairo_save(canvas.context)
        defer { cairo_restore(canvas.context) }
        cairo_translate(canvas.context, x, y)
        canvas.use(.seal)
        cairo_set_line_width(canvas.context, 3.2)
        cairo_new_path(canvas.context)
        cairo_arc(canvas.context, 0, 0, Self.radius - 1.6, 0, 2 * .pi)
        cairo_stroke(canvas.context)
        drawStar(on: canvas)
        drawName(Array(unit.prefix(40)), on: canvas)
        guard isSample else { return }
        let style = TextStyle(family: setter.fonts.heading, size: 9, spacing: 1)
        guard let line = setter.lines(Self.sample, style, width: 1_000).first else { return }
        line.draw(on: canvas, x: -line.width / 2, baseline: 47)
    }

    /// Five points, one up; the inner radius is that of a regular star.
    private func drawStar(on canvas: PDFCanvas) {
        cairo_new_path(canvas.context)
        for point in 0..<10 {
            let radius = point % 2 == 0 ? 19.0 : 19.0 * 0.382
            let angle = Double(point) * .pi / 5 - .pi / 2
            cairo_line_to(canvas.context, radius * cos(angle), radius * sin(angle))
        }
        cairo_close_path(canvas.context)
        cairo_fill(canvas.context)
    }

    /// The name from left to right over the top, at most over 250 degrees; many characters become narrower.
    private func drawName(_ name: [Character], on canvas: PDFCanvas) {
        guard !name.isEmpty else { return }
        let turn = 250.0 / 180 * .pi
        let step = min(turn / Double(max(1, name.count - 1)), 30.0 / 180 * .pi)
        let size = 13.0, baseline = Self.radius - 7.5 - size * 0.86
        let narrow = min(1, step * (baseline + size / 2) / (size * 1.02))
        for (index, character) in name.enumerated() {
            let style = TextStyle(family: setter.fonts.number, size: size, isBold: true)
            guard let line = setter.lines(String(character), style, width: 1_000).first else { continue }
            cairo_save(canvas.context)
            cairo_rotate(canvas.context, (Double(index) - Double(name.count - 1) / 2) * step)
            cairo_translate(canvas.context, 0, -baseline)
            cairo_scale(canvas.context, narrow, 1)
            line.draw(on: canvas, x: -line.width / 2, baseline: 0)
            cairo_restore(canvas.context)
        }
    }

    private static let sample = LetterWords.sampleSeal.zh
}
