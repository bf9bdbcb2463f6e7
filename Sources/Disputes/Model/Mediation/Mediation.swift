public import Base
public import Matters

/// The file of one mediation: a proceeding with the people at its table, their sittings, offers and agreements.
public struct Mediation: Sendable {
    /// The proceeding.
    public let opened: ProceedingFile
    /// Counts changes.
    public let revision: Int
    /// Who mediates; nil before somebody is appointed.
    public let mediator: Mediator?
    /// Whom each side has chosen.
    public let choices: [PartySide: RecordID]
    /// Everybody at the table, by side.
    public let parties: [MediationParty]
    /// The sittings, in order; minutes only for who may read them.
    public let sittings: [Sitting]
    /// The offers, in order; empty for who may not read them.
    public let offers: [Offer]
    /// What was said to the mediator alone; empty for everybody else.
    public let notes: [CaucusNote]
    /// Why it failed; nil while it has not.
    public let failure: String?
    /// The versions of the agreement, in order.
    public let agreements: [Agreement]
    /// What was promised, in order of its days.
    public let fulfilments: [Fulfilment]
    /// What the reader may do.
    public let rights: MediationRights

    /// The proceeding's id.
    public var id: RecordID { opened.proceeding.id }
    /// The agreement that is being signed or in effect.
    public var agreement: Agreement? { agreements.last { $0.state == .signing || $0.state == .effective } }
    /// The offer that both sides have accepted last.
    public var accepted: Offer? { offers.last { $0.state == .accepted } }
    /// Whether the reader may write and seal agreements: the mediator, or who keeps the file for one who does not sign in.
    public var mayDraw: Bool {
        rights.mediates || (rights.mayArrange && mediator != nil && mediator?.account == nil)
    }
    /// The steps of its procedure that are taken here.
    var steps: TableSteps { TableSteps(procedure: opened.procedure) }
    /// Whether one of them can be taken where the proceeding stands.
    func isTime(for action: Procedure.Action) -> Bool { action.from.contains(opened.proceeding.stage) }
    /// The parties that have not left.
    public var here: [MediationParty] { parties.filter { !$0.hasLeft } }
}

/// What somebody may do in a mediation.
///
/// The mediator reads everything. Those of the unit that runs it arrange sittings and keep people, agreement and fulfilment, and
/// its head reads the minutes; offers and what was said in caucus are the mediator's alone (People's Mediation Law Art. 24;
/// Mediation Rules of the Supreme People's Court: what is conceded in mediation may not be used as evidence later).
public struct MediationRights: Hashable, Sendable {
    /// Whether they may open the file at all.
    public let mayRead: Bool
    /// Whether they may arrange: people, sittings, signatures, fulfilment.
    public let mayArrange: Bool
    /// Whether they may read minutes.
    public let readsMinutes: Bool
    /// Whether they mediate: offers and caucus notes.
    public let mediates: Bool

    /// Works the rights out; `account` is who is signed in. Who stepped back as its mediator has no more to do with it, on whatever
    /// post; who left the unit or its register mediates no more.
    public init(
        actor: Actor, account: RecordID?, mediator: Mediator?, opened: ProceedingFile, on today: Day, isRecused: Bool
    ) {
        let works = opened.stands(actor, in: .handler)
        // Those who decide between offices or read the record have no seat here.
        let hasSeat = [.clerk, .handler, .head].contains(actor.role)
        let isClosed = isRecused || !hasSeat || !actor.units.isDisjoint(with: opened.file.excluded)
        let serves = mediator.map { $0.until.map { today < $0 } ?? true } ?? false
        mediates =
            !isClosed && serves && account != nil && account == mediator?.account && actor.unit == opened.unit
        mayArrange = !isClosed && (works || mediates)
        mayRead = mayArrange || (!isClosed && opened.stands(actor, in: .answerable))
        readsMinutes = mediates || (!isClosed && opened.stands(actor, in: .handlerHead))
    }
}
