import Synchronization

/// Turns the program's own Simplified Chinese words into Traditional ones.
///
/// What people wrote is never converted.
public enum Traditional {
    /// Converts a text of our own.
    public static func convert(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0xE2 }) else { return text }
        guard text.utf8.count <= longestRemembered else { return Converter.toTraditionalForReaders.convert(text) }
        if let known = remembered.withLock({ $0[text] }) { return known }
        let converted = Converter.toTraditionalForReaders.convert(text)
        remembered.withLock { texts in
            if texts.count >= mostRemembered { texts.removeAll(keepingCapacity: true) }
            texts[text] = converted
        }
        return converted
    }

    /// Converts the words of a page of our own, except inside elements that carry `translate="no"` or `data-said`.
    ///
    /// Scripts, styles and text areas stay as they are; of attributes only title, placeholder, alt and the
    /// `aria-` texts are converted.
    public static func convert(html: String) -> String {
        var words = PageWords(html, .traditional)
        return words.changed()
    }

    // The words of the faces are few and come again on every page.
    private static let longestRemembered = 240
    private static let mostRemembered = 8_192
    private static let remembered = Mutex<[String: String]>([:])
}
