/// Provinces, cities, counties and towns, as made-up addresses and comparisons take them.
public struct DivisionTree: Sendable {
    /// A county with what it belongs to; an empty name is a level that is missing there.
    public struct County: Sendable {
        /// The names of the province and of the city above it.
        public fileprivate(set) var province: String
        public fileprivate(set) var city: String
        /// Its own name.
        public fileprivate(set) var name: String
        /// The names of its towns.
        public fileprivate(set) var towns: [String]
    }

    /// The counties, one city's side by side, one province's too.
    public private(set) var counties: [County] = []

    /// Reads the table of Rules/addresses.
    public init(_ text: String) {
        var province = "", city = ""
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let depth = line.prefix { $0 == "\t" }.count
            let words = line.dropFirst(depth).split(separator: " ").map { $0 == "-" ? "" : String($0) }
            guard let name = words.first else { continue }
            switch depth {
            case 0: province = name
            case 1: city = name
            default:
                counties.append(County(province: province, city: city, name: name, towns: Array(words.dropFirst())))
            }
        }
    }

    /// The names above a county, and those of all other cities and counties of the country. A county that the table does not
    /// know, such as one of later years, is looked for by its `neighbour`.
    public func surroundings(of county: String, neighbour: String) -> (above: [String], elsewhere: [String]) {
        let known = counties.filter { $0.name == county || $0.name == neighbour }
        let own = known.count == 1 ? known.first : known.first { $0.name == county }
        let above = [own?.province, own?.city].compactMap(\.self).filter { !$0.isEmpty }
        let kept = Set(above + [county, neighbour])
        let others = counties.flatMap { [$0.city, $0.name] }.filter { $0.count > 2 && !kept.contains($0) }
        return (above + above.map(Self.short).filter { $0.count > 1 }, Set(others).sorted())
    }

    /// A name without the suffix of its level; itself where less than two characters would be left.
    public static func short(_ name: String) -> String {
        for suffix in DivisionNames.suffixes where name.hasSuffix(suffix) {
            let rest = name.dropLast(suffix.count)
            return rest.count > 1 ? String(rest) : name
        }
        return name
    }
}
