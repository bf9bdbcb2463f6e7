import Base

/// Writes the rows of one system, and the truth about each.
struct SourceWriter {
    private let registry: SampleRegistry
    private let noise: Noise
    private let system: SourceSystem
    private let newPlaces: NewPlaces
    private let columns: [(name: String, parts: ClosedRange<AddressPart>)]
    private var writer: AddressWriter

    init(
        registry: SampleRegistry, noise: Noise, system: SourceSystem, newPlaces: NewPlaces, random: SplitMix64
    ) {
        (self.registry, self.noise, self.system, self.newPlaces) = (registry, noise, system, newPlaces)
        columns = system.layout.columns
        writer = AddressWriter(registry: registry, noise: noise, system: system, random: random)
    }

    /// The first line of the system's file.
    var header: String { "id\t" + columns.map(\.name).joined(separator: "\t") + "\n" }

    /// Adds one row and its truth.
    mutating func writeRow(_ number: Int, into lines: inout String, truth: inout String) {
        lines += "\(number)"
        truth += "\(system.key)\t\(number)\t"
        switch writer.random.weighted([noise.junk, noise.new, 1 - noise.junk - noise.new]) {
        case 0: writeJunk(&lines, &truth)
        case 1:
            let place = newPlaces.place(writer.random.below(newPlaces.count))
            writer.write(place)
            writeColumns(&lines)
            truth += "new\t"
            writer.marks.write(into: &truth)
            truth += "\t"
            registry.writeStandard(place, into: &truth)
            truth += "\n"
        default:
            let place = drawPlace()
            writer.write(registry.address(at: place))
            writeColumns(&lines)
            truth += registry.id(at: place)
            truth += "\t"
            writer.marks.write(into: &truth)
            truth += "\t\n"
        }
    }

    /// Any address as likely as any other; of systems that keep buildings or sites, the one it belongs to.
    private mutating func drawPlace() -> Int {
        let place = writer.random.below(registry.count)
        guard system.detail != .rooms else { return place }
        // Sites are drawn by themselves: by addresses, the few large estates would fill the whole file.
        let site = registry.sites[writer.random.below(registry.sites.count)]
        let offset = writer.random.below(site.count)
        return site.first + site.coarser(offset, toSite: system.detail == .sites)
    }

    private func writeColumns(_ lines: inout String) {
        for column in columns {
            lines += "\t"
            writer.wording.write(column.parts, into: &lines)
        }
        lines += "\n"
    }

    private mutating func writeJunk(_ lines: inout String, _ truth: inout String) {
        let text = JunkTexts.draw(&writer.random)
        // It lands in one of the columns, the others stay empty.
        let filled = writer.random.below(columns.count)
        for index in columns.indices {
            lines += "\t"
            if index == filled { lines += text }
        }
        lines += "\n"
        truth += "none\t\t\n"
    }
}
