import CQRencode

/// QR codes as pictures inside the page.
public enum QRCode {
    /// The code of a text as an SVG of one path; `label` tells what it is for.
    ///
    /// Empty when there is no text or more than 2,300 bytes.
    public static func svg(_ text: String, label: String) -> HTML {
        let bytes = Array(text.utf8)
        // The smallest version that fits, with medium correction: a slip gets folded.
        guard !bytes.isEmpty, bytes.count <= 2_300,
            let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M)
        else { return .empty }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        let modules = UnsafeBufferPointer(start: code.pointee.data, count: width * width)
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                // The lowest bit says black (qrencode.h, QRcode).
                let start = column
                while column < width, modules[row * width + column] & 1 == 1 { column += 1 }
                if column > start { path += "M\(start) \(row).5h\(column - start)" }
                column += 1
            }
        }
        // Readers need four light modules on each side (ISO/IEC 18004).
        return """
            <svg class="qr" viewBox="-4 -4 \(width + 8) \(width + 8)" role="img" aria-label="\(label)" \
            shape-rendering="crispEdges"><path d="\(path)"/></svg>
            """
    }
}
