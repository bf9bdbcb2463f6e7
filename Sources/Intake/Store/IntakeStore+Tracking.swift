import Accounts
import Base
import Clocks
import Matters
import Storage

/// The day by which the filer hears, as the tracking page shows it.
struct TrackedTerm: Hashable, Sendable {
    let due: Day
    let daysLeft: Int
    let isWorking: Bool
    let isPaused: Bool
    let article: Words
    let sentence: Words
    /// What follows when the time is over.
    let consequence: Words?
    let why: Words
}

/// What the law gives a filer who is not content, as a row of the law pack says it.
struct LegalRight: Hashable, Sendable {
    let sentence: Words
    let article: Words
    let consequence: Words?
}

/// Everything the tracking page shows.
struct TrackedMatter: Sendable {
    let matter: Matter
    let narrative: Narrative?
    /// The stage in plain words.
    let stage: Words
    let answerable: Words
    let helpers: [Words]
    let term: TrackedTerm?
    /// Until when the ended matter may be reopened.
    let reopening: ActWindow?
    /// How to have the written opinion of an ended matter reviewed.
    let review: [LegalRight]
    let timeline: [TimelineItem]
    /// What it runs under, for the names of grounds and routes.
    let procedure: Procedure
    let files: [Attachment]
    /// Names of units by id, for the timeline.
    let names: [RecordID: Words]
    /// What the filer may do now, by code of the action; barred ones say why.
    let may: [String: Judgement]
    let chain: ChainCheck
    /// The office that runs it for the filer, under a mandate.
    let proxy: Words?
    /// How many file it together.
    let group: GroupSize
}

extension IntakeStore {
    /// What the filer sees of their matter today.
    func tracked(_ id: RecordID, number: String, code: String, on today: Day, in reader: any Reader) throws
        -> TrackedMatter
    {
        // Read anew: a step that was just taken shows at once.
        let matter = try matters.getMatter(number: number, code: code, in: reader)
        let file = try matters.getFile(matter, in: reader)
        let procedure = try matters.book.procedure(of: file.proceeding, on: matter.filedAt.day, in: reader)
        let timeline = try matters.timeline(id, isForFiler: true, in: reader)
        let helpers = file.assignments.filter { $0.part == .cohandler && $0.state == .accepted }.map(\.unit)
        var units = Set(
            timeline.compactMap(\.unit) + timeline.compactMap { $0.parameters["to"].flatMap(RecordID.init) })
        units.formUnion(helpers + [file.answerable])
        let names = try matters.units.names(of: units, in: reader)
        var may: [String: Judgement] = [:]
        for code in ["addition", "rating", "reopening", "withdrawal"] {
            may[code] = procedure.action(code).map {
                MatterPolicy.judge($0, of: procedure, on: file, by: .filer(of: id), today: today)
            }
        }
        return TrackedMatter(
            matter: matter, narrative: try matters.narrative(matter, in: reader),
            stage: procedure.stage(file.proceeding.stage)?.plain ?? Words("", ""),
            answerable: names[file.answerable] ?? Words("", ""), helpers: helpers.compactMap { names[$0] },
            term: try nearestTerm(of: file, on: today, in: reader), reopening: file.reopening,
            review: try review(of: file, in: reader), timeline: timeline,
            procedure: procedure,
            files: try matters.listFilersAttachments(id, in: reader), names: names, may: may,
            chain: try matters.verifyChain(id, in: reader),
            proxy: try file.proxyUnit.flatMap { try matters.units.find($0, in: reader)?.name },
            group: try matters.groupSize(of: file, in: reader)
        )
    }

    /// The rules on asking for a review, in force when the opinion was given. Neither a withdrawn nor a refused matter has
    /// an opinion, and one that was referred is decided on its own route.
    private func review(of file: MatterFile, in reader: any Reader) throws -> [LegalRight] {
        let isRefused = file.assignments.last { $0.part == .lead }?.state == .refused
        guard let day = file.matter.endedAt?.day, let end = file.matter.end, !isRefused,
            end != .withdrawn && end != .referred
        else { return [] }
        return try matters.terms.rules.rules(on: day, asOf: day, in: reader).law.rules(
            duty: "review-request", procedure: file.proceeding.procedure, on: day, trigger: .opinionReceived
        ).map { LegalRight(sentence: $0.sentence, article: $0.citation, consequence: $0.consequence) }
    }

    private func nearestTerm(of file: MatterFile, on today: Day, in reader: any Reader) throws -> TrackedTerm? {
        let helping = file.helpersShares
        let active = try matters.terms.listTerms(matter: file.matter.id, in: reader)
            .filter { $0.isActive && $0.drives && $0.duty != "objection" }
            .filter { $0.assignment.map { !helping.contains($0) } ?? true }
        guard let term = active.min(by: { $0.due < $1.due }) else { return nil }
        guard let account = try matters.terms.accounts(of: [term], in: reader).first else { return nil }
        return TrackedTerm(
            due: term.due, daysLeft: account.daysLeft(from: today), isWorking: term.unit == .working,
            isPaused: term.state == .paused, article: account.rule.citation, sentence: account.rule.sentence,
            consequence: account.rule.consequence, why: account.explanation.words
        )
    }
}
