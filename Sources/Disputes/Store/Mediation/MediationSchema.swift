import Journal
import Storage

/// Mediators, and what belongs to one mediation. The id of a mediation is that of its proceeding.
///
/// What was said is sealed with the mediation as its owner, not with the matter: no text of the matter is read together with it.
let mediationMigration = Migration(
    "disputes-02-mediation",
    [
        """
        CREATE TABLE mediators (
          id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id), account_id TEXT,
          name TEXT NOT NULL, kind TEXT NOT NULL, skills TEXT NOT NULL, most INTEGER NOT NULL, until_day TEXT
        ) STRICT
        """,
        "CREATE INDEX mediators_by_unit ON mediators (unit_id)",
        """
        CREATE TABLE mediator_rests (
          id TEXT PRIMARY KEY, district TEXT NOT NULL, mediator_id TEXT NOT NULL REFERENCES mediators (id),
          from_day TEXT NOT NULL, to_day TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX mediator_rests_by_mediator ON mediator_rests (mediator_id)",
        """
        CREATE TABLE mediations (
          id TEXT PRIMARY KEY REFERENCES proceedings (id), district TEXT NOT NULL,
          matter_id TEXT NOT NULL REFERENCES matters (id), mediator_id TEXT, appointed_by TEXT,
          failure_id TEXT, revision INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE INDEX mediations_by_mediator ON mediations (mediator_id)",
        """
        CREATE TABLE mediation_choices (
          id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
          side TEXT NOT NULL, mediator_id TEXT NOT NULL
        ) STRICT
        """,
        "CREATE UNIQUE INDEX mediation_choices_by_side ON mediation_choices (mediation_id, side)",
        """
        CREATE TABLE mediation_recusals (
          id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
          mediator_id TEXT NOT NULL, ground TEXT NOT NULL, text_id TEXT NOT NULL, at INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE INDEX mediation_recusals_by_mediation ON mediation_recusals (mediation_id)",
        """
        CREATE TABLE mediation_parties (
          id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
          side TEXT NOT NULL, role TEXT NOT NULL, acts_for TEXT, is_joint INTEGER NOT NULL, identity_id TEXT NOT NULL,
          added_at INTEGER NOT NULL, left_at INTEGER
        ) STRICT
        """,
        "CREATE INDEX mediation_parties_by_mediation ON mediation_parties (mediation_id)",
        """
        CREATE TABLE sittings (
          id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
          number INTEGER NOT NULL, booking_id TEXT, day TEXT NOT NULL, from_minute INTEGER NOT NULL,
          to_minute INTEGER NOT NULL, place_zh TEXT NOT NULL, place_en TEXT NOT NULL, state TEXT NOT NULL, minutes_id TEXT,
          revision INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE UNIQUE INDEX sittings_by_number ON sittings (mediation_id, number)",
        """
        CREATE TABLE sitting_people (
          id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
          sitting_id TEXT NOT NULL REFERENCES sittings (id), party_id TEXT NOT NULL, invitation TEXT NOT NULL,
          attendance TEXT
        ) STRICT
        """,
        "CREATE UNIQUE INDEX sitting_people_by_party ON sitting_people (sitting_id, party_id)",
        "CREATE INDEX sitting_people_by_mediation ON sitting_people (mediation_id)",
        """
        CREATE TABLE caucus_notes (
          id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
          mediator_id TEXT NOT NULL, side TEXT NOT NULL, text_id TEXT NOT NULL, at INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE INDEX caucus_notes_by_mediation ON caucus_notes (mediation_id)",
        """
        CREATE TABLE offers (
          id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
          number INTEGER NOT NULL, side TEXT NOT NULL, answers_id TEXT, pledges_id TEXT NOT NULL, until_day TEXT NOT NULL,
          state TEXT NOT NULL, at INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE UNIQUE INDEX offers_by_number ON offers (mediation_id, number)",
    ] + agreementTables)

private let agreementTables = [
    """
    CREATE TABLE agreements (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
      version INTEGER NOT NULL, form TEXT NOT NULL, text_id TEXT NOT NULL, hash TEXT NOT NULL, state TEXT NOT NULL,
      sign_until INTEGER NOT NULL, effective_on TEXT, made_at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX agreements_by_version ON agreements (mediation_id, version)",
    """
    CREATE TABLE agreement_signatures (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
      agreement_id TEXT NOT NULL REFERENCES agreements (id), party_id TEXT NOT NULL, way TEXT NOT NULL, hash TEXT NOT NULL,
      scan_id TEXT, at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX agreement_signatures_by_party ON agreement_signatures (agreement_id, party_id)",
    "CREATE INDEX agreement_signatures_by_mediation ON agreement_signatures (mediation_id)",
    """
    CREATE TABLE fulfilments (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
      agreement_id TEXT NOT NULL REFERENCES agreements (id), number INTEGER NOT NULL, pledge_id TEXT NOT NULL,
      due_day TEXT NOT NULL, state TEXT NOT NULL, done_on TEXT, proof_id TEXT, reminded_on TEXT
    ) STRICT
    """,
    "CREATE INDEX fulfilments_by_mediation ON fulfilments (mediation_id)",
    "CREATE INDEX fulfilments_by_day ON fulfilments (district, state, due_day)",
]

let mediationFamilies = [
    JournaledFamily(
        "mediator_rows",
        [
            FamilyMember(
                "mediators", columns: ["unit_id", "account_id", "name", "kind", "skills", "most", "until_day"]),
            FamilyMember("mediator_rests", owner: "mediator_id", columns: ["mediator_id", "from_day", "to_day"]),
        ]),
    JournaledFamily(
        "mediation_rows",
        [
            FamilyMember(
                "mediations", columns: ["matter_id", "mediator_id", "appointed_by", "failure_id", "revision"]),
            member("mediation_choices", ["side", "mediator_id"]),
            member("mediation_recusals", ["mediator_id", "ground", "text_id", "at"]),
            member(
                "mediation_parties", ["side", "role", "acts_for", "is_joint", "identity_id", "added_at", "left_at"]),
            member(
                "sittings",
                [
                    "number", "booking_id", "day", "from_minute", "to_minute", "place_zh", "place_en", "state",
                    "minutes_id", "revision",
                ]),
            member("sitting_people", ["sitting_id", "party_id", "invitation", "attendance"]),
            member("caucus_notes", ["mediator_id", "side", "text_id", "at"]),
            member("offers", ["number", "side", "answers_id", "pledges_id", "until_day", "state", "at"]),
            member(
                "agreements", ["version", "form", "text_id", "hash", "state", "sign_until", "effective_on", "made_at"]),
            member("agreement_signatures", ["agreement_id", "party_id", "way", "hash", "scan_id", "at"]),
            member(
                "fulfilments",
                ["agreement_id", "number", "pledge_id", "due_day", "state", "done_on", "proof_id", "reminded_on"]),
        ]),
]

private func member(_ table: String, _ columns: [String]) -> FamilyMember {
    FamilyMember(table, owner: "mediation_id", columns: ["mediation_id"] + columns)
}

/// Rows as they are inserted.
enum MediationShapes {
    static let mediators = RowShape(
        "mediators", ["id", "district", "unit_id", "account_id", "name", "kind", "skills", "most", "until_day"])
    static let rests = RowShape("mediator_rests", ["id", "district", "mediator_id", "from_day", "to_day"])
    static let mediations = RowShape(
        "mediations", ["id", "district", "matter_id", "mediator_id", "appointed_by", "failure_id", "revision"])
    static let choices = RowShape("mediation_choices", ["id", "district", "mediation_id", "side", "mediator_id"])
    static let recusals = RowShape(
        "mediation_recusals", ["id", "district", "mediation_id", "mediator_id", "ground", "text_id", "at"])
    static let parties = RowShape(
        "mediation_parties",
        [
            "id", "district", "mediation_id", "side", "role", "acts_for", "is_joint", "identity_id", "added_at",
            "left_at",
        ])
    static let sittings = RowShape(
        "sittings",
        [
            "id", "district", "mediation_id", "number", "booking_id", "day", "from_minute", "to_minute", "place_zh",
            "place_en", "state", "minutes_id", "revision",
        ])
    static let people = RowShape(
        "sitting_people",
        ["id", "district", "mediation_id", "sitting_id", "party_id", "invitation", "attendance"])
    static let notes = RowShape(
        "caucus_notes", ["id", "district", "mediation_id", "mediator_id", "side", "text_id", "at"])
    static let offers = RowShape(
        "offers",
        ["id", "district", "mediation_id", "number", "side", "answers_id", "pledges_id", "until_day", "state", "at"])
    static let agreements = RowShape(
        "agreements",
        [
            "id", "district", "mediation_id", "version", "form", "text_id", "hash", "state", "sign_until",
            "effective_on", "made_at",
        ])
    static let signatures = RowShape(
        "agreement_signatures",
        ["id", "district", "mediation_id", "agreement_id", "party_id", "way", "hash", "scan_id", "at"])
    static let fulfilments = RowShape(
        "fulfilments",
        [
            "id", "district", "mediation_id", "agreement_id", "number", "pledge_id", "due_day", "state", "done_on",
            "proof_id", "reminded_on",
        ])
}
