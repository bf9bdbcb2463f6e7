/// The names of the country's divisions from province to town, with and without their suffix.
public struct DivisionNames: Sendable {
    private(set) var table: [UInt64: NameTable.Entry] = [:]
    private(set) var beginnings = NameTable.Beginnings()

    /// No names at all.
    public init() {}

    /// Reads the table of Rules/addresses: a line for each province, one blank before a city, two before a county with its towns.
    public init(_ text: String) {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let depth = line.prefix { $0 == "\t" }.count
            let words = line.dropFirst(depth).split(separator: " ")
            guard let name = words.first, depth < 3 else { continue }
            // A dash is a level that is missing there: towns right under a city.
            if name != "-" { add(name, level: UInt8(1 << depth)) }
            for town in words.dropFirst() { add(town, level: 8) }
        }
    }

    private mutating func add(_ name: Substring, level: UInt8) {
        let scalars = name.unicodeScalars.map(\.value)
        insert(scalars[...], level)
        for suffix in Self.suffixes where name.hasSuffix(suffix) {
            let rest = scalars.dropLast(suffix.unicodeScalars.count)
            if rest.count > 1 { insert(rest, level << 4) }
            break
        }
    }

    private mutating func insert(_ scalars: ArraySlice<UInt32>, _ levels: UInt8) {
        beginnings.add(scalars)
        table[scalars.reduce(NameTable.start, NameTable.add), default: .init()].levels |= levels
    }

    static let suffixes = [
        "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "街道办事处", "自治州", "自治县", "街道", "地区", "省", "市", "区", "县", "旗",
        "盟", "镇", "乡",
    ]
}
