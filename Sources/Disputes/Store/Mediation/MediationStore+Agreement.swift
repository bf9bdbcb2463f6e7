import Accounts
public import Base
import Clocks
import Foundation
import Journal
import Matters
import Storage

// The agreement: assembled from what both sides accepted, signed by each, and in effect once the mediator and the committee's seal
// stand under it (People's Mediation Law Art. 29), or at once when it is spoken and on record (Art. 30).
extension MediationStore {
    /// For how many days after it was written a version can be signed; the last counts whole.
    public static let signingDays = 14

    func agreements(of id: RecordID, in reader: any Reader) throws -> [Agreement] {
        let rows = try reader.rows("SELECT * FROM agreements WHERE mediation_id = \(id) ORDER BY version")
        let texts = try open(rows, "text_id", in: reader)
        let signatures = try Dictionary(
            grouping: reader.rows("SELECT * FROM agreement_signatures WHERE mediation_id = \(id) ORDER BY at, id")
        ) { try $0.id("agreement_id") }
        return try rows.map { row in
            let agreement = try row.id("id")
            return Agreement(
                id: agreement, version: try row.int("version"),
                form: AgreementForm(rawValue: try row.text("form")) ?? .written,
                text: texts[try row.id("text_id")].flatMap { Self.decode(AgreementText.self, $0) },
                hash: try row.text("hash"), state: AgreementState(rawValue: try row.text("state")) ?? .signing,
                signUntil: try row.instant("sign_until"), effectiveOn: try row.dayOrNil("effective_on"),
                signatures: try (signatures[agreement] ?? []).map {
                    AgreementSignature(
                        party: try $0.id("party_id"), way: SigningWay(rawValue: try $0.text("way")) ?? .paper,
                        at: try $0.instant("at"), scan: try $0.idOrNil("scan_id"))
                })
        }
    }

    /// What an agreement says beside the promises.
    public struct Draft: Sendable {
        public var facts = "", issues = "", manner = ""
        /// Anything else that is agreed, a line each.
        public var clauses: [String] = []

        /// Nothing yet.
        public init() {}
    }

    /// Writes a version with all that Article 29 asks for; a version that waits for signatures is replaced, and its signatures fall.
    /// Throws `DisputeError`.
    @discardableResult
    public func draw(_ draft: Draft, _ pledges: [Pledge], _ form: AgreementForm, _ change: Change) throws -> RecordID {
        try Self.checkOpen(change)
        try checkStage(form, change)
        try Self.checkDraws(change)
        guard let mediator = change.mediation.mediator else {
            throw DisputeError.barred(Words("先定调解员", "A mediator must be appointed first"))
        }
        guard Set(change.mediation.here.filter { $0.role == .party }.map(\.side)).count > 1 else {
            throw DisputeError.barred(Words("双方都要有当事人", "Both sides need a party"))
        }
        try Self.checkText(draft.facts, field: "facts")
        try Self.checkText(draft.issues, field: "issues")
        try Self.checkText(draft.manner, field: "manner", longest: 500)
        guard draft.clauses.allSatisfy({ $0.count <= 1_000 }), draft.clauses.count <= 40 else {
            throw CentreStore.wrong("clauses", "最多 40 条，每条 1,000 字", "At most 40 lines of 1,000 characters")
        }
        if !pledges.isEmpty || draft.clauses.isEmpty {
            let known = [change.mediation.accepted?.pledges, change.mediation.agreements.last?.text?.pledges]
            try Self.check(pledges, change, known: known.compactMap(\.self).flatMap(\.self))
        }
        if let current = change.mediation.agreement, current.state == .signing {
            try end(current, as: .replaced, change)
        }
        let version = (change.mediation.agreements.last?.version ?? 0) + 1
        let text = AgreementText(
            number: try number(of: change.mediation, version, in: change.transaction),
            committee: Self.committee(try unit(change)),
            people: change.mediation.here, facts: draft.facts, issues: draft.issues, pledges: pledges,
            clauses: draft.clauses, manner: draft.manner,
            mediator: mediator.name, form: form)
        let id = RecordID.make(at: change.now), canonical = text.canonical
        let value = try seal(canonical, "agreement", change), hash = AgreementText.hash(canonical)
        let row = MediationShapes.agreements.row([
            id.value, district.value, change.id.value, version.value, form.rawValue.value, value.id.value, hash.value,
            AgreementState.signing.rawValue.value, Instant(change.today.adding(days: Self.signingDays + 1)).value,
            .null,
            change.now.value,
        ])
        try change.transaction.insert(row, of: change.id)
        try record(
            "mediation.agreement", change, ["version": String(version), "form": form.rawValue, "hash": hash],
            ["text": value])
        return id
    }

    /// A party signs at the desk: on the screen, or on paper with its scan. Throws `DisputeError`.
    public func sign(
        _ id: RecordID, party: RecordID, way: SigningWay, scan: [UInt8]?, _ change: Change
    ) throws {
        try Self.checkOpen(change)
        guard way != .phone else { throw DisputeError.notFound }
        guard way != .paper || scan != nil else {
            throw CentreStore.wrong("scan", "请附上签名页的照片或扫描", "Add a picture of the signed page")
        }
        guard let agreement = change.mediation.agreements.first(where: { $0.id == id }) else {
            throw DisputeError.notFound
        }
        try checkMaySign(agreement, party, change.mediation.parties, at: change.now)
        // Sealed with the mediation: a signed page names people, and is not for everybody who may see the matter.
        let page = try scan.map { try seal(Data($0).base64EncodedString(), "scan", change).id }
        try add(
            agreement, party, way, page, mediation: change.id, by: change.reader.actor.principal, at: change.now,
            in: change.transaction)
    }

    /// Why a party cannot sign a version, as an error.
    func checkMaySign(
        _ agreement: Agreement, _ party: RecordID, _ parties: [MediationParty], at now: Instant
    ) throws {
        switch agreement.state {
        case .signing: break
        case .effective: throw DisputeError.barred(Words("协议已经生效", "The agreement is in effect already"))
        case .withdrawn:
            throw DisputeError.barred(Words("有一方不签，这一稿已经作废", "A side would not sign; this version is void"))
        case .replaced:
            throw DisputeError.barred(Words("协议改过了，请看新的一稿再签", "The agreement was changed: read the new version first"))
        case .expired: throw Self.late(agreement)
        }
        guard agreement.signUntil > now else { throw Self.late(agreement) }
        guard agreement.form == .written else {
            throw DisputeError.barred(Words("口头协议不用签名", "A spoken agreement is not signed"))
        }
        guard parties.signers.contains(where: { $0.id == party }) else { throw DisputeError.notFound }
        guard !agreement.isSigned(by: party) else {
            throw DisputeError.barred(Words("已经签过了", "It has been signed already"))
        }
    }

    private static func late(_ agreement: Agreement) -> DisputeError {
        let day = DayWords.plain(agreement.lastSigningDay)
        return .barred(
            Words(
                "签名期限到\(day.zh)为止，已经过了，请调解员另出一稿",
                "The time to sign ended on \(day.en); the mediator makes another version"))
    }

    func add(
        _ agreement: Agreement, _ party: RecordID, _ way: SigningWay, _ scan: RecordID?, mediation: RecordID,
        by principal: Principal, at now: Instant, in transaction: any Transaction
    ) throws {
        let row = MediationShapes.signatures.row([
            RecordID.make(at: now).value, district.value, mediation.value, agreement.id.value, party.value,
            way.rawValue.value, agreement.hash.value, scan.value, now.value,
        ])
        try transaction.insert(row, of: mediation)
        try journal.record(
            JournalRecord(
                "mediation.signed", subject: Subject("mediation", mediation), by: principal, happenedAt: now,
                parameters: [
                    "version": String(agreement.version), "party": party.text, "way": way.rawValue,
                    "hash": agreement.hash,
                ]), in: transaction)
    }

    /// A side will not sign after all: the version is void, and nothing that was signed holds. Throws `DisputeError`.
    public func withdraw(_ id: RecordID, _ change: Change) throws {
        try Self.checkOpen(change)
        guard let agreement = change.mediation.agreements.first(where: { $0.id == id }), agreement.state == .signing
        else { throw DisputeError.barred(Words("这一稿已经不在签了", "That version is not being signed any more")) }
        try end(agreement, as: .withdrawn, change)
        try record("mediation.agreement-withdrawn", change, ["version": String(agreement.version)])
    }

    func end(_ agreement: Agreement, as state: AgreementState, _ change: Change) throws {
        try change.transaction.execute(
            "UPDATE agreements SET state = \(state.rawValue) WHERE id = \(agreement.id)")
        change.transaction.noteChange("agreements", of: change.id, id: agreement.id)
    }

    /// The mediator signs and the committee's seal is set; a written agreement needs every signature first. The proceeding ends with
    /// the agreement, and its promises are watched from here on. Throws `DisputeError` and `MatterError`.
    ///
    /// A spoken agreement holds from the day on which it was reached (Art. 30): `reached` says when that was earlier than today.
    public func conclude(_ id: RecordID, reached: Day? = nil, _ change: Change) throws {
        try Self.checkOpen(change)
        try Self.checkDraws(change)
        let mediation = change.mediation
        guard let agreement = mediation.agreements.first(where: { $0.id == id }), agreement.state == .signing else {
            throw DisputeError.notFound
        }
        let opened = mediation.opened.proceeding.openedAt
        let day = agreement.form == .oral ? reached ?? change.today : change.today
        guard day >= opened.day, day <= change.today else {
            throw CentreStore.wrong("reached", "在开始调解以后、今天以前", "After mediation began, not later than today")
        }
        if agreement.form == .written {
            let missing = mediation.parties.signers.filter { !agreement.isSigned(by: $0.id) }
            guard missing.isEmpty else {
                let names = missing.map(\.name).joined(separator: "、")
                throw DisputeError.barred(Words("还没有签名：\(names)", "Not signed yet: \(names)"))
            }
        }
        try change.transaction.execute(
            """
            UPDATE agreements SET state = \(AgreementState.effective.rawValue), effective_on = \(day)
            WHERE id = \(id)
            """)
        change.transaction.noteChange("agreements", of: change.id, id: id)
        try watch(agreement, change)
        try cancelAhead("已达成协议", change)
        try record(
            "mediation.agreement-effective", change,
            ["version": String(agreement.version), "form": agreement.form.rawValue, "hash": agreement.hash])
        try step(
            change.mediation.steps.agreement(agreement.form)?.code ?? "",
            text: "协议 \(agreement.text?.number ?? "") 生效，第 \(agreement.version) 稿",
            at: day == change.today ? nil : max(Instant(day, hour: 12), opened), change)
    }

    /// Mediation fails: it ends, and the sides are told of the roads that are open (Art. 26). Throws `DisputeError`, `MatterError`.
    public func fail(_ reason: String, _ change: Change) throws {
        try Self.checkOpen(change)
        guard let action = change.mediation.steps.failing else {
            throw DisputeError.barred(
                Words("这种程序没有“调解不成”这一步，请在程序页上办", "This procedure has no failing: take a step on its own page"))
        }
        try Self.checkText(reason, field: "reason", longest: 1_000)
        if let agreement = change.mediation.agreement, agreement.state == .signing {
            try end(agreement, as: .withdrawn, change)
        }
        let value = try seal(reason, "failure", change)
        try change.transaction.execute("UPDATE mediations SET failure_id = \(value.id) WHERE id = \(change.id)")
        change.transaction.noteChange("mediations", of: change.id, id: change.id)
        try record("mediation.failed", change, [:], ["reason": value])
        try cancelAhead("调解不成", change)
        // The reason stays in the mediation: it may tell what was said there.
        try step(action.code, text: "调解不成，已告知其他途径。", change)
    }

    /// Reports to the police that the quarrel may harden (Art. 25). Throws `DisputeError` and `MatterError`.
    public func reportHardening(_ text: String, _ change: Change) throws {
        try Self.checkOpen(change)
        guard let action = change.mediation.steps.hardening else {
            throw DisputeError.barred(
                Words("这种程序没有报告公安这一步，有危险请打 110", "This procedure has no report to the police: in danger call 110"))
        }
        try Self.checkText(text, field: "text", longest: 2_000)
        try record("mediation.hardening", change)
        try step(action.code, text: text, change)
    }

    private func step(_ code: String, text: String, at happened: Instant? = nil, _ change: Change) throws {
        let file = change.mediation.opened.file, id = file.matter.id
        var input = ProceedingInput()
        (input.text, input.happenedAt, input.isGuarded) = (text, happened, true)
        _ = try matters.step(
            code, of: change.id, in: id, revision: file.matter.revision, input: input, by: change.reader.actor,
            at: change.now, in: change.transaction)
    }

    private func checkStage(_ form: AgreementForm, _ change: Change) throws {
        guard let action = change.mediation.steps.agreement(form) else {
            throw form == .oral
                ? CentreStore.wrong("form-of", "这种程序没有口头协议", "This procedure knows no spoken agreement")
                : CentreStore.wrong("form-of", "这种程序没有书面协议", "This procedure knows no written agreement")
        }
        guard change.mediation.agreement?.state != .effective else {
            throw DisputeError.barred(Words("协议已经生效", "The agreement is in effect already"))
        }
        guard change.mediation.isTime(for: action) else {
            throw DisputeError.barred(Words("先受理，再写协议", "Accept the mediation first"))
        }
    }

    private func unit(_ change: Change) throws -> Words {
        try matters.units.find(change.mediation.opened.unit, in: change.transaction)?.name ?? Words("", "")
    }

    /// The committee of a unit, as it stands under its papers.
    static func committee(_ unit: Words) -> String {
        unit.zh.hasSuffix("调解委员会") ? unit.zh : "\(unit.zh)人民调解委员会"
    }

    /// The number of an agreement: that of its matter, and of the version.
    private func number(of mediation: Mediation, _ version: Int, in reader: any Reader) throws -> String {
        let proceeding = mediation.opened.proceeding, matter = mediation.opened.file.matter
        let before = try reader.count(
            """
            SELECT COUNT(*) AS n FROM proceedings WHERE matter_id = \(matter.id) AND road = 'mediation'
              AND opened_at < \(proceeding.openedAt)
            """)
        // A second mediation of the same matter has numbers of its own.
        return "调协 \(matter.number)-\(before == 0 ? "" : "\(before + 1)-")\(version)"
    }
}
