public import Base

/// What kind of place an address record is; the address library refines this later.
public enum PlaceType: String, Sendable, CaseIterable {
    case town, village, estate, road
}

/// A place of the district with its permanent id.
public struct Place: Hashable, Sendable {
    /// The permanent id; matters keep it.
    public let id: RecordID
    /// Town, village, estate or road.
    public let type: PlaceType
    /// The standard name.
    public let name: String
    /// The village division it lies in; nil for a town as a whole.
    public let village: RecordID?
    /// The town division above, or the town itself.
    public let town: RecordID
    /// The village's name, for showing which of two namesakes is meant; nil for a town.
    public let villageName: String?
    /// The town's name.
    public let townName: String
    /// The grid division it lies in; nil when none is known or it lies in several.
    public let grid: RecordID?

    /// Puts a place together.
    public init(
        id: RecordID, type: PlaceType, name: String, village: RecordID?, town: RecordID, villageName: String?,
        townName: String, grid: RecordID? = nil
    ) {
        self.id = id
        self.type = type
        self.name = name
        self.village = village
        self.town = town
        self.villageName = villageName
        self.townName = townName
        self.grid = grid
    }

    /// Town, village and name in one line, none of them twice.
    public var fullName: String {
        let parts =
            switch type {
            case .town: [townName]
            case .village: [townName, villageName ?? name]
            case .estate, .road: [townName, villageName ?? "", name]
            }
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The whole name beside the name alone, where it says more.
    public var note: String? { type == .town ? nil : fullName }
}

/// A place found in a text, and why.
public struct PlaceMatch: Hashable, Sendable {
    /// How the place was found.
    public enum How: String, Sendable {
        case exact, alias
    }

    /// The place.
    public let place: Place
    /// The words of the text that named it, folded.
    public let words: String
    /// By its standard name or by another name.
    public let how: How
    /// The length of the match in characters, longer is better, plus what the town's name adds; a town counts little.
    public let score: Int

    /// Puts a match together.
    public init(place: Place, words: String, how: How, score: Int) {
        self.place = place
        self.words = words
        self.how = how
        self.score = score
    }
}
