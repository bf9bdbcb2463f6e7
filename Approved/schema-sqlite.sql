CREATE TABLE account_rules (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, second_factor_roles TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX account_rules_by_district ON account_rules (district);

CREATE TABLE account_tidings (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, account_id TEXT NOT NULL REFERENCES accounts (id),
  kind TEXT NOT NULL, at INTEGER NOT NULL, by_account TEXT REFERENCES accounts (id), seen_at INTEGER
) STRICT;

CREATE INDEX account_tidings_by_account ON account_tidings (account_id, seen_at);

CREATE TABLE accounts (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, login TEXT NOT NULL, name TEXT NOT NULL,
  password_hash TEXT NOT NULL, disabled_at INTEGER, created_at INTEGER NOT NULL
, name_en TEXT NOT NULL DEFAULT '') STRICT;

CREATE UNIQUE INDEX accounts_by_login ON accounts (district, login);

CREATE TABLE address_attachments (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, address_id TEXT NOT NULL,
  kind TEXT NOT NULL, source TEXT NOT NULL, external_id TEXT NOT NULL, label_id TEXT, valid_from TEXT NOT NULL,
  valid_to TEXT
) STRICT;

CREATE INDEX address_attachments_by_address ON address_attachments (address_id);

CREATE UNIQUE INDEX address_attachments_once ON address_attachments (district, source, kind, external_id, address_id)
  WHERE valid_to IS NULL;

CREATE TABLE address_cases (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, kind TEXT NOT NULL, pattern TEXT NOT NULL, town_id TEXT,
  village_id TEXT, said TEXT NOT NULL, sample TEXT NOT NULL, rows INTEGER NOT NULL, sources TEXT NOT NULL,
  candidates TEXT NOT NULL, state TEXT NOT NULL, decision TEXT NOT NULL, place_id TEXT, act_id TEXT,
  decided_by TEXT, decided_at INTEGER
) STRICT;

CREATE UNIQUE INDEX address_cases_by_pattern ON address_cases (district, pattern);

CREATE INDEX address_cases_open ON address_cases (district, state, rows);

CREATE TABLE address_import_rejects (
  import_id TEXT NOT NULL, number INTEGER NOT NULL, row_key TEXT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (import_id, number)
) STRICT;

CREATE TABLE address_imports (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, source TEXT NOT NULL, title TEXT NOT NULL,
  file TEXT NOT NULL, format TEXT NOT NULL, header TEXT NOT NULL, rows INTEGER NOT NULL,
  faulty INTEGER NOT NULL, columns TEXT NOT NULL, state TEXT NOT NULL, rows_a INTEGER NOT NULL,
  rows_b INTEGER NOT NULL, rows_new INTEGER NOT NULL, rows_waiting INTEGER NOT NULL,
  rows_changed INTEGER NOT NULL, proposed INTEGER NOT NULL, masked INTEGER NOT NULL,
  rejected TEXT NOT NULL, brought_at INTEGER NOT NULL, ended_at INTEGER
) STRICT;

CREATE TABLE address_links (
  district TEXT NOT NULL, source TEXT NOT NULL, address_id TEXT NOT NULL, row_key TEXT NOT NULL,
  batch_id TEXT NOT NULL, text TEXT NOT NULL, band TEXT NOT NULL, evidence TEXT NOT NULL, case_id TEXT,
  act_id TEXT, PRIMARY KEY (district, source, address_id, row_key)
) STRICT;

CREATE INDEX address_links_by_batch ON address_links (batch_id);

CREATE INDEX address_links_by_case ON address_links (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE address_name_spells (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, address_id TEXT NOT NULL REFERENCES addresses (id),
  folded TEXT NOT NULL, how TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL
) STRICT;

CREATE INDEX address_name_spells_by_address ON address_name_spells (address_id);

CREATE TABLE "address_names" (
  district TEXT NOT NULL, head TEXT NOT NULL, folded TEXT NOT NULL,
  address_id TEXT NOT NULL REFERENCES "addresses" (id), how TEXT NOT NULL, since INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (district, head, folded, address_id)
) STRICT;

CREATE INDEX address_names_by_address ON address_names (address_id);

CREATE TABLE address_serials (district TEXT NOT NULL, owner TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;

CREATE TABLE address_sources (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX address_sources_by_name ON address_sources (district, name);

CREATE TABLE address_successors (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, address_id TEXT NOT NULL REFERENCES addresses (id),
  successor_id TEXT NOT NULL REFERENCES addresses (id), number INTEGER NOT NULL
) STRICT;

CREATE INDEX address_successors_by_address ON address_successors (address_id);

CREATE INDEX address_successors_by_successor ON address_successors (successor_id);

CREATE TABLE address_versions (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, change_number INTEGER NOT NULL,
  address_id TEXT NOT NULL REFERENCES addresses (id), type TEXT NOT NULL, name TEXT NOT NULL, village_id TEXT,
  town_id TEXT NOT NULL, grid_id TEXT, origin TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT,
  parent_id TEXT, number TEXT, code TEXT, state TEXT NOT NULL, successor_id TEXT, longitude_e6 INTEGER,
  latitude_e6 INTEGER, serial INTEGER
, position_system TEXT, position_quality TEXT) STRICT;

CREATE UNIQUE INDEX address_versions_by_address ON address_versions (address_id, change_number);

CREATE TABLE "addresses" (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL,
  village_id TEXT REFERENCES divisions (id), town_id TEXT NOT NULL REFERENCES divisions (id),
  grid_id TEXT REFERENCES divisions (id), origin TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT
, parent_id TEXT REFERENCES addresses (id), number TEXT, code TEXT, state TEXT NOT NULL DEFAULT 'confirmed', successor_id TEXT REFERENCES addresses (id), longitude_e6 INTEGER, latitude_e6 INTEGER, serial INTEGER, position_system TEXT, position_quality TEXT) STRICT;

CREATE UNIQUE INDEX addresses_by_code ON addresses (district, code) WHERE code IS NOT NULL;

CREATE INDEX addresses_by_village ON addresses (village_id);

CREATE UNIQUE INDEX addresses_of_numbers ON addresses (parent_id, type, number)
  WHERE number IS NOT NULL AND valid_to IS NULL;

CREATE UNIQUE INDEX addresses_of_towns ON addresses (town_id) WHERE village_id IS NULL AND valid_to IS NULL;

CREATE TABLE agreement_signatures (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
  agreement_id TEXT NOT NULL REFERENCES agreements (id), party_id TEXT NOT NULL, way TEXT NOT NULL, hash TEXT NOT NULL,
  scan_id TEXT, at INTEGER NOT NULL
) STRICT;

CREATE INDEX agreement_signatures_by_mediation ON agreement_signatures (mediation_id);

CREATE UNIQUE INDEX agreement_signatures_by_party ON agreement_signatures (agreement_id, party_id);

CREATE TABLE agreements (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
  version INTEGER NOT NULL, form TEXT NOT NULL, text_id TEXT NOT NULL, hash TEXT NOT NULL, state TEXT NOT NULL,
  sign_until INTEGER NOT NULL, effective_on TEXT, made_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX agreements_by_version ON agreements (mediation_id, version);

CREATE TABLE allowances (
  district TEXT NOT NULL, subject TEXT NOT NULL, rest INTEGER NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (district, subject)
) STRICT;

CREATE INDEX allowances_by_time ON allowances (at);

CREATE TABLE answer_checks (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
  unit_id TEXT, questions INTEGER NOT NULL, open TEXT NOT NULL, at BIGINT NOT NULL
);

CREATE INDEX answer_checks_by_time ON answer_checks (district, at);

CREATE TABLE api_tokens (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, account_id TEXT NOT NULL REFERENCES accounts (id),
  post_id TEXT NOT NULL REFERENCES posts (id), name TEXT NOT NULL, scopes TEXT NOT NULL,
  prefix TEXT NOT NULL, token_hash TEXT NOT NULL, created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL, last_used_on TEXT, revoked_at INTEGER
) STRICT;

CREATE INDEX api_tokens_by_account ON api_tokens (account_id);

CREATE UNIQUE INDEX api_tokens_by_hash ON api_tokens (token_hash);

CREATE TABLE arrivals (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
  channel TEXT NOT NULL, way TEXT NOT NULL, day TEXT, number_id TEXT, sender_id TEXT
) STRICT;

CREATE UNIQUE INDEX arrivals_by_matter ON arrivals (matter_id);

CREATE TABLE assignments (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
  proceeding_id TEXT NOT NULL REFERENCES proceedings (id), unit_id TEXT NOT NULL REFERENCES units (id),
  part TEXT NOT NULL, state TEXT NOT NULL, offered_by TEXT NOT NULL, kept INTEGER NOT NULL, accepted_post TEXT,
  offered_at INTEGER NOT NULL, accepted_at INTEGER, ended_at INTEGER
) STRICT;

CREATE INDEX assignments_by_matter ON assignments (matter_id);

CREATE INDEX assignments_objected ON assignments (district, offered_at) WHERE state = 'objected';

CREATE INDEX assignments_open_by_unit ON assignments (unit_id, state, matter_id)
  WHERE state IN ('offered', 'accepted', 'objected');

CREATE TABLE attachments (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id), name_id TEXT NOT NULL,
  type TEXT NOT NULL, size INTEGER NOT NULL, blob TEXT NOT NULL, author TEXT NOT NULL, at INTEGER NOT NULL
) STRICT;

CREATE INDEX attachments_by_blob ON attachments (blob);

CREATE INDEX attachments_by_matter ON attachments (matter_id);

CREATE TABLE attempts (
  district TEXT NOT NULL, subject TEXT NOT NULL, failures INTEGER NOT NULL, last_at INTEGER NOT NULL,
  PRIMARY KEY (district, subject)
) STRICT;

CREATE TABLE attentions (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
  unit_id TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL, seen_at INTEGER
) STRICT;

CREATE INDEX attentions_by_matter ON attentions (matter_id);

CREATE INDEX attentions_by_unit ON attentions (unit_id, at) WHERE seen_at IS NULL;

CREATE INDEX attentions_unseen ON attentions (unit_id, matter_id) WHERE seen_at IS NULL;

CREATE TABLE booking_resources (
  booking_id TEXT NOT NULL REFERENCES bookings (id), resource TEXT NOT NULL, district TEXT NOT NULL,
  PRIMARY KEY (booking_id, resource)
) STRICT, WITHOUT ROWID;

CREATE TABLE booking_slots (
  district TEXT NOT NULL, resource TEXT NOT NULL, slot INTEGER NOT NULL,
  booking_id TEXT NOT NULL REFERENCES bookings (id), PRIMARY KEY (district, resource, slot)
) STRICT, WITHOUT ROWID;

CREATE INDEX booking_slots_by_booking ON booking_slots (booking_id);

CREATE TABLE bookings (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id), day TEXT NOT NULL,
  from_minute INTEGER NOT NULL, to_minute INTEGER NOT NULL, purpose TEXT NOT NULL, matter_id TEXT,
  subject_id TEXT, name_id TEXT, phone_id TEXT, state TEXT NOT NULL, reason_id TEXT, booked_by TEXT NOT NULL,
  booked_at INTEGER NOT NULL, revision INTEGER NOT NULL
) STRICT;

CREATE INDEX bookings_by_day ON bookings (unit_id, day, from_minute);

CREATE INDEX bookings_by_matter ON bookings (matter_id) WHERE matter_id IS NOT NULL;

CREATE TABLE call_attempts (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
  call_back_id TEXT NOT NULL REFERENCES call_backs (id), at INTEGER NOT NULL, result TEXT NOT NULL, text_id TEXT,
  author TEXT NOT NULL
) STRICT;

CREATE INDEX call_attempts_by_call_back ON call_attempts (call_back_id);

CREATE TABLE call_backs (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
  unit_id TEXT NOT NULL REFERENCES units (id), kind TEXT NOT NULL, due_at INTEGER NOT NULL, number_id TEXT,
  reason_id TEXT, state TEXT NOT NULL, made_at INTEGER NOT NULL, done_at INTEGER, satisfied INTEGER
) STRICT;

CREATE INDEX call_backs_by_matter ON call_backs (matter_id);

CREATE INDEX call_backs_waiting ON call_backs (unit_id, due_at) WHERE state = 'waiting';

CREATE TABLE caucus_notes (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
  mediator_id TEXT NOT NULL, side TEXT NOT NULL, text_id TEXT NOT NULL, at INTEGER NOT NULL
) STRICT;

CREATE INDEX caucus_notes_by_mediation ON caucus_notes (mediation_id);

CREATE TABLE centre_hours (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id), weekday INTEGER,
  day TEXT, opens INTEGER, closes INTEGER
) STRICT;

CREATE INDEX centre_hours_by_unit ON centre_hours (unit_id);

CREATE TABLE counterpart_messages (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, counterpart TEXT NOT NULL, number TEXT NOT NULL,
  matter_id TEXT NOT NULL REFERENCES matters (id), proceeding_id TEXT REFERENCES proceedings (id),
  procedure TEXT NOT NULL, step TEXT, happened_at INTEGER NOT NULL, received_at INTEGER NOT NULL,
  told_id TEXT NOT NULL, state TEXT NOT NULL, why_zh TEXT, why_en TEXT, decided_at INTEGER
) STRICT;

CREATE INDEX counterpart_messages_by_matter ON counterpart_messages (matter_id, received_at);

CREATE UNIQUE INDEX counterpart_messages_by_number
ON counterpart_messages (district, counterpart, number);

CREATE INDEX counterpart_messages_held ON counterpart_messages (district, received_at)
WHERE state = 'held';

CREATE TABLE districts (
  district TEXT PRIMARY KEY, code TEXT NOT NULL, prefix TEXT NOT NULL, name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL, note_zh TEXT NOT NULL, note_en TEXT NOT NULL, clock_offset INTEGER NOT NULL,
  is_demo INTEGER NOT NULL
) STRICT;

CREATE TABLE division_names (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, division_id TEXT NOT NULL REFERENCES divisions (id),
  name TEXT NOT NULL, how TEXT NOT NULL, valid_on TEXT NOT NULL, number INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX division_names_of_division ON division_names (division_id, name);

CREATE TABLE division_shape_versions (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, division_id TEXT NOT NULL REFERENCES divisions (id),
  number INTEGER NOT NULL, rings TEXT, quality TEXT, held_from TEXT NOT NULL, held_to TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX division_shape_versions_of_division ON division_shape_versions (division_id, number);

CREATE TABLE division_shapes (
  division_id TEXT PRIMARY KEY REFERENCES divisions (id), district TEXT NOT NULL, rings TEXT NOT NULL,
  quality TEXT NOT NULL
) STRICT;

CREATE TABLE division_successors (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, from_id TEXT NOT NULL REFERENCES divisions (id),
  to_id TEXT NOT NULL REFERENCES divisions (id), valid_on TEXT NOT NULL, number INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX division_successors_of_division ON division_successors (from_id, to_id, valid_on);

CREATE INDEX division_successors_to_division ON division_successors (to_id);

CREATE TABLE division_versions (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, division_id TEXT NOT NULL REFERENCES divisions (id),
  number INTEGER NOT NULL, level TEXT NOT NULL, code TEXT NOT NULL, code_system TEXT NOT NULL,
  name_zh TEXT NOT NULL, name_en TEXT NOT NULL, kind TEXT NOT NULL,
  parent_id TEXT REFERENCES divisions (id), longitude_e6 INTEGER, latitude_e6 INTEGER,
  valid_from TEXT NOT NULL, valid_to TEXT, held_from TEXT NOT NULL, held_to TEXT NOT NULL
) STRICT;

CREATE INDEX division_versions_by_code ON division_versions (district, code_system, code);

CREATE INDEX division_versions_by_day ON division_versions (district, level, held_to);

CREATE INDEX division_versions_by_number ON division_versions (district, number);

CREATE UNIQUE INDEX division_versions_of_division ON division_versions (division_id, number);

CREATE TABLE divisions (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, level TEXT NOT NULL, code TEXT NOT NULL,
  code_system TEXT NOT NULL, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, kind TEXT NOT NULL,
  parent_id TEXT REFERENCES divisions (id), longitude_e6 INTEGER, latitude_e6 INTEGER,
  valid_from TEXT NOT NULL, valid_to TEXT
) STRICT;

CREATE INDEX divisions_by_code ON divisions (district, code_system, code);

CREATE INDEX divisions_by_level ON divisions (district, level, code);

CREATE INDEX divisions_by_parent ON divisions (parent_id);

CREATE TABLE fulfilments (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
  agreement_id TEXT NOT NULL REFERENCES agreements (id), number INTEGER NOT NULL, pledge_id TEXT NOT NULL,
  due_day TEXT NOT NULL, state TEXT NOT NULL, done_on TEXT, proof_id TEXT, reminded_on TEXT
) STRICT;

CREATE INDEX fulfilments_by_day ON fulfilments (district, state, due_day);

CREATE INDEX fulfilments_by_mediation ON fulfilments (mediation_id);

CREATE TABLE handovers (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
  reason TEXT NOT NULL, incident_id TEXT, from_unit TEXT NOT NULL, to_unit TEXT NOT NULL, returned_at INTEGER,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX handovers_by_matter ON handovers (matter_id);

CREATE TABLE idempotency_keys (
    district TEXT NOT NULL,
    actor TEXT NOT NULL,
    route TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    response_ref TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (district, actor, route, key)
) STRICT;

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (at);

CREATE TABLE intake_settings (district TEXT PRIMARY KEY, alone INTEGER) STRICT;

CREATE TABLE issue_members (
  matter_id TEXT PRIMARY KEY, district TEXT NOT NULL, issue_id TEXT NOT NULL, person INTEGER NOT NULL,
  pinned INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT;

CREATE INDEX issue_members_by_issue ON issue_members (issue_id);

CREATE INDEX issue_members_pinned ON issue_members (district, issue_id) WHERE pinned = 1;

CREATE TABLE issue_voices (
  party_id TEXT PRIMARY KEY, district TEXT NOT NULL, issue_id TEXT NOT NULL, matter_id TEXT NOT NULL,
  person INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT;

CREATE INDEX issue_voices_by_issue ON issue_voices (issue_id);

CREATE TABLE issues (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, made_at INTEGER NOT NULL, matters INTEGER NOT NULL,
  people INTEGER NOT NULL, last_at INTEGER NOT NULL, parent_matter TEXT
) STRICT;

CREATE INDEX issues_by_last ON issues (district, last_at);

CREATE TABLE job_timetable (
    district TEXT NOT NULL,
    name TEXT NOT NULL,
    every_seconds INTEGER NOT NULL CHECK (every_seconds > 0),
    next_at INTEGER NOT NULL,
    PRIMARY KEY (district, name)
) STRICT;

CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    district TEXT NOT NULL,
    name TEXT NOT NULL,
    payload TEXT NOT NULL,
    run_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    last_error TEXT,
    claimed_by TEXT,
    lease_until INTEGER,
    created_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;

CREATE INDEX jobs_due ON jobs (coalesce(lease_until, run_at), id) WHERE state IN ('waiting', 'running');

CREATE INDEX jobs_ended ON jobs (state, ended_at) WHERE state IN ('done', 'failed');

CREATE INDEX jobs_open ON jobs (district, name) WHERE state IN ('waiting', 'running');

CREATE TABLE journal_batch_rows (
    district TEXT NOT NULL,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    layout INTEGER NOT NULL,
    salt BLOB NOT NULL,
    digest BLOB NOT NULL, leaves BLOB,
    PRIMARY KEY (district, table_name, row_id, entry_id)
) STRICT;

CREATE TABLE journal_chains (
    district TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (district, subject_kind, subject_id)
) STRICT;

CREATE TABLE journal_entries (
    arrival INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    district TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    body TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    UNIQUE (district, subject_kind, subject_id, number)
) STRICT;

CREATE INDEX journal_entries_by_arrival ON journal_entries (district, arrival);

CREATE TABLE journal_frontiers (
    district TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    arrival INTEGER NOT NULL,
    nodes BLOB NOT NULL
) STRICT;

CREATE TABLE journal_heads (
    district TEXT NOT NULL,
    size INTEGER NOT NULL,
    root BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (district, size)
) STRICT;

CREATE TABLE "journal_log" (
    district TEXT NOT NULL,
    position INTEGER NOT NULL,
    entry_id TEXT NOT NULL UNIQUE,
    leaf BLOB NOT NULL,
    PRIMARY KEY (district, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX journal_log_by_leaf ON journal_log (district, leaf);

CREATE TABLE journal_nodes (
    district TEXT NOT NULL,
    level INTEGER NOT NULL,
    position INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (district, level, position)
) STRICT;

CREATE TABLE journal_states (
    district TEXT NOT NULL,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    layout INTEGER NOT NULL,
    salt BLOB NOT NULL,
    digest BLOB NOT NULL, leaves BLOB,
    PRIMARY KEY (district, table_name, row_id)
) STRICT;

CREATE TABLE leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL) STRICT;

CREATE TABLE matter_children (
  child_id TEXT PRIMARY KEY REFERENCES matters (id), parent_id TEXT NOT NULL REFERENCES matters (id),
  district TEXT NOT NULL
) STRICT;

CREATE INDEX matter_children_by_parent ON matter_children (parent_id);

CREATE TABLE matter_exclusions (
  matter_id TEXT NOT NULL, unit_id TEXT NOT NULL, district TEXT NOT NULL, PRIMARY KEY (matter_id, unit_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX matter_exclusions_by_unit ON matter_exclusions (unit_id);

CREATE TABLE matter_remarks (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id), kind TEXT NOT NULL,
  public INTEGER NOT NULL, text_id TEXT NOT NULL, author TEXT NOT NULL, unit_id TEXT, at INTEGER NOT NULL
) STRICT;

CREATE INDEX matter_remarks_by_matter ON matter_remarks (matter_id);

CREATE VIRTUAL TABLE matter_search USING fts5 (words, content = '', columnsize = 0, tokenize = 'unicode61');

CREATE TABLE matter_search_rows (
  search_row INTEGER PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL, words TEXT NOT NULL,
  units TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX matter_search_rows_by_matter ON matter_search_rows (matter_id);

CREATE VIRTUAL TABLE matter_unit_search
  USING fts5 (words, content = '', detail = 'none', columnsize = 0, tokenize = 'unicode61');

CREATE TABLE matter_units (
  unit_id TEXT NOT NULL, matter_id TEXT NOT NULL, district TEXT NOT NULL, PRIMARY KEY (unit_id, matter_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX matter_units_by_matter ON matter_units (matter_id);

CREATE TABLE matters (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, number TEXT NOT NULL, kind TEXT NOT NULL, channel TEXT NOT NULL,
  topic TEXT, topic_confirmed INTEGER NOT NULL, topic_score INTEGER, topic_words TEXT,
  narrative_id TEXT NOT NULL, place_id TEXT, place_how TEXT NOT NULL, village_id TEXT, town_id TEXT,
  first_receiver TEXT NOT NULL, received_by TEXT NOT NULL, lead_unit TEXT, status TEXT NOT NULL,
  stage TEXT NOT NULL, end_code TEXT, end_route TEXT, due_day TEXT, happened_at INTEGER NOT NULL,
  filed_at INTEGER NOT NULL, ended_at INTEGER, rating INTEGER, reopened INTEGER NOT NULL,
  confidentiality TEXT NOT NULL, route_rule TEXT, route_version TEXT, import_key TEXT, key_version INTEGER NOT NULL,
  search_row INTEGER NOT NULL, revision INTEGER NOT NULL
, grid_id TEXT) STRICT;

CREATE INDEX matters_by_ended ON matters (district, ended_at) WHERE ended_at IS NOT NULL;

CREATE INDEX matters_by_filed ON matters (district, filed_at);

CREATE UNIQUE INDEX matters_by_import ON matters (district, import_key) WHERE import_key IS NOT NULL;

CREATE UNIQUE INDEX matters_by_number ON matters (district, number);

CREATE INDEX matters_by_place ON matters (place_id, filed_at) WHERE place_id IS NOT NULL;

CREATE UNIQUE INDEX matters_by_search_row ON matters (search_row);

CREATE INDEX matters_open_by_due ON matters (district, due_day) WHERE status <> 'ended';

CREATE INDEX matters_open_by_place ON matters (place_id, filed_at)
  WHERE place_id IS NOT NULL AND status <> 'ended';

CREATE INDEX matters_open_by_town ON matters (district, town_id) WHERE status <> 'ended';

CREATE INDEX matters_without_lead ON matters (first_receiver)
  WHERE lead_unit IS NULL AND status <> 'ended';

CREATE TABLE mediation_choices (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
  side TEXT NOT NULL, mediator_id TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX mediation_choices_by_side ON mediation_choices (mediation_id, side);

CREATE TABLE mediation_parties (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
  side TEXT NOT NULL, role TEXT NOT NULL, acts_for TEXT, is_joint INTEGER NOT NULL, identity_id TEXT NOT NULL,
  added_at INTEGER NOT NULL, left_at INTEGER
) STRICT;

CREATE INDEX mediation_parties_by_mediation ON mediation_parties (mediation_id);

CREATE TABLE mediation_recusals (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
  mediator_id TEXT NOT NULL, ground TEXT NOT NULL, text_id TEXT NOT NULL, at INTEGER NOT NULL
) STRICT;

CREATE INDEX mediation_recusals_by_mediation ON mediation_recusals (mediation_id);

CREATE TABLE mediations (
  id TEXT PRIMARY KEY REFERENCES proceedings (id), district TEXT NOT NULL,
  matter_id TEXT NOT NULL REFERENCES matters (id), mediator_id TEXT, appointed_by TEXT,
  failure_id TEXT, revision INTEGER NOT NULL
) STRICT;

CREATE INDEX mediations_by_mediator ON mediations (mediator_id);

CREATE TABLE mediator_rests (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, mediator_id TEXT NOT NULL REFERENCES mediators (id),
  from_day TEXT NOT NULL, to_day TEXT NOT NULL
) STRICT;

CREATE INDEX mediator_rests_by_mediator ON mediator_rests (mediator_id);

CREATE TABLE mediators (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id), account_id TEXT,
  name TEXT NOT NULL, kind TEXT NOT NULL, skills TEXT NOT NULL, most INTEGER NOT NULL, until_day TEXT
) STRICT;

CREATE INDEX mediators_by_unit ON mediators (unit_id);

CREATE TABLE notice_events (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, notice_id TEXT NOT NULL REFERENCES notices (id),
  what TEXT NOT NULL, state TEXT NOT NULL, reason TEXT, at INTEGER NOT NULL
) STRICT;

CREATE INDEX notice_events_by_notice ON notice_events (notice_id, id);

CREATE TABLE notices (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, key TEXT NOT NULL, subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL, channel TEXT NOT NULL, template TEXT NOT NULL, language TEXT NOT NULL,
  address_id TEXT NOT NULL, parameters_id TEXT NOT NULL, state TEXT NOT NULL, reason TEXT,
  attempts INTEGER NOT NULL, next_at INTEGER NOT NULL, expires_at INTEGER, gateway TEXT, gateway_ref TEXT,
  created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX notices_by_key ON notices (district, key);

CREATE INDEX notices_by_reference ON notices (district, gateway, gateway_ref);

CREATE INDEX notices_by_state ON notices (district, state, changed_at, id);

CREATE INDEX notices_by_subject ON notices (district, subject_kind, subject_id, id);

CREATE INDEX notices_due ON notices (district, channel, next_at, id) WHERE state = 'queued';

CREATE TABLE offers (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
  number INTEGER NOT NULL, side TEXT NOT NULL, answers_id TEXT, pledges_id TEXT NOT NULL, until_day TEXT NOT NULL,
  state TEXT NOT NULL, at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX offers_by_number ON offers (mediation_id, number);

CREATE TABLE one_time_codes (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, purpose TEXT NOT NULL, subject TEXT NOT NULL,
  digest TEXT NOT NULL, tries INTEGER NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;

CREATE INDEX one_time_codes_by_subject ON one_time_codes (district, purpose, subject, created_at);

CREATE INDEX one_time_codes_by_time ON one_time_codes (created_at);

CREATE TABLE outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    district TEXT NOT NULL,
    topic TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    delivered_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    retry_at INTEGER,
    set_aside_at INTEGER,
    last_error TEXT
) STRICT;

CREATE INDEX outbox_delivered ON outbox (delivered_at) WHERE delivered_at IS NOT NULL;

CREATE INDEX outbox_held_back ON outbox (retry_at, district)
WHERE delivered_at IS NULL AND set_aside_at IS NULL AND retry_at IS NOT NULL;

CREATE INDEX outbox_set_aside ON outbox (position) WHERE set_aside_at IS NOT NULL;

CREATE INDEX outbox_waiting ON outbox (position) WHERE delivered_at IS NULL AND set_aside_at IS NULL;

CREATE TABLE paper_offices (
  id TEXT PRIMARY KEY REFERENCES units (id), district TEXT NOT NULL, mark TEXT NOT NULL, picture TEXT,
  revision INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX paper_offices_by_mark ON paper_offices (district, mark);

CREATE TABLE paper_serials (
  district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id), series TEXT NOT NULL,
  year INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (unit_id, series, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE paper_services (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, paper_id TEXT NOT NULL REFERENCES papers (id),
  way TEXT NOT NULL, day TEXT NOT NULL, told_id TEXT NOT NULL, attachment_id TEXT, recorded_by TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX paper_services_by_paper ON paper_services (paper_id, at);

CREATE TABLE papers (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
  proceeding_id TEXT NOT NULL REFERENCES proceedings (id), unit_id TEXT NOT NULL REFERENCES units (id),
  template TEXT NOT NULL, version TEXT NOT NULL, state TEXT NOT NULL, number TEXT, day TEXT,
  values_id TEXT NOT NULL, file_id TEXT, reason_id TEXT, seal TEXT, digest TEXT, pages INTEGER,
  written_by TEXT NOT NULL, written_at INTEGER NOT NULL, issued_by TEXT, issued_at INTEGER,
  withdrawn_at INTEGER, replaces_id TEXT, revision INTEGER NOT NULL
) STRICT;

CREATE INDEX papers_by_matter ON papers (matter_id);

CREATE UNIQUE INDEX papers_by_number ON papers (district, number) WHERE number IS NOT NULL;

CREATE INDEX papers_by_proceeding ON papers (proceeding_id, written_at);

CREATE TABLE parties (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id), part TEXT NOT NULL,
  identity_id TEXT, unit_id TEXT, sealed INTEGER NOT NULL
) STRICT;

CREATE INDEX parties_by_matter ON parties (matter_id);

CREATE TABLE personal_erasures (
    value_id TEXT PRIMARY KEY,
    district TEXT NOT NULL,
    owner_kind TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    field TEXT NOT NULL,
    erased_at INTEGER NOT NULL
) STRICT;

CREATE TABLE "personal_keys" (
    value_id TEXT PRIMARY KEY,
    district TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    key_version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE personal_values (
    id TEXT PRIMARY KEY,
    district TEXT NOT NULL,
    owner_kind TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    field TEXT NOT NULL,
    sealed BLOB NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE INDEX personal_values_by_owner ON personal_values (district, owner_kind, owner_id, id);

CREATE TABLE place_changes (
  district TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, place_id TEXT NOT NULL,
  what TEXT NOT NULL, valid_on TEXT NOT NULL, recorded_at INTEGER NOT NULL, reason TEXT NOT NULL,
  act_id TEXT NOT NULL, PRIMARY KEY (district, number)
) STRICT;

CREATE INDEX place_changes_by_act ON place_changes (act_id, number);

CREATE INDEX place_changes_by_place ON place_changes (place_id, number);

CREATE INDEX place_changes_of_divisions ON place_changes (district, number) WHERE kind = 'division';

CREATE TABLE place_feed (district TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;

CREATE TABLE post_spells (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, post_id TEXT NOT NULL REFERENCES posts (id),
  account_id TEXT NOT NULL REFERENCES accounts (id), from_day TEXT NOT NULL, to_day TEXT
) STRICT;

CREATE INDEX post_spells_by_account ON post_spells (account_id);

CREATE TABLE posts (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id),
  role TEXT NOT NULL
) STRICT;

CREATE INDEX posts_by_unit ON posts (unit_id);

CREATE TABLE proceedings (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
  procedure TEXT NOT NULL, version TEXT NOT NULL, stage TEXT NOT NULL, opened_at INTEGER NOT NULL, ended_at INTEGER
, road TEXT, unit_id TEXT, end_code TEXT, reference TEXT) STRICT;

CREATE INDEX proceedings_by_matter ON proceedings (matter_id);

CREATE INDEX proceedings_by_procedure ON proceedings (procedure, id) WHERE road IS NOT NULL;

CREATE INDEX proceedings_by_unit ON proceedings (unit_id, ended_at) WHERE unit_id IS NOT NULL;

CREATE TABLE proxies (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
  account_id TEXT NOT NULL, post_id TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id),
  asker_id TEXT NOT NULL, way TEXT NOT NULL, day TEXT NOT NULL, scope_id TEXT, state TEXT NOT NULL,
  recorded_at INTEGER NOT NULL, ended_at INTEGER
) STRICT;

CREATE UNIQUE INDEX proxies_active ON proxies (matter_id) WHERE state = 'active';

CREATE INDEX proxies_by_matter ON proxies (matter_id);

CREATE INDEX proxies_by_unit ON proxies (unit_id, state);

CREATE TABLE proxy_reports (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
  proxy_id TEXT NOT NULL REFERENCES proxies (id), code TEXT NOT NULL, end_code TEXT, unit_id TEXT, text_id TEXT,
  happened_at INTEGER NOT NULL, state TEXT NOT NULL, told_day TEXT, told_way TEXT, told_by TEXT, told_at INTEGER
) STRICT;

CREATE INDEX proxy_reports_by_matter ON proxy_reports (matter_id);

CREATE INDEX proxy_reports_waiting ON proxy_reports (proxy_id) WHERE state = 'waiting';

CREATE TABLE reception_days (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id), day TEXT NOT NULL,
  opens INTEGER NOT NULL, closes INTEGER NOT NULL, minutes INTEGER NOT NULL, lanes INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX reception_days_by_unit ON reception_days (unit_id, day);

CREATE TABLE reception_leaders (
  day_id TEXT NOT NULL REFERENCES reception_days (id), post_id TEXT NOT NULL REFERENCES posts (id),
  district TEXT NOT NULL, PRIMARY KEY (day_id, post_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE reception_rules (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id),
  day_of_month INTEGER NOT NULL, roll TEXT NOT NULL, opens INTEGER NOT NULL, closes INTEGER NOT NULL,
  minutes INTEGER NOT NULL, lanes INTEGER NOT NULL, from_day TEXT NOT NULL
) STRICT;

CREATE INDEX reception_rules_by_unit ON reception_rules (unit_id, from_day);

CREATE TABLE receptions (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, day_id TEXT NOT NULL REFERENCES reception_days (id),
  matter_id TEXT NOT NULL REFERENCES matters (id), booking_id TEXT, leader_post TEXT, outcome TEXT NOT NULL,
  proxy_unit TEXT, at INTEGER NOT NULL, recorded_by TEXT NOT NULL
) STRICT;

CREATE INDEX receptions_by_day ON receptions (day_id, at);

CREATE INDEX receptions_by_matter ON receptions (matter_id);

CREATE TABLE recovery_codes (
  account_id TEXT NOT NULL REFERENCES accounts (id), code_hash TEXT NOT NULL, district TEXT NOT NULL,
  used_at INTEGER, PRIMARY KEY (account_id, code_hash)
) STRICT;

CREATE TABLE room_uses (
  id TEXT PRIMARY KEY REFERENCES rooms (id), district TEXT NOT NULL,
  unit_id TEXT NOT NULL REFERENCES units (id), purpose TEXT NOT NULL, seats INTEGER, closes_on TEXT
) STRICT;

CREATE INDEX room_uses_by_unit ON room_uses (unit_id);

CREATE TABLE rooms (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id),
  code TEXT NOT NULL, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, floor INTEGER NOT NULL
) STRICT;

CREATE INDEX rooms_by_unit ON rooms (unit_id, code);

CREATE TABLE rule_drafts (
    district TEXT NOT NULL,
    pack TEXT NOT NULL,
    name TEXT NOT NULL,
    base TEXT NOT NULL,
    body TEXT NOT NULL,
    revision INTEGER NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (district, pack, name)
);

CREATE TABLE rule_packs (
    id TEXT NOT NULL PRIMARY KEY,
    district TEXT NOT NULL,
    pack TEXT NOT NULL,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    from_day TEXT NOT NULL,
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    published_by TEXT NOT NULL,
    UNIQUE (district, pack, name, version)
);

CREATE INDEX rule_packs_by_id ON rule_packs (district, pack, id);

CREATE TABLE rule_withdrawals (
    pack_id TEXT NOT NULL PRIMARY KEY REFERENCES rule_packs (id),
    district TEXT NOT NULL,
    withdrawn_at BIGINT NOT NULL,
    withdrawn_by TEXT NOT NULL
);

CREATE TABLE schema_migrations (
    name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at INTEGER NOT NULL
) STRICT;

CREATE TABLE seal_requests (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, matter_id TEXT NOT NULL REFERENCES matters (id),
  party_id TEXT NOT NULL REFERENCES parties (id), reason_id TEXT NOT NULL, asked_account TEXT NOT NULL,
  asked_post TEXT NOT NULL, asked_at INTEGER NOT NULL, decided_account TEXT, decided_post TEXT, decided_at INTEGER,
  granted INTEGER, opened_at INTEGER
) STRICT;

CREATE INDEX seal_requests_by_matter ON seal_requests (matter_id);

CREATE INDEX seal_requests_waiting ON seal_requests (district, asked_at) WHERE decided_at IS NULL;

CREATE TABLE second_factor_setups (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id), district TEXT NOT NULL, secret BLOB NOT NULL,
  key_version INTEGER NOT NULL, session_hash TEXT NOT NULL, begun_at INTEGER NOT NULL
) STRICT;

CREATE TABLE second_factors (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, account_id TEXT NOT NULL REFERENCES accounts (id),
  secret BLOB NOT NULL, key_version INTEGER NOT NULL, confirmed_at INTEGER NOT NULL,
  last_step INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX second_factors_by_account ON second_factors (account_id);

CREATE TABLE serial_leases (
  district TEXT NOT NULL, year INTEGER NOT NULL, next_serial INTEGER NOT NULL, PRIMARY KEY (district, year)
) STRICT;

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY, district TEXT NOT NULL, account_id TEXT NOT NULL REFERENCES accounts (id),
  post_id TEXT NOT NULL REFERENCES posts (id), created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL
, seen_at INTEGER NOT NULL DEFAULT 0, network TEXT NOT NULL DEFAULT '', device TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX sessions_by_account ON sessions (account_id);

CREATE TABLE sign_in_steps (
  token_hash TEXT PRIMARY KEY, district TEXT NOT NULL, account_id TEXT NOT NULL REFERENCES accounts (id),
  tries INTEGER NOT NULL, expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX sign_in_steps_by_account ON sign_in_steps (account_id);

CREATE TABLE sign_ins (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, account_id TEXT REFERENCES accounts (id),
  at INTEGER NOT NULL, network TEXT NOT NULL, device TEXT NOT NULL, result TEXT NOT NULL
) STRICT;

CREATE INDEX sign_ins_by_account ON sign_ins (account_id, id);

CREATE INDEX sign_ins_by_time ON sign_ins (district, at);

CREATE TABLE signals (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, state TEXT NOT NULL,
  raised_at INTEGER NOT NULL, settled_at INTEGER, settled_by TEXT
) STRICT;

CREATE INDEX signals_by_source ON signals (district, kind, source, raised_at);

CREATE UNIQUE INDEX signals_open ON signals (district, kind, source) WHERE state = 'open';

CREATE TABLE signed_heads (
    district TEXT NOT NULL,
    hour INTEGER NOT NULL,
    size INTEGER NOT NULL,
    root BLOB NOT NULL,
    at INTEGER NOT NULL,
    key_number INTEGER NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (district, hour)
) STRICT;

CREATE TABLE signing_keys (
    district TEXT NOT NULL,
    number INTEGER NOT NULL,
    public_key BLOB NOT NULL,
    since INTEGER NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (district, number)
) STRICT;

CREATE TABLE sitting_people (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
  sitting_id TEXT NOT NULL REFERENCES sittings (id), party_id TEXT NOT NULL, invitation TEXT NOT NULL,
  attendance TEXT
) STRICT;

CREATE INDEX sitting_people_by_mediation ON sitting_people (mediation_id);

CREATE UNIQUE INDEX sitting_people_by_party ON sitting_people (sitting_id, party_id);

CREATE TABLE sittings (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, mediation_id TEXT NOT NULL REFERENCES mediations (id),
  number INTEGER NOT NULL, booking_id TEXT, day TEXT NOT NULL, from_minute INTEGER NOT NULL,
  to_minute INTEGER NOT NULL, place_zh TEXT NOT NULL, place_en TEXT NOT NULL, state TEXT NOT NULL, minutes_id TEXT,
  revision INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX sittings_by_number ON sittings (mediation_id, number);

CREATE TABLE term_extensions (
    id TEXT NOT NULL PRIMARY KEY,
    district TEXT NOT NULL,
    term_id TEXT NOT NULL REFERENCES terms (id),
    amount INTEGER NOT NULL,
    unit TEXT NOT NULL,
    approver TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL
);

CREATE INDEX term_extensions_by_term ON term_extensions (term_id);

CREATE TABLE term_pauses (
    id TEXT NOT NULL PRIMARY KEY,
    district TEXT NOT NULL,
    term_id TEXT NOT NULL REFERENCES terms (id),
    from_day TEXT NOT NULL,
    to_day TEXT,
    reason TEXT NOT NULL,
    evidence TEXT,
    paused_at BIGINT NOT NULL,
    resumed_at BIGINT
);

CREATE INDEX term_pauses_by_term ON term_pauses (term_id);

CREATE TABLE term_recounts (
    id TEXT NOT NULL PRIMARY KEY,
    district TEXT NOT NULL,
    term_id TEXT NOT NULL REFERENCES terms (id),
    cause TEXT NOT NULL,
    due_before TEXT NOT NULL,
    due_after TEXT NOT NULL,
    calendar_before TEXT NOT NULL,
    calendar_after TEXT NOT NULL,
    at BIGINT NOT NULL
);

CREATE INDEX term_recounts_by_term ON term_recounts (term_id);

CREATE TABLE terms (
    id TEXT NOT NULL PRIMARY KEY,
    district TEXT NOT NULL,
    matter_id TEXT NOT NULL,
    proceeding_id TEXT NOT NULL,
    assignment_id TEXT,
    duty TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    rule_version TEXT NOT NULL,
    calendar_version TEXT NOT NULL,
    level TEXT NOT NULL,
    unit TEXT NOT NULL,
    event_day TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    counted_at BIGINT NOT NULL,
    raw_end TEXT NOT NULL,
    due_day TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'met', 'missed', 'stopped')),
    ended_on TEXT,
    ended_at BIGINT,
    provisional INTEGER NOT NULL,
    drives INTEGER NOT NULL,
    escalated_at BIGINT
, row_day TEXT, holder TEXT NOT NULL DEFAULT 'body');

CREATE INDEX terms_active ON terms (district, id) WHERE state IN ('running', 'paused');

CREATE INDEX terms_by_matter ON terms (matter_id);

CREATE INDEX terms_by_proceeding ON terms (proceeding_id);

CREATE INDEX terms_to_escalate ON terms (district, due_day)
    WHERE state = 'running' AND drives = 1 AND escalated_at IS NULL;

CREATE TABLE ticket_serials (
  unit_id TEXT NOT NULL REFERENCES units (id), day TEXT NOT NULL, district TEXT NOT NULL,
  last INTEGER NOT NULL, PRIMARY KEY (unit_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE tickets (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id), day TEXT NOT NULL,
  number TEXT NOT NULL, priority TEXT NOT NULL, priority_rank INTEGER NOT NULL, state TEXT NOT NULL,
  window_id TEXT, taken_at INTEGER NOT NULL, called_at INTEGER, calls INTEGER NOT NULL, ended_at INTEGER,
  matter_id TEXT
) STRICT;

CREATE UNIQUE INDEX tickets_by_number ON tickets (unit_id, day, number);

CREATE INDEX tickets_by_turn ON tickets (unit_id, day, state, priority_rank, taken_at);

CREATE TABLE topic_proposals (
  matter_id TEXT PRIMARY KEY, district TEXT NOT NULL, first TEXT NOT NULL, second TEXT, score INTEGER NOT NULL,
  model TEXT, alone INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT;

CREATE INDEX topic_proposals_by_time ON topic_proposals (district, at);

CREATE TABLE unit_ancestors (
  unit_id TEXT NOT NULL REFERENCES units (id), ancestor_id TEXT NOT NULL REFERENCES units (id),
  distance INTEGER NOT NULL, PRIMARY KEY (unit_id, ancestor_id)
) STRICT;

CREATE INDEX unit_ancestors_down ON unit_ancestors (ancestor_id, unit_id);

CREATE TABLE units (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, code TEXT NOT NULL, level TEXT NOT NULL,
  name_zh TEXT NOT NULL, name_en TEXT NOT NULL, parent_id TEXT REFERENCES units (id),
  division_id TEXT REFERENCES divisions (id), opens_on TEXT
) STRICT;

CREATE UNIQUE INDEX units_by_code ON units (district, code);

CREATE INDEX units_by_division ON units (division_id);

CREATE INDEX units_by_level ON units (district, level, code);

CREATE INDEX units_by_parent ON units (parent_id);

CREATE TABLE window_rota (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id),
  window_id TEXT NOT NULL REFERENCES windows (id), weekday INTEGER NOT NULL, department_id TEXT NOT NULL,
  from_day TEXT NOT NULL, to_day TEXT
) STRICT;

CREATE INDEX window_rota_by_unit ON window_rota (unit_id);

CREATE TABLE windows (
  id TEXT PRIMARY KEY, district TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units (id),
  number INTEGER NOT NULL, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, department_id TEXT
) STRICT;

CREATE INDEX windows_by_unit ON windows (unit_id, number);
