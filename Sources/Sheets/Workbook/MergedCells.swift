import Glibc

/// The merged cells of a sheet: a value stands in the uppermost of its first column and counts for all rows below it.
///
/// Columns to the right stay empty: a text that spans three columns is said once, not three times.
struct MergedCells {
    private struct Region {
        let rows: ClosedRange<Int>
        let column: Int
    }

    // By first row, and how many of them were begun.
    private let regions: [Region]
    private var begun = 0
    private var open: [Int: (last: Int, text: String)] = [:]

    /// Reads a sheet through for its merged cells, which stand behind the rows.
    ///
    /// Throws `SheetError.tooLarge` and what reading a part throws.
    init(_ archive: Archive, sheet: String) throws(SheetError) {
        guard let scan = try archive.part(sheet), try Self.mentions(scan), let part = try archive.part(sheet) else {
            regions = []
            return
        }
        let listener = MergeListener()
        try XMLStream.read(part, listener)
        regions = listener.found.map { Region(rows: $0.rows, column: $0.column) }
            .sorted { $0.rows.lowerBound < $1.rows.lowerBound }
    }

    /// Whether there are none.
    var isEmpty: Bool { regions.isEmpty }

    /// Puts the values of merged cells into a row, which has at least one cell of its own.
    mutating func fill(_ cells: inout [String], row: Int) {
        while begun < regions.count, regions[begun].rows.lowerBound <= row {
            let region = regions[begun]
            begun += 1
            let isHere = region.rows.lowerBound == row && cells.indices.contains(region.column)
            open[region.column] = isHere ? (region.rows.upperBound, cells[region.column]) : nil
        }
        for (column, value) in open {
            guard value.last >= row else {
                open[column] = nil
                continue
            }
            while cells.count <= column { cells.append("") }
            if cells[column].isEmpty { cells[column] = value.text }
        }
    }

    // Unpacking alone is many times faster than reading XML, and few sheets have any.
    private static func mentions(_ part: Archive.Part) throws(SheetError) -> Bool {
        let mark = Array("mergeCell".utf8)
        let room = 1 << 18
        let start = UnsafeMutableRawPointer.allocate(byteCount: room + mark.count, alignment: 1)
        defer { start.deallocate() }
        var kept = 0
        while true {
            let got = try part.read(into: start + kept, room)
            if got == 0 { return false }
            let count = kept + got
            if ByteSearch.contains(UnsafeRawBufferPointer(start: start, count: count), mark) { return true }
            kept = min(count, mark.count - 1)
            memmove(start, start + count - kept, kept)
        }
    }
}

private final class MergeListener: XMLListener {
    private(set) var found: [(rows: ClosedRange<Int>, column: Int)] = []

    func begin(_ name: String, _ attributes: XMLAttributes) throws(SheetError) {
        guard name == "mergeCell", let reference = attributes["ref"] else { return }
        let ends = reference.split(separator: ":").compactMap { CellReference($0) }
        guard ends.count == 2, ends[0].row < ends[1].row, ends[0].column <= SheetLimits.columns else { return }
        guard found.count < SheetLimits.merged else { throw SheetError.tooLarge }
        found.append((ends[0].row...ends[1].row, ends[0].column - 1))
    }

    func end(_ name: String) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
