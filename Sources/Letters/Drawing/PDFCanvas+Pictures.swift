// Pictures on the page: a scan that fills it, a seal of 42 mm. A JPEG goes into the file as it came.
import Base
import CPango

extension PDFCanvas {
    /// A scan as large as the page allows, within margins of 10 mm, 22 mm at the foot for the number.
    func drawPage(_ picture: LetterPicture) throws(LetterError) {
        let margin = 10 * PageMeasures.millimetre, foot = 22 * PageMeasures.millimetre
        let width = PageMeasures.width - 2 * margin, height = PageMeasures.height - margin - foot
        let scale = min(width / Double(picture.width), height / Double(picture.height))
        let shown = (Double(picture.width) * scale, Double(picture.height) * scale)
        try draw(picture, x: margin + (width - shown.0) / 2, y: margin + (height - shown.1) / 2, width: shown.0)
    }

    /// Draws a picture so wide.
    func draw(_ picture: LetterPicture, x: Double, y: Double, width: Double) throws(LetterError) {
        let image = try Self.surface(of: picture)
        defer { cairo_surface_destroy(image) }
        cairo_save(context)
        defer { cairo_restore(context) }
        cairo_translate(context, x, y)
        cairo_scale(context, width / Double(picture.width), width / Double(picture.width))
        cairo_set_source_surface(context, image, 0, 0)
        cairo_paint(context)
    }

    private static func surface(of picture: LetterPicture) throws(LetterError) -> OpaquePointer? {
        let image =
            switch picture.kind {
            case .png: png(picture.bytes)
            case .jpeg: jpeg(picture)
            }
        guard cairo_surface_status(image) == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(image)
            throw .unreadablePicture("its bytes are damaged")
        }
        return image
    }

    private final class Source {
        let bytes: [UInt8]
        var place = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }
    }

    private static func png(_ bytes: [UInt8]) -> OpaquePointer? {
        let source = Source(bytes)
        return withExtendedLifetime(source) {
            cairo_image_surface_create_from_png_stream(
                { closure, data, length in
                    guard let closure, let data else { return CAIRO_STATUS_READ_ERROR }
                    let source = Unmanaged<Source>.fromOpaque(closure).takeUnretainedValue()
                    guard source.place + Int(length) <= source.bytes.count else { return CAIRO_STATUS_READ_ERROR }
                    source.bytes[source.place..<(source.place + Int(length))].withUnsafeBytes {
                        guard let start = $0.baseAddress else { return }
                        UnsafeMutableRawPointer(data).copyMemory(from: start, byteCount: $0.count)
                    }
                    source.place += Int(length)
                    return CAIRO_STATUS_SUCCESS
                },
                Unmanaged.passUnretained(source).toOpaque()
            )
        }
    }

    /// The bytes go with the surface, which says when it needs them no more.
    private static func jpeg(_ picture: LetterPicture) -> OpaquePointer? {
        let image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(picture.width), Int32(picture.height))
        let count = picture.bytes.count
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
        copy.initialize(from: picture.bytes, count: count)
        let status = cairo_surface_set_mime_data(
            image, CAIRO_MIME_TYPE_JPEG, copy, UInt(count), { $0?.deallocate() }, copy
        )
        if status != CAIRO_STATUS_SUCCESS { copy.deallocate() }
        return image
    }
}

extension LetterPrinter {
    /// Draws a picture on a page that is thrown away. Throws `LetterError.unreadablePicture` where its bytes are damaged.
    public static func check(_ picture: LetterPicture) throws {
        let canvas = try PDFCanvas(title: "", at: Instant(milliseconds: 0))
        try canvas.draw(picture, x: 0, y: 0, width: 100)
        canvas.endPage()
        _ = try canvas.finish()
    }
}
