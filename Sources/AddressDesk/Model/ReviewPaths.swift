import Base
import Markup

/// Which cases of the queue a page is about: goes along in its addresses and forms.
struct ReviewAsk: Hashable, Sendable {
    /// Any town, cases whose texts name none, or one town.
    enum Town: Hashable, Sendable {
        case any, none
        case one(RecordID)

        var text: String? {
            switch self {
            case .any: nil
            case .none: "none"
            case .one(let id): id.text
            }
        }
    }

    /// How many stand on a page.
    static let page = 30

    var isDecided = false
    var town = Town.any
    var kind: CasePattern.Kind?
    var offset = 0

    /// What goes along, without the page.
    var fields: [(name: String, value: String)] {
        [
            isDecided ? ("state", CaseState.decided.rawValue) : nil, town.text.map { ("town", $0) },
            kind.map { ("kind", $0.rawValue) },
        ].compactMap(\.self)
    }

    func with(kind: CasePattern.Kind?) -> ReviewAsk {
        var copy = self
        (copy.kind, copy.offset) = (kind, 0)
        return copy
    }

    func with(decided: Bool) -> ReviewAsk {
        var copy = self
        (copy.isDecided, copy.offset) = (decided, 0)
        return copy
    }

    func with(offset: Int) -> ReviewAsk {
        var copy = self
        copy.offset = offset
        return copy
    }

    fileprivate func added(to path: Path) -> Path { fields.reduce(path) { $0.query($1.name, $1.value) } }
}

/// The addresses of the review queue.
enum ReviewPaths {
    static let list = AddressDeskPaths.review
    static let bulk: Path = "/addresses/review/acceptances"
    static let undo: Path = "/addresses/review/undo"
    static let sheet: Path = "/addresses/review/sheet"
    static let sheetDone: Path = "/addresses/review/sheet/decisions"

    static func list(_ ask: ReviewAsk) -> Path {
        ask.added(to: list).query("from", ask.offset > 0 ? ask.offset : nil)
    }

    static func show(_ id: RecordID, _ ask: ReviewAsk = ReviewAsk()) -> Path {
        ask.added(to: AddressDeskPaths.reviewCase(id))
    }

    static func decision(_ id: RecordID) -> Path { "/addresses/review/\(id)/decision" }
    static func part(_ id: RecordID) -> Path { "/addresses/review/\(id)/part" }
    static func whole(_ id: RecordID) -> Path { "/addresses/review/\(id)/whole" }

    static func sheet(_ ask: ReviewAsk, format: String) -> Path {
        sheet.query("format", format).query("town", ask.town.text)
    }
}
