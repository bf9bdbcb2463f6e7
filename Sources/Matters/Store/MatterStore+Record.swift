public import Base
import Journal
public import Storage

/// What recomputing the chain of a matter found.
public struct MatterRecord: Hashable, Sendable {
    /// How many entries there are.
    public let entries: Int
    /// Whether every entry still has its hash and names the one before.
    public let isIntact: Bool
    /// The hash of the newest entry, lower-case hex.
    public let newest: String
}

extension MatterStore {
    /// Recomputes the hashes of a matter's entries and follows the chain.
    public func record(of matter: RecordID, in reader: any Reader) throws -> MatterRecord {
        var (count, isIntact, previous, newest) = (0, true, [UInt8](), "")
        while true {
            let entries = try journal.listEntries(
                of: Subject("matter", matter), after: Int64(count), limit: 500, in: reader
            )
            for entry in entries {
                count += 1
                isIntact = isIntact && entry.number == Int64(count) && entry.previous == previous
                    && entry.hash == Merkle.leaf(entry.text.utf8)
                previous = entry.hash
                newest = entry.hashText
            }
            if entries.count < 500 { return MatterRecord(entries: count, isIntact: isIntact, newest: newest) }
        }
    }
}
