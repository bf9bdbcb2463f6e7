public import Base
public import Markup

/// What a detector found, as the command face shows it: counted in the reader's own scope.
public struct SignalLine: Sendable {
    /// What was found, in words that somebody wrote.
    public let title: String
    /// Why it was raised.
    public let note: Words
    /// Where to look at it.
    public let path: Path

    /// A line.
    public init(title: String, note: Words, path: Path) {
        (self.title, self.note, self.path) = (title, note, path)
    }
}
