public import Base
import Journal
public import Storage

/// One line of what happened, rendered in the reader's language by the page.
public struct TimelineItem: Hashable, Sendable {
    /// The code of the entry, such as `matter.accept`.
    public let code: String
    /// When it happened.
    public let happenedAt: Instant
    /// When it was recorded.
    public let recordedAt: Instant
    /// Codes and ids of the entry.
    public let parameters: [String: String]
    /// The unit that acted, if staff.
    public let unit: RecordID?
    /// The name of who acted, if staff; its own twice where none is kept in Latin letters.
    public let name: Words?
    /// Whether the filer acted.
    public let isFiler: Bool
    /// The words given, if the reader may see them and they were not erased.
    public let text: String?
    /// Why it was written down later than it happened, for staff; nil when nothing was given or it was erased.
    public let reason: String?
    /// The proceeding and its step in words, where it is one of a proceeding inside the matter.
    public var step: Words?
    /// The hash of the entry; nil for what is no entry.
    public var hash: [UInt8]?
}

extension MatterStore {
    /// What happened to a matter, newest first. For the filer only what is meant for them, without names of staff.
    public func timeline(_ matter: RecordID, isForFiler: Bool, in reader: any Reader) throws -> [TimelineItem] {
        let entries = try journal.listEntries(of: Subject("matter", matter), limit: 500, in: reader)
        let remarks = try reader.rows("SELECT text_id, public FROM matter_remarks WHERE matter_id = \(matter)")
        var isPublic: [RecordID: Bool] = [:]
        for row in remarks { isPublic[try row.id("text_id")] = try row.flag("public") }
        let reasons = isForFiler ? [] : entries.compactMap(\.reason?.id)
        let texts = try personal.open(ids: Array(isPublic.keys) + reasons, in: reader)
        let names = try Self.names(of: entries.compactMap { Self.account($0.principal) }, in: reader)
        let told = try noticeLines(matter, in: reader)
        let steps: [TimelineItem] = try entries.reversed().compactMap { entry in
            let textID = entry.personal["text"]?.id
            let mayRead = textID.map { !isForFiler || isPublic[$0] == true } ?? false
            if isForFiler, Self.keptFromFiler.contains(entry.code) { return nil }
            if isForFiler, textID != nil, !mayRead, !Self.toldWithoutWords.contains(entry.code) { return nil }
            return TimelineItem(
                code: entry.code, happenedAt: entry.happenedAt, recordedAt: entry.recordedAt,
                parameters: entry.parameters,
                unit: Self.unit(entry.principal),
                name: isForFiler ? nil : Self.account(entry.principal).flatMap { names[$0] },
                isFiler: entry.principal.hasPrefix("filer:") || entry.principal == "visitor",
                text: mayRead ? textID.flatMap { texts[$0] } : nil,
                reason: isForFiler ? nil : entry.reason.flatMap { texts[$0.id] },
                step: try stepName(entry.code, entry.parameters, in: reader), hash: entry.hash
            )
        }
        return told.isEmpty ? steps : Self.merged(steps, told.reversed())
    }

    /// What a step of a proceeding inside the matter is called, by the version that the proceeding began with.
    private func stepName(_ code: String, _ parameters: [String: String], in reader: any Reader) throws -> Words? {
        guard ["matter.proceeding", "matter.step"].contains(code), let name = parameters["procedure"],
            let version = parameters["version"]
        else { return nil }
        let procedure = try book.procedure(name, version: version, in: reader)
        let action = parameters["action"].flatMap { procedure.action($0)?.name } ?? procedure.opening
        let end = parameters["end"].flatMap { code in procedure.ends.first { $0.code == code }?.name }
        let tail = end.map { Words("（\($0.zh)）", " (\($0.en))") } ?? Words("", "")
        return Words(
            "\(procedure.zh)：\(action.zh)\(tail.zh)", "\(procedure.en): \(action.en)\(tail.en)")
    }

    /// Both newest first. A notice stands above the step that it tells of.
    private static func merged(_ steps: [TimelineItem], _ told: [TimelineItem]) -> [TimelineItem] {
        var rest = told.sorted { $0.happenedAt > $1.happenedAt }[...]
        var all: [TimelineItem] = []
        for step in steps {
            let newer = rest.prefix { $0.happenedAt >= step.happenedAt }
            all += newer
            rest = rest.dropFirst(newer.count)
            all.append(step)
        }
        return all + rest
    }

    /// Steps that the filer is told of, without the words that offices wrote to each other.
    private static let toldWithoutWords: Set<String> = [
        "matter.transfer", "matter.invitation", "matter.pause", "matter.resumption", "matter.exclusion",
        "matter.exclusion-lifted", "matter.proxy-told", "matter.proxy-withdrawn", "matter.handover-returned",
        "matter.proceeding", "matter.step",
    ]

    /// Who else came about it, and what offices still have to look at.
    private static let keptFromFiler: Set<String> = [
        "matter.followed", "matter.message-held", "matter.message-taken", "matter.message-set-aside",
    ]

    static func account(_ principal: String) -> RecordID? {
        let parts = principal.split(separator: ":")
        return parts.count == 4 && parts[0] == "staff" ? RecordID(String(parts[1])) : nil
    }

    static func unit(_ principal: String) -> RecordID? {
        let parts = principal.split(separator: ":")
        return parts.count == 4 && parts[0] == "staff" ? RecordID(String(parts[3])) : nil
    }

    static func names(of accounts: [RecordID], in reader: any Reader) throws -> [RecordID: Words] {
        guard !accounts.isEmpty else { return [:] }
        let rows = try reader.rows("SELECT id, name, name_en FROM accounts WHERE id IN (\(list: Array(Set(accounts))))")
        var names: [RecordID: Words] = [:]
        for row in rows {
            let (name, english) = (try row.text("name"), try row.text("name_en"))
            names[try row.id("id")] = Words(name, english.isEmpty ? name : english)
        }
        return names
    }
}
