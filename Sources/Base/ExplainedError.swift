/// An error that says in a plain English sentence what went wrong, for the command line.
///
/// Pages map errors to words in two languages; logs and job rows keep the name of the case, which says nothing about
/// people.
public protocol ExplainedError: Error {
    /// The sentence, with a full stop.
    var explanation: String { get }
}
