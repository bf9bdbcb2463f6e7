/// An apostrophe before cells of a text that a spreadsheet would take for a formula, and its way back.
///
/// A cell that begins with one of `= + - @`, their full-width forms, a tab or a line break, after any number of
/// apostrophes, gets one apostrophe more; reading takes one away from just those, so that every cell comes back as it was.
enum GuardedCell {
    private static let marks: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    static func guarded(_ text: String) -> String { isFormula(text) ? "'" + text : text }

    static func unguarded(_ text: String) -> String {
        text.unicodeScalars.first == "'" && isFormula(text) ? String(text.unicodeScalars.dropFirst()) : text
    }

    private static func isFormula(_ text: String) -> Bool {
        // Nearly all begin with a letter, a digit or a Chinese character.
        guard let first = text.utf8.first, first < 0x30 || first == 0x3D || first == 0x40 || first == 0xEF else {
            return false
        }
        return text.unicodeScalars.first { $0 != "'" }.map(marks.contains) ?? false
    }
}
