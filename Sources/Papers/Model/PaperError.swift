public import Base

/// What can go wrong with papers.
public enum PaperError: ExplainedError, Hashable {
    /// There is no such paper, or it is not the reader's to see.
    case notFound
    /// It is not possible now, or not for this unit.
    case barred(Words)
    /// Fields are missing or wrong.
    case invalid([String: Words])
    /// Somebody changed it since the form was opened.
    case changedMeanwhile

    /// The fault in a sentence.
    public var explanation: String {
        switch self {
        case .notFound: "There is no such paper."
        case .barred(let words): words.en
        case .invalid(let fields):
            fields.sorted { $0.key < $1.key }.map { "The field \($0.key) is not right: \($0.value.en)." }
                .joined(separator: " ")
        case .changedMeanwhile: "Somebody else changed it first; look at it again."
        }
    }
}
