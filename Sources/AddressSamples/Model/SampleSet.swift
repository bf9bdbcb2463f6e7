import Base

/// The files of one set of samples: registry, source systems and the truth about them.
public struct SampleSet: Sendable {
    /// The most rows of all systems together.
    public static let mostRows = 30_000_000

    private let registry: SampleRegistry
    private let noise: Noise
    private let rows: Int
    private let seed: UInt64
    private let newPlaces: NewPlaces

    /// Takes the rows of all systems together, at least one a system.
    ///
    /// Throws `SampleError.badCount` for fewer, or more than `mostRows`.
    public init(_ registry: SampleRegistry, noise: Noise, rows: Int, seed: UInt64) throws {
        guard (SourceSystem.all.count...Self.mostRows).contains(rows) else {
            throw SampleError.badCount("Between \(SourceSystem.all.count) and \(Self.mostRows) rows")
        }
        (self.registry, self.noise, self.rows, self.seed) = (registry, noise, rows, seed)
        newPlaces = NewPlaces(registry: registry, seed: seed ^ 0x4E3F, rows: Int(Double(rows) * noise.new))
    }

    /// Gives the bytes of every file piece by piece, about a megabyte each; the pieces of truth.tsv come between others'.
    ///
    /// The files are registry.tsv, sources/sources.tsv, one sources/NN-KEY.tsv a system (columns id and those of the
    /// address), and truth.tsv: source, row, the registry's id or `new` or `none`, the marks of the noises with `;`
    /// between, and the official text of the new place, by which rows of one new place are known. `progress` is told the
    /// lines done of registry and sources, and all there will be. Rethrows what `sink` throws.
    public func write(
        progress: (_ done: Int, _ all: Int) -> Void = { _, _ in },
        to sink: (_ file: String, _ bytes: [UInt8]) throws -> Void
    ) throws {
        try writeRegistry(progress: progress, to: sink)
        let shares = Self.split(rows, by: SourceSystem.all.map(\.weight))
        try sink("sources/sources.tsv", Array(Self.sourceList(shares).utf8))
        try sink("truth.tsv", Array("source\trow\tid\tnoises\tplace\n".utf8))
        var done = registry.count
        for (place, system) in SourceSystem.all.enumerated() {
            try write(system, place: place, rows: shares[place], to: sink)
            done += shares[place]
            progress(done, registry.count + rows)
        }
    }

    private func writeRegistry(
        progress: (Int, Int) -> Void, to sink: (String, [UInt8]) throws -> Void
    ) throws {
        var piece = SampleRegistry.header.joined(separator: "\t") + "\n"
        for site in registry.sites {
            for offset in 0..<site.count { registry.write(site.first + offset, site.address(at: offset), into: &piece) }
            guard piece.utf8.count > Self.pieceSize else { continue }
            try sink("registry.tsv", Array(piece.utf8))
            piece.removeAll(keepingCapacity: true)
            progress(site.first + site.count, registry.count + rows)
        }
        try sink("registry.tsv", Array(piece.utf8))
    }

    private func write(
        _ system: SourceSystem, place: Int, rows: Int, to sink: (String, [UInt8]) throws -> Void
    ) throws {
        let file = Self.file(system, place)
        var writer = SourceWriter(
            registry: registry, noise: noise, system: system, newPlaces: newPlaces,
            random: Self.random(seed: seed, system: place))
        var lines = writer.header, truth = ""
        for number in 1...max(1, rows) {
            writer.writeRow(number, into: &lines, truth: &truth)
            guard lines.utf8.count > Self.pieceSize || number >= rows else { continue }
            try sink(file, system.isGB18030 ? GB18030.encode(lines) : Array(lines.utf8))
            try sink("truth.tsv", Array(truth.utf8))
            lines.removeAll(keepingCapacity: true)
            truth.removeAll(keepingCapacity: true)
        }
    }

    /// A stream of its own for each system: neighbouring seeds of SplitMix64 would give one stream, shifted.
    private static func random(seed: UInt64, system: Int) -> SplitMix64 {
        var first = SplitMix64(seed: seed ^ UInt64(system + 1) << 40)
        return SplitMix64(seed: first.next())
    }

    private static let pieceSize = 1 << 20

    private static func file(_ system: SourceSystem, _ place: Int) -> String {
        "sources/\(SourceSystem.number(place))-\(system.key).tsv"
    }

    /// What each file is: name, key, names in two languages, rows, columns, encoding.
    private static func sourceList(_ rows: [Int]) -> String {
        var text = "file\tsource\tzh\ten\trows\tid_column\taddress_columns\tencoding\n"
        for (place, system) in SourceSystem.all.enumerated() {
            let columns = system.layout.columns.map(\.name).joined(separator: ";")
            let encoding = system.isGB18030 ? "GB 18030" : "UTF-8"
            let name = file(system, place).dropFirst("sources/".count)
            text += "\(name)\t\(system.key)\t\(system.zh)\t\(system.en)\t\(rows[place])\tid\t\(columns)\t\(encoding)\n"
        }
        return text
    }

    /// Parts of a number in proportion to weights, at least 1 each, that add up to it.
    private static func split(_ number: Int, by weights: [Int]) -> [Int] {
        let all = weights.reduce(0, +), spare = number - weights.count
        var parts = weights.map { 1 + spare * $0 / all }
        var index = 0
        while parts.reduce(0, +) < number {
            parts[index % parts.count] += 1
            index += 1
        }
        return parts
    }
}
