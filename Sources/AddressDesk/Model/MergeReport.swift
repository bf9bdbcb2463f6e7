/// What came of one source.
public struct MergeReport: Sendable, Encodable {
    /// The source.
    public let source: String
    /// All rows of the file.
    public var rows = 0
    /// Rows that stood already with the same text, and rows whose text changed since.
    public var already = 0, changed = 0
    /// Rows by what became of them: equal but for spelling, safe, at a place that was new.
    public var a = 0, b = 0, new = 0
    /// Rows that wait for a person, and those of them that the text itself speaks against.
    public var waiting = 0, conflicts = 0
    /// Rows that are no addresses of the district, by reason.
    public var rejected: [String: Int] = [:]
    /// Texts in which a telephone or identity number was masked.
    public var masked = 0
    /// Places that were added as proposed.
    public var proposed = 0

    init(source: String) { self.source = source }

    private enum CodingKeys: String, CodingKey {
        case source, rows, already, changed, a = "A", b = "B", new, waiting, conflicts, rejected, masked, proposed
    }
}
