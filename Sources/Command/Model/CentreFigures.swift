import Base
import Matters

/// Where a matter stands in the count of services: each in one row alone. Petitions are counted by themselves.
enum Service: String, CaseIterable, Sendable {
    case consultation, help, report, mediation, notarisation, appraisal, arbitration, litigation, elsewhere

    /// The row of a matter: what was asked for, unless it was referred on to a route of its own. Nil for a petition,
    /// however it ended.
    init?(kind: MatterKind, end: MatterEnd?, route: String?) {
        if end == .referred, kind != .petition {
            let routes: [Service] = [.mediation, .notarisation, .appraisal, .arbitration, .litigation]
            self = routes.first { $0.rawValue == route } ?? .elsewhere
            return
        }
        switch kind {
        case .petition: return nil
        case .enquiry: self = .consultation
        case .help: self = .help
        case .report: self = .report
        case .dispute: self = .mediation
        }
    }
}

/// So many matters that are the same in all that the figures ask for.
struct CentreCount: Hashable, Sendable {
    var level: ProxyLevel
    var kind: MatterKind
    var end: MatterEnd?
    var route: String?
    var isOverdue: Bool
    var count: Int
}

/// What a centre has done in a time: every figure counted from matters filed in it, each once.
struct CentreFigures: Sendable {
    var from: Day
    var to: Day
    var counts: [CentreCount]
    var proxies: [ProxyCount]
    var channels: [ChannelCount]
    var proposals: [ProposalCount]

    /// How many matters fit.
    func count(where fits: (CentreCount) -> Bool) -> Int {
        counts.reduce(0) { $0 + (fits($1) ? $1.count : 0) }
    }

    /// All matters.
    var all: Int { count { _ in true } }

    /// Petitions by the level of the office that answers for them.
    func petitions(_ level: ProxyLevel?) -> (filed: Int, answered: Int, otherwise: Int, open: Int, overdue: Int) {
        func count(_ fits: (CentreCount) -> Bool) -> Int {
            self.count { $0.kind == .petition && (level == nil || $0.level == level) && fits($0) }
        }
        return (
            count { _ in true }, count { $0.end?.isSolved ?? false }, count { $0.end.map { !$0.isSolved } ?? false },
            count { $0.end == nil }, count { $0.end == nil && $0.isOverdue }
        )
    }

    /// A service, or all of them: all, ended, and of these as was asked for.
    func service(_ service: Service?) -> (filed: Int, ended: Int, solved: Int) {
        func count(_ fits: (CentreCount) -> Bool) -> Int {
            self.count {
                let own = Service(kind: $0.kind, end: $0.end, route: $0.route)
                return own != nil && (service == nil || own == service) && fits($0)
            }
        }
        return (count { _ in true }, count { $0.end != nil }, count { $0.end?.isSolved ?? false })
    }

    /// Matters that offices of a level ran for residents.
    func proxies(_ level: ProxyLevel?) -> (all: Int, ended: Int, untold: Int) {
        let own = proxies.filter { level == nil || $0.level == level }
        return (
            own.reduce(0) { $0 + $1.matters }, own.filter { $0.status == .ended }.reduce(0) { $0 + $1.matters },
            own.reduce(0) { $0 + $1.untold }
        )
    }
}
