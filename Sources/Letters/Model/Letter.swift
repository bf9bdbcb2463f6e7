public import Base

/// A letter that is ready to be set: all texts filled.
public struct Letter: Hashable, Sendable {
    /// The template it was made of.
    public let code: String
    /// The title, for lists and the file's own data.
    public let title: String
    /// `simplified`, or `english` for a reading copy.
    public let language: Language
    /// Its parts, in order.
    public let contents: [LetterContent]

    /// Makes a letter of parts.
    public init(code: String, title: String, language: Language = .simplified, contents: [LetterContent]) {
        self.code = code
        self.title = title
        self.language = language
        self.contents = contents
    }

    /// What stands above an English reading copy.
    static let readingCopy = "Reading copy in English. The letter in Chinese is the one that counts."
}
