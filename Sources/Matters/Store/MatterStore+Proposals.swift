public import Base
public import Storage

/// The tables of what was proposed.
public let proposalsMigrations: [Migration] = [
    Migration(
        "proposals-01-topics",
        [
            """
            CREATE TABLE topic_proposals (
              matter_id TEXT PRIMARY KEY, district TEXT NOT NULL, first TEXT NOT NULL, second TEXT, score INTEGER NOT NULL,
              model TEXT, alone INTEGER NOT NULL, at INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE INDEX topic_proposals_by_time ON topic_proposals (district, at)",
        ]
    )
]

/// Which topics were proposed for a matter when it was filed.
public struct TopicProposal: Hashable, Sendable {
    /// The codes, best first; at most two.
    public var first: String, second: String?
    /// How sure of the first, in percent.
    public var score: Int
    /// The version of the model; nil when keywords proposed.
    public var model: String?
    /// Whether the matter was sent on by the proposal alone, because it was as sure as the district asks for.
    public var isAlone: Bool

    /// A proposal.
    public init(first: String, second: String?, score: Int, model: String?, isAlone: Bool = false) {
        (self.first, self.second, self.score, self.model, self.isAlone) = (first, second, score, model, isAlone)
    }
}

/// How often people took what was proposed.
public struct ProposalCount: Hashable, Sendable {
    /// The version of the model; nil for keywords.
    public let model: String?
    /// How many matters had a proposal that somebody has judged.
    public let judged: Int
    /// How many were given the first topic, and how many the second.
    public let first: Int, second: Int
}

extension MatterStore {
    func note(_ proposal: TopicProposal, for matter: RecordID, at now: Instant, in transaction: any Transaction) throws
    {
        try transaction.execute(
            """
            INSERT INTO topic_proposals (matter_id, district, first, second, score, model, alone, at)
            VALUES (\(matter), \(district), \(proposal.first), \(proposal.second), \(proposal.score), \(proposal.model),
              \(proposal.isAlone), \(now))
            """
        )
    }

    /// How often what was proposed was taken, for matters of a scope filed from `from` until before `to`, by what proposed;
    /// of those alone that were at least so sure.
    public func proposalCounts(
        scope: MatterScope, from: Instant? = nil, to: Instant? = nil, atLeast score: Int = 0, modelsOnly: Bool = false,
        in reader: any Reader
    ) throws -> [ProposalCount] {
        let from: SQL = from.map { " AND p.at >= \($0)" } ?? "", to: SQL = to.map { " AND p.at < \($0)" } ?? ""
        let models: SQL = modelsOnly ? " AND p.model IS NOT NULL" : ""
        return try reader.rows(
            """
            SELECT p.model, COUNT(*) AS judged, COUNT(CASE WHEN m.topic = p.first THEN 1 END) AS first,
              COUNT(CASE WHEN m.topic = p.second THEN 1 END) AS second
            FROM topic_proposals p JOIN matters m ON m.id = p.matter_id
            WHERE p.district = \(district) AND m.topic_confirmed = 1 AND p.score >= \(score)\(models)\(from)\(to)
              AND \(scope.condition)
            GROUP BY p.model ORDER BY p.model
            """
        ).map { row in
            ProposalCount(
                model: try row.textOrNil("model"), judged: try row.int("judged"), first: try row.int("first"),
                second: try row.int("second"))
        }
    }
}
