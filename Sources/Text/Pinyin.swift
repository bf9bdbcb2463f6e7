import Foundation

/// Sort keys by pronunciation.
public enum Pinyin {
    /// A key that sorts texts by pinyin without tones, in lower case: `调解` gives `diao jie`.
    ///
    /// One reading a character, as ICU has it; ties are to be parted by the text itself.
    public static func key(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        let latin = text.applyingTransform(.toLatin, reverse: false) ?? text
        return (latin.applyingTransform(.stripDiacritics, reverse: false) ?? latin).lowercased()
    }
}
