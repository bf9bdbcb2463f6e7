public import Base
import Clocks
import Journal
public import Matters
public import Storage

// What comes in. A message that fits the record becomes a step of the proceeding at once; one that does not waits for a person,
// with the reason, and nothing of it is lost. The same number is the same message, however often it comes.
extension CounterpartStore {
    /// Takes in what a body tells of a proceeding.
    ///
    /// Throws `CounterpartError`: not found for what is not the body's, invalid for what is wrong in itself, reused for a known
    /// number with other contents, changed meanwhile when somebody was faster: then it is to be tried again.
    @discardableResult
    public func receive(
        _ given: CounterpartAnswer, from code: String, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws -> CounterpartMessage {
        let body = try body(code, for: actor, on: now.day, in: transaction)
        if let known = try known(given.number, from: code, for: actor, in: transaction) {
            guard known.proceeding == given.proceeding, known.step == given.step,
                known.isSame(told: given.told, at: given.happenedAt)
            else { throw CounterpartError.reused }
            return known
        }
        let opened = try handover(given.proceeding, to: body, for: actor, in: transaction)
        guard let action = opened.procedure.action(given.step), MatterPolicy.isOutside(action, on: opened, by: actor)
        else { throw CounterpartError.invalid(field: "step", CounterpartWords.noSuchStep) }
        let input = input(given.told, at: given.happenedAt, number: given.number, from: code)
        try explaining { try matters.checkAnswer(action, on: opened, input: input, at: now) }
        let why = try why(
            action, on: opened, given.told, at: given.happenedAt, by: actor, in: transaction)
        let message = try insert(
            given.number, from: code, of: opened.file.matter.id, proceeding: given.proceeding,
            procedure: opened.procedure.code, step: given.step, given.told, given.happenedAt, why: why, at: now,
            in: transaction)
        if why == nil {
            try explaining { try matters.answer(action, on: opened, input: input, by: actor, at: now, in: transaction) }
            try settle(given.proceeding, from: body, by: actor, at: now, in: transaction)
        } else {
            try hold(message, in: opened.file, telling: [opened.unit], by: actor, at: now, in: transaction)
        }
        return message
    }

    /// Takes in a matter that a body sends here. It always waits: its time counts from the day on which somebody signs for it
    /// (Provisions of the Supreme People's Court on Specially Invited Mediation, Art. 27).
    ///
    /// Throws `CounterpartError` like a message.
    @discardableResult
    public func refer(
        _ given: CounterpartReferral, from code: String, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws -> CounterpartMessage {
        let body = try body(code, for: actor, on: now.day, in: transaction)
        let asked = try matters.findMatter(number: given.matter, for: actor, in: transaction)
        if let known = try known(given.number, from: code, for: actor, in: transaction) {
            guard known.step == nil, known.procedure == given.procedure, asked?.matter.id == known.matter,
                known.isSame(told: given.told, at: given.happenedAt)
            else { throw CounterpartError.reused }
            return known
        }
        guard body.refers?.contains(given.procedure) == true,
            let procedure = try matters.procedures(on: now.day, in: transaction)[given.procedure]
        else { throw CounterpartError.invalid(field: "procedure", CounterpartWords.noSuchReferral) }
        guard let file = asked else {
            throw CounterpartError.invalid(field: "matter", CounterpartWords.noSuchMatter)
        }
        guard MatterPolicy.suits(procedure, file) else {
            throw CounterpartError.invalid(field: "procedure", CounterpartWords.notThisKind)
        }
        let waiting = try list(of: file.matter.id, in: transaction).contains {
            $0.state == .held && $0.step == nil && $0.procedure == given.procedure
        }
        guard !waiting else { throw CounterpartError.invalid(field: "matter", CounterpartWords.waitsAlready) }
        guard given.happenedAt <= now else {
            throw CounterpartError.invalid(field: "happened_at", CounterpartWords.future)
        }
        guard given.told.reference?.isEmpty == false else {
            throw CounterpartError.invalid(field: "reference", CounterpartWords.noReference)
        }
        let message = try insert(
            given.number, from: code, of: file.matter.id, proceeding: nil, procedure: given.procedure, step: nil,
            given.told, given.happenedAt, why: CounterpartWords.toSign, at: now, in: transaction)
        try hold(message, in: file, telling: [], by: actor, at: now, in: transaction)
        return message
    }

    /// A message of a number, unless its body's unit was shut out of the matter since; nil when there is none. Throws
    /// `CounterpartError.notFound`.
    func known(
        _ number: String, from code: String, for actor: Actor, in reader: any Reader
    ) throws -> CounterpartMessage? {
        guard let known = try find(number, from: code, in: reader) else { return nil }
        guard try matters.findMatter(known.matter, for: actor, in: reader) != nil else {
            throw CounterpartError.notFound
        }
        return known
    }

    /// Why a message cannot be taken by itself; nil when it can. Each is looked at beside the others, `own` left out.
    private func why(
        _ action: Procedure.Action, on opened: ProceedingFile, _ told: CounterpartMessage.Told, at happened: Instant,
        own: RecordID? = nil, by actor: Actor, in reader: any Reader
    ) throws -> Words? {
        let same = try list(of: opened.file.matter.id, in: reader).last { known in
            known.id != own && known.proceeding == opened.proceeding.id && known.step == action.code
                && known.state != .setAside && known.isSame(told: told, at: happened)
        }
        if let same { return CounterpartWords.saidBefore(same.number) }
        if case .barred(let why) = try matters.judge(
            action, on: opened, by: actor, isOutside: true, on: happened.day, in: reader)
        {
            return why
        }
        let taken = try matters.stepsTaken(in: opened, reader: reader)
        if taken.contains(where: { $0.step == action.code && $0.day == happened.day }) {
            return CounterpartWords.inTheRecord
        }
        guard let last = taken.map(\.day).max(), happened.day < last else { return nil }
        return CounterpartWords.outOfOrder(last)
    }

    /// After a step, what was told too early may fit: messages that overtook each other find their order.
    private func settle(
        _ proceeding: RecordID, from body: Counterpart, by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws {
        var opened = try handover(proceeding, to: body, for: actor, in: transaction)
        let held = try list(of: opened.file.matter.id, in: transaction).filter {
            $0.proceeding == proceeding && $0.state == .held
        }
        for message in held.sorted(by: { ($0.happenedAt, $0.id) < ($1.happenedAt, $1.id) }) {
            guard let told = message.told, let action = message.step.flatMap(opened.procedure.action),
                try why(
                    action, on: opened, told, at: message.happenedAt, own: message.id, by: actor, in: transaction)
                    == nil
            else { continue }
            let input = input(told, at: message.happenedAt, number: message.number, from: message.counterpart)
            // What the law forbids or what lacks something waits on, and holds up nothing else.
            guard (try? matters.checkAnswer(action, on: opened, input: input, at: now)) != nil,
                MatterPolicy.effectFault(action, on: opened, input, by: actor, on: message.happenedAt.day) == nil
            else { continue }
            try decide(message, .taken, proceeding: proceeding, at: now, in: transaction)
            try explaining { try matters.answer(action, on: opened, input: input, by: actor, at: now, in: transaction) }
            opened = try handover(proceeding, to: body, for: actor, in: transaction)
        }
    }

    /// What a message gives to the step.
    func input(
        _ told: CounterpartMessage.Told, at happened: Instant, number: String, from code: String
    ) -> ProceedingInput {
        var input = ProceedingInput()
        (input.text, input.reference) = (told.text, told.reference)
        (input.ground, input.end, input.days) = (told.ground, told.end, told.days)
        input.eventDay = told.eventDay
        // A body that tells of an agreed step has the consent in its own file.
        input.hasConsent = true
        input.happenedAt = happened
        input.lateReason = "\(CounterpartWords.late.zh) / \(CounterpartWords.late.en)"
        input.parameters = ["counterpart": code, "message": number]
        return input
    }

    private func hold(
        _ message: CounterpartMessage, in file: MatterFile, telling units: [RecordID], by actor: Actor, at now: Instant,
        in transaction: any Transaction
    ) throws {
        var parameters = ["counterpart": message.counterpart, "message": message.number]
        (parameters["proceeding"], parameters["procedure"]) = (message.proceeding?.text, message.procedure)
        try explaining {
            try matters.noteMessage(
                "message-held", in: file.matter, telling: Set(units + [file.answerable]), parameters: parameters,
                remark: "", by: actor, at: now, in: transaction)
        }
    }

    private func insert(
        _ number: String, from code: String, of matter: RecordID, proceeding: RecordID?, procedure: String,
        step: String?, _ told: CounterpartMessage.Told, _ happened: Instant, why: Words?, at now: Instant,
        in transaction: any Transaction
    ) throws -> CounterpartMessage {
        let id = RecordID.make(at: now)
        let value = try journal.personalValues.seal(
            Self.encode(told), owner: Subject("matter", matter), field: "message", at: now, in: transaction)
        let state: CounterpartMessage.State = why == nil ? .taken : .held
        // Somebody with the same number at the same time waits here, finds it taken, and tries again.
        let changed = try transaction.change(
            """
            INSERT INTO counterpart_messages (id, district, counterpart, number, matter_id, proceeding_id, procedure, step,
              happened_at, received_at, told_id, state, why_zh, why_en, decided_at)
            VALUES (\(id), \(district), \(code), \(number), \(matter), \(proceeding), \(procedure), \(step), \(happened),
              \(now), \(value.id), \(state.rawValue), \(why?.zh), \(why?.en), \(why == nil ? now : nil))
            ON CONFLICT DO NOTHING
            """)
        guard changed == 1 else { throw CounterpartError.changedMeanwhile }
        transaction.noteChange("counterpart_messages", of: matter, id: id)
        guard let kept = try find(number, from: code, in: transaction) else { throw CounterpartError.notFound }
        return kept
    }

    /// Moves a message that waits; of two who decide at once the second is told.
    func decide(
        _ message: CounterpartMessage, _ state: CounterpartMessage.State, proceeding: RecordID?, at now: Instant,
        in transaction: any Transaction
    ) throws {
        let changed = try transaction.change(
            """
            UPDATE counterpart_messages SET state = \(state.rawValue), proceeding_id = \(proceeding), decided_at = \(now)
            WHERE id = \(message.id) AND state = 'held'
            """)
        guard changed == 1 else { throw CounterpartError.changedMeanwhile }
        transaction.noteChange("counterpart_messages", of: message.matter, id: message.id)
    }

    /// The names of fields that the form of a step calls otherwise.
    private static let fields = ["happened-day": "happened_at", "event-day": "event_day"]

    /// What the matter refuses, in this module's words and names.
    @discardableResult
    func explaining<Answer>(_ work: () throws -> Answer) throws -> Answer {
        do {
            return try work()
        } catch let error as MatterError {
            switch error {
            case .invalid(let field, let words):
                throw CounterpartError.invalid(field: Self.fields[field] ?? field, words)
            case .barred(let why): throw CounterpartError.barred(why)
            case .changedMeanwhile: throw CounterpartError.changedMeanwhile
            case .notFound, .noProcedure, .wrongReceipt: throw CounterpartError.notFound
            }
        } catch is TermError {
            throw CounterpartError.invalid(field: "days", CounterpartWords.noExtension)
        }
    }
}

extension CounterpartMessage {
    /// Whether something told is the same as this; what was erased is the same as anything.
    fileprivate func isSame(told other: Told, at happened: Instant) -> Bool {
        happenedAt == happened && (told == nil || told == other)
    }
}
