public import Journal
public import Storage

/// Rota, hours, tickets, bookings and reception days of the dispute centres. Windows and rooms themselves stand with the units.
public let disputesMigrations: [Migration] = [
    Migration(
        "disputes-01-windows-rooms-receptions",
        [
            """
            CREATE TABLE window_rota (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id),
              window_id TEXT NOT NULL REFERENCES windows (id), weekday INTEGER NOT NULL, department_id TEXT NOT NULL,
              from_day TEXT NOT NULL, to_day TEXT
            ) STRICT
            """,
            "CREATE INDEX window_rota_by_unit ON window_rota (unit_id)",
            "CREATE INDEX windows_by_unit ON windows (unit_id, number)",
            "CREATE INDEX rooms_by_unit ON rooms (unit_id, code)",
            """
            CREATE TABLE room_uses (
              id TEXT PRIMARY KEY REFERENCES rooms (id), district TEXT NOT NULL,
              unit_id TEXT NOT NULL REFERENCES units (id), purpose TEXT NOT NULL, seats INTEGER, closes_on TEXT
            ) STRICT
            """,
            "CREATE INDEX room_uses_by_unit ON room_uses (unit_id)",
            // A row without a day is a weekday's; one without times says that the centre is closed.
            """
            CREATE TABLE centre_hours (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id), weekday INTEGER,
              day TEXT, opens INTEGER, closes INTEGER
            ) STRICT
            """,
            "CREATE INDEX centre_hours_by_unit ON centre_hours (unit_id)",
            // The last number of a day; moved in the transaction that draws the next.
            """
            CREATE TABLE ticket_serials (
              unit_id TEXT NOT NULL REFERENCES units (id), day TEXT NOT NULL, district TEXT NOT NULL,
              last INTEGER NOT NULL, PRIMARY KEY (unit_id, day)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE tickets (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id), day TEXT NOT NULL,
              number TEXT NOT NULL, priority TEXT NOT NULL, priority_rank INTEGER NOT NULL, state TEXT NOT NULL,
              window_id TEXT, taken_at INTEGER NOT NULL, called_at INTEGER, calls INTEGER NOT NULL, ended_at INTEGER,
              matter_id TEXT
            ) STRICT
            """,
            "CREATE UNIQUE INDEX tickets_by_number ON tickets (unit_id, day, number)",
            """
            CREATE INDEX tickets_by_turn ON tickets (unit_id, day, state, priority_rank, taken_at)
            """,
            """
            CREATE TABLE bookings (
              id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id), day TEXT NOT NULL,
              from_minute INTEGER NOT NULL, to_minute INTEGER NOT NULL, purpose TEXT NOT NULL, matter_id TEXT,
              subject_id TEXT, name_id TEXT, phone_id TEXT, state TEXT NOT NULL, reason_id TEXT, booked_by TEXT NOT NULL,
              booked_at INTEGER NOT NULL, revision INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE INDEX bookings_by_day ON bookings (unit_id, day, from_minute)",
            "CREATE INDEX bookings_by_matter ON bookings (matter_id) WHERE matter_id IS NOT NULL",
            """
            CREATE TABLE booking_resources (
              booking_id TEXT NOT NULL REFERENCES bookings (id), resource TEXT NOT NULL, district TEXT NOT NULL,
              PRIMARY KEY (booking_id, resource)
            ) STRICT, WITHOUT ROWID
            """,
            // What keeps two from having the same quarter of an hour: the key itself.
            """
            CREATE TABLE booking_slots (
              district TEXT NOT NULL, resource TEXT NOT NULL, slot INTEGER NOT NULL,
              booking_id TEXT NOT NULL REFERENCES bookings (id), PRIMARY KEY (district, resource, slot)
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX booking_slots_by_booking ON booking_slots (booking_id)",
        ] + receptionTables), mediationMigration,
]

private let receptionTables = [
    """
    CREATE TABLE reception_rules (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id),
      day_of_month INTEGER NOT NULL, roll TEXT NOT NULL, opens INTEGER NOT NULL, closes INTEGER NOT NULL,
      minutes INTEGER NOT NULL, lanes INTEGER NOT NULL, from_day TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX reception_rules_by_unit ON reception_rules (unit_id, from_day)",
    """
    CREATE TABLE reception_days (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id), day TEXT NOT NULL,
      opens INTEGER NOT NULL, closes INTEGER NOT NULL, minutes INTEGER NOT NULL, lanes INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX reception_days_by_unit ON reception_days (unit_id, day)",
    """
    CREATE TABLE reception_leaders (
      day_id TEXT NOT NULL REFERENCES reception_days (id), post_id TEXT NOT NULL REFERENCES posts (id),
      district TEXT NOT NULL, PRIMARY KEY (day_id, post_id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE receptions (
      id TEXT PRIMARY KEY, district TEXT NOT NULL, day_id TEXT NOT NULL REFERENCES reception_days (id),
      matter_id TEXT NOT NULL REFERENCES matters (id), booking_id TEXT, leader_post TEXT, outcome TEXT NOT NULL,
      proxy_unit TEXT, at INTEGER NOT NULL, recorded_by TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX receptions_by_day ON receptions (day_id, at)",
    "CREATE INDEX receptions_by_matter ON receptions (matter_id)",
]

/// The tables whose rows the journal answers for. Tickets are light: hundreds a day without a name; an entry is written when one
/// ends, and their rows are no part of the record.
public let disputesJournaledFamilies =
    [
        JournaledFamily(
            "centre_rows",
            [
                FamilyMember(
                    "window_rota", owner: "unit_id",
                    columns: ["unit_id", "window_id", "weekday", "department_id", "from_day", "to_day"]),
                FamilyMember(
                    "room_uses", owner: "unit_id", columns: ["unit_id", "purpose", "seats", "closes_on"]),
                FamilyMember(
                    "centre_hours", owner: "unit_id", columns: ["unit_id", "weekday", "day", "opens", "closes"]),
                FamilyMember(
                    "reception_rules", owner: "unit_id",
                    columns: ["unit_id", "day_of_month", "roll", "opens", "closes", "minutes", "lanes", "from_day"]),
            ]),
        JournaledFamily(
            "booking_rows",
            [
                FamilyMember(
                    "bookings",
                    columns: [
                        "unit_id", "day", "from_minute", "to_minute", "purpose", "matter_id", "subject_id", "name_id",
                        "phone_id", "state", "reason_id", "booked_by", "booked_at", "revision",
                    ]),
                FamilyMember(
                    "booking_resources", owner: "booking_id", id: "resource", isLocal: true, columns: ["booking_id"]),
            ]),
        JournaledFamily(
            "reception_rows",
            [
                FamilyMember("reception_days", columns: ["unit_id", "day", "opens", "closes", "minutes", "lanes"]),
                FamilyMember(
                    "reception_leaders", owner: "day_id", id: "post_id", isLocal: true, columns: ["day_id"]),
                FamilyMember(
                    "receptions", owner: "day_id",
                    columns: [
                        "day_id", "matter_id", "booking_id", "leader_post", "outcome", "proxy_unit", "at",
                        "recorded_by",
                    ]),
            ]),
    ] + mediationFamilies

/// Rows as they are inserted.
enum DisputeShapes {
    static let windows = RowShape(
        "windows", ["id", "district", "unit_id", "number", "name_zh", "name_en", "department_id"])
    static let rooms = RowShape("rooms", ["id", "district", "unit_id", "code", "name_zh", "name_en", "floor"])
    static let rota = RowShape(
        "window_rota",
        ["id", "district", "unit_id", "window_id", "weekday", "department_id", "from_day", "to_day"])
    static let uses = RowShape("room_uses", ["id", "district", "unit_id", "purpose", "seats", "closes_on"])
    static let hours = RowShape("centre_hours", ["id", "district", "unit_id", "weekday", "day", "opens", "closes"])
    static let bookings = RowShape(
        "bookings",
        [
            "id", "district", "unit_id", "day", "from_minute", "to_minute", "purpose", "matter_id", "subject_id",
            "name_id", "phone_id", "state", "reason_id", "booked_by", "booked_at", "revision",
        ])
    static let resources = RowShape("booking_resources", ["booking_id", "resource", "district"])
    static let rules = RowShape(
        "reception_rules",
        [
            "id", "district", "unit_id", "day_of_month", "roll", "opens", "closes", "minutes", "lanes", "from_day",
        ])
    static let days = RowShape(
        "reception_days", ["id", "district", "unit_id", "day", "opens", "closes", "minutes", "lanes"])
    static let leaders = RowShape("reception_leaders", ["day_id", "post_id", "district"])
    static let receptions = RowShape(
        "receptions",
        [
            "id", "district", "day_id", "matter_id", "booking_id", "leader_post", "outcome", "proxy_unit", "at",
            "recorded_by",
        ])
}
