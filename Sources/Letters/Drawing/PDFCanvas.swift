// The one owner of Cairo's surface and context.
import Base
import CPango

/// A colour.
enum Ink {
    case black, red, seal
}

/// A PDF that is being written into memory.
final class PDFCanvas {
    /// Collects what Cairo writes; it outlives the surface.
    private final class Bytes { var all: [UInt8] = [] }

    private let bytes = Bytes()
    private let surface: OpaquePointer?
    let context: OpaquePointer?
    private var fault: LetterError?

    /// Opens a PDF. Throws `LetterError.drawing` when there is no memory.
    init(title: String, at instant: Instant) throws(LetterError) {
        let surface = cairo_pdf_surface_create_for_stream(
            { closure, data, length in
                guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
                Unmanaged<Bytes>.fromOpaque(closure).takeUnretainedValue().all
                    .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
                return CAIRO_STATUS_SUCCESS
            },
            Unmanaged.passUnretained(bytes).toOpaque(), PageMeasures.width, PageMeasures.height
        )
        self.surface = surface
        context = cairo_create(surface)
        guard cairo_status(context) == CAIRO_STATUS_SUCCESS else { throw .drawing("no memory") }
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Shanzhi")
        // Cairo reads ISO 8601 with a zone; milliseconds are left out.
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, PDFDate.text(instant))
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, PDFDate.text(instant))
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    func endPage() { cairo_show_page(context) }

    /// Keeps what goes wrong while drawing until the file ends.
    func note(_ body: () throws(LetterError) -> Void) {
        do throws(LetterError) {
            try body()
        } catch {
            fault = fault ?? error
        }
    }

    /// Ends the file. Throws `LetterError.drawing` when anything went wrong since it was opened.
    func finish() throws(LetterError) -> [UInt8] {
        if let fault { throw fault }
        let status = cairo_status(context)
        cairo_surface_finish(surface)
        let end = cairo_surface_status(surface)
        for one in [status, end] where one != CAIRO_STATUS_SUCCESS {
            throw .drawing(cairo_status_to_string(one).map { String(cString: $0) } ?? "unknown")
        }
        return bytes.all
    }

    /// The bookmarks: the index, and each part with its page.
    func outline(indexTitle: String, parts: [(title: String, page: Int)]) {
        for (title, page) in [(indexTitle, 1)] + parts {
            cairo_pdf_surface_add_outline(
                surface, CAIRO_PDF_OUTLINE_ROOT, title, "page=\(page) pos=[0 0]", CAIRO_PDF_OUTLINE_FLAG_OPEN
            )
        }
    }

    /// Makes a rectangle lead to a page of this file.
    func link(toPage page: Int, x: Double, y: Double, width: Double, height: Double) {
        let place = "page=\(page) pos=[0 0] rect=[\(x) \(y) \(width) \(height)]"
        cairo_tag_begin(context, CAIRO_TAG_LINK, place)
        cairo_tag_end(context, CAIRO_TAG_LINK)
    }

    func use(_ ink: Ink) {
        switch ink {
        case .black: cairo_set_source_rgb(context, 0, 0, 0)
        case .red: cairo_set_source_rgb(context, 0.85, 0, 0)
        // What is stamped over stays readable.
        case .seal: cairo_set_source_rgba(context, 0.85, 0.05, 0.05, 0.82)
        }
    }

    /// A line from point to point.
    func rule(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, thick: Double = 0.7, ink: Ink = .black) {
        use(ink)
        cairo_set_line_width(context, thick)
        cairo_set_line_cap(context, CAIRO_LINE_CAP_SQUARE)
        cairo_move_to(context, x0, y0)
        cairo_line_to(context, x1, y1)
        cairo_stroke(context)
    }
}

/// Dates as Cairo takes them, in the district's time.
private enum PDFDate {
    static func text(_ instant: Instant) -> String {
        let day = instant.day
        let seconds = (instant.milliseconds - Instant(day).milliseconds) / 1_000
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(day)T\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))+08:00"
    }
}
