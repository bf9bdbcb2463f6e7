public import Base

/// What kind of place an address record is.
public enum PlaceType: String, Sendable, CaseIterable {
    case town, village, estate, road
    /// A place with a name and no number: a bridge, a pavilion, a site.
    case landmark
    /// A number at a road, and what is counted below it or below an estate.
    case number, building, unit, floor, room

    /// Whether it lies inside of a building, or at a number where no building is told.
    /// A road as a whole, an estate, a place that has a name and no number.
    var isNamed: Bool { [.road, .estate, .landmark].contains(self) }

    var isInside: Bool { [.unit, .floor, .room].contains(self) }
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
    public let villageName: Words?
    /// The town's name.
    public let townName: Words
    /// The grid division it lies in; nil when none is known or it lies in several.
    public let grid: RecordID?

    /// Puts a place together.
    public init(
        id: RecordID, type: PlaceType, name: String, village: RecordID?, town: RecordID, villageName: Words?,
        townName: Words, grid: RecordID? = nil
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

    /// Town and village in one line; the town alone for a town.
    public var area: Words {
        guard type != .town, let villageName else { return townName }
        return Words("\(townName.zh) \(villageName.zh)", "\(townName.en), \(villageName.en)")
    }

    /// Town, village and name in one line, none of them twice.
    public var fullName: String {
        switch type {
        case .town, .village: area.zh
        default: "\(area.zh) \(name)"
        }
    }

    /// The whole name beside the name alone, where it says more.
    public var note: String? { type == .town ? nil : fullName }
}

/// A place found in a text, and why.
public struct PlaceMatch: Hashable, Sendable {
    /// How the place was found.
    public enum How: String, Sendable, CaseIterable {
        case exact, alias, former
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
