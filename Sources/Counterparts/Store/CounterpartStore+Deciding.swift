public import Base
import Journal
public import Matters
public import Storage

// Messages that wait for a person: taken as they are, once the record lets them in, or set aside with a reason.
extension CounterpartStore {
    /// Takes a message that waited, by whoever runs the proceeding; a referral is signed for, and its time begins today.
    ///
    /// Throws `CounterpartError`: barred while the record does not let it in.
    public func take(
        _ id: RecordID, by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws {
        let (message, file) = try open(id, for: actor, in: transaction)
        guard message.state == .held else { throw CounterpartError.changedMeanwhile }
        guard try rights(message, file, actor, in: transaction).mayTake else {
            throw CounterpartError.barred(CounterpartWords.runnerTakes)
        }
        guard let told = message.told else { throw CounterpartError.barred(CounterpartWords.erased) }
        var input = input(told, at: message.happenedAt, number: message.number, from: message.counterpart)
        try explaining {
            if let proceeding = message.proceeding, let step = message.step {
                try decide(message, .taken, proceeding: proceeding, at: now, in: transaction)
                input.isVouched = true
                try matters.step(
                    step, of: proceeding, in: message.matter, revision: file.matter.revision, input: input, by: actor,
                    at: now, in: transaction)
            } else {
                (input.happenedAt, input.unit) = (nil, actor.unit)
                // The row names the proceeding that it began, which must be there first.
                let opened = try matters.openProceeding(
                    message.procedure, in: message.matter, revision: file.matter.revision, input: input, by: actor,
                    at: now, in: transaction)
                try decide(message, .taken, proceeding: opened.id, at: now, in: transaction)
                try note(
                    "message-taken", message, try matters.getFile(id: message.matter, in: transaction), by: actor,
                    at: now, in: transaction)
            }
        }
    }

    /// Sets a message aside that does not hold; its body reads that it was. Throws `CounterpartError`.
    public func setAside(
        _ id: RecordID, because reason: String, by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws {
        let (message, file) = try open(id, for: actor, in: transaction)
        guard try rights(message, file, actor, in: transaction).maySetAside else {
            throw CounterpartError.barred(CounterpartWords.notYours)
        }
        guard reason.contains(where: { !$0.isWhitespace }), !reason.exceeds(Self.reasonLimit) else {
            throw CounterpartError.invalid(field: "reason", CounterpartWords.reasonMissing)
        }
        try decide(message, .setAside, proceeding: message.proceeding, at: now, in: transaction)
        try explaining {
            try note("message-set-aside", message, file, remark: reason, by: actor, at: now, in: transaction)
        }
    }

    /// The longest reason, in characters.
    public static let reasonLimit = 500

    /// What somebody may do with a message that waits.
    struct Rights: Sendable {
        var mayTake = false, maySetAside = false
    }

    /// Whoever runs the proceeding takes it; whoever could open the referred one signs; they and whoever answers for the matter set
    /// aside.
    func rights(
        _ message: CounterpartMessage, _ file: MatterFile, _ actor: Actor, in reader: any Reader
    ) throws -> Rights {
        guard actor.works, let unit = actor.unit, !file.excluded.contains(unit) else { return Rights() }
        guard message.proceeding != nil else {
            let may =
                try referred(by: message, in: reader).map { MatterPolicy.mayOpen($0, inside: file, by: actor) } ?? false
            return Rights(mayTake: may, maySetAside: may || unit == file.answerable)
        }
        let runs = try opened(of: message, in: reader)?.unit == unit
        return Rights(mayTake: runs, maySetAside: runs || unit == file.answerable)
    }

    private func note(
        _ code: String, _ message: CounterpartMessage, _ file: MatterFile, remark: String = "", by actor: Actor,
        at now: Instant, in transaction: any Transaction
    ) throws {
        var parameters = ["counterpart": message.counterpart, "message": message.number]
        (parameters["proceeding"], parameters["procedure"]) = (message.proceeding?.text, message.procedure)
        try matters.noteMessage(
            code, in: file.matter, telling: [], parameters: parameters, remark: remark, by: actor, at: now,
            in: transaction)
    }
}
