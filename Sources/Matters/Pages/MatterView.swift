import Accounts
import Base
import Clocks

/// Why a topic was proposed: how sure that was, in percent, and the words that decided.
struct TopicReason: Hashable, Sendable {
    /// In percent; nil where keywords proposed, which know no confidence.
    let score: Int?
    /// The words that decided.
    let words: [String]
    /// The version of the model; nil for keywords.
    let model: String?
    /// The code of the topic that came second.
    let second: String?
}

/// Everything that a page shows of one matter, read in one snapshot for one reader.
struct MatterView: Sendable {
    /// A party as far as the reader may know it.
    struct PartyView: Sendable {
        let party: Party
        let identity: MatterStore.IdentityView
    }

    /// A step, and whether the reader may take it now.
    struct StepView: Sendable {
        let action: Procedure.Action
        let judgement: Judgement
    }

    /// A proceeding that could be opened, and whether the reader may do so now.
    struct OpeningView: Sendable {
        let procedure: Procedure
        let judgement: Judgement
    }

    /// First-level topic and leaf.
    struct TopicView: Sendable {
        let group: Words
        let leaf: Words
    }

    let file: MatterFile
    let narrative: Narrative?
    let procedure: Procedure
    let topics: TopicPack
    let topic: TopicView?
    /// Why the system proposed the topic.
    let topicReason: TopicReason?
    let placeName: PlaceName?
    /// The names of the places that the timeline tells of.
    let placeNames: [RecordID: PlaceName]
    let gridName: Words?
    /// How it came to where it was last sent.
    let dispatch: MatterDispatch
    /// The sentence of the rule that sent it there.
    let rule: Words?
    let unitNames: [RecordID: Words]
    let parties: [PartyView]
    let terms: [TermAccount]
    let steps: [StepView]
    /// The grounds on which the reader's unit may not refuse, and why.
    let shutGrounds: [String: Words]
    let timeline: [TimelineItem]
    let attachments: [Attachment]
    let record: ChainCheck
    let attentions: [String]
    let units: UnitChoices
    /// Whether the reader may confirm the topic, add files and ask for a seal.
    let maySortOut: Bool
    /// Whether the reader may still correct the kind.
    let mayCorrectKind: Bool
    /// What the reader may do about offices complained about.
    let exclusions: ExclusionView
    /// Its way in, and who runs it for the resident.
    let channel: ChannelView
    let isAuditor: Bool
    let today: Day
    /// Whether the reader may put matters together and write down who follows one.
    let mayLookForKnown: Bool
    /// The matter under which the same trouble is seen to as a whole.
    let parent: Matter?
    /// The matters that it is the parent of, as far as the reader may see them.
    let children: [Matter]
    /// Its proceedings, oldest first, its own among them.
    let proceedings: [ProceedingFile]
    /// The steps of those that were opened inside it, by proceeding.
    let proceedingSteps: [RecordID: [StepView]]
    /// The proceedings that could be opened inside it, in the order of the road.
    let openings: [OpeningView]
    /// The reader's own unit.
    let ownUnit: Unit?

    var matter: Matter { file.matter }

    /// The steps of a proceeding that was opened inside it, each with whether the reader may take it now.
    func steps(of opened: ProceedingFile) -> [StepView] { proceedingSteps[opened.proceeding.id] ?? [] }

    /// The end in words.
    var ending: Words? {
        matter.end.flatMap { end in procedure.ends.first { $0.code == end.rawValue }?.name }
    }

    /// Whether another body's program told of something.
    var hasMessages: Bool { timeline.contains { $0.parameters["message"] != nil } }

    /// The steps that may be taken, the expected one first.
    var allowed: [Procedure.Action] {
        let order: [Effect] = [.accept, .decideObjection, .end, .message, .transfer]
        let steps = steps.filter(\.judgement.isAllowed).map(\.action)
        return steps.enumerated().sorted { left, right in
            let places = [left, right].map { order.firstIndex(of: $0.element.effect) ?? order.count }
            return (places[0], left.offset) < (places[1], right.offset)
        }.map(\.element)
    }

    /// The steps that may not, with the reason.
    var barred: [(action: Procedure.Action, why: Words)] {
        steps.compactMap { step in
            step.judgement.why.map { (step.action, $0) }
        }
    }

    /// The term that the page puts first: the driving one that ends first, those of co-handlers after all others.
    var mainTerm: TermAccount? {
        let helping = file.helpersShares
        func rank(_ term: Term) -> (Int, Int, Day) {
            let isHelpers = term.assignment.map(helping.contains) ?? false
            return (isHelpers ? 1 : 0, term.state == .paused ? 1 : 0, term.due)
        }
        return terms.filter { $0.term.isActive && $0.term.drives && $0.term.duty != "objection" }
            .min { rank($0.term) < rank($1.term) }
    }

    /// What moved a route, with the names of the units.
    func facts(_ parameters: [String: String]) -> [RouteFact] {
        RouteFact.read(parameters["because"] ?? "").map {
            RouteFact(code: $0.code, unit: $0.unit, unitName: name(of: $0.unit))
        }
    }

    /// The name of a unit.
    func name(of unit: RecordID?) -> Words { unit.flatMap { unitNames[$0] } ?? Words("", "") }
}
