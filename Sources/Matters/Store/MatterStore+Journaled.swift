public import Journal

extension MatterStore {
    /// The tables whose rows the journal answers for one by one.
    public static let journaledTables = [
        JournaledTable(
            "matters", subjectKind: "matter", columns: firstColumns + laterColumns, earlier: [firstColumns]
        ),
        JournaledTable(
            "assignments", subjectKind: "matter",
            columns: [
                "matter_id", "proceeding_id", "unit_id", "part", "state", "offered_by", "kept", "accepted_post",
                "offered_at", "accepted_at", "ended_at",
            ]
        ),
    ]

    private static let firstColumns = [
        "number", "kind", "channel", "topic", "topic_confirmed", "narrative_id", "place_id", "place_how",
        "first_receiver", "lead_unit", "status", "stage", "end_code", "end_route", "due_day", "happened_at",
        "filed_at", "ended_at", "rating", "reopened", "confidentiality", "route_rule", "revision",
    ]
    private static let laterColumns = [
        "topic_score", "topic_words", "village_id", "town_id", "received_by", "route_version", "import_key",
        "key_version", "search_row", "grid_id",
    ]

    private static let proceedingColumns = ["matter_id", "procedure", "version", "stage", "opened_at", "ended_at"]

    private static let termColumns = [
        "matter_id", "proceeding_id", "assignment_id", "duty", "rule_id", "rule_version", "calendar_version", "level",
        "unit", "event_day", "started_at", "counted_at", "raw_end", "due_day", "state", "ended_on", "ended_at",
        "provisional", "drives", "escalated_at",
    ]

    /// The name of the family of tables whose rows share one digest a matter.
    static let family = "matter_rows"

    /// The tables whose rows share one digest a matter.
    public static let journaledFamilies = [
        JournaledFamily(
            family,
            [
                FamilyMember(
                    "proceedings", owner: "matter_id",
                    columns: proceedingColumns + ["road", "unit_id", "end_code", "reference"],
                    earlier: [proceedingColumns]
                ),
                FamilyMember(
                    "parties", owner: "matter_id", columns: ["matter_id", "part", "identity_id", "unit_id", "sealed"]
                ),
                FamilyMember("matter_units", owner: "matter_id", id: "unit_id", isLocal: true, columns: ["matter_id"]),
                FamilyMember(
                    "matter_exclusions", owner: "matter_id", id: "unit_id", isLocal: true, columns: ["matter_id"]
                ),
                FamilyMember(
                    "terms", owner: "matter_id",
                    columns: termColumns + ["row_day", "holder"], earlier: [termColumns]
                ),
                FamilyMember(
                    "term_pauses", owner: "matter_id", through: ofTerm,
                    columns: ["term_id", "from_day", "to_day", "reason", "evidence", "paused_at", "resumed_at"]
                ),
                FamilyMember(
                    "term_extensions", owner: "matter_id", through: ofTerm,
                    columns: ["term_id", "amount", "unit", "approver", "reason", "at"]
                ),
                FamilyMember(
                    "term_recounts", owner: "matter_id", through: ofTerm,
                    columns: [
                        "term_id", "cause", "due_before", "due_after", "calendar_before", "calendar_after", "at",
                    ]
                ),
                FamilyMember(
                    "matter_remarks", owner: "matter_id",
                    columns: ["matter_id", "kind", "public", "text_id", "author", "unit_id", "at"]
                ),
                FamilyMember(
                    "attachments", owner: "matter_id",
                    columns: ["matter_id", "name_id", "type", "size", "blob", "author", "at"]
                ),
                FamilyMember(
                    "seal_requests", owner: "matter_id",
                    columns: [
                        "matter_id", "party_id", "reason_id", "asked_account", "asked_post", "asked_at",
                        "decided_account", "decided_post", "decided_at", "granted", "opened_at",
                    ]
                ),
                // Whether somebody has looked is no part of the record.
                FamilyMember("attentions", owner: "matter_id", columns: ["matter_id", "unit_id", "kind", "at"]),
                // Digests know a table by its place in this list: what is new comes last.
                FamilyMember(
                    "arrivals", owner: "matter_id",
                    columns: ["matter_id", "channel", "way", "day", "number_id", "sender_id"]
                ),
                FamilyMember(
                    "proxies", owner: "matter_id",
                    columns: [
                        "matter_id", "account_id", "post_id", "unit_id", "asker_id", "way", "day", "scope_id", "state",
                        "recorded_at", "ended_at",
                    ]
                ),
                FamilyMember(
                    "proxy_reports", owner: "matter_id",
                    columns: [
                        "matter_id", "proxy_id", "code", "end_code", "unit_id", "text_id", "happened_at", "state",
                        "told_day", "told_way", "told_by", "told_at",
                    ]
                ),
                FamilyMember(
                    "call_backs", owner: "matter_id",
                    columns: [
                        "matter_id", "unit_id", "kind", "due_at", "number_id", "reason_id", "state", "made_at",
                        "done_at", "satisfied",
                    ]
                ),
                FamilyMember(
                    "call_attempts", owner: "matter_id",
                    columns: ["matter_id", "call_back_id", "at", "result", "text_id", "author"]
                ),
                FamilyMember(
                    "handovers", owner: "matter_id",
                    columns: ["matter_id", "reason", "incident_id", "from_unit", "to_unit", "returned_at", "at"]
                ),
            ]
        )
    ]

    private static let ofTerm = FamilyMember.Link("terms", owner: "matter_id", by: "term_id")
}
