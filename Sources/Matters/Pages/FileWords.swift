public import Base
import Web

/// How much may be sent along, as the program counts it.
public enum FileWords {
    /// For each file, how many, and everything that is sent at once.
    public static let limits = Words(
        "每个不超过 \(each) MB，最多 \(count) 个，一次合计不超过 \(total) MB",
        "up to \(each) MB each, \(count) at most, and \(total) MB in all at a time"
    )
    private static let each = MatterStore.attachmentLimit >> 20
    private static let count = MatterStore.attachmentCount
    private static let total = Site.bodyLimit >> 20
}
