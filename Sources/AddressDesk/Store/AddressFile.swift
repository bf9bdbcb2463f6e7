import Addresses
import Base
import Divisions
import Storage

/// Everything that the page of an address shows.
struct AddressFile {
    let record: AddressSnapshot
    let place: Place
    /// What it lies in, from the wide to the narrow.
    let above: [Place]
    /// The structured code; nil where its village's code has not 12 digits.
    let code: String?
    let grid: Division?
    /// Directly below it: the first of them, and how many of each kind there are.
    let below: [Place]
    let counts: [(type: PlaceType, count: Int)]
    /// What took its place.
    let successors: [Place]
    /// What it took the place of.
    let predecessors: [Place]
    /// How systems write it, and how many systems know it.
    let links: [AddressLinks.Link]
    let history: [(change: PlaceChange, left: AddressSnapshot?, mayUndo: Bool)]
    /// The outline of its village, else of its town, as rings of `[longitude, latitude]`, for the map.
    let outline: String?

    /// How many independent systems know it: the confidence of an address.
    var agreeing: Int { Set(links.map(\.source)).count }
}

extension AddressDesk {
    /// Throws `AddressError.unknown`.
    func file(_ id: RecordID, in reader: any Reader) throws -> AddressFile {
        guard let place = try addresses.find(id, in: reader), let record = try addresses.snapshot(of: id, in: reader)
        else { throw AddressError.unknown }
        let grid = try record.grid.flatMap { try divisions.find($0, in: reader) }
        let near = try addresses.neighbours(of: id, in: reader)
        return AddressFile(
            record: record, place: place, above: try addresses.places(above: id, in: reader),
            code: try addresses.displayCode(of: record, divisions: divisions, in: reader), grid: grid,
            below: try addresses.places(below: id, limit: 120, in: reader),
            counts: try addresses.counts(below: id, in: reader), successors: near.successors,
            predecessors: near.predecessors, links: try links.links(to: id, limit: 20, in: reader),
            history: try addresses.history(of: id, in: reader).map { change, left in
                (change, left, try change.what != .added && addresses.isUndoneAlone(change, in: reader))
            },
            outline: try record.village.flatMap { try divisions.shape(of: $0, in: reader) }
                ?? divisions.shape(of: record.town, in: reader))
    }
}
