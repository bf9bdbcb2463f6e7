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

    /// How texts name what lies around a county.
    public struct Surroundings: Sendable {
        /// The names above it, also without suffixes.
        public fileprivate(set) var above: [String]
        /// The names of all other provinces, cities and counties.
        public fileprivate(set) var elsewhere: [String]
        /// Those of provinces and cities without suffixes, and of some countries and capitals: 上海, 苏州, 日本. Roads and shops have
        /// them too.
        public fileprivate(set) var elsewhereInShort: [String]
    }

    /// What lies around a county. One that the table does not know, such as one of later years, is looked for by its `neighbour`.
    public func surroundings(of county: String, neighbour: String) -> Surroundings {
        let known = counties.filter { $0.name == county || $0.name == neighbour }
        let own = known.count == 1 ? known.first : known.first { $0.name == county }
        let names = [own?.province, own?.city].compactMap(\.self).filter { !$0.isEmpty }
        let above = names + names.map(Self.short).filter { $0.count > 1 }
        let kept = Set(above + [county, neighbour])
        let others = counties.flatMap { [$0.province, $0.city, $0.name] }.filter { $0.count > 2 && !kept.contains($0) }
        // A short name may be one of the county's own, such as of a town.
        let inside = Set((known.flatMap { [$0.name] + $0.towns } + [county, neighbour]).map(Self.short)).union(kept)
        let wide = Set(counties.flatMap { [$0.province, $0.city] }).subtracting(kept)
        let short = wide.map { ($0, Self.short($0)) }.filter { $0 != $1 && $1.count > 1 }.map(\.1) + Self.abroad
        return Surroundings(
            above: above, elsewhere: Set(others).sorted(),
            elsewhereInShort: Set(short).subtracting(inside).subtracting(others).sorted())
    }

    /// What the table does not have and texts begin with.
    private static let abroad = [
        "香港", "澳门", "台湾", "台北", "日本", "东京", "大阪", "韩国", "首尔", "朝鲜", "越南", "泰国", "曼谷", "新加坡", "马来西亚",
        "印度", "美国", "纽约", "加拿大", "英国", "伦敦", "法国", "巴黎", "德国", "柏林", "意大利", "罗马", "西班牙", "马德里", "俄罗斯",
        "莫斯科", "澳大利亚", "悉尼", "新西兰", "巴西",
    ]

    /// A name without the suffix of its level; itself where less than two characters would be left.
    public static func short(_ name: String) -> String {
        for suffix in DivisionNames.suffixes where name.hasSuffix(suffix) {
            let rest = name.dropLast(suffix.count)
            return rest.count > 1 ? String(rest) : name
        }
        return name
    }
}
