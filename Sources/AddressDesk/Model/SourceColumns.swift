public import Sheets

/// Which columns of a system's table hold the key of a row and its address.
public struct SourceColumns: Hashable, Sendable {
    /// The column of keys, from 0; nil: a row is known by its line.
    public var key: Int?
    /// The columns that make the address together, in their order.
    public var address: [Int]

    /// Names the columns.
    public init(key: Int?, address: [Int]) { (self.key, self.address) = (key, address) }

    /// What a row is called and what it says; a blank parts what columns part, since 3 and 501 are no 3501.
    public func read(_ row: SheetRow) -> AddressMerge.Row {
        func cell(_ at: Int) -> String { row.cells.indices.contains(at) ? row.cells[at] : "" }
        return (key.map(cell) ?? String(row.line), address.map(cell).filter { !$0.isEmpty }.joined(separator: " "))
    }

    /// All rows of a table, and those that cannot be read as they were meant. A table that is damaged anywhere is not read at all:
    /// throws `SheetError`.
    public func readAll(_ reader: SheetReader) throws(SheetError) -> (
        rows: [AddressMerge.Row], faults: [(line: Int, fault: SheetFault)]
    ) {
        var rows: [AddressMerge.Row] = [], faults: [(line: Int, fault: SheetFault)] = []
        while let row = try reader.next() {
            if let fault = row.faults.first { faults.append((row.line, fault)) } else { rows.append(read(row)) }
        }
        return (rows, faults)
    }

    // MARK: - As it is kept

    /// The text that `init(line:)` reads: the key or `-`, and the columns of the address.
    var line: String {
        ([key.map(String.init) ?? "-"] + address.map(String.init)).joined(separator: " ")
    }

    init?(line: String) {
        let words = line.split(separator: " ")
        let address = words.dropFirst().compactMap { Int($0) }
        guard let first = words.first, address.count == words.count - 1 else { return nil }
        self.init(key: first == "-" ? nil : Int(first), address: address)
    }

    // MARK: - Guessing

    /// What the names of the columns and some rows below them look like; a person looks at it before anything is done.
    init(guessing header: [String], _ sample: [SheetRow]) {
        func first(_ words: [String]) -> Int? {
            for word in words {
                if let at = header.firstIndex(where: { $0.lowercased().contains(word) }) { return at }
            }
            return nil
        }
        let key = first(Self.keys)
        if let whole = first(Self.wholes) {
            self.init(key: key == whole ? nil : key, address: [whole])
            return
        }
        let parts = header.indices.filter { at in
            at != key && Self.parts.contains { header[at].lowercased().contains($0) }
                && !Self.others.contains { header[at].contains($0) }
        }
        guard parts.isEmpty else {
            self.init(key: key, address: parts)
            return
        }
        let share = header.indices.map { at in
            sample.count { $0.cells.indices.contains(at) && Self.isLike($0.cells[at]) }
        }
        let best = share.indices.max { (share[$0], $1) < (share[$1], $0) }
        self.init(key: key, address: best.flatMap { share[$0] > 0 ? [$0] : nil } ?? [])
    }

    private static let keys = ["编号", "编码", "主键", "户号", "序号", "id", "code", "key", "number"]
    /// Columns that hold a whole address; the most exact names first.
    private static let wholes = ["详细地址", "标准地址", "经营地址", "现住址", "住址", "地址", "address"]
    private static let parts = [
        "区县", "乡镇", "镇街", "街道", "社区", "村", "路", "街", "弄", "门牌", "小区", "楼盘", "幢", "栋", "楼号", "单元", "楼层", "室", "房号",
        "district", "town", "village", "road", "street", "estate", "building", "unit", "floor", "room",
    ]
    /// Words in the names of columns that tell something else of a division or a house.
    private static let others = ["编码", "代码", "负责", "电话", "面积", "日期", "时间", "姓名"]

    /// Whether a cell may be an address: Chinese with a number or a way in it.
    private static func isLike(_ cell: String) -> Bool {
        cell.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
            && cell.contains { "路街巷弄村幢栋号室".contains($0) }
            && cell.contains { $0.isWholeNumber || "一二三四五六七八九十".contains($0) }
    }
}
