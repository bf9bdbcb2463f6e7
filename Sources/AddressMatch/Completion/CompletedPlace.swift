/// A place that what was typed may be on the way to.
public struct CompletedPlace: Sendable, Equatable {
    /// Its number in the register; a place without an id there is a step to go on typing from.
    public var place: Int
    /// Its whole text, from the names down.
    public var text: String
    /// The parts of the text that were typed, in Unicode scalars.
    public var marks: [Range<Int>]
    /// The other or former name that was typed, where it was not the standard one.
    public var otherName: String?
    /// The parts of the other name that were typed, in Unicode scalars.
    public var otherMarks: [Range<Int>] = []
    /// How the name that was typed stands for its place.
    public var use: NameUse = .standard
    /// Whether it was found only by taking a mistake in what was typed into account.
    public var isMistaken = false
}
