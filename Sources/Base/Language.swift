/// A language of the faces. Traditional Chinese is derived from Simplified by OpenCC at the border.
public enum Language: String, CaseIterable, Sendable, Codable {
    /// Simplified Chinese.
    case simplified = "zh-Hans"
    /// Traditional Chinese.
    case traditional = "zh-Hant"
    /// English.
    case english = "en"
}

/// A text in Simplified Chinese and English, side by side.
public struct Words: Hashable, Sendable, Codable {
    /// Simplified Chinese.
    public let zh: String
    /// English.
    public let en: String

    /// Puts a Chinese and an English text side by side.
    public init(_ zh: String, _ en: String) {
        self.zh = zh
        self.en = en
    }

    /// The text for a language; Traditional Chinese gets the Simplified text, which the page layout converts, and what
    /// has no English text, such as a place of a district that gave none, keeps its own.
    public func text(_ language: Language) -> String { language == .english && !en.isEmpty ? en : zh }
}
