// A procedure as a graph: from it the BPMN file, the drawing and the names in the event log are made, so that they agree.
public import Base

/// A procedure as a graph: the opening, the stages, and every action once for each stage that it may be taken from.
public struct ProcedureGraph: Sendable {
    /// A stage.
    public struct Stage: Hashable, Sendable {
        /// The code.
        public let code: String
        /// The name.
        public let name: Words
        /// The same as a resident reads it.
        public let plain: Words
        /// Whether anything is still owed there.
        public let isOpen: Bool
        /// A name for it in a file: letters, digits and hyphens, no two alike.
        public let id: String
    }

    /// An action taken from one stage, or the opening, which comes from none.
    public struct Step: Hashable, Sendable {
        /// The code; for what a co-handler does otherwise than the lead with a tail of its own.
        public let code: String
        /// The name.
        public let name: Words
        /// What it is called in drawings and event logs: the Chinese name, and the code where two have the same.
        public let label: String
        /// The stage it is taken from; nil for the opening.
        public let from: String?
        /// The stage it leads to.
        public let to: String
        /// Who may take it.
        public let by: [Relation]
        /// The duty whose time must be over before the clock takes it; nil where people take it.
        public let onExpiry: String?
        /// The end it leads to; nil where it leads to none or one is chosen.
        public let end: String?
        /// A name for it in a file: letters, digits and hyphens, no two alike.
        public let id: String

        /// Whether the stage is another one afterwards.
        public var moves: Bool { from != to }
    }

    /// The code of the opening.
    public static let openingCode = "opening"
    /// What stands behind the code of an action that a co-handler takes for its own share.
    public static let cohandling = ".cohandler"

    /// The code of the procedure.
    public let code: String
    /// Its name.
    public let name: Words
    /// The same as a resident says it.
    public let plain: Words
    /// The act that begins it.
    public let opening: Step
    /// The stages in the order of the procedure.
    public let stages: [Stage]
    /// The steps, by stage and in the order of the procedure.
    public let steps: [Step]
    private let labels: [String: String]

    /// Reads a procedure that passed its check.
    public init(_ procedure: Procedure) {
        var ids = FileNames()
        (code, name, plain) = (procedure.code, procedure.name, procedure.plain)
        stages = procedure.stages.map { stage in
            Stage(
                code: stage.code, name: Words(stage.zh, stage.en), plain: stage.plain, isOpen: stage.open,
                id: ids.make("stage", stage.code))
        }
        let acts = (procedure.actions ?? []).flatMap(Self.acts)
        let opened = Act(
            code: Self.openingCode, name: procedure.opening, from: [], to: procedure.filing.stage,
            by: procedure.filing.by ?? [], onExpiry: nil, end: nil)
        let labels = Self.labels(of: [opened] + acts)
        func step(_ act: Act, from stage: String?) -> Step {
            Step(
                code: act.code, name: act.name, label: labels[act.code] ?? act.code, from: stage,
                to: act.to ?? stage ?? procedure.filing.stage, by: act.by, onExpiry: act.onExpiry, end: act.end,
                id: ids.make([stage, act.code].compactMap(\.self).joined(separator: "-"), "step"))
        }
        opening = step(opened, from: nil)
        steps = procedure.stages.flatMap { stage in
            acts.filter { $0.from.contains(stage.code) }.map { step($0, from: stage.code) }
        }
        self.labels = labels
    }

    /// What an action is called in drawings and event logs; nil for what is no action of the procedure.
    public func label(of action: String) -> String? { labels[action] }

    /// The steps from a stage, in the order of the procedure.
    public func steps(from stage: String) -> [Step] { steps.filter { $0.from == stage } }

    /// The stage of a code.
    public func stage(_ code: String) -> Stage? { stages.first { $0.code == code } }

    private struct Act {
        var code: String
        var name: Words
        let from: [String]
        var to: String?
        let by: [Relation]
        let onExpiry: String?
        let end: String?
    }

    /// To accept moves a matter when the lead does it; a co-handler only takes a share.
    private static func acts(_ action: Procedure.Action) -> [Act] {
        let act = Act(
            code: action.code, name: action.name, from: action.from, to: action.to, by: action.by,
            onExpiry: action.onExpiry, end: action.end)
        guard action.effect == .accept else { return [act] }
        var share = act
        (share.code, share.to) = (action.code + cohandling, nil)
        share.name = ProcedureWords.cohandling(action.name)
        return [act, share]
    }

    private static func labels(of acts: [Act]) -> [String: String] {
        let same = Dictionary(grouping: acts, by: \.name.zh)
        return Dictionary(
            acts.map { act in
                (act.code, same[act.name.zh]?.count == 1 ? act.name.zh : "\(act.name.zh) (\(act.code))")
            }, uniquingKeysWith: { first, _ in first })
    }
}

/// Gives names that may stand as ids in a file, no two alike.
struct FileNames {
    private var taken: Set<String> = []

    /// Letters, digits and hyphens of a text behind a letter.
    mutating func make(_ kind: String, _ text: String) -> String {
        let plain = Self.plain("\(kind)-\(text)")
        var name = plain, number = 1
        while !taken.insert(name).inserted {
            number += 1
            name = "\(plain)-\(number)"
        }
        return name
    }

    /// A text with a hyphen for whatever is no letter, digit, dot or hyphen of ASCII.
    static func plain(_ text: String) -> String {
        String(
            text.unicodeScalars.map { scalar in
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9", "-", ".": Character(scalar)
                default: "-"
                }
            })
    }
}
