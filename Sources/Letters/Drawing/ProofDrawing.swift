// The code that leads to the page where a letter can be verified, with the address to be read beside it.
import Base
import CPango
import CQRencode

/// A QR code as vector squares of 22 mm, and three lines of text.
struct ProofDrawing {
    private let modules: [Bool]
    private let width: Int
    private let lines: [SetLine]
    private static let side = 22 * PageMeasures.millimetre
    private static let textWidth = 40 * PageMeasures.millimetre

    /// From the top of the code to the end of what stands beside it.
    var height: Double { Self.side + 14 }

    /// Throws `LetterError.tooLong` when the address fits no code.
    init(_ proof: LetterProof, setter: TextSetter, isChinese: Bool) throws(LetterError) {
        let bytes = Array(proof.address.utf8)
        guard !bytes.isEmpty, bytes.count <= 400,
            let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M)
        else { throw .tooLong("proof") }
        defer { QRcode_free(code) }
        width = Int(code.pointee.width)
        // The lowest bit says black (qrencode.h, QRcode).
        modules = UnsafeBufferPointer(start: code.pointee.data, count: width * width).map { $0 & 1 == 1 }
        let style = TextStyle(family: setter.fonts.number, size: 8, isChinese: isChinese)
        let words = LetterWords.verify.text(isChinese ? .simplified : .english)
        lines = [words, LetterText.clean(proof.code), LetterText.clean(proof.address)]
            .flatMap { setter.lines($0, style, width: Self.textWidth) }
    }

    func draw(on canvas: PDFCanvas, x: Double, y: Double) {
        let square = Self.side / Double(max(1, width))
        canvas.use(.black)
        for row in 0..<width {
            var column = 0
            while column < width {
                let start = column
                while column < width, modules[row * width + column] { column += 1 }
                if column > start {
                    cairo_rectangle(
                        canvas.context, x + Double(start) * square, y + Double(row) * square,
                        Double(column - start) * square, square
                    )
                }
                column += 1
            }
        }
        cairo_fill(canvas.context)
        for (index, line) in lines.prefix(6).enumerated() {
            line.draw(on: canvas, x: x + Self.side + 8, baseline: y + 9 + Double(index) * 11)
        }
    }
}
