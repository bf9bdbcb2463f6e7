import Addresses
import Base

/// A place that a person may choose, with how much lies directly below it.
struct PlaceChoice: Hashable, Sendable {
    let place: Place
    let below: [PlaceType: Int]
}

/// What may be the name of a place.
enum PlaceName {
    /// Whether it has 2 to 60 characters and none of them steers a terminal or a table.
    static func isSound(_ name: String) -> Bool {
        (2...60).contains(name.unicodeScalars.count)
            && !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}

extension AddressCase {
    /// What may be accepted for it together with others; nil where a person must look.
    ///
    /// One place that the text also speaks against; a name that two systems have in the same village and that is no road.
    var proposal: CaseDecision? {
        switch kind {
        case .against: candidates.count == 1 ? candidates.first.map(CaseDecision.place) : nil
        case .name:
            village.flatMap { village in
                sources.count >= 2 && (2...60).contains(said.count) && usualKind == .estate
                    ? .new(.estate, name: said, village: village) : nil
            }
        case .choose, .door, .other: nil
        }
    }

    /// What a new place of that name most likely is.
    var usualKind: CaseDecision.PlaceKind {
        ["路", "街", "巷", "弄", "道"].contains { said.hasSuffix($0) } ? .road : .estate
    }

    /// Whether a place that is found for it gets the words as another name, or is simply meant.
    var wantsAlias: Bool { kind == .name && said.count >= 2 }
}

extension CaseDecision {
    /// The decision in one line: `place ID`, `alias ID`, `new KIND VILLAGE NAME` or `nothing`.
    var line: String {
        switch self {
        case .place(let id), .alias(let id): "\(word) \(id)"
        case .new(let kind, let name, let village): "\(word) \(kind.rawValue) \(village) \(name)"
        case .nothing: word
        }
    }

    /// Reads such a line; nil for anything else.
    init?(line: String) {
        let parts = line.split(separator: " ", maxSplits: 3).map(String.init)
        switch (parts.first, parts.count) {
        case ("nothing", 1): self = .nothing
        case ("place", 2): if let id = RecordID(parts[1]) { self = .place(id) } else { return nil }
        case ("alias", 2): if let id = RecordID(parts[1]) { self = .alias(id) } else { return nil }
        case ("new", 4):
            guard let kind = PlaceKind(rawValue: parts[1]), let village = RecordID(parts[2]) else { return nil }
            self = .new(kind, name: parts[3], village: village)
        default: return nil
        }
    }
}
