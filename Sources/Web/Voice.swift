public import Base

/// Speaks to a reader in their language.
public struct Voice: Hashable, Sendable {
    /// The language.
    public let language: Language

    /// A voice in a language.
    public init(language: Language) { self.language = language }

    /// The words in the reader's language.
    public func callAsFunction(_ words: Words) -> String { words.text(language) }
}

extension Visit {
    /// The visitor's language.
    public var voice: Voice { Voice(language: language) }
}
