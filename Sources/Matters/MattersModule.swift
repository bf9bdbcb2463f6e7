public import Storage
public import Web

/// The door of the module: what it adds to the program.
public struct MattersModule: Sendable {
    private let store: MatterStore
    private let faces: Faces
    private let waiting: Waiting

    /// Counts what waits for somebody in a module above this one.
    public typealias Waiting = @Sendable (Actor, any Reader) throws -> Int

    /// The desk over the matters of a district; `waiting` counts the messages of other bodies that somebody must look at.
    public init(store: MatterStore, faces: Faces, waiting: @escaping Waiting) {
        (self.store, self.faces, self.waiting) = (store, faces, waiting)
    }

    /// Adds the routes of the desk.
    public func addRoutes(to table: inout RouteTable) {
        MatterRoutes(store: store, faces: faces, waiting: waiting).add(to: &table)
        MatterActionRoutes(store: store, faces: faces).add(to: &table)
        MatterFileRoutes(store: store, faces: faces).add(to: &table)
        ExclusionRoutes(store: store, faces: faces).add(to: &table)
        KindRoutes(store: store, faces: faces).add(to: &table)
        PlaceRoutes(store: store, faces: faces).add(to: &table)
        ProxyRoutes(store: store, faces: faces).add(to: &table)
        HotlineRoutes(store: store, faces: faces).add(to: &table)
        HandoverRoutes(store: store, faces: faces).add(to: &table)
        ProceedingRoutes(store: store, faces: faces).add(to: &table)
        SealRoutes(store: store, faces: faces).add(to: &table)
        let routing = RoutingStore(store)
        RoutingRoutes(store: routing, faces: faces).add(to: &table)
        RoutingDraftRoutes(store: routing, faces: faces).add(to: &table)
        ProcedureRoutes(store: store, faces: faces).add(to: &table)
        MatterAPI(store: store).add(to: &table)
        MatterActionAPI(store: store).add(to: &table)
        BesideAPI(store: store).add(to: &table)
        ProxyAPI(store: store).add(to: &table)
        CallAPI(store: store).add(to: &table)
        HandoverAPI(store: store).add(to: &table)
        RoutingAPI(store: routing).add(to: &table)
        ProcedureAPI(store: store).add(to: &table)
        ProceedingAPI(store: store).add(to: &table)
    }
}
