public import Base

/// The table of a system that somebody brought into the browser, and how far it has come.
public struct AddressImport: Hashable, Sendable {
    /// How far it has come.
    public enum State: String, Sendable {
        /// It is here and was looked at; nothing of it is in the library.
        case brought
        /// It is being merged, or about to be.
        case running
        /// All rows were read.
        case done
        /// It came to a stop; what was merged stays, and it can be started again.
        case failed
        /// It was not wanted, or nobody started it for a week.
        case dropped
    }

    /// What came of its rows so far.
    public struct Counts: Hashable, Sendable {
        /// Rows linked to a place in band A and B, rows that a place was proposed for, rows that wait for a person.
        public var a = 0, b = 0, new = 0, waiting = 0
        /// Places that were added as proposed, rows whose text changed, texts in which a number was masked.
        public var proposed = 0, changed = 0, masked = 0
        /// Rows that are no addresses of the district or cannot be read, by reason.
        public var rejected: [String: Int] = [:]

        /// Rows that were written.
        public var written: Int { a + b + new + waiting }
    }

    /// Its id.
    public let id: RecordID
    /// The system: its short name and its name for people.
    public let source: String, title: String
    /// The file: its name, how it is made, the names of its columns, how many rows it has and how many of them cannot be read.
    public let file: String, format: String, header: [String], rows: Int, faulty: Int
    /// Which columns are read.
    public let columns: SourceColumns
    /// How far it has come.
    public let state: State
    /// What came of it.
    public let counts: Counts
    /// When it was brought, and when it came to an end.
    public let broughtAt: Instant, endedAt: Instant?

    /// Rows that stood before with the same text, once all were read.
    public var already: Int { max(0, rows - counts.written - counts.rejected.values.reduce(0, +)) }
}

/// Why a table is not taken, or not merged.
public enum ImportFault: Error, Hashable {
    /// No system was chosen, or a new one has no name.
    case noSystem
    /// The short name is of other characters, or another system's.
    case badName
    /// No column of the address was chosen.
    case noAddress
    /// The column of keys is one of the address too.
    case keyIsAddress
    /// It is not there, or not in a state for this.
    case moved
    /// The file is no longer there.
    case gone
}
