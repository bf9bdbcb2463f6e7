public import Divisions
public import Matters
public import Web

/// The door of the command face: the district at a glance, down to a village's open matters, live.
public struct CommandModule: Sendable {
    private let pages: CommandRoutes
    private let stream: FeedRoutes
    private let figures: CommandAPI

    /// Puts the face together; `stillSignedIn` tells whether a visit's session stands yet.
    public init(
        store: CommandStore, matters: MatterStore, divisions: DivisionStore, faces: Faces, feed: Feed,
        stillSignedIn: @escaping @Sendable (Visit) async -> Bool
    ) {
        let maps = MapStore(database: store.database, divisions: divisions)
        pages = CommandRoutes(store: store, matters: matters, maps: maps, faces: faces)
        figures = CommandAPI(store: store, matters: matters, maps: maps)
        stream = FeedRoutes(store: store, matters: matters, maps: maps, feed: feed, stillSignedIn: stillSignedIn)
    }

    /// Adds `/command` and everything below it.
    public func addRoutes(to table: inout RouteTable) {
        pages.add(to: &table)
        stream.add(to: &table)
        figures.add(to: &table)
    }
}
