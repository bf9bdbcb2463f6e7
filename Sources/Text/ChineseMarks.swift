/// Marks what is Chinese on an English page, so that it is set and read out as Chinese (WCAG 2.1, 3.1.2).
///
/// A name without an English form keeps its own; what people said keeps its words.
public enum ChineseMarks {
    /// Puts each run of Chinese characters that nothing marks yet into an element with `lang`.
    ///
    /// Scripts, text areas, titles, lists of options and drawings hold no elements for words and stay as they are.
    public static func add(to html: String) -> String {
        var words = PageWords(html, .marked)
        return words.changed()
    }
}
