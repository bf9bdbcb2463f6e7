public import Base
public import Storage

/// One change of a place of the district: an address record or a division.
public struct PlaceChange: Hashable, Sendable {
    /// Which table of places it is about.
    public enum Kind: String, Sendable, CaseIterable { case address, division }

    /// What happened to it.
    public enum What: String, Sendable, CaseIterable {
        case added, confirmed, changed, retired, merged, split, located, named, unnamed, restored
    }

    /// Its place in the feed: 1, 2, 3 and so on, none left out.
    public let number: Int64
    /// What kind of place.
    public let kind: Kind
    /// The place.
    public let place: RecordID
    /// What happened.
    public let what: What
    /// The day from which it counts.
    public let validOn: Day
    /// When it was recorded.
    public let recordedAt: Instant
    /// Why, in the words of who did it; empty for additions in bulk.
    public let reason: String
    /// What was done together has one act, and is undone together.
    public let act: RecordID
}

/// Numbers the changes of all places of a district one after the other, so that others can follow them: an extract at N, then what
/// came after N. The number is taken from one row, so that two who write at once wait for each other and none is left out.
public struct PlaceFeed: Sendable {
    /// A change before it has its number.
    public typealias Draft = (kind: PlaceChange.Kind, place: RecordID, what: PlaceChange.What)

    /// The district.
    public let district: DistrictKey

    /// The feed of one district.
    public init(district: DistrictKey) { self.district = district }

    /// Takes the next `count` numbers; answers the first.
    public func take(_ count: Int, in transaction: any Transaction) throws -> Int64 {
        let row = try transaction.row(
            """
            INSERT INTO place_feed (district, last) VALUES (\(district), \(count))
            ON CONFLICT (district) DO UPDATE SET last = place_feed.last + \(count) RETURNING last
            """
        )
        guard let last = try row?.integer("last") else { throw StorageError.column("last") }
        return last - Int64(count) + 1
    }

    /// Numbers changes in their order and keeps them; answers the number of the first.
    @discardableResult
    public func note(
        _ drafts: [Draft], on day: Day, reason: String = "", act: RecordID? = nil, at now: Instant,
        in transaction: any Transaction
    ) throws -> Int64 {
        guard !drafts.isEmpty else { return try last(in: transaction) + 1 }
        let act = act ?? .make(at: now)
        let first = try take(drafts.count, in: transaction)
        try transaction.insert(
            drafts.enumerated().map { index, draft in
                [
                    district.value, (first + Int64(index)).value, draft.kind.rawValue.value, draft.place.value,
                    draft.what.rawValue.value, day.value, now.value, reason.value,
                    act.value,
                ]
            }, as: Self.shape)
        return first
    }

    private static let shape = RowShape(
        "place_changes",
        ["district", "number", "kind", "place_id", "what", "valid_on", "recorded_at", "reason", "act_id"])

    /// The number of the newest change; 0 when there was none.
    public func last(in reader: any Reader) throws -> Int64 {
        try reader.row("SELECT last FROM place_feed WHERE district = \(district)")?.integer("last") ?? 0
    }

    /// The changes (after, to], at most `limit`.
    public func changes(after: Int64, to: Int64, limit: Int, in reader: any Reader) throws -> [PlaceChange] {
        try reader.rows(
            """
            SELECT * FROM place_changes WHERE district = \(district) AND number > \(after) AND number <= \(to)
            ORDER BY number LIMIT \(limit)
            """
        ).map(Self.change)
    }

    /// The changes of one place, oldest first.
    public func changes(of place: RecordID, in reader: any Reader) throws -> [PlaceChange] {
        try reader.rows(
            """
            SELECT * FROM place_changes WHERE district = \(district) AND place_id = \(place) ORDER BY number
            """
        ).map(Self.change)
    }

    /// The changes that were done together, in their order.
    public func changes(act: RecordID, in reader: any Reader) throws -> [PlaceChange] {
        try reader.rows(
            "SELECT * FROM place_changes WHERE district = \(district) AND act_id = \(act) ORDER BY number"
        ).map(Self.change)
    }

    /// Whether a place has changed after a number of the feed.
    public func hasChanged(_ place: RecordID, since number: Int64, in reader: any Reader) throws -> Bool {
        try reader.row(
            "SELECT number FROM place_changes WHERE place_id = \(place) AND number > \(number) LIMIT 1") != nil
    }

    private static func change(_ row: Row) throws -> PlaceChange {
        PlaceChange(
            number: try row.integer("number"), kind: PlaceChange.Kind(rawValue: try row.text("kind")) ?? .address,
            place: try row.id("place_id"), what: PlaceChange.What(rawValue: try row.text("what")) ?? .changed,
            validOn: try row.day("valid_on"), recordedAt: try row.instant("recorded_at"),
            reason: try row.text("reason"), act: try row.id("act_id"))
    }
}
