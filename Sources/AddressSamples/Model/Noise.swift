/// How often each noise occurs, and what towns and districts are called otherwise.
///
/// Read from lines `key = value`: shares between 0 and 1, names for the keys `town.NAME` and `district.CODE`; `#`
/// begins a remark. The shipped shares are those of Rules/addresses/noise.conf, which says where each was measured.
public struct Noise: Sendable {
    /// A word that stands for 幢 after the number of a building, and the share of the buildings written so.
    struct BuildingWord: Sendable {
        let word: String
        var share: Double
    }

    private var shares = [Double](repeating: 0, count: NoiseKind.allCases.count)
    private(set) var buildingWords = ["幢", "栋", "号楼", "号", "座"].map { BuildingWord(word: $0, share: 0) }
    /// The share of texts about a place that is not in the registry, and of those about none.
    private(set) var new = 0.0
    private(set) var junk = 0.0
    /// Former names of towns by the present, and districts that a town's later code begins with.
    private(set) var formerTowns: [String: String] = [:]
    private(set) var laterDistricts: [String: String] = [:]

    /// A noise file in which every share is 0: texts as the registry writes them.
    public static let none = Noise()

    private init() {}

    /// Reads a noise file; what it does not name stays as in `base`.
    ///
    /// Throws `SampleError.badNoise` with the first line that is no known key with its kind of value.
    public init(_ text: String, over base: Noise = .none) throws {
        self = base
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let content = line.prefix { $0 != "#" }
            guard !content.allSatisfy(\.isWhitespace) else { continue }
            let sides = content.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(Self.trimmed)
            guard sides.count == 2, set(sides[0], to: sides[1]) else {
                throw SampleError.badNoise(line: index + 1, text: Self.trimmed(line))
            }
        }
    }

    /// The share of the texts that could have the noise which do.
    public subscript(kind: NoiseKind) -> Double { shares[kind.rawValue] }

    private mutating func set(_ key: String, to value: String) -> Bool {
        if let town = Self.rest(of: key, after: "town.") {
            formerTowns[town] = value
            return !value.isEmpty
        }
        if let code = Self.rest(of: key, after: "district.") {
            laterDistricts[code] = value
            return !value.isEmpty
        }
        guard let share = Double(value), (0...1).contains(share) else { return false }
        if let word = Self.rest(of: key, after: "building."),
            let place = buildingWords.firstIndex(where: { $0.word == word })
        {
            buildingWords[place].share = share
        } else if let kind = NoiseKind.allCases.first(where: { $0.mark == key }), kind != .buildingWord {
            shares[kind.rawValue] = share
        } else if key == "new" {
            new = share
        } else if key == "junk" {
            junk = share
        } else {
            return false
        }
        return new + junk <= 1
    }

    private static func rest(of key: String, after start: String) -> String? {
        key.hasPrefix(start) && key.count > start.count ? String(key.dropFirst(start.count)) : nil
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
