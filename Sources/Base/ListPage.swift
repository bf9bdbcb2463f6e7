/// One page of a list: its items and the key where the next page begins.
public struct ListPage<Item: Sendable>: Sendable {
    /// The items, in the order of the list.
    public let items: [Item]
    /// Where to go on, or nil on the last page.
    public let next: String?

    /// Makes a page of a list.
    public init(items: [Item], next: String?) {
        self.items = items
        self.next = next
    }
}

/// The key of a district, such as `yuhang`: every table from the journal up carries it.
public typealias DistrictKey = String
