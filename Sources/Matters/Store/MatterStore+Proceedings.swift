import Accounts
public import Base
import Clocks
import Jobs
import Journal
public import Storage

// Proceedings that are opened inside a matter, side by side or one after another, each under its own procedure and terms.
extension MatterStore {
    /// The proceedings of a matter, oldest first; the matter's own is among them, with what became of the matter as its end.
    public func listProceedings(of file: MatterFile, in reader: any Reader) throws -> [ProceedingFile] {
        let rows = try reader.rows(
            """
            SELECT * FROM proceedings WHERE matter_id = \(file.matter.id) AND (road IS NOT NULL OR id = \(file.proceeding.id))
            ORDER BY opened_at, id
            """
        )
        let proceedings = try rows.map(Proceeding.init)
        let standings = try terms.listStandings(.matter(file.matter.id), in: reader)
        let missed =
            !file.matter.isOpen || proceedings.contains { !$0.isOpen }
            ? try terms.listTerms(matter: file.matter.id, in: reader).filter { $0.state == .missed } : []
        return try proceedings.map { proceeding in
            var proceeding = proceeding
            if proceeding.road == nil { proceeding.end = file.matter.end?.rawValue }
            return ProceedingFile(
                file: file, proceeding: proceeding,
                procedure: try book.procedure(of: proceeding, on: proceeding.openedAt.day, in: reader),
                clocks: standings.filter { $0.term.proceeding == proceeding.id },
                missed: missed.filter { $0.proceeding == proceeding.id })
        }
    }

    /// Opens a proceeding inside a matter.
    ///
    /// Throws `MatterError`: barred where the law or the order of things stands against it, changed meanwhile when somebody was
    /// faster.
    @discardableResult
    public func openProceeding(
        _ code: String, in id: RecordID, revision: Int, input: ProceedingInput, by actor: Actor, at now: Instant
    ) async throws -> Proceeding {
        try await database.write { transaction in
            try openProceeding(code, in: id, revision: revision, input: input, by: actor, at: now, in: transaction)
        }
    }

    /// The same inside the caller's transaction.
    @discardableResult
    public func openProceeding(
        _ code: String, in id: RecordID, revision: Int, input: ProceedingInput, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws -> Proceeding {
        let matter = try seen(id, by: actor, in: transaction)
        let edited = try journal.listEdited(["matters": [id]], in: transaction)
        try claim(id, revision: revision, in: transaction)
        let file = try getFile(matter, in: transaction)
        let day = (input.happenedAt ?? now).day
        let rules = try book.rules(on: day, in: transaction), procedure = try rules.procedure(code)
        let others = try listProceedings(of: file, in: transaction)
        if case .barred(let why) = MatterPolicy.judgeOpening(
            procedure, inside: file, beside: others, knowing: rules.procedures, by: actor, on: day)
        {
            throw MatterError.barred(why)
        }
        try Self.check(input, procedure.filing.needs ?? [], procedure, nil, since: matter.happenedAt, now)
        let base = MatterPolicy.base(of: procedure, among: others, on: day)
        if let unit = input.unit {
            try checkRunner(unit, of: file, on: now.day, in: transaction)
            if procedure.filing.runner == .superior {
                try checkSuperior(unit, of: base?.former.unit ?? file.answerable, in: transaction)
            }
        }
        let proceeding = Proceeding(
            id: RecordID.make(at: now), procedure: procedure.code, version: procedure.pin,
            stage: procedure.filing.stage,
            openedAt: input.happenedAt ?? now, road: procedure.road, unit: input.unit, reference: input.reference)
        try transaction.insert(row(of: proceeding, matter: id), of: id)
        if let unit = input.unit { try share(id, with: unit, in: transaction) }
        try reindexUnits(of: id, in: transaction)
        if let base, let duty = base.duty {
            let former = base.former.proceeding.id
            try terms.finish(.proceeding(former, duties: [duty]), on: day, at: now, in: transaction)
        }
        for duty in procedure.filing.starts {
            try startTerm(
                duty, LawTrigger(rawValue: procedure.filing.trigger), id, proceeding.id, nil, procedure.code, day, now,
                transaction)
        }
        var step = ProceedingStep(
            file: file, proceeding: proceeding, procedure: procedure, action: nil, input: input, actor: actor, now: now)
        try write(&step, edited, in: transaction)
        return proceeding
    }

    /// Takes one step of a proceeding that runs inside a matter. Throws `MatterError`.
    @discardableResult
    public func step(
        _ code: String, of proceeding: RecordID, in id: RecordID, revision: Int, input: ProceedingInput,
        by actor: Actor,
        at now: Instant
    ) async throws -> Proceeding {
        try await database.write { transaction in
            try step(
                code, of: proceeding, in: id, revision: revision, input: input, by: actor, at: now, in: transaction)
        }
    }

    /// The same inside the caller's transaction.
    @discardableResult
    public func step(
        _ code: String, of proceeding: RecordID, in id: RecordID, revision: Int, input: ProceedingInput,
        by actor: Actor,
        at now: Instant, in transaction: any Transaction
    ) throws -> Proceeding {
        let matter = try seen(id, by: actor, in: transaction)
        let edited = try journal.listEdited(["matters": [id]], in: transaction)
        try claim(id, revision: revision, in: transaction)
        let file = try getFile(matter, in: transaction)
        let opened = try listProceedings(of: file, in: transaction).first { $0.proceeding.id == proceeding }
        guard let opened, opened.proceeding.road != nil, let action = opened.procedure.action(code) else {
            throw MatterError.notFound
        }
        let day = (input.happenedAt ?? now).day
        let judged =
            input.isGuarded
            ? MatterPolicy.judge(action, on: opened, by: actor, on: day)
            : try judge(action, on: opened, by: actor, on: day, in: transaction)
        if case .barred(let why) = judged { throw MatterError.barred(why) }
        let since = input.isVouched ? input.happenedAt ?? now : opened.proceeding.openedAt
        try Self.check(input, action.needs ?? [], opened.procedure, action, since: since, now)
        return try take(action, on: opened, input, by: actor, edited, at: now, in: transaction)
    }

    /// What the clock does when a time is over: nobody decides it, nobody can forget it.
    func takeByClock(
        _ action: Procedure.Action, on opened: ProceedingFile, since due: Day, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let id = opened.file.matter.id
        let edited = try journal.listEdited(["matters": [id]], in: transaction)
        try claim(id, revision: opened.file.matter.revision, in: transaction)
        var input = ProceedingInput()
        input.happenedAt = Instant(due.adding(days: 1))
        input.parameters["due"] = due.description
        _ = try take(action, on: opened, input, by: nil, edited, at: now, in: transaction)
    }

    func take(
        _ action: Procedure.Action, on opened: ProceedingFile, _ input: ProceedingInput, by actor: Actor?,
        _ edited: Set<RecordID>, at now: Instant, in transaction: any Transaction
    ) throws -> Proceeding {
        var step = ProceedingStep(
            file: opened.file, proceeding: opened.proceeding, procedure: opened.procedure, action: action, input: input,
            actor: actor, now: now, unit: MatterPolicy.extensionUnit(of: opened.clocks))
        try moveClocks(step, opened, in: transaction)
        try move(&step, action, in: transaction)
        try write(&step, edited, in: transaction)
        return step.proceeding
    }

    private func move(_ step: inout ProceedingStep, _ action: Procedure.Action, in transaction: any Transaction) throws
    {
        let id = step.proceeding.id
        if let stops = action.stops {
            try terms.finish(.proceeding(id, duties: stops), on: step.day, at: step.now, in: transaction)
        }
        // The time that ran out is over for good; what follows from it may begin a time of its own.
        if let duty = action.onExpiry, step.actor == nil {
            try terms.finish(.proceeding(id, duties: [duty]), on: step.day, at: step.now, in: transaction)
        }
        if let stage = action.to {
            step.proceeding.stage = stage
            if step.procedure.stage(stage)?.open == false {
                step.proceeding.endedAt = step.now
                try terms.stop(.proceeding(id), on: step.day, at: step.now, in: transaction)
            } else {
                step.proceeding.endedAt = nil
            }
        }
        if let end = action.end ?? step.input.end { step.proceeding.end = end }
        if let reference = step.input.reference { step.proceeding.reference = reference }
        for duty in action.starts ?? [] {
            try startTerm(
                duty, LawTrigger(rawValue: action.trigger), step.file.matter.id, id, nil, step.procedure.code,
                step.eventDay, step.now, transaction)
        }
        let row = step.proceeding
        // The own proceeding of a matter keeps its stage with the matter; the clock only notes there.
        if row.road == nil { return }
        try transaction.execute(
            """
            UPDATE proceedings SET stage = \(row.stage), ended_at = \(row.endedAt), end_code = \(row.end),
              reference = \(row.reference) WHERE id = \(row.id)
            """
        )
        transaction.note(
            "proceedings", of: step.file.matter.id.text, self.row(of: row, matter: step.file.matter.id).row)
    }

    private func moveClocks(_ step: ProceedingStep, _ opened: ProceedingFile, in transaction: any Transaction) throws {
        let scope = TermScope.proceeding(opened.proceeding.id)
        switch step.action?.effect {
        case .pause:
            let paused = try terms.pauseAll(
                scope, from: step.day, ground: step.input.ground ?? "", at: step.now, in: transaction)
            guard !paused.isEmpty else {
                throw MatterError.invalid(
                    field: "ground", Words("法律没有规定可以因此暂停", "The law provides for no pause on that ground"))
            }
        case .resume:
            try terms.resumeAll(scope, lastPaused: step.day.adding(days: -1), at: step.now, in: transaction)
        case .extend:
            guard let actor = step.actor, let action = step.action else { break }
            if let fault = MatterPolicy.effectFault(action, on: opened, step.input, by: actor, on: step.day) {
                throw MatterError.invalid(field: "days", fault)
            }
            // The amount is in the unit of the law: six of a row in months are six months.
            for clock in opened.clocks {
                guard let extra = clock.rule.extra, extra.unit == step.unit else { continue }
                // A head of the house approves on the spot; what parties, courts or directors agreed is put on record.
                let own = extra.approver == "head" ? actor.role?.rawValue : extra.approver
                try terms.extend(
                    clock.term.id, by: step.input.days ?? 0,
                    approver: own.map { TermApprover(role: $0, principal: actor.principal) }, reason: "see remark",
                    on: step.day, at: step.now, in: transaction)
            }
        default: break
        }
    }

    private func seen(_ id: RecordID, by actor: Actor, in reader: any Reader) throws -> Matter {
        if case .filer(let own) = actor.principal, own == id { return try getAny(id, in: reader) }
        return try getMatter(id, scope: try scope(of: actor, in: reader), in: reader)
    }

    private func checkRunner(
        _ unit: RecordID, of file: MatterFile, on day: Day, in reader: any Reader
    ) throws {
        guard let found = try units.find(unit, in: reader), found.isOpen(on: day) else {
            throw MatterError.invalid(field: "unit", Words("请选择单位", "Please choose a unit"))
        }
        guard !file.excluded.contains(unit) else {
            throw MatterError.invalid(
                field: "unit", Words("不能交给被反映的单位", "It may not go to the unit that is complained about"))
        }
    }

    /// Nobody looks again at what they decided themselves: a body above does. Where nothing stands above it in the district, any
    /// other unit may act for the government above.
    private func checkSuperior(_ unit: RecordID, of former: RecordID, in reader: any Reader) throws {
        let above = try units.ancestors(of: former, in: reader)
        let district: Set<UnitLevel> = [.centre, .department]
        let isBelow = try units.find(former, in: reader).map { !district.contains($0.level) } ?? false
        let isDistrict = try units.find(unit, in: reader).map { district.contains($0.level) } ?? false
        guard unit != former, above.contains(unit) || above.isEmpty || isBelow && isDistrict else {
            throw MatterError.invalid(
                field: "unit", Words("要由作出意见的单位的上一级来办", "A body above the one whose opinion it is must do this"))
        }
    }

    static func check(
        _ input: ProceedingInput, _ needs: [Need], _ procedure: Procedure, _ action: Procedure.Action?, since: Instant,
        _ now: Instant
    ) throws {
        guard !input.text.exceeds(textLimit) else {
            throw MatterError.invalid(field: "text", Words("最多写 5,000 个字", "At most 5,000 characters"))
        }
        if let reference = input.reference, reference.exceeds(100) || reference.contains(where: \.isNewline) {
            throw MatterError.invalid(field: "reference", Words("文号最多 100 个字，一行", "At most 100 characters on one line"))
        }
        // Times are told and read in whole seconds.
        if let happened = input.happenedAt, happened > now || happened.milliseconds / 1_000 < since.milliseconds / 1_000
        {
            throw MatterError.invalid(
                field: "happened-day", Words("只能在程序开始以后、现在以前", "Only after it began and before now"))
        }
        for need in needs {
            if let (field, words) = missing(need, input, procedure, action, now) {
                throw MatterError.invalid(field: field, words)
            }
        }
    }

    private static func missing(
        _ need: Need, _ input: ProceedingInput, _ procedure: Procedure, _ action: Procedure.Action?, _ now: Instant
    ) -> (String, Words)? {
        switch need {
        case .text where input.text.allSatisfy(\.isWhitespace):
            return ("text", Words("请写明内容或理由", "Please write it, or give the reason"))
        case .unit where input.unit == nil: return ("unit", Words("请选择单位", "Please choose a unit"))
        case .ground:
            let grounds = (action?.effect == .pause ? procedure.pauseGrounds : procedure.refusalGrounds) ?? []
            guard !grounds.contains(where: { $0.code == input.ground }) else { return nil }
            return ("ground", Words("请选择事由", "Please choose a ground"))
        case .end:
            guard !procedure.ends.contains(where: { $0.code == input.end }) else { return nil }
            return ("end", Words("请选择结果", "Please choose the result"))
        case .days where !(1...366).contains(input.days ?? 0):
            return ("days", Words("请填 1 到 366", "From 1 to 366"))
        case .consent where !input.hasConsent:
            return ("consent", Words("要各方都同意", "Everybody concerned must agree"))
        case .day where !(input.eventDay.map { abs($0.number - now.day.number) <= TermLimit.longest } ?? false):
            return ("event-day", Words("请填日期，前后十年以内", "Please give the day, within ten years"))
        case .reference where input.reference?.isEmpty ?? true:
            return ("reference", Words("请填对方的文号", "Please give the other body's number"))
        default: return nil
        }
    }
}

/// One step of a proceeding on its way; without an action it is the opening.
struct ProceedingStep {
    let file: MatterFile
    var proceeding: Proceeding
    let procedure: Procedure
    let action: Procedure.Action?
    let input: ProceedingInput
    /// Nobody where the clock acts.
    let actor: Actor?
    let now: Instant
    /// What an extension is counted in.
    var unit = TermUnit.calendar

    /// The day on which it happened: the law counts from it, however late it is written down.
    var day: Day { (input.happenedAt ?? now).day }

    /// The day from which the terms count that it starts.
    var eventDay: Day { action?.needs?.contains(.day) == true ? input.eventDay ?? day : day }
}

extension MatterStore {
    /// Writes what every step leaves: the words, the matter's row, the entry and the event.
    fileprivate func write(
        _ step: inout ProceedingStep, _ edited: Set<RecordID>, in transaction: any Transaction
    ) throws {
        let id = step.file.matter.id, principal = step.actor?.principal ?? .system("clock")
        var record: [String: PersonalValueRef] = [:]
        if !step.input.text.isEmpty, let actor = step.actor {
            let value = try personal.seal(
                step.input.text, owner: Subject("matter", id), field: "remark", at: step.now, in: transaction)
            record["text"] = value
            let isTold = step.action?.tells?.contains(.filer) == true
            try transaction.insert(
                insertion(
                    ofRemark: step.action?.code ?? "opening", matter: id, isPublic: isTold, text: value.id, by: actor,
                    at: step.now),
                of: id)
        }
        var parameters = step.input.parameters
        parameters["proceeding"] = step.proceeding.id.text
        parameters["procedure"] = step.procedure.code
        parameters["version"] = step.procedure.pin
        parameters["action"] = step.action?.code
        parameters["stage"] = step.proceeding.stage
        parameters["end"] = step.action == nil ? nil : step.proceeding.end
        parameters["ground"] = step.input.ground
        parameters[TermLimit.entryKey(step.unit)] = step.input.days.map(String.init)
        parameters["event-day"] = step.input.eventDay?.description
        parameters["unit"] = (step.action == nil ? step.proceeding.unit : nil)?.text
        try tellUnits(step, in: transaction)
        try tellFiler(of: step, in: transaction)
        let row = try update(id, in: transaction)
        try journal.record(
            JournalRecord(
                step.action == nil ? "matter.proceeding" : "matter.step", subject: Subject("matter", id), by: principal,
                happenedAt: step.input.happenedAt ?? step.now, recordedAt: step.now, parameters: parameters,
                personal: record,
                reason: Self.reason(of: step),
                states: try states(of: row, assignments: [], less: edited, in: transaction)),
            in: transaction)
        _ = try Outbox.append(
            "matters.changed", district: district,
            body: "{\"action\":\"\(step.action?.code ?? "proceeding")\",\"matter\":\"\(id)\"}", in: transaction,
            at: step.now)
    }

    /// Why a step is written down later than it happened; nil for one of now.
    private static func reason(of step: ProceedingStep) -> String? {
        guard step.input.happenedAt != nil else { return nil }
        return step.actor == nil ? byClock : step.input.lateReason ?? step.input.text
    }

    /// Why what the clock did is dated on the day after the last.
    static let byClock = "期限届满，自动办理 / The time was over; done by the clock"
}
