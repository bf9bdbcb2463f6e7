import Accounts
public import Base
import Clocks
import Letters
import Matters
public import Storage

// What is known before a paper is written, and which the procedure asks for.
extension PaperStore {
    /// The letters that the procedure's steps name, those that wait first.
    public func duties(on desk: PaperDesk, at now: Instant, in reader: any Reader) throws -> [PaperDuty] {
        let templates = try templates(on: now.day, in: reader).mapValues(\.template)
        let actions = desk.opened.procedure.actions ?? []
        guard actions.contains(where: { $0.letter != nil }) else { return [] }
        let standing = try list(of: desk.opened.proceeding.id, in: reader).filter { $0.state == .issued }
        let issued = Dictionary(grouping: standing, by: \.template).mapValues(\.count)
        return PaperDuty.list(
            actions, taken: try steps(on: desk, in: reader).map { ($0.action, $0.day) }, issued: issued,
            templates: templates)
    }

    /// The steps that were taken, newest first. Those of the matter's own proceeding carry their code in the entry's.
    private func steps(on desk: PaperDesk, in reader: any Reader) throws -> [(action: String, day: Day)] {
        let own = desk.opened.proceeding
        return try matters.timeline(desk.file.matter.id, isForFiler: false, in: reader).compactMap { item in
            if let proceeding = item.parameters["proceeding"] {
                guard proceeding == own.id.text, let action = item.parameters["action"] else { return nil }
                return (action, item.happenedAt.day)
            }
            guard own.road == nil, item.code.hasPrefix("matter.") else { return nil }
            return (String(item.code.dropFirst("matter.".count)), item.happenedAt.day)
        }
    }

    /// What a form of a template begins with. A name is given only where nobody's is kept back.
    func facts(on desk: PaperDesk, for actor: Actor, at now: Instant, in reader: any Reader) throws -> PaperFacts {
        let (file, opened) = (desk.file, desk.opened), matter = file.matter, own = opened.proceeding
        var filer: String?
        if !desk.keepsNames, let party = file.parties.first(where: { $0.part == .filer }),
            case .shown(let identity) = try matters.identity(of: party, for: actor, at: now, in: reader)
        {
            filer = identity.name
        }
        let narrative = desk.mayRead ? try matters.narrative(matter, in: reader) : nil
        let steps = try steps(on: desk, in: reader)
        let accepted = steps.last { $0.action == "acceptance" || $0.action == "accept" }?.day
        let due = opened.clocks.filter(\.term.isActive).map(\.term.due).min() ?? (own.road == nil ? matter.due : nil)
        let lead = try matter.leadUnit.flatMap { try matters.units.find($0, in: reader) }?.name.zh
        return PaperFacts(
            unit: desk.unit.name.zh, number: matter.number, subject: narrative?.title ?? "", filer: filer,
            received: matter.happenedAt.day, requested: own.openedAt.day, accepted: accepted, due: due, lead: lead,
            reference: own.reference, roads: opened.procedure.routes.map(\.zh), today: now.day)
    }
}
