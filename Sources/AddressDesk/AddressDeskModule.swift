public import Addresses
public import Divisions
public import Journal
public import Storage
public import Web

/// The door: the pages of the address library, the queue of what people must decide, and the systems that are merged into it.
public struct AddressDeskModule: Sendable {
    let desk: AddressDesk
    let faces: Faces

    /// The desk of a district's library, which `library` holds in memory.
    public init(
        addresses: AddressStore, divisions: DivisionStore, library: LibraryService, journal: Journal,
        database: any Database, faces: Faces
    ) {
        desk = AddressDesk(
            addresses: addresses, divisions: divisions, library: library, journal: journal, database: database)
        self.faces = faces
    }

    /// Adds the routes of this module.
    public func addRoutes(to table: inout RouteTable) {
        AddressRoutes(desk: desk, faces: faces).add(to: &table)
        AttachmentRoutes(desk: desk, faces: faces).add(to: &table)
        ReviewRoutes(desk: desk, faces: faces).add(to: &table)
    }
}

/// The stores that the pages of the library ask.
struct AddressDesk: Sendable {
    let addresses: AddressStore
    let divisions: DivisionStore
    let library: LibraryService
    let journal: Journal
    let database: any Database

    var review: ReviewStore { ReviewStore(addresses: addresses, divisions: divisions, journal: journal) }
    var links: AddressLinks { AddressLinks(addresses) }
    var attachments: AttachmentStore { AttachmentStore(addresses: addresses, journal: journal) }
}
