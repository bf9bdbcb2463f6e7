public import Journal
public import Storage

/// Letters made in the product: the papers, their serials, the marks and seals of units, and proof of service.
public let papersMigrations: [Migration] = [
    Migration(
        "papers-01-papers",
        [
            """
            CREATE TABLE papers (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
              proceeding_id TEXT NOT NULL REFERENCES proceedings (id), unit_id TEXT NOT NULL REFERENCES units (id),
              template TEXT NOT NULL, version TEXT NOT NULL, state TEXT NOT NULL, number TEXT, day TEXT,
              values_id TEXT NOT NULL, file_id TEXT, reason_id TEXT, seal TEXT, digest TEXT, pages INTEGER,
              written_by TEXT NOT NULL, written_at INTEGER NOT NULL, issued_by TEXT, issued_at INTEGER,
              withdrawn_at INTEGER, replaces_id TEXT, revision INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE INDEX papers_by_proceeding ON papers (proceeding_id, written_at)",
            "CREATE INDEX papers_by_matter ON papers (matter_id)",
            "CREATE UNIQUE INDEX papers_by_number ON papers (district, number) WHERE number IS NOT NULL",
            // The last serial of a year; moved in the transaction that issues, so that no number is left out or given twice.
            """
            CREATE TABLE paper_serials (
              district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id), series TEXT NOT NULL,
              year INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (unit_id, series, year)
            ) STRICT, WITHOUT ROWID
            """,
            // The picture of a seal in base 64.
            """
            CREATE TABLE paper_offices (
              id TEXT PRIMARY KEY REFERENCES units (id), district TEXT NOT NULL, mark TEXT NOT NULL, picture TEXT,
              revision INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX paper_offices_by_mark ON paper_offices (district, mark)",
            """
            CREATE TABLE paper_services (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, paper_id TEXT NOT NULL REFERENCES papers (id),
              way TEXT NOT NULL, day TEXT NOT NULL, told_id TEXT NOT NULL, attachment_id TEXT, recorded_by TEXT NOT NULL,
              at INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE INDEX paper_services_by_paper ON paper_services (paper_id, at)",
        ])
]

/// The tables whose rows the journal answers for.
public let papersJournaledFamilies = [
    JournaledFamily(
        "paper_rows",
        [
            FamilyMember("papers", columns: paperColumns),
            FamilyMember(
                "paper_services", owner: "paper_id",
                columns: ["paper_id", "way", "day", "told_id", "attachment_id", "recorded_by", "at"]),
        ]),
    JournaledFamily("paper_office_rows", [FamilyMember("paper_offices", columns: ["mark", "picture", "revision"])]),
]

private let paperColumns = [
    "matter_id", "proceeding_id", "unit_id", "template", "version", "state", "number", "day", "values_id", "file_id",
    "reason_id", "seal", "digest", "pages", "written_by", "written_at", "issued_by", "issued_at", "withdrawn_at",
    "replaces_id", "revision",
]

/// Rows as they are inserted.
enum PaperShapes {
    static let papers = RowShape(
        "papers",
        [
            "id", "district", "matter_id", "proceeding_id", "unit_id", "template", "version", "state", "number", "day",
            "values_id", "file_id", "reason_id", "seal", "digest", "pages", "written_by", "written_at", "issued_by",
            "issued_at", "withdrawn_at", "replaces_id", "revision",
        ])
    static let services = RowShape(
        "paper_services",
        ["id", "district", "paper_id", "way", "day", "told_id", "attachment_id", "recorded_by", "at"])
}
