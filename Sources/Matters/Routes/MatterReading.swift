// Reads in one snapshot what the pages of the desk show; every read goes through the reader's scope.
import Accounts
import Addresses
import Base
import Clocks
import Storage

struct MatterReading: Sendable {
    let store: MatterStore

    /// One matter for one reader. Throws `MatterError.notFound` outside their scope.
    func view(_ id: RecordID, for actor: Actor, at now: Instant, in reader: any Reader) throws -> MatterView {
        let scope = try store.scope(of: actor, in: reader)
        let matter = try store.getMatter(id, scope: scope, in: reader)
        let file = try store.getFile(matter, in: reader)
        let rules = try store.book.rules(on: matter.filedAt.day, in: reader)
        let procedure = try store.book.procedure(of: file.proceeding, on: matter.filedAt.day, in: reader)
        let place = try matter.place.flatMap { try store.addresses.find($0, in: reader) }
        let timeline = try store.timeline(id, isForFiler: false, in: reader)
        let maySortOut = MatterPolicy.maySortOut(file, actor)
        let dispatch = MatterDispatch(matter, timeline)
        let proceedings = try store.listProceedings(of: file, in: reader)
        return MatterView(
            file: file, narrative: try store.narrative(matter, in: reader), procedure: procedure, topics: rules.topics,
            topic: matter.topic.flatMap { rules.topics.leaf($0) }.map {
                .init(group: $0.topic.name, leaf: $0.leaf.name)
            },
            topicReason: matter.topicConfirmed ? nil : try store.topicGuess(of: id, in: reader),
            placeName: place.map(PlaceName.init), placeNames: try placeNames(timeline, in: reader),
            gridName: try matter.grid.flatMap { try store.divisionNames(of: [$0], in: reader)[$0] },
            dispatch: dispatch,
            rule: try store.book.rules(on: dispatch.day, in: reader).routing.rules.first { $0.id == dispatch.rule }?
                .sentence,
            unitNames: try store.units.names(
                of: Self.units(file, timeline).union(proceedings.compactMap(\.proceeding.unit)), in: reader),
            parties: try zip(file.parties, store.identities(of: file.parties, for: actor, at: now, in: reader)).map {
                .init(party: $0, identity: $1)
            },
            terms: try store.terms.accounts(of: store.terms.listTerms(matter: id, in: reader), in: reader),
            steps: Self.steps(procedure, file, actor, now.day),
            shutGrounds: Self.shutGrounds(procedure, file, actor), timeline: timeline,
            attachments: try store.listAttachments(id, in: reader), record: try store.verifyChain(id, in: reader),
            attentions: try actor.unit.flatMap { try store.attentions(of: $0, to: [id], in: reader)[id] } ?? [],
            units: try choices(for: file, actor: actor, maySortOut: maySortOut, on: now.day, in: reader),
            maySortOut: maySortOut, mayCorrectKind: MatterPolicy.judgeKind(file, actor).isAllowed,
            exclusions: try exclusions(file, actor, on: now.day, in: reader),
            channel: try channel(file, actor, at: now, in: reader), isAuditor: actor.role == .auditor,
            today: now.day, mayLookForKnown: actor.role.map(MatterStore.hands.contains) ?? false,
            parent: try store.parent(of: id, scope: scope, in: reader),
            children: try store.children(of: id, scope: scope, in: reader), proceedings: proceedings,
            proceedingSteps: try proceedingSteps(proceedings, actor, now.day, in: reader),
            openings: try openings(file, proceedings, actor, on: now.day, in: reader),
            ownUnit: try actor.unit.flatMap { try store.units.find($0, in: reader) }
        )
    }

    private func proceedingSteps(
        _ proceedings: [ProceedingFile], _ actor: Actor, _ today: Day, in reader: any Reader
    ) throws -> [RecordID: [MatterView.StepView]] {
        var steps: [RecordID: [MatterView.StepView]] = [:]
        for opened in proceedings where opened.proceeding.road != nil {
            steps[opened.proceeding.id] = try (opened.procedure.actions ?? []).map {
                .init(action: $0, judgement: try store.judge($0, on: opened, by: actor, on: today, in: reader))
            }
        }
        return steps
    }

    private func openings(
        _ file: MatterFile, _ others: [ProceedingFile], _ actor: Actor, on today: Day, in reader: any Reader
    ) throws -> [MatterView.OpeningView] {
        guard actor.works else { return [] }
        let rules = try store.book.rules(on: today, in: reader)
        let procedures = rules.procedures.values.filter { procedure in
            procedure.road != nil && procedure.kinds?.contains(file.matter.kind) ?? true
        }
        return procedures.sorted { $0.code < $1.code }.map { procedure in
            .init(
                procedure: procedure,
                judgement: MatterPolicy.judgeOpening(
                    procedure, inside: file, beside: others, knowing: rules.procedures, by: actor, on: today))
        }
    }

    /// Rows of a list with everything they show, in four queries.
    func rows(_ matters: [Matter], for actor: Actor, on today: Day, in reader: any Reader) throws -> [MatterRow] {
        let narratives = try store.narratives(matters, in: reader)
        let clocks = try store.clocks(of: matters.filter(\.isOpen).map(\.id), on: today, in: reader)
        let villages = try store.divisionNames(of: Set(matters.compactMap { $0.village ?? $0.town }), in: reader)
        let attentions = try actor.unit.map { try store.attentions(of: $0, to: matters.map(\.id), in: reader) } ?? [:]
        let rules = try store.book.rules(on: today, in: reader)
        return matters.map { matter in
            let ends = rules.procedures[matter.kind.rawValue]?.ends ?? []
            return MatterRow(
                matter: matter, narrative: narratives[matter.id], clock: clocks[matter.id],
                village: (matter.village ?? matter.town).flatMap { villages[$0] },
                attentions: attentions[matter.id] ?? [],
                ending: matter.end.flatMap { end in ends.first { $0.code == end.rawValue }?.name }
            )
        }
    }

    private static func steps(
        _ procedure: Procedure, _ file: MatterFile, _ actor: Actor, _ today: Day
    ) -> [MatterView.StepView] {
        let isProxy = file.proxyUnit != nil && file.proxyUnit == actor.unit
        return (procedure.actions ?? []).filter { action in
            action.by != [.clock] && (action.by != [.filer] || isProxy && action.effect == .add)
        }.map {
            .init(action: $0, judgement: MatterPolicy.judge($0, of: procedure, on: file, by: actor, today: today))
        }
    }

    private static func shutGrounds(_ procedure: Procedure, _ file: MatterFile, _ actor: Actor) -> [String: Words] {
        var shut: [String: Words] = [:]
        for ground in procedure.refusalGrounds ?? [] {
            shut[ground.code] = MatterPolicy.bar(ground, on: file, by: actor)
        }
        return shut
    }

    /// Every place that the timeline names.
    private func placeNames(_ timeline: [TimelineItem], in reader: any Reader) throws -> [RecordID: PlaceName] {
        var names: [RecordID: PlaceName] = [:]
        for item in timeline where item.code == "matter.place" {
            guard let id = item.parameters["place"].flatMap({ RecordID($0) }), names[id] == nil else { continue }
            names[id] = try store.addresses.find(id, in: reader).map(PlaceName.init)
        }
        return names
    }

    /// Every unit that the page names.
    private static func units(_ file: MatterFile, _ timeline: [TimelineItem]) -> Set<RecordID> {
        var units: Set<RecordID> = [file.matter.firstReceiver, file.answerable]
        units.formUnion(file.assignments.flatMap { [$0.unit, $0.offeredBy] })
        units.formUnion(file.parties.compactMap(\.unit))
        for item in timeline {
            units.formUnion([item.unit].compactMap(\.self))
            units.formUnion(RouteFact.read(item.parameters["because"] ?? "").map(\.unit))
            let named = ["to", "from", "unit", "proposed"].compactMap { item.parameters[$0] }
            units.formUnion(named.compactMap { RecordID($0) })
            units.formUnion(item.helpers)
        }
        return units
    }

    private func choices(
        for file: MatterFile, actor: Actor, maySortOut: Bool, on today: Day, in reader: any Reader
    ) throws -> UnitChoices {
        guard maySortOut, file.matter.isOpen else { return UnitChoices(groups: [], suggested: nil) }
        let open = file.assignments.filter(\.isOpen)
        let busy = Set(open.map(\.unit)).union(file.excluded)
        // Who helps may still be given the lead.
        let leading = Set(open.filter { $0.part == .lead }.map(\.unit)).union(file.excluded)
        let suggested = try store.proposal(for: file, on: today, in: reader)
        var helpers = suggested?.helpers ?? []
        for department in try store.departments(of: file.matter.topic, on: today, in: reader)
        where !helpers.contains(department) { helpers.append(department) }
        return UnitChoices(
            groups: try groups(
                for: actor, town: file.matter.town, village: file.matter.village, without: leading, on: today,
                in: reader),
            suggested: suggested.flatMap { leading.contains($0.unit) ? nil : $0 },
            helpers: helpers.filter { !busy.contains($0.unit) && $0.unit != actor.unit }
        )
    }

    /// The offices that the reader may shut out: those that had a share first; and those that they may let back in.
    private func exclusions(
        _ file: MatterFile, _ actor: Actor, on today: Day, in reader: any Reader
    ) throws -> ExclusionView {
        let isCentre = try store.isCentre(actor, in: reader)
        let mayLift = MatterPolicy.mayLift(file, actor, isCentre: isCentre)
        let named = mayLift ? Set(file.parties.filter { $0.part == .respondent }.compactMap(\.unit)) : []
        let names = try store.units.names(of: named, in: reader)
        let liftable = names.sorted { $0.key < $1.key }.map { (unit: $0.key, name: $0.value) }
        guard MatterPolicy.mayExclude(file, actor, isCentre: isCentre) else {
            return ExclusionView(choices: nil, liftable: liftable)
        }
        let sharers = Set(file.assignments.map(\.unit) + [file.matter.firstReceiver]).subtracting(file.excluded)
        let near = try sharers.sorted().compactMap { try store.units.find($0, in: reader) }
        let others = try groups(
            for: actor, town: file.matter.town, village: file.matter.village, without: sharers.union(file.excluded),
            on: today, isForPassing: false, in: reader
        )
        return ExclusionView(
            choices: UnitChoices(groups: [(MatterWords.sharing, near)] + others, suggested: nil), liftable: liftable)
    }

    /// The units that somebody can pass a matter to: those of their own town, or of the matter's, first. Who only names
    /// a unit may name their own and one that is not open.
    func groups(
        for actor: Actor, town: RecordID?, village: RecordID? = nil, without shut: Set<RecordID>, on today: Day,
        isForPassing: Bool = true, in reader: any Reader
    ) throws -> [(heading: Words, units: [Unit])] {
        let towns = try store.units.list(levels: [.town], in: reader)
        let above = Set(try actor.unit.map { try store.units.ancestors(of: $0, in: reader) } ?? [])
        let near = towns.first { above.contains($0.id) } ?? towns.first { town != nil && $0.division == town }
        let children = try near.map { try store.units.children(of: $0.id, in: reader) } ?? []
        let departments = try store.units.list(levels: [.department], in: reader)
        let centre = try store.units.list(levels: [.centre], in: reader)
        let home = children.filter { above.contains($0.id) || village != nil && $0.division == village }
        let grids = try home.flatMap { try store.units.children(of: $0.id, in: reader) }
        let staffed = try store.units.staffed(grids.map(\.id), on: today, in: reader)
        let groups: [(heading: Words, units: [Unit])] = [
            (MatterWords.platforms, children.filter { $0.level == .platform }),
            (MatterWords.villages, children.filter { $0.level == .village }),
            (MatterWords.grids, grids.filter { staffed.contains($0.id) || !isForPassing }), (MatterWords.towns, towns),
            (MatterWords.departments, departments), (MatterWords.centre, centre),
        ]
        return groups.map { group in
            let units = group.units.filter { unit in
                !shut.contains(unit.id) && (!isForPassing || unit.isOpen(on: today) && unit.id != actor.unit)
            }
            return (group.heading, units)
        }
    }
}
