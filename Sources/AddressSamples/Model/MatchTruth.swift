/// The truth about source rows as truth.tsv tells it, held small: three million rows take some 200 megabytes.
///
/// Rows and ids are kept as 64-bit hashes (FNV-1a); the chance that any two of three million meet is 1 in 4 million.
struct MatchTruth {
    struct Row {
        /// The hash of the registry's id; nil for `new` and `none`.
        var id: UInt64?
        var isNew = false
        var source: Int
        /// A bit for each of `noises`.
        var noises: UInt64
        var isAnswered = false
    }

    private(set) var sources: [String] = []
    private(set) var noises: [String] = []
    var rows: [Row] = []
    private var places: [UInt64: Int32] = [:]
    private var lineNumber = 0

    /// Takes one line of truth.tsv: source, row, id or `new` or `none`, and perhaps noises with `;` between.
    ///
    /// The first line may name the columns. Throws `SampleError.badLine` where there are fewer than three, a row comes
    /// twice, or there are more than 64 noises.
    mutating func add(_ line: ArraySlice<UInt8>) throws {
        lineNumber += 1
        let fields = line.split(separator: 9, omittingEmptySubsequences: false)
        if lineNumber == 1, fields.count > 2, fields[0].elementsEqual("source".utf8) { return }
        guard fields.count > 2, !fields[2].isEmpty, rows.count < Int(Int32.max),
            let marks = marks(fields.count > 3 ? fields[3] : nil),
            places.updateValue(Int32(rows.count), forKey: Self.key(fields[0], fields[1])) == nil
        else { throw SampleError.badLine(table: "truth.tsv", line: lineNumber) }
        var row = Row(source: source(String(decoding: fields[0], as: UTF8.self)), noises: marks)
        row.isNew = fields[2].elementsEqual("new".utf8)
        if !row.isNew, !fields[2].elementsEqual("none".utf8) { row.id = Self.hash(fields[2]) }
        rows.append(row)
    }

    /// The place of a row among `rows`; nil when the truth does not know it.
    func find(source: String, row: String) -> Int? {
        places[Self.key(source.utf8, row.utf8)].map(Int.init)
    }

    static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 { hash(bytes, from: 0xCBF2_9CE4_8422_2325) }

    private static func key(_ source: some Sequence<UInt8>, _ row: some Sequence<UInt8>) -> UInt64 {
        hash(row, from: hash(CollectionOfOne(9), from: hash(source)))
    }

    private static func hash(_ bytes: some Sequence<UInt8>, from start: UInt64) -> UInt64 {
        bytes.reduce(start) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    private mutating func source(_ name: String) -> Int {
        // Rows come by source: the last one is nearly always the one.
        if let last = sources.last, last == name { return sources.count - 1 }
        if let known = sources.firstIndex(of: name) { return known }
        sources.append(name)
        return sources.count - 1
    }

    private mutating func marks(_ field: (some Collection<UInt8>)?) -> UInt64? {
        guard let field else { return 0 }
        var bits: UInt64 = 0
        for mark in field.split(separator: UInt8(ascii: ";")) {
            var place = noises.firstIndex { $0.utf8.elementsEqual(mark) }
            if place == nil {
                noises.append(String(decoding: mark, as: UTF8.self))
                place = noises.count - 1
            }
            guard let place, place < 64 else { return nil }
            bits |= 1 << UInt64(place)
        }
        return bits
    }
}
