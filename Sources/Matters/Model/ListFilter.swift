/// What narrows a work list; what is nil takes everything.
public struct ListFilter: Hashable, Sendable {
    /// The kind of matter.
    public var kind: MatterKind?
    /// The code of a first-level topic, or `open` for matters without a topic.
    public var topic: String?
    /// The code of the unit of a town or a village, or `open` for matters without a place.
    public var place: String?
    /// The way they came in.
    public var channel: Channel?
    /// Whether they wait, are in hand or ended.
    public var status: MatterStatus?

    /// The topic or place of matters for which nobody has decided it.
    public static let open = "open"

    /// Everything.
    public init() {}

    /// Everything of a kind.
    init(kind: MatterKind?) { self.kind = kind }

    /// Whether nothing is left out.
    var isEmpty: Bool { self == ListFilter() }

    /// Whether more than the kind is asked for.
    var isNarrow: Bool { self != ListFilter(kind: kind) }

    /// The same for another kind.
    func with(kind: MatterKind?) -> ListFilter {
        var filter = self
        filter.kind = kind
        return filter
    }

    /// The parts as fields of an address or a form, without those that take everything.
    var fields: [(name: String, value: String)] {
        [
            ("kind", kind?.rawValue), ("topic", topic), ("place", place), ("channel", channel?.rawValue),
            ("status", status?.rawValue),
        ].compactMap { name, value in value.map { (name, $0) } }
    }
}
