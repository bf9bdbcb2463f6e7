public import Web

/// The door: what other bodies tell of the proceedings that were handed over to them, and what waits for a person.
public struct CounterpartsModule: Sendable {
    private let store: CounterpartStore
    private let faces: Faces

    /// The messages of a district.
    public init(store: CounterpartStore, faces: Faces) {
        (self.store, self.faces) = (store, faces)
    }

    /// Adds the desk's pages, and the operations of the other bodies' programs.
    public func addRoutes(to table: inout RouteTable) {
        CounterpartRoutes(store: store, faces: faces).add(to: &table)
        CounterpartAPI(store: store).add(to: &table)
    }
}
