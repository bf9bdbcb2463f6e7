public import Storage
public import Web

/// The door of Notices: how far messages have come, and what gateways say about them.
public struct NoticesModule: Sendable {
    private let routes: NoticeRoutes

    /// Opens the module; `clockOffset` is how far the district's clock is from the machine's, in milliseconds.
    public init(
        store: NoticeStore, database: any Database, gateways: NoticeGateways, sender: NoticeSender, faces: Faces,
        clockOffset: Int64
    ) {
        routes = NoticeRoutes(
            store: store, database: database, gateways: gateways, sender: sender, faces: faces,
            clockOffset: clockOffset)
    }

    /// Adds the module's addresses.
    public func addRoutes(to table: inout RouteTable) { routes.add(to: &table) }
}
