import Addresses
import Base
import Divisions
import Storage

/// Everything that a person sees of a case.
struct ReviewLook: Sendable {
    /// What came of a decision, with a name in it.
    struct Done: Sendable { var words: Words, name: String? }

    let one: AddressCase
    let sentence: CaseSentence
    let sayings: [ReviewStore.Saying]
    /// The places to choose from, and those that were searched for.
    let choices: [PlaceChoice], found: [PlaceChoice]
    /// What was searched for.
    let asked: String
    let previous: RecordID?, next: RecordID?
    /// The villages, those of the named town first.
    let villages: [Division]
    let town: Words?
    /// What was decided, and by whom.
    let done: Done?, person: Words?
    /// What the looking person decided last.
    let last: RecordID?
    /// Whether it can be put back to the case that it came from.
    let mayJoin: Bool
    /// Whether a line at the top says what was just done, with the key to undo it.
    var isJustDone = false
}

extension ReviewStore {
    /// How many texts of the systems are shown.
    static let shownRows = 20
    /// How many places to choose from.
    static let shownPlaces = 20

    /// All of a case. Throws `CaseError.unknown`.
    func look(
        at id: RecordID, _ filter: Filter, find asked: String, by principal: Principal, on day: Day,
        in reader: any Reader
    ) throws -> ReviewLook {
        let one = try find(id, in: reader)
        let names = try divisionNames(on: day, in: reader)
        let choices = try choices(placesToChoose(of: one, in: reader), in: reader)
        let known = Set(choices.map(\.place.id))
        let found = try asked.isEmpty ? [] : search(asked, limit: 10, in: reader).filter { !known.contains($0) }
        let sides = try neighbours(of: one, filter, in: reader)
        return ReviewLook(
            one: one,
            sentence: CaseSentence(
                one, places: try addresses.find(ids: one.candidates, in: reader), divisions: names.names),
            sayings: try sayings(of: one, limit: Self.shownRows, in: reader), choices: choices,
            found: try self.choices(found, in: reader), asked: asked, previous: sides.previous, next: sides.next,
            villages: names.villages.filter { $0.parent == one.town } + names.villages.filter { $0.parent != one.town },
            town: one.town.flatMap { names.names[$0] }, done: try done(one, in: reader),
            person: try person(of: one.decidedBy, in: reader), last: try lastDecided(by: principal, in: reader),
            mayJoin: try one.whole.map { try isOpen($0, in: reader) } ?? false)
    }

    private func isOpen(_ id: RecordID, in reader: any Reader) throws -> Bool {
        let state = try reader.row("SELECT state FROM address_cases WHERE id = \(id) AND district = \(district)")
        return try state?.text("state") == CaseState.open.rawValue
    }

    /// The named candidates, else what the words themselves name.
    func placesToChoose(of one: AddressCase, limit: Int = shownPlaces, in reader: any Reader) throws -> [RecordID] {
        guard one.candidates.isEmpty else { return Array(one.candidates.prefix(limit)) }
        return try search(one.said.count >= 2 ? one.said : one.sample, limit: min(limit, 5), in: reader)
    }

    /// What came of the decision about a case; nil while it is open.
    func done(_ one: AddressCase, in reader: any Reader) throws -> ReviewLook.Done? {
        guard one.state == .decided else { return nil }
        let left = try parts(of: one.id, in: reader).filter { $0.part != .chosen }.reduce(0) { $0 + $1.rows }
        let name = try one.place.flatMap { try addresses.find($0, in: reader)?.name }
        return switch one.decision {
        case "nothing": .init(words: ReviewWords.refused(one.rows), name: nil)
        case "new": .init(words: ReviewWords.added(one.rows, left: left), name: name)
        default: .init(words: ReviewWords.linked(one.rows, left: left), name: name)
        }
    }

    /// Towns and villages that stand, with their names by id.
    func divisionNames(
        on day: Day, in reader: any Reader
    ) throws -> (names: [RecordID: Words], towns: [Division], villages: [Division]) {
        let towns = try divisions.list(.town, on: day, in: reader)
        let villages = try divisions.list(.village, on: day, in: reader)
        return (Dictionary((towns + villages).map { ($0.id, $0.name) }) { $1 }, towns, villages)
    }
}
