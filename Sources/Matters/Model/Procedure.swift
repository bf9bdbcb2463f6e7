public import Base

/// The life of a proceeding as data; see Rules/procedures.
///
/// A procedure of a kind is how matters of that kind are handled: each has one such proceeding. The others are opened inside a
/// matter, side by side or one after another, and stand somewhere on the one road.
public struct Procedure: Sendable, Codable {
    /// Where a proceeding stands on the one road: petition, mediation, arbitration, litigation; or beside it, as a service.
    public enum Road: String, Sendable, Codable, CaseIterable {
        case petition, mediation, arbitration, litigation, service
    }

    /// A stage of the life.
    public struct Stage: Sendable, Codable {
        public let code: String
        public let zh: String
        public let en: String
        public let open: Bool
        public let plain: Words
    }

    /// A permitted step.
    public struct Action: Sendable, Codable {
        public let code: String
        public let zh: String
        public let en: String
        public let from: [String]
        public let to: String?
        public let by: [Relation]
        private let given: Effect?
        public let needs: [Need]?
        public let starts: [String]?
        public let stops: [String]?
        public let key: String?
        public let within: Window?
        /// The event of the law that it is: the trigger of the rows whose terms it starts.
        public let event: String?
        /// The end that it leads to; nil where whoever takes it chooses one, or where it leads to none.
        public let end: String?
        /// The duty whose time must be over: then the clock takes the step.
        public let onExpiry: String?
        /// The letter that goes with it.
        public internal(set) var letter: String?
        /// Who is told.
        public let tells: [Told]?
        /// Whether it is a made-up local step.
        public let example: Bool?

        enum CodingKeys: String, CodingKey {
            case code, zh, en, from, to, by, needs, starts, stops, key, within, event, end, letter, tells, example
            case given = "effect"
            case onExpiry = "on-expiry"
        }

        /// What it does beyond moving the stage.
        public var effect: Effect { given ?? .step }

        /// The trigger of the rows of the law whose terms it starts.
        public var trigger: String { event ?? "accepted" }

        /// The name in both languages.
        public var name: Words { Words(zh, en) }
    }

    /// How long after the end an action stays possible: as a duty of the law pack says, or, in packs before there was
    /// one, a number of days.
    public struct Window: Sendable, Codable {
        public let duty: String?
        public let amount: Int?
        public let unit: String?
    }

    /// What stands against refusing on a ground.
    public enum Obstacle: String, Sendable, Codable {
        /// An arbiter decided that the unit keeps the matter.
        case kept
        /// Another unit sent the matter: whoever is the wrong one objects.
        case sent
    }

    /// Who is told of a step.
    public enum Told: String, Sendable, Codable {
        case filer, parties, police, superior
    }

    /// The act that begins it: filing a matter, or opening a proceeding inside one.
    public struct Filing: Sendable, Codable {
        public let stage: String
        public let starts: [String]
        /// What the act is called; nil for the filing of a matter.
        public let zh: String?
        public let en: String?
        /// The event of the law that it is.
        public let event: String?
        /// Who may open it; nil for the filing of a matter.
        public let by: [Relation]?
        /// What it must be given.
        public let needs: [Need]?
        /// Which unit may run it; nil for any.
        public let runner: Runner?
        /// What must have gone before: one of these; nil for nothing.
        private let after: Alternatives?

        /// What must have gone before: one of these; empty for nothing.
        public var preceding: [Preceding] { after?.all ?? [] }

        /// What is wrong with it; nil when nothing is.
        var fault: String? {
            guard let codes = after?.all.map(\.procedure) else { return nil }
            if codes.isEmpty { return "what must go before is an empty list" }
            return Set(codes).count < codes.count ? "what must go before names a procedure twice" : nil
        }

        /// The trigger of the rows of the law whose terms it starts.
        public var trigger: String { event ?? "received" }
    }

    /// Which unit may run a proceeding.
    public enum Runner: String, Sendable, Codable {
        /// One above the unit whose decision is looked at again.
        case superior
    }

    /// What must have gone before in the same matter.
    public struct Preceding: Sendable, Codable {
        /// The procedure, one of these ends, and the duty started there whose time must still run; nil where any time will do.
        public let procedure: String
        public let ends: [String]?
        public let within: String?
    }

    /// One alone or a list, as a file gives them.
    private struct Alternatives: Sendable, Codable {
        let all: [Preceding]

        init(from decoder: any Decoder) throws {
            let isList = (try? decoder.unkeyedContainer()) != nil
            all = try isList ? [Preceding](from: decoder) : [Preceding(from: decoder)]
        }

        func encode(to encoder: any Encoder) throws {
            if all.count == 1 { try all[0].encode(to: encoder) } else { try all.encode(to: encoder) }
        }
    }

    /// A choice with words in both languages.
    public struct Choice: Sendable, Codable {
        public let code: String
        public let zh: String
        public let en: String
        public let article: Words?
        public let solved: Bool?
        public let example: Bool?
        /// Whether a refusal on this ground sends the matter on another statutory route; packs before it did not say.
        public let refers: Bool?
        /// The routes that a referral on this ground may name; nil for every one of the procedure.
        public let routes: [String]?
        /// What stands against refusing on this ground; nil for nothing.
        public let unless: [Obstacle]?
        /// Whether a refusal on this ground names the earlier opinion; nil for no.
        public let cites: Bool?
        /// The same as the filer reads it.
        public let plain: Words?

        /// The name in both languages.
        public var name: Words { Words(zh, en) }

        /// The article as pages cite it: a made-up local one never without saying so.
        public var citation: Words? {
            guard let article, example == true else { return article }
            return Words("\(article.zh)（地方规则·示例）", "\(article.en) (local rule, example)")
        }

        /// Whether a refusal on this ground counts as a referral: so it was for packs that do not say.
        public var isReferral: Bool { refers ?? true }
    }

    public let code: String
    public let version: String
    /// The kind of matter that is handled so; nil for a procedure that is opened inside a matter.
    public let kind: MatterKind?
    /// Where it stands on the one road; nil for the five kinds.
    public let road: Road?
    /// The kinds of matter inside which it may be opened; nil for every one.
    public let kinds: [MatterKind]?
    /// Duties of the law that are rights of a party: they end by being used, or lapse by themselves.
    public let rights: [String]?
    public let zh: String
    public let en: String
    public let plain: Words
    public let include: String?
    /// The letters that go with actions that are shared, by code.
    let letters: [String: String]?
    public let filing: Filing
    public let stages: [Stage]
    public let ends: [Choice]
    private let ways: [Choice]?
    public let pauseGrounds: [Choice]?
    public var refusalGrounds: [Choice]?
    public var actions: [Action]?
    /// The published versions it was read from; a proceeding keeps it.
    public var pin = ""

    enum CodingKeys: String, CodingKey {
        case code, version, kind, road, kinds, rights, zh, en, plain, include, letters, filing, stages, ends, actions
        case ways = "routes"
        case pauseGrounds = "pause-grounds"
        case refusalGrounds = "refusal-grounds"
    }

    /// The name in both languages.
    public var name: Words { Words(zh, en) }

    /// What opening it is called.
    public var opening: Words { Words(filing.zh ?? "登记", filing.en ?? "Registered") }

    /// The routes that a referral may name.
    public var routes: [Choice] { ways ?? [] }

    /// The action of a code, or nil.
    public func action(_ code: String) -> Action? { actions?.first { $0.code == code } }

    /// The routes of which a refusal on a ground must name one; empty when it names none.
    public func routes(of ground: Choice) -> [Choice] {
        guard ground.refers == true else { return [] }
        return routes.filter { ground.routes?.contains($0.code) ?? true }
    }

    /// The stage of a code, or nil.
    public func stage(_ code: String) -> Stage? { stages.first { $0.code == code } }
}

/// Who somebody is to a matter.
public enum Relation: String, Sendable, Codable {
    /// Their unit holds an open offer.
    case offered
    /// Their unit answers for the matter just now.
    case answerable
    /// Their unit leads.
    case lead
    /// The head of the lead unit.
    case leadHead = "lead-head"
    /// The head of the organ that a lead village, grid or platform without a head of its own belongs to.
    case organHead = "organ-head"
    /// The head of a unit above the lead.
    case superiorHead = "superior-head"
    /// Their unit is a co-handler.
    case cohandler
    /// Their unit has or had a share, or took it in.
    case involved
    /// They decide objections.
    case arbiter
    /// They hold the receipt code.
    case filer
    /// Their unit runs the proceeding.
    case handler
    /// The head of the unit that runs the proceeding.
    case handlerHead = "handler-head"
    /// Nobody: a time has run out.
    case clock
    /// Another body; by its system, or by hand by the unit that runs the proceeding.
    case counterpart
}

/// What an action does beyond moving the stage.
public enum Effect: String, Sendable, Codable {
    case accept, refuse, object, transfer, invite, note, message, pause, resume, extend, end, withdraw, add, rate,
        reopen, step
    case decideObjection = "decide-objection"
    case finishShare = "finish-share"

    /// Whether the filer sees the words that go with it.
    public var isToldToFiler: Bool {
        switch self {
        case .message, .end, .refuse, .add, .withdraw, .reopen, .rate, .extend: true
        default: false
        }
    }
}

/// What an action must be given.
public enum Need: String, Sendable, Codable, CaseIterable {
    case text, unit, ground, end, decision, days, stars
    /// That everybody whom it takes has agreed.
    case consent
    /// The number under which another body keeps it.
    case reference
    /// The day of what it sets, such as that of a hearing: the terms that it starts count from there.
    case day
}

/// What every procedure includes: actions, and the grounds for refusing of those that name none of their own.
struct SharedActions: Codable {
    let actions: [Procedure.Action]
    let refusalGrounds: [Procedure.Choice]?

    enum CodingKeys: String, CodingKey {
        case actions
        case refusalGrounds = "refusal-grounds"
    }
}

extension Procedure {
    /// The procedure with what is shared, as far as it includes it and has nothing of its own in its place.
    func completed(by shared: SharedActions?) -> Procedure {
        guard include == "common", let shared else { return self }
        var whole = self
        let own = actions ?? []
        whole.actions = shared.actions.filter { action in !own.contains { $0.code == action.code } } + own
        for index in whole.actions?.indices ?? 0..<0 {
            guard let code = whole.actions?[index].code, let letter = letters?[code] else { continue }
            whole.actions?[index].letter = letter
        }
        whole.refusalGrounds = refusalGrounds ?? shared.refusalGrounds
        return whole
    }
}
