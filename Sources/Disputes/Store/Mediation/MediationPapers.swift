import Accounts
public import Base
import Clocks
import Foundation
import Journal
public import Letters
import Matters
import Rulebook
public import Storage

/// The papers of a mediation: the agreement, the notice that it failed, and the packet for the court.
public struct MediationPapers: Sendable {
    let store: MediationStore
    private var rulebook: Rulebook { Rulebook(district: store.district) }

    /// The program's public address, to which the QR code of an agreement in effect leads; nil for none.
    private let origin: String?

    /// The papers of a district's mediations.
    public init(_ store: MediationStore, origin: String? = nil) { (self.store, self.origin) = (store, origin) }

    /// Where anybody sees that the agreement of this very text came into effect and stands in the record: the entry holds its
    /// SHA-256. Nil before it is in effect.
    private func proof(of agreement: Agreement, _ mediation: Mediation, in reader: any Reader) throws -> LetterProof? {
        guard let origin, agreement.state == .effective, let text = agreement.text else { return nil }
        let subject = Subject("mediation", mediation.opened.proceeding.id)
        let entry = try store.journal.listEntries(of: subject, limit: 1_000, in: reader).last {
            $0.code == "mediation.agreement-effective" && $0.parameters["hash"] == agreement.hash
        }
        return entry.map {
            LetterProof(address: "\(origin)/proofs?hash=\(HexText.encode($0.hash))", code: text.number)
        }
    }

    private func template(_ code: String, on day: Day, in reader: any Reader) throws -> LetterTemplate {
        guard let pack = try rulebook.findCurrent(pack: "letters", name: code, on: day, in: reader) else {
            throw DisputeError.barred(Words("没有这种文书的模板", "There is no template for that letter"))
        }
        return try pack.decode(LetterTemplate.self)
    }

    /// The agreement, for printing, signing and reading. Throws `DisputeError` and `LetterError`.
    public func agreement(_ agreement: Agreement, of mediation: Mediation, in reader: any Reader) throws -> LetterSheet
    {
        guard let text = agreement.text else { throw DisputeError.notFound }
        let day = agreement.effectiveOn ?? agreement.lastSigningDay.adding(days: -MediationStore.signingDays)
        let deadline = text.lastDay.map { "\(DayWords.plain($0).zh)前全部履行完毕" } ?? "即时履行完毕"
        var values: [String: LetterValue] = [
            "committee": .text(text.committee), "number": .text(text.number), "mediator": .text(text.mediator),
            "day": .day(day),
        ]
        if agreement.form == .oral {
            values["parties"] = .text(
                text.parties.map { $0.filter { !$0.isEmpty }.joined(separator: "，") }.joined(separator: "\n"))
            values["facts"] = .text("\(text.facts)\n\(text.issues)")
            values["terms"] = .text(text.terms.joined(separator: "\n"))
            values["performance"] = .text("\(text.manner)，\(deadline)")
            return try sheet(
                template("oral-agreement", on: day, in: reader), values, isSealed: agreement.state == .effective,
                committee: text.committee, proof: proof(of: agreement, mediation, in: reader))
        }
        let template = try template("mediation-agreement", on: day, in: reader)
        values["facts"] = .text(text.facts)
        values["issues"] = .text(text.issues)
        values["terms"] = .list(text.terms)
        values["manner"] = .text(text.manner)
        values["deadline"] = .text(deadline)
        values["parties"] = .rows(text.parties.map { row in row.map { $0.isEmpty ? "—" : $0 } })
        values["party.a"] = .text(Self.names(text, .a))
        values["party.b"] = .text(Self.names(text, .b))
        let money = text.pledges.filter { $0.pledgeKind == .money }
        if money.count > 1 {
            values["instalments"] = .rows(
                money.enumerated().map { index, pledge in
                    [
                        String(index + 1), pledge.dueDay.map { DayWords.plain($0).zh } ?? pledge.due,
                        Money.text(pledge.fen ?? 0), pledge.text.isEmpty ? text.manner : pledge.text,
                    ]
                })
        }
        return try sheet(
            template, values, isSealed: agreement.state == .effective, committee: text.committee,
            proof: proof(of: agreement, mediation, in: reader))
    }

    private static func names(_ text: AgreementText, _ side: PartySide) -> String {
        let names = text.parties.filter { $0.first == side.words.zh && $0.count > 1 }.map { $0[1] }
        // Who interprets is named among the people and signs nothing.
        let signers = PartyRole.allCases.filter { $0.signs && $0 != .party }.map { side.words.zh + $0.words.zh }
        let others = text.parties.filter { $0.count > 1 && signers.contains($0[0]) }.map { $0[1] }
        return names.joined(separator: "、") + (others.isEmpty ? "" : "（\(others.joined(separator: "、"))代）")
    }

    private func sheet(
        _ template: LetterTemplate, _ values: [String: LetterValue], isSealed: Bool, committee: String,
        proof: LetterProof? = nil
    ) throws -> LetterSheet {
        let known = values.filter { template.findPlaceholder($0.key) != nil }
        return LetterSheet(
            try template.fill(known),
            seal: isSealed ? .drawn(unit: committee, isSample: store.isSample) : nil, proof: proof)
    }

    /// The notice that mediation failed, with the roads that are open (Art. 26). Throws `DisputeError` and `LetterError`.
    public func deadlock(_ mediation: Mediation, subject: String, in reader: any Reader) throws
        -> LetterSheet
    {
        let proceeding = mediation.opened.proceeding, day = proceeding.endedAt?.day ?? proceeding.openedAt.day
        let template = try template("mediation-deadlock", on: day, in: reader)
        let committee = try self.committee(mediation, in: reader)
        let parties = mediation.here.filter { $0.role == .party }.map(\.name).joined(separator: "、")
        return try sheet(
            template,
            [
                "committee": .text(committee), "number": .text("调终 \(mediation.opened.file.matter.number)"),
                "parties": .text(parties), "subject": .text(subject), "accepted": .day(proceeding.openedAt.day),
                "reason": .text(mediation.failure ?? "双方意见分歧较大，未能达成协议"),
                "routes": .list([
                    "向有管辖权的仲裁机构申请仲裁（依法可以仲裁的）", "请求有关行政机关依法处理", "向人民法院提起诉讼",
                ]), "limitation": .text("请注意仲裁时效和诉讼时效，及时主张权利。"),
                "mediator": .text(mediation.mediator?.name ?? committee), "day": .day(day),
            ], isSealed: true, committee: committee)
    }

    /// The pictures of signed pages of an agreement, in the order of the signatures.
    public func scans(of agreement: Agreement, in reader: any Reader) throws -> [[UInt8]] {
        let ids = agreement.signatures.compactMap(\.scan)
        let texts = try store.journal.personalValues.open(ids: ids, in: reader)
        return ids.compactMap { texts[$0] }.compactMap { Data(base64Encoded: $0) }.map { Array($0) }
    }

    /// What the quarrel is called on paper: the topic. Never what the filer wrote.
    public func subject(of mediation: Mediation, in reader: any Reader) throws -> String {
        let matter = mediation.opened.file.matter
        let topics = try store.matters.book.rules(on: matter.filedAt.day, in: reader).topics
        return matter.topic.flatMap { topics.leaf($0)?.leaf.name.zh } ?? "民间纠纷"
    }

    /// The court of the district, from its units, under its full name; empty where none stands there.
    public func court(in reader: any Reader) throws -> String {
        let units = try store.matters.units.list(levels: [.department], in: reader)
        guard let court = units.first(where: { $0.name.zh.hasSuffix("法院") })?.name.zh else { return "" }
        let district = try reader.row("SELECT name_zh FROM districts WHERE district = \(store.district)")?.text(
            "name_zh")
        // Within the district its court is called 区人民法院 for short.
        guard let district, let kind = district.last, court.first == kind else { return court }
        return district + court.dropFirst()
    }

    private func committee(_ mediation: Mediation, in reader: any Reader) throws -> String {
        let unit = try store.matters.units.find(mediation.opened.unit, in: reader)?.name ?? Words("", "")
        return MediationStore.committee(unit)
    }

    /// The packet for the court: the joint application, the agreement, the record of who signed how, the scans. Nothing that was said
    /// in mediation is in it: no minutes, no offers, no caucus notes. Throws `DisputeError` and `LetterError`.
    public func packet(
        _ mediation: Mediation, subject: String, court: String, scans: [[UInt8]], on day: Day,
        in reader: any Reader
    ) throws -> (title: String, parts: [LetterPart]) {
        guard let agreement = mediation.agreement, agreement.state == .effective, let text = agreement.text,
            let since = agreement.effectiveOn
        else { throw DisputeError.barred(Words("协议还没有生效", "The agreement is not in effect yet")) }
        try MediationStore.checkText(court, field: "court", longest: 60)
        let title = agreement.form == .oral ? "人民调解口头协议登记表" : "人民调解协议书"
        let attached =
            [title] + (agreement.signatures.isEmpty ? [] : ["签名记录"]) + (scans.isEmpty ? [] : ["签名页扫描件"])
        let application = try sheet(
            template("judicial-confirmation", on: max(day, Self.firstForm), in: reader),
            [
                "court": .text(court), "applicants": .text(Self.applicants(mediation)),
                "committee": .text(text.committee), "agreement.number": .text(text.number),
                "agreement.day": .day(since),
                "subject": .text(subject), "applicant.a": .text(Self.names(text, .a)),
                "applicant.b": .text(Self.names(text, .b)), "attachments": .text(attached.joined(separator: "、")),
                "day": .day(day),
            ], isSealed: false, committee: text.committee)
        let signing = try sheet(
            template("signing-record", on: max(day, Self.firstForm), in: reader),
            [
                "committee": .text(text.committee), "number": .text(text.number), "hash": .text(agreement.hash),
                "signatures": .rows(Self.signatures(agreement, mediation)), "mediator": .text(text.mediator),
                "day": .day(since),
            ], isSealed: true, committee: text.committee)
        var parts = [
            LetterPart(title: "司法确认申请书", .letter(application)),
            LetterPart(
                title: title, .letter(try self.agreement(agreement, of: mediation, in: reader))),
        ]
        if !agreement.signatures.isEmpty { parts.append(LetterPart(title: "签名记录", .letter(signing))) }
        for (index, scan) in scans.enumerated() {
            parts.append(LetterPart(title: "签名页扫描件 \(index + 1)", .picture(try LetterPicture(scan))))
        }
        return ("司法确认申请材料 \(text.number)", parts)
    }

    // The form exists since the rules of 2022; before, courts took the same words.
    private static let firstForm = Day(year: 2022, month: 1, day: 1) ?? Day(number: 0)

    private static func applicants(_ mediation: Mediation) -> String {
        let here = mediation.here
        return here.filter { $0.role == .party }.flatMap { party in
            let joint = here.joint(on: party.side).contains(party) ? [[MediationParty].jointFact] : []
            let stand = here.filter { $0.actsFor == party.id && $0.role.signs }.map {
                line("\(here.standing(of: $0))：\($0.name)", $0.identity, [$0.identity?.mandate ?? ""])
            }
            return [line(party.name, party.identity, joint)] + stand
        }.joined(separator: "\n")
    }

    private static func line(_ name: String, _ identity: PartyIdentity?, _ more: [String]) -> String {
        let known = [
            name, identity?.facts ?? "", identity.map { $0.address.isEmpty ? "" : "住\($0.address)" } ?? "",
            identity.map { $0.phone.isEmpty ? "" : "电话\($0.phone)" } ?? "",
        ]
        return (known + more).filter { !$0.isEmpty }.joined(separator: "，") + "。"
    }

    private static func signatures(_ agreement: Agreement, _ mediation: Mediation) -> [[String]] {
        agreement.signatures.map { signature in
            let party = mediation.parties.first { $0.id == signature.party }
            return [
                party?.name ?? "—", party.map { "\($0.side.words.zh)\($0.role.words.zh)" } ?? "—",
                signature.way.words.zh, "\(signature.at.day) \(DayTimes.text(signature.at))",
            ]
        }
    }
}
