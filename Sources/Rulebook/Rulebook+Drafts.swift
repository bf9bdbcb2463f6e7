public import Base
public import Storage

/// Changes to a pack that somebody prepares: nothing follows them before they are published.
public struct RuleDraft: Hashable, Sendable {
    /// The version it began from, as a pin such as `routing/routing/3`.
    public let base: String
    /// The text as it stands.
    public let body: String
    /// Counts the changes; forms post it back, so that two editors do not overwrite each other.
    public let revision: Int
    /// When it was last changed.
    public let changedAt: Instant
    /// By whom: the key of a `Principal`.
    public let changedBy: String
}

extension Rulebook {
    /// The draft of a pack's name; a district has one at a time.
    public func findDraft(pack: String, name: String, in reader: any Reader) throws -> RuleDraft? {
        let row = try reader.row(
            "SELECT * FROM rule_drafts WHERE district = \(district) AND pack = \(pack) AND name = \(name)")
        return try row.map { row in
            RuleDraft(
                base: try row.text("base"), body: try row.text("body"), revision: try row.int("revision"),
                changedAt: try row.instant("changed_at"), changedBy: try row.text("changed_by")
            )
        }
    }

    /// Begins a draft from a version; where there is one, it stays as it is.
    public func beginDraft(
        from version: RulePack, by principal: Principal, at instant: Instant, in transaction: any Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO rule_drafts (district, pack, name, base, body, revision, changed_at, changed_by)
            VALUES (\(district), \(version.pack), \(version.name), \(version.pin), \(version.body), 1, \(instant),
              \(principal.key))
            ON CONFLICT (district, pack, name) DO NOTHING
            """
        )
    }

    /// Puts another text into the draft.
    ///
    /// Throws `RulebookError.changedMeanwhile` when it is not the revision that the change was made on.
    public func changeDraft(
        pack: String, name: String, revision: Int, body: String, by principal: Principal, at instant: Instant,
        in transaction: any Transaction
    ) throws {
        let changed = try transaction.row(
            """
            UPDATE rule_drafts SET body = \(body), revision = revision + 1, changed_at = \(instant),
              changed_by = \(principal.key)
            WHERE district = \(district) AND pack = \(pack) AND name = \(name) AND revision = \(revision)
            RETURNING revision
            """
        )
        guard changed != nil else { throw RulebookError.changedMeanwhile }
    }

    /// Takes the draft away, since it was published or given up.
    ///
    /// Throws `RulebookError.changedMeanwhile` when it is not that revision.
    public func removeDraft(
        pack: String, name: String, revision: Int, in transaction: any Transaction
    ) throws {
        let removed = try transaction.row(
            """
            DELETE FROM rule_drafts WHERE district = \(district) AND pack = \(pack) AND name = \(name)
              AND revision = \(revision) RETURNING revision
            """
        )
        guard removed != nil else { throw RulebookError.changedMeanwhile }
    }
}
