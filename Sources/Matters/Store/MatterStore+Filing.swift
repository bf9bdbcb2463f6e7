import Addresses
public import Base
import Clocks
import Crypto
import Foundation
import Jobs
import Journal
import Notices
public import Storage

extension MatterStore {
    /// Takes a matter in. With an idempotency key the same filing twice gives the same receipt; the same key with
    /// another body throws `Problem.keyReused`-like `MatterError.invalid`.
    ///
    /// Its files come with it or nothing is kept; what is repeated brings no file twice.
    public func file(
        _ filing: Filing, files: [(name: String, bytes: [UInt8])] = [], by principal: Principal, at now: Instant,
        key: (actor: String, key: String)? = nil
    ) async throws -> Receipt {
        let number = try await numbers.next(year: now.day.parts.year)
        let id = RecordID.make(at: now)
        let fingerprint = [UInt8](SHA256.hash(data: Data(Self.fingerprint(filing).utf8)))
        return try await keeping(files, of: nil) { kept in
            try await database.write { transaction in
                if let key {
                    switch try idempotency.claim(
                        actor: key.actor, route: "matters", key: key.key, fingerprint: fingerprint, at: now,
                        in: transaction
                    ) {
                    case .new: break
                    case .replay(let reference):
                        // Whoever goes back and adds a photograph sends it under the same key.
                        let known = RecordID(trusted: reference)
                        try attach(kept, to: known, by: principal, at: now, in: transaction)
                        return try receipt(of: known, in: transaction)
                    case .conflict: throw MatterError.invalid(field: "key", Self.keyReused)
                    }
                }
                let receipt = try insert(filing, id: id, number: number, by: principal, at: now, in: transaction)
                try attach(kept, to: id, by: principal, at: now, in: transaction)
                if let key {
                    try idempotency.complete(
                        actor: key.actor, route: "matters", key: key.key, response: id.text, in: transaction
                    )
                }
                return receipt
            }
        }
    }

    /// Takes a matter in inside the caller's transaction, under a number reserved before: imports and the demo.
    public func file(
        _ filing: Filing, number: String, by principal: Principal, at now: Instant, in transaction: any Transaction
    ) throws -> Receipt {
        try insert(filing, id: RecordID.make(at: now), number: number, by: principal, at: now, in: transaction)
    }

    /// Reserves numbers of a year; those not used leave gaps.
    public func reserveNumbers(_ count: Int, year: Int) async throws -> [String] {
        var reserved: [String] = []
        for _ in 0..<count { reserved.append(try await numbers.next(year: year)) }
        return reserved
    }

    static let keyReused = Words("这张表已经提交过别的内容", "This form was already sent with other content")

    /// What stands on the slip of a matter, for a repeated filing.
    public func receipt(of id: RecordID, in reader: any Reader) throws -> Receipt {
        guard
            let row = try reader.row(
                "SELECT number, key_version FROM matters WHERE id = \(id) AND district = \(district)"),
            let hash = try journal.listEntries(of: Subject("matter", id), limit: 1, in: reader).first?.hashText
        else { throw MatterError.notFound }
        return Receipt(
            matter: id, number: try row.text("number"),
            code: try receiptCode(of: id, keyVersion: try row.int("key_version")), entryHash: hash
        )
    }

    /// Writes a matter with everything that belongs to it, inside the caller's transaction.
    func insert(
        _ filing: Filing, id: RecordID, number: String, by principal: Principal, at now: Instant,
        in transaction: any Transaction
    ) throws -> Receipt {
        var filing = filing
        // Nobody asks itself to help.
        filing.route?.helpers.removeAll { $0.unit == filing.receiver }
        let subject = Subject("matter", id)
        let procedure = try book.rules(on: filing.happenedAt.day, in: transaction).procedure(filing.kind.rawValue)
        let narrative = try personal.seal(
            Self.encode(filing.narrative), owner: subject, field: "narrative", at: now, in: transaction
        )
        let proceeding = RecordID.make(at: now)
        let keyVersion = keys.newestVersion(.receipt)
        let searchRow = try nextSearchRow(at: now, in: transaction)
        let target = filing.route?.unit ?? filing.receiver
        let matter = MatterInsertion(
            id: id, district: district, number: number, filing: filing, narrative: narrative.id,
            receivedBy: principal.key, filedAt: now, keyVersion: keyVersion, searchRow: searchRow,
            stage: procedure.filing.stage
        )
        try transaction.execute(matter.sql)
        try transaction.insert(
            insertion(ofProceeding: proceeding, matter: id, procedure, stage: procedure.filing.stage, openedAt: now),
            of: id, first: true
        )
        if let proposal = filing.proposal { try note(proposal, for: id, at: now, in: transaction) }
        try exclude(filing.complainedUnit, from: id, in: transaction)
        let sealed = try insertParties(filing, matter: id, at: now, in: transaction).merging(
            insertChannel(filing, matter: id, by: principal, at: now, in: transaction)
        ) { first, _ in first }
        try share(id, with: filing.receiver, in: transaction)
        for duty in procedure.filing.starts {
            try startTerm(duty, .received, id, proceeding, nil, procedure.code, filing.happenedAt.day, now, transaction)
        }
        var assignments = [
            try offer(
                id, proceeding, to: target, from: filing.receiver, part: .lead, procedure: procedure.code, at: now,
                in: transaction
            )
        ]
        for helper in filing.route?.helpers ?? [] {
            assignments.append(
                try offer(
                    id, proceeding, to: helper.unit, from: filing.receiver, part: .cohandler,
                    procedure: procedure.code, at: now, in: transaction
                )
            )
        }
        try index(id, row: searchRow, narrative: filing.narrative, in: transaction)
        let row = try update(id, in: transaction)
        let entry = try journal.record(
            JournalRecord(
                "matter.filed", subject: subject, by: principal, happenedAt: filing.happenedAt,
                recordedAt: filing.recordedAt ?? now,
                parameters: Self.filedParameters(filing, number, target),
                personal: ["narrative": narrative].merging(sealed) { first, _ in first },
                reason: filing.backDateReason,
                states: try states(of: row, assignments: assignments, in: transaction)
            ),
            in: transaction, isFirst: true
        )
        _ = try Outbox.append(
            "matters.filed", district: district, body: "{\"matter\":\"\(id)\"}", in: transaction, at: now)
        if filing.confidentiality != .anonymous {
            try tell(
                filing.filer, .filingReceipt, of: id, number: number, occasion: id.text, at: now, in: transaction)
        }
        return Receipt(
            matter: id, number: number, code: try receiptCode(of: id, keyVersion: keyVersion), entryHash: entry.hashText
        )
    }

    static func filedParameters(_ filing: Filing, _ number: String, _ target: RecordID) -> [String: String] {
        var parameters = [
            "number": number, "kind": filing.kind.rawValue, "channel": filing.channel.rawValue, "to": target.text,
            "receiver": filing.receiver.text,
        ]
        parameters["topic"] = filing.topic
        parameters["place"] = filing.place?.id.text
        return parameters.merging(filing.route?.parameters ?? [:]) { own, _ in own }
    }

    private func insertParties(
        _ filing: Filing, matter: RecordID, at now: Instant, in transaction: any Transaction
    ) throws -> [String: PersonalValueRef] {
        let subject = Subject("matter", matter)
        var sealed: [String: PersonalValueRef] = [:]
        var identity: PersonalValueRef?
        if let filer = filing.filer, filing.confidentiality != .anonymous {
            identity = try personal.seal(Self.encode(filer), owner: subject, field: "filer", at: now, in: transaction)
            sealed["filer"] = identity
        }
        try transaction.insert(
            insertion(
                ofParty: .filer, matter: matter, identity: identity?.id, unit: nil,
                isSealed: filing.confidentiality != .named, at: now
            ),
            of: matter
        )
        if !filing.respondent.isEmpty || filing.complainedUnit != nil {
            let name = Identity(name: filing.respondent, phone: "")
            let value = try personal.seal(
                Self.encode(name), owner: subject, field: "respondent", at: now, in: transaction)
            sealed["respondent"] = value
            try transaction.insert(
                insertion(
                    ofParty: .respondent, matter: matter, identity: value.id, unit: filing.complainedUnit,
                    isSealed: false, at: now
                ),
                of: matter
            )
        }
        return sealed
    }

    private static func fingerprint(_ filing: Filing) -> String {
        let ways = [filing.filer?.email, filing.filer?.wantsNotices == true ? "notices" : nil].compactMap(\.self)
        return
            ([
                filing.kind.rawValue, filing.narrative.title, filing.narrative.text, filing.narrative.place,
                filing.filer?.name ?? "", filing.filer?.phone ?? "", filing.confidentiality.rawValue, filing.respondent,
                filing.place?.id.text ?? "", filing.topic ?? "", filing.channel.rawValue, filing.receiver.text,
                filing.complainedUnit?.text ?? "", filing.route?.unit.text ?? "",
                // Without a back-date it is the time of sending, which differs when the same is sent twice.
                filing.backDateReason == nil ? "" : String(filing.happenedAt.milliseconds), filing.backDateReason ?? "",
            ] + ways).joined(separator: "\u{1F}") + channelFingerprint(filing)
    }
}
