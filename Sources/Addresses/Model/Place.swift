public import Base

/// What kind of place an address record is; the address library refines this later.
public enum PlaceType: String, Sendable, CaseIterable {
    case village, estate, road
}

/// A place of the district with its permanent id.
public struct Place: Hashable, Sendable {
    /// The permanent id; matters keep it.
    public let id: RecordID
    /// Village, estate or road.
    public let type: PlaceType
    /// The standard name.
    public let name: String
    /// The village division it lies in.
    public let village: RecordID
    /// The town division above.
    public let town: RecordID
    /// The village's name, for showing which of two namesakes is meant.
    public let villageName: Words
    /// The town's name.
    public let townName: Words
    /// The grid division it lies in; nil when none is known or it lies in several.
    public let grid: RecordID?

    /// Puts a place together.
    public init(
        id: RecordID, type: PlaceType, name: String, village: RecordID, town: RecordID, villageName: Words,
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

    /// Town and village in one line.
    public var area: Words {
        Words("\(townName.zh) \(villageName.zh)", "\(townName.en), \(villageName.en)")
    }

    /// Town, village and name in one line, without saying the village twice.
    public var fullName: String { type == .village ? area.zh : "\(area.zh) \(name)" }
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
    /// The length of the match in characters, longer is better, plus what the town's name adds.
    public let score: Int

    /// Puts a match together.
    public init(place: Place, words: String, how: How, score: Int) {
        self.place = place
        self.words = words
        self.how = how
        self.score = score
    }
}
