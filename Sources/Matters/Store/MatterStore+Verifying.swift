public import Base
import Journal
public import Storage

/// Whether the record of one matter is whole: what a filer is told who wants to check it.
public struct ChainCheck: Hashable, Sendable {
    /// How many entries were read.
    public let entries: Int
    /// The number of the first entry that does not fit; nil when all do.
    public let firstBroken: Int64?
    /// The hash of the first entry, which stands on the slip: 64 hexadecimal digits.
    public let firstHash: String
    /// The hash of the newest entry.
    public let lastHash: String

    /// Whether every entry is as it was written.
    public var isIntact: Bool { firstBroken == nil && entries > 0 }
}

extension MatterStore {
    /// Computes every hash of a matter's chain anew, from the first entry to the end that the chain is known to have.
    public func verifyChain(_ matter: RecordID, in reader: any Reader) throws -> ChainCheck {
        let subject = Subject("matter", matter)
        var walk = ChainWalk(subject: subject)
        do {
            while walk.broken == nil {
                let entries = try journal.listEntries(of: subject, after: walk.count, limit: 200, in: reader)
                if entries.isEmpty { break }
                for entry in entries where walk.broken == nil { walk.read(entry) }
            }
        } catch JournalError.damaged {
            walk.broken = walk.count + 1
        }
        // The newest entries could have been cut off: the chain's end is kept beside them.
        if walk.broken == nil, try !endsHere(subject, walk.count, walk.previous, reader) {
            walk.broken = walk.count + 1
        }
        return ChainCheck(
            entries: Int(walk.count), firstBroken: walk.broken, firstHash: walk.firstHash, lastHash: walk.lastHash
        )
    }

    private func endsHere(
        _ subject: Subject, _ number: Int64, _ hash: [UInt8], _ reader: any Reader
    ) throws -> Bool {
        let row = try reader.row(
            """
            SELECT number, hash FROM journal_chains
            WHERE district = \(district) AND subject_kind = \(subject.kind) AND subject_id = \(subject.id)
            """
        )
        return try row.map { try $0.integer("number") == number && $0.bytes("hash") == hash } ?? false
    }
}

/// Reads a chain entry by entry.
private struct ChainWalk {
    let subject: Subject
    var count: Int64 = 0
    var previous: [UInt8] = []
    var broken: Int64?
    var firstHash = ""
    var lastHash = ""

    init(subject: Subject) {
        self.subject = subject
    }

    mutating func read(_ entry: JournalEntry) {
        let fits =
            entry.number == count + 1 && entry.previous == previous && entry.subject == subject
            && Merkle.leaf(entry.text.utf8) == entry.hash
        guard fits else {
            broken = count + 1
            return
        }
        count += 1
        previous = entry.hash
        if firstHash.isEmpty { firstHash = entry.hashText }
        lastHash = entry.hashText
    }
}
