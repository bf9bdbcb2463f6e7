import AddressMatch
import Addresses
import Base
import Storage

/// Adds what a text says to lie in a place: `5幢` and `201室` below an estate, as proposed.
struct AddressGrowth {
    private let addresses: AddressStore
    private let act: AddressAct
    private let origin: String

    init(_ addresses: AddressStore, _ act: AddressAct, origin: String) {
        (self.addresses, self.act, self.origin) = (addresses, act, origin)
    }

    /// Answers the narrowest place; parts that stand are gone through, `added` is told of each that did not.
    func grow(
        _ within: RecordID, _ missing: [AddressResolution.Missing], in transaction: any Transaction,
        added: () -> Void
    ) throws -> RecordID {
        var at = within
        if missing.isEmpty { try name(within, in: transaction) }
        for (index, part) in missing.enumerated() {
            let type = PlaceType(rawValue: "\(part.kind)") ?? .room
            if let known = try addresses.find(type, part.number, below: at, in: transaction) {
                at = known
                continue
            }
            guard let parent = try addresses.find(at, in: transaction) else { throw AddressError.unknown }
            let place = Place(
                id: .make(at: act.now), type: type, name: parent.name + part.number + part.kind.suffix,
                village: parent.village, town: parent.town, villageName: parent.villageName, townName: parent.townName,
                grid: parent.grid)
            try addresses.addBelow(
                at, place, number: part.number, state: index == missing.count - 1 ? .proposed : .implied,
                origin: origin, from: act.day, act: act.id, at: act.now, in: transaction)
            at = place.id
            added()
        }
        return at
    }

    /// A place that stood only because of what lies below it is now named by a system.
    private func name(_ id: RecordID, in transaction: any Transaction) throws {
        try addresses.propose(id, by: act, in: transaction)
    }
}
