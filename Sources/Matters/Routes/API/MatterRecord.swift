public import Web

/// How the check of a matter's record is told.
public enum MatterRecord {
    /// The entries of a matter, and whether each is as it was written.
    public static let shape = Shape<ChainCheck>(
        "RecordCheck",
        [
            .integer("entries") { $0.entries }, .bool("intact") { $0.isIntact },
            .maybeInteger("first_broken") { $0.firstBroken.map { Int($0) } },
            .text("first_hash", .anyText, "The hash on the slip.") { $0.firstHash }, .text("last_hash") { $0.lastHash },
        ])
}
