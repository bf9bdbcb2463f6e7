public import AddressMatch
import Base
import Storage
import Synchronization

/// Where a program that keeps the library in memory puts it for the finder: a text is then read by the whole library, down to numbers of
/// roads, before it is looked for by names alone.
public final class LibraryShelf: Sendable {
    private let register = Mutex<AddressRegister?>(nil)

    /// An empty shelf.
    public init() {}

    /// Puts a library there, by the ids of its records.
    public func put(_ library: AddressRegister) { register.withLock { $0 = library } }

    var library: AddressRegister? { register.withLock { $0 } }
}

extension AddressStore {
    /// The place that a text means for sure, by the library in memory: the estate, the landmark or the number of a road; what lies in it
    /// is left out, since people who live there speak of the same place.
    func meant(_ text: String, in reader: any Reader) throws -> PlaceMatch? {
        guard let library = shelf.library else { return nil }
        var resolver = AddressResolver(library)
        let found = resolver.resolve(text)
        guard [.a, .b].contains(found.band), let current = found.current,
            let id = library.record(library.site(current)),
            let place = try find(RecordID(trusted: id), in: reader), try stands(place.id, in: reader)
        else { return nil }
        let words = found.evidence.filter { [.name, .alias, .former, .number, .mistake].contains($0.reason) }
            .map { $0.words(of: text) }.joined()
        let how: PlaceMatch.How = found.band == .a ? .exact : .alias
        return PlaceMatch(place: place, words: words, how: how, score: Self.sure)
    }

    /// More than names alone can reach: twice sixty characters, a town and a village.
    private static let sure = 1_000
}
