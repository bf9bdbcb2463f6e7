// What other bodies tell of the proceedings that were handed over to them. A body's program sees the proceedings, never the
// matters; the words of its messages are sealed as values of the matter, so that erasing the matter erases them.
import Accounts
public import Base
import Foundation
public import Journal
public import Matters
import Rulebook
public import Storage

/// Reads and writes messages of other bodies.
public struct CounterpartStore: Sendable {
    /// The matters, for proceedings, scopes and units.
    public let matters: MatterStore
    let journal: Journal
    private let rulebook: Rulebook
    var database: any Database { matters.database }
    var district: DistrictKey { matters.district }

    /// The messages of a district.
    public init(matters: MatterStore, journal: Journal) {
        (self.matters, self.journal) = (matters, journal)
        rulebook = Rulebook(district: matters.district)
    }

    /// The bodies of a day; none where the district has no such pack.
    func bodies(on day: Day, in reader: any Reader) throws -> CounterpartPack {
        try rulebook.findCurrent(pack: "topics", name: "counterparts", on: day, in: reader)?
            .decode(CounterpartPack.self) ?? CounterpartPack(counterparts: [])
    }

    /// A body for whoever speaks for it: somebody who works in its unit. Throws `CounterpartError.notFound` for anybody else.
    func body(_ code: String, for actor: Actor, on day: Day, in reader: any Reader) throws -> Counterpart {
        guard let found = try bodies(on: day, in: reader).find(code), actor.works,
            let unit = actor.unit, try matters.units.find(code: found.unit, in: reader)?.id == unit
        else { throw CounterpartError.notFound }
        return found
    }

    /// The proceedings that were handed over to a body or came from it, in the order of their ids.
    func handovers(
        _ code: String, isOpen: Bool, after: RecordID?, limit: Int, for actor: Actor, on day: Day, in reader: any Reader
    ) throws -> [ProceedingFile] {
        let body = try body(code, for: actor, on: day, in: reader)
        return try matters.listHandedOver(
            body.procedures + (body.refers ?? []), own: try own(body, on: day, in: reader), to: actor, isOpen: isOpen,
            after: after, limit: limit, in: reader)
    }

    /// A proceeding that was handed over to a body or came from it. Throws `CounterpartError.notFound`.
    func handover(
        _ id: RecordID, to body: Counterpart, for actor: Actor, in reader: any Reader
    ) throws -> ProceedingFile {
        guard let opened = try matters.handedOver(id, to: actor, in: reader), body.knows(opened.procedure.code),
            body.refers?.contains(opened.procedure.code) == true || Self.isOutside(opened.procedure)
                || opened.proceeding.unit == actor.unit
        else { throw CounterpartError.notFound }
        return opened
    }

    /// The procedures of a body whose steps are the running unit's: only what its own unit runs is the body's.
    private func own(_ body: Counterpart, on day: Day, in reader: any Reader) throws -> [String] {
        let procedures = try matters.procedures(on: day, in: reader)
        return body.procedures.filter { code in procedures[code].map { !Self.isOutside($0) } ?? true }
    }

    private static func isOutside(_ procedure: Procedure) -> Bool {
        (procedure.actions ?? []).contains { $0.by.contains(.counterpart) }
    }

    /// A message by its number; nil when there is none.
    func find(_ number: String, from counterpart: String, in reader: any Reader) throws -> CounterpartMessage? {
        let rows = try reader.rows(
            """
            SELECT * FROM counterpart_messages
            WHERE district = \(district) AND counterpart = \(counterpart) AND number = \(number)
            """)
        return try messages(rows, in: reader).first
    }

    /// A message by its id in a matter that somebody may see. Throws `CounterpartError.notFound`.
    public func open(
        _ id: RecordID, for actor: Actor, in reader: any Reader
    ) throws -> (message: CounterpartMessage, file: MatterFile) {
        let rows = try reader.rows(
            "SELECT * FROM counterpart_messages WHERE id = \(id) AND district = \(district)")
        guard let message = try messages(rows, in: reader).first else { throw CounterpartError.notFound }
        do {
            let scope = try matters.scope(of: actor, in: reader)
            let matter = try matters.getMatter(message.matter, scope: scope, in: reader)
            return (message, try matters.getFile(matter, in: reader))
        } catch MatterError.notFound {
            throw CounterpartError.notFound
        }
    }

    /// The messages of a matter, newest first. The caller has checked the scope.
    public func list(of matter: RecordID, in reader: any Reader) throws -> [CounterpartMessage] {
        try messages(
            reader.rows(
                """
                SELECT * FROM counterpart_messages WHERE matter_id = \(matter) AND district = \(district)
                ORDER BY received_at DESC, id DESC
                """), in: reader)
    }

    /// The messages that wait for a person in matters that the reader may see, oldest first, with the matters' numbers.
    func held(
        for actor: Actor, limit: Int, in reader: any Reader
    ) throws -> [(message: CounterpartMessage, number: String)] {
        let scope = try matters.scope(of: actor, in: reader)
        let rows = try reader.rows(
            """
            SELECT c.*, m.number AS matter_number FROM counterpart_messages c JOIN matters m ON m.id = c.matter_id
            WHERE c.district = \(district) AND c.state = 'held' AND \(scope.condition)
            ORDER BY c.received_at, c.id LIMIT \(limit)
            """)
        return try zip(messages(rows, in: reader), rows).map { (message: $0, number: try $1.text("matter_number")) }
    }

    /// How many messages wait for somebody.
    public func countHeld(for actor: Actor, in reader: any Reader) throws -> Int {
        let scope = try matters.scope(of: actor, in: reader)
        return try reader.count(
            """
            SELECT COUNT(*) AS n FROM counterpart_messages c JOIN matters m ON m.id = c.matter_id
            WHERE c.district = \(district) AND c.state = 'held' AND \(scope.condition)
            """)
    }

    /// The proceeding that a message is about; nil for a referral.
    func opened(of message: CounterpartMessage, in reader: any Reader) throws -> ProceedingFile? {
        guard let proceeding = message.proceeding else { return nil }
        let file = try matters.getFile(id: message.matter, in: reader)
        return try matters.listProceedings(of: file, in: reader).first { $0.proceeding.id == proceeding }
    }

    /// The procedure to which a message refers a matter, as of its day.
    func referred(by message: CounterpartMessage, in reader: any Reader) throws -> Procedure? {
        try matters.procedures(on: message.receivedAt.day, in: reader)[message.procedure]
    }

    func messages(_ rows: [Row], in reader: any Reader) throws -> [CounterpartMessage] {
        let texts = try journal.personalValues.open(ids: rows.map { try $0.id("told_id") }, in: reader)
        return try rows.map { try CounterpartMessage($0, told: texts[try $0.id("told_id")]) }
    }

    static func encode(_ told: CounterpartMessage.Told) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(told), as: UTF8.self)
    }
}

extension CounterpartMessage {
    init(_ row: Row, told text: String?) throws {
        id = try row.id("id")
        counterpart = try row.text("counterpart")
        number = try row.text("number")
        matter = try row.id("matter_id")
        proceeding = try row.idOrNil("proceeding_id")
        procedure = try row.text("procedure")
        step = try row.textOrNil("step")
        happenedAt = try row.instant("happened_at")
        receivedAt = try row.instant("received_at")
        state = State(rawValue: try row.text("state")) ?? .held
        if let zh = try row.textOrNil("why_zh"), let en = try row.textOrNil("why_en") {
            why = Words(zh, en)
        } else {
            why = nil
        }
        decidedAt = try row.instantOrNil("decided_at")
        told = text.flatMap { try? JSONDecoder().decode(Told.self, from: Data($0.utf8)) }
    }
}
