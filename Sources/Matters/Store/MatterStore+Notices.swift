public import Base
import Journal
import Notices
import Storage

// What filers are told by telephone or letter: only those who left a way and agreed to it, and nobody without a name.
extension MatterStore {
    /// Queues a notice to a filer over each way they left; `occasion` makes its key, so that it goes out once.
    func tell(
        _ filer: Identity?, _ template: NoticeTemplate, of matter: RecordID, number: String, occasion: String,
        at now: Instant, in transaction: any Transaction
    ) throws {
        guard let notices, let filer, filer.wantsNotices == true else { return }
        for (channel, address) in [(NoticeChannel.sms, filer.phone), (.mail, filer.email ?? "")] {
            let draft = NoticeDraft(
                key: "\(template.rawValue):\(occasion):\(channel.rawValue)", subject: Subject("matter", matter),
                channel: channel, to: address, template: template, parameters: ["number": number],
                language: filer.language ?? .simplified)
            try notices.add(draft, in: transaction, at: now)
        }
    }

    /// Asks the filer how a matter was done that has just ended; nobody who withdrew it.
    func inviteRating(_ step: Step, _ after: Matter, in transaction: any Transaction) throws {
        guard notices != nil, step.file.matter.isOpen, !after.isOpen, after.end != .withdrawn,
            step.procedure.action("rating") != nil
        else { return }
        try tell(
            try filer(of: step.file.parties, in: transaction), .ratingInvitation, of: after.id, number: after.number,
            occasion: "\(after.id):\(after.revision)", at: step.now, in: transaction)
    }

    /// Tells the filer that a proceeding has come further, where its procedure says that they or the parties hear of the step.
    func tellFiler(of step: ProceedingStep, in transaction: any Transaction) throws {
        guard let tells = step.action?.tells, tells.contains(.filer) || tells.contains(.parties) else { return }
        let matter = step.file.matter
        try tell(
            try filer(of: step.file.parties, in: transaction), .proceedingMoved, of: matter.id, number: matter.number,
            occasion: "\(step.proceeding.id):\(step.action?.code ?? ""):\(step.now.milliseconds)", at: step.now,
            in: transaction)
    }

    private func filer(of parties: [Party], in reader: any Reader) throws -> Identity? {
        guard let identity = parties.first(where: { $0.part == .filer })?.identity else { return nil }
        return try personal.open(identity, in: reader).flatMap(Self.decode)
    }

    private static let trackPurpose = "track"

    /// Sends a code that opens a matter once to the telephone number on file, if it is the one that was typed.
    ///
    /// Nothing tells whether it was: as much is written either way.
    public func sendCode(number typed: String, phone: String, language: Language, at now: Instant) async throws {
        try await database.write { transaction in
            guard let (matter, number) = try match(typed, phone, in: transaction),
                let code = try codes.make(
                    purpose: Self.trackPurpose, subject: matter.text, in: transaction, at: now)
            else { return try codes.makeNone(purpose: Self.trackPurpose, in: transaction, at: now) }
            let draft = NoticeDraft(
                key: "\(NoticeTemplate.oneTimeCode.rawValue):\(RecordID.make(at: now))",
                subject: Subject("matter", matter), channel: .sms, to: phone, template: .oneTimeCode,
                parameters: ["number": number, "code": code], language: language,
                expiresAt: now.adding(seconds: OneTimeCodes.seconds))
            try notices?.add(draft, in: transaction, at: now)
        }
    }

    /// Opens a matter by its number and the code that went out last, which then opens nothing more; the journal keeps that it was
    /// opened so. Throws `MatterError.wrongReceipt`.
    public func openByCode(number typed: String, code: String, at now: Instant) async throws -> Receipt {
        let receipt = try await database.write { transaction -> Receipt? in
            guard let number = MatterNumber.read(typed),
                let row = try transaction.row(
                    "SELECT id FROM matters WHERE district = \(district) AND number = \(number)")
            else { return nil }
            let id = try row.id("id")
            // A wrong one is counted, so nothing may be thrown here: it would be forgotten.
            let isRight = try codes.use(
                code, purpose: Self.trackPurpose, subject: id.text, in: transaction, at: now)
            guard isRight else { return nil }
            try journal.record(
                JournalRecord(
                    "matter.opened-by-code", subject: Subject("matter", id), by: .filer(matter: id), happenedAt: now),
                in: transaction)
            return try self.receipt(of: id, in: transaction)
        }
        guard let receipt else { throw MatterError.wrongReceipt }
        return receipt
    }

    /// The matter whose filer left a telephone number that is written in another way at most.
    private func match(_ typed: String, _ phone: String, in reader: any Reader) throws -> (RecordID, String)? {
        guard let number = MatterNumber.read(typed), let phone = PhoneNumber(phone),
            let row = try reader.row("SELECT id FROM matters WHERE district = \(district) AND number = \(number)")
        else { return nil }
        let id = try row.id("id")
        let parties = try reader.rows("SELECT * FROM parties WHERE matter_id = \(id) ORDER BY id").map(Party.init)
        guard let known = try filer(of: parties, in: reader).flatMap({ PhoneNumber($0.phone) }),
            known.bare == phone.bare
        else { return nil }
        return (id, number)
    }

    /// What was sent about a matter, as lines of its story.
    func noticeLines(_ matter: RecordID, in reader: any Reader) throws -> [TimelineItem] {
        try notices?.list(about: Subject("matter", matter), in: reader).map { notice in
            TimelineItem(
                code: TimelineItem.noticeCode, happenedAt: notice.changedAt, recordedAt: notice.changedAt,
                parameters: [
                    "channel": notice.channel.rawValue, "state": notice.state.rawValue,
                    "template": notice.template.rawValue,
                ],
                unit: nil, name: nil, isFiler: false, text: nil, reason: nil)
        } ?? []
    }
}

extension TimelineItem {
    static let noticeCode = "matter.notice"

    /// How far a notice has come, such as "短信已送达", and what it was about; nil for every other line.
    public var notice: (state: Words, title: Words)? {
        guard code == Self.noticeCode, let channel = parameters["channel"].flatMap(NoticeChannel.init(rawValue:)),
            let state = parameters["state"].flatMap(NoticeState.init(rawValue:)),
            let template = parameters["template"].flatMap(NoticeTemplate.init(rawValue:))
        else { return nil }
        return (NoticeStory.words(channel, state), NoticeStory.title(template))
    }
}
