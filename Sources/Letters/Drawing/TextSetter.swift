// Text by Pango: breaks lines by the rules of the language, so that no full stop begins a line.
import CPango

/// How a text is set.
struct TextStyle {
    enum Alignment { case left, centre, right, justified }

    var family: String
    /// Points.
    var size: Double
    /// Points between the characters.
    var spacing = 0.0
    /// Points by which the first line begins further in.
    var indent = 0.0
    var alignment = Alignment.left
    var isBold = false
    var isChinese = true
}

/// One line that was set; keeps its layout alive.
struct SetLine {
    let layout: SetLayout
    let index: Int32
    /// From the left edge of the layout.
    let offset: Double
    let width: Double

    /// Draws the line on a baseline.
    func draw(on canvas: PDFCanvas, x: Double, baseline: Double) {
        guard let line = pango_layout_get_line_readonly(layout.pointer, index) else { return }
        cairo_move_to(canvas.context, x + offset, baseline)
        pango_cairo_show_layout_line(canvas.context, line)
    }
}

/// Owns one layout of Pango.
final class SetLayout {
    let pointer: OpaquePointer?

    init(_ context: OpaquePointer?) { pointer = pango_layout_new(context) }

    deinit { g_object_unref(pointer.map { UnsafeMutableRawPointer($0) }) }
}

/// Sets texts in the fonts of a printer; lives as long as one call of it.
final class TextSetter {
    let fonts: LetterFonts
    private let context: OpaquePointer?
    private(set) var unknownCharacters = 0

    init(fonts: LetterFonts) {
        self.fonts = fonts
        // The map belongs to the thread and is not ours to free.
        let map = pango_cairo_font_map_get_default()
        context = pango_font_map_create_context(map)
        pango_cairo_context_set_resolution(context, 72)
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
    }

    deinit { g_object_unref(context.map { UnsafeMutableRawPointer($0) }) }

    /// The lines of a text; at least one, which may be empty.
    func lines(_ text: String, _ style: TextStyle, width: Double) -> [SetLine] {
        let layout = SetLayout(context)
        apply(style, to: layout)
        pango_layout_set_width(layout.pointer, Self.units(width))
        pango_layout_set_indent(layout.pointer, Self.units(style.indent))
        pango_layout_set_wrap(layout.pointer, PANGO_WRAP_WORD_CHAR)
        pango_layout_set_text(layout.pointer, text, -1)
        unknownCharacters += Int(pango_layout_get_unknown_glyphs_count(layout.pointer))
        return Self.lines(of: layout)
    }

    /// How wide a text is on one line.
    func width(_ text: String, _ style: TextStyle) -> Double {
        lines(text, TextStyle(family: style.family, size: style.size, isBold: style.isBold), width: 100_000)
            .first?.width ?? 0
    }

    private func apply(_ style: TextStyle, to layout: SetLayout) {
        let font = pango_font_description_new()
        pango_font_description_set_family(font, style.family)
        pango_font_description_set_absolute_size(font, style.size * Double(PANGO_SCALE))
        if style.isBold { pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD) }
        pango_layout_set_font_description(layout.pointer, font)
        pango_font_description_free(font)
        let attributes = pango_attr_list_new()
        if style.spacing != 0 {
            pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(Self.units(style.spacing)))
        }
        let language = pango_language_from_string(style.isChinese ? "zh-cn" : "en")
        pango_attr_list_insert(attributes, pango_attr_language_new(language))
        pango_layout_set_attributes(layout.pointer, attributes)
        pango_attr_list_unref(attributes)
        // A name from right to left does not turn the paragraph round.
        pango_layout_set_auto_dir(layout.pointer, 0)
        switch style.alignment {
        case .left: break
        case .centre: pango_layout_set_alignment(layout.pointer, PANGO_ALIGN_CENTER)
        case .right: pango_layout_set_alignment(layout.pointer, PANGO_ALIGN_RIGHT)
        case .justified: pango_layout_set_justify(layout.pointer, 1)
        }
    }

    private static func lines(of layout: SetLayout) -> [SetLine] {
        let walk = pango_layout_get_iter(layout.pointer)
        defer { pango_layout_iter_free(walk) }
        var lines: [SetLine] = []
        repeat {
            var logical = PangoRectangle()
            pango_layout_iter_get_line_extents(walk, nil, &logical)
            lines.append(
                SetLine(
                    layout: layout, index: Int32(lines.count), offset: Double(logical.x) / Double(PANGO_SCALE),
                    width: Double(logical.width) / Double(PANGO_SCALE)
                )
            )
        } while pango_layout_iter_next_line(walk) != 0
        return lines
    }

    private static func units(_ points: Double) -> Int32 { Int32((points * Double(PANGO_SCALE)).rounded()) }
}

extension TextSetter {
    /// 一字线 on both sides of the number, 7 mm below the text, at the outer edge (GB/T 9704-2012, 7.5).
    func drawNumber(_ number: Int, on canvas: PDFCanvas) {
        let style = TextStyle(family: fonts.number, size: 14)
        let text = "— \(number) —"
        guard let line = lines(text, style, width: PageMeasures.bodyWidth).first else { return }
        let x = number % 2 == 1 ? PageMeasures.left + PageMeasures.bodyWidth - line.width - 14 : PageMeasures.left + 14
        canvas.use(.black)
        let baseline = PageMeasures.top + PageMeasures.bodyHeight + 7 * PageMeasures.millimetre + 5
        line.draw(on: canvas, x: x, baseline: baseline)
    }
}
