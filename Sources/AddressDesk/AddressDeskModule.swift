public import Addresses
public import Divisions
public import Journal
public import Storage
public import Web

/// The door: the pages of the address library, the queue of what people must decide, and the systems that are merged into it.
public struct AddressDeskModule: Sendable {
    let desk: AddressDesk
    let faces: Faces

    private let nameIn: @Sendable () throws -> NameFinder

    /// The desk of a district's library, which `library` holds in memory; `nameIn` tells names that it does not know.
    public init(
        addresses: AddressStore, divisions: DivisionStore, library: LibraryService, imports: ImportStore,
        journal: Journal, database: any Database, faces: Faces, nameIn: @escaping @Sendable () throws -> NameFinder
    ) {
        desk = AddressDesk(
            addresses: addresses, divisions: divisions, library: library, imports: imports, journal: journal,
            database: database)
        (self.faces, self.nameIn) = (faces, nameIn)
    }

    /// Adds the routes of this module.
    public func addRoutes(to table: inout RouteTable) {
        AddressRoutes(desk: desk, faces: faces).add(to: &table)
        AttachmentRoutes(desk: desk, faces: faces).add(to: &table)
        ReviewRoutes(desk: desk, faces: faces).add(to: &table)
        ImportRoutes(desk: desk, faces: faces, nameIn: nameIn).add(to: &table)
    }
}

/// The stores that the pages of the library ask.
struct AddressDesk: Sendable {
    let addresses: AddressStore
    let divisions: DivisionStore
    let library: LibraryService
    let imports: ImportStore
    let journal: Journal
    let database: any Database

    var review: ReviewStore { ReviewStore(addresses: addresses, divisions: divisions, journal: journal) }
    var links: AddressLinks { AddressLinks(addresses) }
    var attachments: AttachmentStore { AttachmentStore(addresses: addresses, journal: journal) }
}
