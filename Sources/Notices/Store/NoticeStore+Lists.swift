import Base
import Journal
public import Storage

/// A notice with the address's two ends, for the page of those who run the program.
public struct ListedNotice: Hashable, Sendable {
    /// The notice.
    public let notice: Notice
    /// Such as `138****5678`; nil when it was erased or its time was over.
    public let masked: String?
}

/// A message that the sandbox holds.
struct SandboxMessage: Hashable, Sendable {
    let notice: Notice
    let language: Language
    let to: String
    let parameters: [String: String]
}

extension NoticeStore {
    /// How many notices stand in each state, by channel.
    public func counts(in reader: any Reader) throws -> [NoticeChannel: [NoticeState: Int]] {
        let rows = try reader.rows(
            "SELECT channel, state, count(*) AS n FROM notices WHERE district = \(district) GROUP BY channel, state")
        var counts: [NoticeChannel: [NoticeState: Int]] = [:]
        for row in rows {
            guard let channel = NoticeChannel(rawValue: try row.text("channel")),
                let state = NoticeState(rawValue: try row.text("state"))
            else { continue }
            counts[channel, default: [:]][state] = try row.int("n")
        }
        return counts
    }

    /// The newest notices, or those in a state.
    public func listRecent(_ state: NoticeState?, limit: Int, in reader: any Reader) throws -> [ListedNotice] {
        let condition: SQL = state.map { "AND n.state = \($0.rawValue)" } ?? ""
        let rows = try reader.rows(
            """
            SELECT \(Self.columns), n.address_id FROM notices n WHERE n.district = \(district) \(condition)
            ORDER BY n.id DESC LIMIT \(limit)
            """
        )
        let addresses = try personal.open(ids: rows.map { try $0.id("address_id") }, in: reader)
        return try rows.map { row in
            let notice = try Notice(row)
            return ListedNotice(
                notice: notice, masked: addresses[try row.id("address_id")].map(notice.channel.masked))
        }
    }

    /// What the sandbox took, newest first, as far as it was not erased.
    func listSandbox(limit: Int, in reader: any Reader) throws -> [SandboxMessage] {
        let rows = try reader.rows(
            """
            SELECT \(Self.columns), n.language, n.address_id, n.parameters_id FROM notices n
            WHERE n.district = \(district) AND n.gateway = \(SandboxGateway.title) ORDER BY n.id DESC LIMIT \(limit)
            """
        )
        let ids = try rows.flatMap { [try $0.id("address_id"), try $0.id("parameters_id")] }
        let texts = try personal.open(ids: ids, in: reader)
        return try rows.compactMap { row in
            guard let to = texts[try row.id("address_id")], let words = texts[try row.id("parameters_id")] else {
                return nil
            }
            return SandboxMessage(
                notice: try Notice(row), language: Language(rawValue: try row.text("language")) ?? .simplified, to: to,
                parameters: Self.decode(words))
        }
    }
}
