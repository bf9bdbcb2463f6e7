public import Base

/// Who asks to act, reduced to what the rules look at.
public struct Actor: Hashable, Sendable {
    /// The same for the journal.
    public let principal: Principal
    /// The unit, nil for the filer.
    public let unit: RecordID?
    /// The post's role, nil for the filer.
    public let role: Role?
    /// The units of all posts that the person holds, the one in use among them: a person is shut out of a matter with
    /// each of them.
    public let units: Set<RecordID>

    /// Puts an actor together; `units` are those of further posts.
    public init(principal: Principal, unit: RecordID?, role: Role?, units: Set<RecordID> = []) {
        self.principal = principal
        self.unit = unit
        self.role = role
        self.units = unit.map { units.union([$0]) } ?? units
    }

    /// Whether a matter is closed to the person, since it complains about an office of theirs.
    func isShutOut(of file: MatterFile) -> Bool { !units.isDisjoint(with: file.excluded) }

    /// Whoever holds the receipt code.
    public static func filer(of matter: RecordID) -> Actor {
        Actor(principal: .filer(matter: matter), unit: nil, role: nil)
    }
}

/// Whether somebody may take a step now, and if not, why not.
public enum Judgement: Hashable, Sendable {
    case allowed
    case barred(Words)

    /// True when allowed.
    public var isAllowed: Bool { self == .allowed }

    /// Why not; nil when allowed.
    public var why: Words? {
        if case .barred(let why) = self { why } else { nil }
    }
}

/// Small pure questions about one matter.
public enum MatterPolicy {
    /// Whether an actor may take an action of a procedure today.
    public static func judge(
        _ action: Procedure.Action, of procedure: Procedure, on file: MatterFile, by actor: Actor, today: Day
    ) -> Judgement {
        if actor.isShutOut(of: file) {
            return .barred(Words("本单位被反映，不能经手", "Your unit is complained about and may not touch it"))
        }
        guard action.from.contains(file.proceeding.stage) else { return .barred(stageReason(action, file)) }
        guard action.by.contains(where: { stands(actor, in: $0, to: file) }) else {
            return .barred(relationReason(action, file))
        }
        return switch action.effect {
        case .pause: judgePause(file, on: procedure.pauseGrounds?.map(\.code) ?? [], from: today)
        case .resume where !file.isPaused: .barred(Words("时限没有暂停", "The clock is running"))
        case .extend: judgeExtension(file, by: actor.role, on: today)
        default: circumstances(action, file, actor, today)
        }
    }

    private static func circumstances(
        _ action: Procedure.Action, _ file: MatterFile, _ actor: Actor, _ today: Day
    ) -> Judgement {
        switch action.effect {
        case .object:
            guard let unit = actor.unit, let offer = file.offer(to: unit) else { break }
            if offer.offeredBy == unit {
                return .barred(Words("是本单位自己收的件，可以转办", "Your own unit took it in; transfer it instead"))
            }
            if offer.keptByDecision {
                return .barred(Words("异议已经裁定，应当办理", "The objection has been decided; the unit keeps it"))
            }
            if let due = file.objectionDue[offer.id], due < today {
                return .barred(Words("提异议的期限已过", "The time for objecting is over"))
            }
        case .decideObjection where !file.assignments.contains { $0.state == .objected }:
            return .barred(Words("没有待裁定的异议", "No objection waits for a decision"))
        case .end:
            if file.assignments.contains(where: { $0.part == .cohandler && $0.state == .accepted }) {
                return .barred(Words("还有协办单位没有交回结果", "A co-handling unit has not returned its result"))
            }
        case .rate where actor.unit != nil: return .barred(Words("由来访人本人评价", "Only the resident rates it"))
        case .rate where file.matter.rating != nil: return .barred(Words("已经评价过了", "It has been rated"))
        case .reopen:
            if let over = isOver(action, file, today) { return .barred(over) }
        case .withdraw:
            // To give a matter up is the resident's to say: an office says it for them on paper alone, unless the matter
            // is its own to deal with.
            let hasShare = action.by.contains { $0 != .filer && stands(actor, in: $0, to: file) }
            if actor.unit != nil, !hasShare, file.proxyWay != .written {
                return .barred(
                    Words("书面委托才能替本人撤回，请本人自己撤", "Only a written mandate covers this; the resident withdraws it"))
            }
        case .refuse:
            if let unit = actor.unit, file.offer(to: unit)?.part == .cohandler {
                return .barred(Words("由主办单位决定是否受理", "Whoever is to lead decides whether it is taken"))
            }
        default: break
        }
        return .allowed
    }

    /// Whether an actor stands in a relation to the matter.
    public static func stands(_ actor: Actor, in relation: Relation, to file: MatterFile) -> Bool {
        guard let unit = actor.unit, let role = actor.role else { return relation == .filer }
        let works = works(role)
        switch relation {
        // Whoever runs the matter for the resident does for them what they would do themselves.
        case .filer: return works && file.proxyUnit == unit
        case .offered: return works && file.offer(to: unit) != nil
        case .answerable: return works && file.answerable == unit
        case .lead: return works && file.lead?.unit == unit
        case .leadHead: return role == .head && file.lead?.unit == unit
        case .organHead: return role == .head && file.leadOrgan == unit
        case .superiorHead: return role == .head && file.leadAncestors.dropFirst().contains(unit)
        case .cohandler: return works && file.share(of: unit) != nil
        case .involved:
            return works && (file.matter.firstReceiver == unit || file.assignments.contains { $0.unit == unit })
        case .arbiter: return role == .arbiter
        // Of a proceeding inside the matter: see `ProceedingFile`.
        case .handler, .handlerHead, .clock, .counterpart: return false
        }
    }

    private static func stageReason(_ action: Procedure.Action, _ file: MatterFile) -> Words {
        if file.matter.isOpen, action.effect == .reopen || action.effect == .rate {
            return Words("办结以后才能做", "Only after the matter has ended")
        }
        return switch file.matter.status {
        case .ended: Words("已经办结", "The matter has ended")
        case .received: Words("签收以后才能做", "Only after the matter is accepted")
        case .handling: Words("已经签收", "The matter has already been accepted")
        }
    }

    private static func relationReason(_ action: Procedure.Action, _ file: MatterFile) -> Words {
        if action.by.contains(.offered) { return Words("没有待本单位签收的交办", "Nothing is offered to your unit") }
        if action.by.contains(.arbiter) { return Words("由裁定岗位决定", "An arbiter decides this") }
        if action.by.contains(.leadHead), !action.by.contains(.superiorHead) {
            return Words("由本机关负责人批准", "The head of the organ in charge approves this")
        }
        if action.by.contains(.leadHead) {
            return Words("由主办单位或上级负责人批准", "The head of the lead unit or above approves this")
        }
        if action.by.contains(.cohandler) { return Words("本单位不是协办单位", "Your unit is not a co-handler") }
        if action.by == [.filer] { return Words("由来访人本人做", "Only the resident does this") }
        if file.lead == nil, action.by.contains(.lead) { return Words("签收以后才能做", "Only after the matter is accepted") }
        return Words("现在由别的单位负责", "Another unit answers for it now")
    }
}

extension MatterPolicy {
    /// Whether an actor may sort a matter out beside its procedure: confirm the topic, add a file.
    public static func maySortOut(_ file: MatterFile, _ actor: Actor) -> Bool {
        if actor.isShutOut(of: file) { return false }
        return stands(actor, in: .involved, to: file) || stands(actor, in: .answerable, to: file)
    }

    /// Whether an actor may name the office that a matter complains about: whoever answers for it, and the centre.
    public static func mayExclude(_ file: MatterFile, _ actor: Actor, isCentre: Bool) -> Bool {
        guard !actor.isShutOut(of: file), let role = actor.role else { return false }
        return stands(actor, in: .answerable, to: file) || isCentre && works(role)
    }

    /// Whether an actor may let an office back in that was shut out by mistake.
    public static func mayLift(_ file: MatterFile, _ actor: Actor, isCentre: Bool) -> Bool {
        isCentre && actor.role == .head && !actor.isShutOut(of: file)
    }

    /// The reason for those who do not answer for a matter.
    public static let notAnswerable = Words(
        "由负责这件事的单位或区中心来定", "The unit that answers for it, or the centre, decides this")

    /// The reason for those who have no share.
    public static let notInvolved = Words("本单位没有经手这件事", "Your unit has no share in this matter")
}
