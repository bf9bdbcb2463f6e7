public import Base
public import Divisions
public import Matters
public import Storage
public import Web

/// The door of the command face: the district at a glance, down to a village's open matters, live.
public struct CommandModule: Sendable {
    private let pages: CommandRoutes
    private let stream: FeedRoutes
    private let replies: RepliesRoutes
    private let centre: CentreRoutes
    private let figures: CommandAPI
    private let tables: FiguresAPI

    /// Puts the face together; `signals` finds what detectors raised, within a scope; `stillSignedIn` tells whether a
    /// visit's session stands yet.
    public init(
        store: CommandStore, matters: MatterStore, divisions: DivisionStore, faces: Faces, feed: Feed,
        signals: @escaping @Sendable (MatterScope, Instant, any Reader) throws -> [SignalLine],
        stillSignedIn: @escaping @Sendable (Visit) async -> Bool
    ) {
        let maps = MapStore(database: store.database, divisions: divisions)
        pages = CommandRoutes(store: store, matters: matters, maps: maps, faces: faces, signals: signals)
        replies = RepliesRoutes(store: store, matters: matters, faces: faces)
        centre = CentreRoutes(store: store, matters: matters, faces: faces)
        figures = CommandAPI(store: store, matters: matters, maps: maps)
        tables = FiguresAPI(store: store, matters: matters)
        stream = FeedRoutes(store: store, matters: matters, maps: maps, feed: feed, stillSignedIn: stillSignedIn)
    }

    /// Adds `/command` and everything below it.
    public func addRoutes(to table: inout RouteTable) {
        pages.add(to: &table)
        stream.add(to: &table)
        replies.add(to: &table)
        centre.add(to: &table)
        figures.add(to: &table)
        tables.add(to: &table)
    }
}
