/// One row of a result while it passes by: its texts as they stand, in memory that the next row takes over.
///
/// For reading a million rows, where a value of its own for each column costs most of the time.
public struct PassingRow: ~Copyable {
    private var bytes: [UInt8] = []
    /// By place of the select list: where the text ends, below 0 for null.
    private var ends: [Int] = []

    /// Made by a driver, once for a result.
    public init() {}

    /// Forgets the row before.
    public mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// Takes over the text of the next column.
    public mutating func append(_ text: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
    }

    /// The next column is null.
    public mutating func appendNull() { ends.append(~bytes.count) }

    /// Whether the column at a place of the select list, from 0, is null.
    ///
    /// Throws `StorageError.column` when there are fewer.
    public func isNull(at index: Int) throws -> Bool {
        guard ends.indices.contains(index) else { throw StorageError.column(String(index)) }
        return ends[index] < 0
    }

    /// The text at a place of the select list that may be null.
    public func textOrNil(at index: Int) throws -> String? {
        guard try !isNull(at: index) else { return nil }
        let start = index == 0 ? 0 : ends[index - 1]
        return String(decoding: bytes[(start < 0 ? ~start : start)..<ends[index]], as: UTF8.self)
    }

    /// The text at a place of the select list.
    public func text(at index: Int) throws -> String {
        guard let text = try textOrNil(at: index) else { throw StorageError.column(String(index)) }
        return text
    }
}
