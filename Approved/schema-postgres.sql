CREATE TABLE account_rules (
  id text NOT NULL,
  district text NOT NULL,
  second_factor_roles text NOT NULL,
  CONSTRAINT account_rules_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX account_rules_by_district ON public.account_rules USING btree (district);

CREATE TABLE account_tidings (
  id text NOT NULL,
  district text NOT NULL,
  account_id text NOT NULL,
  kind text NOT NULL,
  at bigint NOT NULL,
  by_account text,
  seen_at bigint,
  CONSTRAINT account_tidings_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT account_tidings_by_account_fkey FOREIGN KEY (by_account) REFERENCES accounts(id),
  CONSTRAINT account_tidings_pkey PRIMARY KEY (id)
);
CREATE INDEX account_tidings_by_account ON public.account_tidings USING btree (account_id, seen_at);

CREATE TABLE accounts (
  id text NOT NULL,
  district text NOT NULL,
  login text NOT NULL,
  name text NOT NULL,
  password_hash text NOT NULL,
  disabled_at bigint,
  created_at bigint NOT NULL,
  name_en text NOT NULL DEFAULT ''::text,
  CONSTRAINT accounts_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX accounts_by_login ON public.accounts USING btree (district, login);

CREATE TABLE address_attachments (
  id text NOT NULL,
  district text NOT NULL,
  address_id text NOT NULL,
  kind text NOT NULL,
  source text NOT NULL,
  external_id text NOT NULL,
  label_id text,
  valid_from text NOT NULL,
  valid_to text,
  CONSTRAINT address_attachments_pkey PRIMARY KEY (id)
);
CREATE INDEX address_attachments_by_address ON public.address_attachments USING btree (address_id);
CREATE UNIQUE INDEX address_attachments_once ON public.address_attachments USING btree (district, source, kind, external_id, address_id) WHERE (valid_to IS NULL);

CREATE TABLE address_cases (
  id text NOT NULL,
  district text NOT NULL,
  kind text NOT NULL,
  pattern text NOT NULL,
  town_id text,
  village_id text,
  said text NOT NULL,
  sample text NOT NULL,
  rows bigint NOT NULL,
  sources text NOT NULL,
  candidates text NOT NULL,
  state text NOT NULL,
  decision text NOT NULL,
  place_id text,
  act_id text,
  decided_by text,
  decided_at bigint,
  CONSTRAINT address_cases_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX address_cases_by_pattern ON public.address_cases USING btree (district, pattern);
CREATE INDEX address_cases_open ON public.address_cases USING btree (district, state, rows);

CREATE TABLE address_import_rejects (
  import_id text NOT NULL,
  number bigint NOT NULL,
  row_key text NOT NULL,
  reason text NOT NULL,
  CONSTRAINT address_import_rejects_pkey PRIMARY KEY (import_id, number)
);

CREATE TABLE address_imports (
  id text NOT NULL,
  district text NOT NULL,
  source text NOT NULL,
  title text NOT NULL,
  file text NOT NULL,
  format text NOT NULL,
  header text NOT NULL,
  rows bigint NOT NULL,
  faulty bigint NOT NULL,
  columns text NOT NULL,
  state text NOT NULL,
  rows_a bigint NOT NULL,
  rows_b bigint NOT NULL,
  rows_new bigint NOT NULL,
  rows_waiting bigint NOT NULL,
  rows_changed bigint NOT NULL,
  proposed bigint NOT NULL,
  masked bigint NOT NULL,
  rejected text NOT NULL,
  brought_at bigint NOT NULL,
  ended_at bigint,
  CONSTRAINT address_imports_pkey PRIMARY KEY (id)
);

CREATE TABLE address_links (
  district text NOT NULL,
  source text NOT NULL,
  address_id text NOT NULL,
  row_key text NOT NULL,
  batch_id text NOT NULL,
  text text NOT NULL,
  band text NOT NULL,
  evidence text NOT NULL,
  case_id text,
  act_id text,
  CONSTRAINT address_links_pkey PRIMARY KEY (district, source, address_id, row_key)
);
CREATE INDEX address_links_by_batch ON public.address_links USING btree (batch_id);
CREATE INDEX address_links_by_case ON public.address_links USING btree (case_id) WHERE (case_id IS NOT NULL);

CREATE TABLE address_name_spells (
  id text NOT NULL,
  district text NOT NULL,
  address_id text NOT NULL,
  folded text NOT NULL,
  how text NOT NULL,
  since bigint NOT NULL,
  until bigint NOT NULL,
  CONSTRAINT address_name_spells_address_id_fkey FOREIGN KEY (address_id) REFERENCES addresses(id),
  CONSTRAINT address_name_spells_pkey PRIMARY KEY (id)
);
CREATE INDEX address_name_spells_by_address ON public.address_name_spells USING btree (address_id);

CREATE TABLE address_names (
  district text NOT NULL,
  head text NOT NULL,
  folded text NOT NULL,
  address_id text NOT NULL,
  how text NOT NULL,
  since bigint NOT NULL DEFAULT 0,
  CONSTRAINT address_names_anew_address_id_fkey FOREIGN KEY (address_id) REFERENCES addresses(id),
  CONSTRAINT address_names_anew_pkey PRIMARY KEY (district, head, folded, address_id)
);
CREATE INDEX address_names_by_address ON public.address_names USING btree (address_id);

CREATE TABLE address_serials (
  district text NOT NULL,
  owner text NOT NULL,
  last bigint NOT NULL,
  CONSTRAINT address_serials_pkey PRIMARY KEY (owner)
);

CREATE TABLE address_sources (
  id text NOT NULL,
  district text NOT NULL,
  name text NOT NULL,
  title text NOT NULL,
  since bigint NOT NULL,
  CONSTRAINT address_sources_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX address_sources_by_name ON public.address_sources USING btree (district, name);

CREATE TABLE address_successors (
  id text NOT NULL,
  district text NOT NULL,
  address_id text NOT NULL,
  successor_id text NOT NULL,
  number bigint NOT NULL,
  CONSTRAINT address_successors_address_id_fkey FOREIGN KEY (address_id) REFERENCES addresses(id),
  CONSTRAINT address_successors_pkey PRIMARY KEY (id),
  CONSTRAINT address_successors_successor_id_fkey FOREIGN KEY (successor_id) REFERENCES addresses(id)
);
CREATE INDEX address_successors_by_address ON public.address_successors USING btree (address_id);
CREATE INDEX address_successors_by_successor ON public.address_successors USING btree (successor_id);

CREATE TABLE address_versions (
  id text NOT NULL,
  district text NOT NULL,
  change_number bigint NOT NULL,
  address_id text NOT NULL,
  type text NOT NULL,
  name text NOT NULL,
  village_id text,
  town_id text NOT NULL,
  grid_id text,
  origin text NOT NULL,
  valid_from text NOT NULL,
  valid_to text,
  parent_id text,
  number text,
  code text,
  state text NOT NULL,
  successor_id text,
  longitude_e6 bigint,
  latitude_e6 bigint,
  serial bigint,
  position_system text,
  position_quality text,
  CONSTRAINT address_versions_address_id_fkey FOREIGN KEY (address_id) REFERENCES addresses(id),
  CONSTRAINT address_versions_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX address_versions_by_address ON public.address_versions USING btree (address_id, change_number);

CREATE TABLE addresses (
  id text NOT NULL,
  district text NOT NULL,
  type text NOT NULL,
  name text NOT NULL,
  village_id text,
  town_id text NOT NULL,
  grid_id text,
  origin text NOT NULL,
  valid_from text NOT NULL,
  valid_to text,
  parent_id text,
  number text,
  code text,
  state text NOT NULL DEFAULT 'confirmed'::text,
  successor_id text,
  longitude_e6 bigint,
  latitude_e6 bigint,
  serial bigint,
  position_system text,
  position_quality text,
  CONSTRAINT addresses_anew_grid_id_fkey FOREIGN KEY (grid_id) REFERENCES divisions(id),
  CONSTRAINT addresses_anew_pkey PRIMARY KEY (id),
  CONSTRAINT addresses_anew_town_id_fkey FOREIGN KEY (town_id) REFERENCES divisions(id),
  CONSTRAINT addresses_anew_village_id_fkey FOREIGN KEY (village_id) REFERENCES divisions(id),
  CONSTRAINT addresses_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES addresses(id),
  CONSTRAINT addresses_successor_id_fkey FOREIGN KEY (successor_id) REFERENCES addresses(id)
);
CREATE UNIQUE INDEX addresses_by_code ON public.addresses USING btree (district, code) WHERE (code IS NOT NULL);
CREATE INDEX addresses_by_village ON public.addresses USING btree (village_id);
CREATE UNIQUE INDEX addresses_of_numbers ON public.addresses USING btree (parent_id, type, number) WHERE ((number IS NOT NULL) AND (valid_to IS NULL));
CREATE UNIQUE INDEX addresses_of_towns ON public.addresses USING btree (town_id) WHERE ((village_id IS NULL) AND (valid_to IS NULL));

CREATE TABLE agreement_signatures (
  id text NOT NULL,
  district text NOT NULL,
  mediation_id text NOT NULL,
  agreement_id text NOT NULL,
  party_id text NOT NULL,
  way text NOT NULL,
  hash text NOT NULL,
  scan_id text,
  at bigint NOT NULL,
  CONSTRAINT agreement_signatures_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES agreements(id),
  CONSTRAINT agreement_signatures_mediation_id_fkey FOREIGN KEY (mediation_id) REFERENCES mediations(id),
  CONSTRAINT agreement_signatures_pkey PRIMARY KEY (id)
);
CREATE INDEX agreement_signatures_by_mediation ON public.agreement_signatures USING btree (mediation_id);
CREATE UNIQUE INDEX agreement_signatures_by_party ON public.agreement_signatures USING btree (agreement_id, party_id);

CREATE TABLE agreements (
  id text NOT NULL,
  district text NOT NULL,
  mediation_id text NOT NULL,
  version bigint NOT NULL,
  form text NOT NULL,
  text_id text NOT NULL,
  hash text NOT NULL,
  state text NOT NULL,
  sign_until bigint NOT NULL,
  effective_on text,
  made_at bigint NOT NULL,
  CONSTRAINT agreements_mediation_id_fkey FOREIGN KEY (mediation_id) REFERENCES mediations(id),
  CONSTRAINT agreements_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX agreements_by_version ON public.agreements USING btree (mediation_id, version);

CREATE TABLE allowances (
  district text NOT NULL,
  subject text NOT NULL,
  rest bigint NOT NULL,
  at bigint NOT NULL,
  CONSTRAINT allowances_pkey PRIMARY KEY (district, subject)
);
CREATE INDEX allowances_by_time ON public.allowances USING btree (at);

CREATE TABLE answer_checks (
  id text NOT NULL,
  district text NOT NULL,
  matter_id text NOT NULL,
  unit_id text,
  questions bigint NOT NULL,
  open text NOT NULL,
  at bigint NOT NULL,
  CONSTRAINT answer_checks_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  CONSTRAINT answer_checks_pkey PRIMARY KEY (id)
);
CREATE INDEX answer_checks_by_time ON public.answer_checks USING btree (district, at);

CREATE TABLE api_tokens (
  id text NOT NULL,
  district text NOT NULL,
  account_id text NOT NULL,
  post_id text NOT NULL,
  name text NOT NULL,
  scopes text NOT NULL,
  prefix text NOT NULL,
  token_hash text NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  last_used_on text,
  revoked_at bigint,
  CONSTRAINT api_tokens_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT api_tokens_pkey PRIMARY KEY (id),
  CONSTRAINT api_tokens_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id)
);
CREATE INDEX api_tokens_by_account ON public.api_tokens USING btree (account_id);
CREATE UNIQUE INDEX api_tokens_by_hash ON public.api_tokens USING btree (token_hash);

CREATE TABLE arrivals (
  id text NOT NULL,
  district text NOT NULL,
  matter_id text NOT NULL,
  channel text NOT NULL,
  way text NOT NULL,
  day text,
  number_id text,
  sender_id text,
  CONSTRAINT arrivals_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  CONSTRAINT arrivals_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX arrivals_by_matter ON public.arrivals USING btree (matter_id);

CREATE TABLE assignments (
  id text NOT NULL,
  district text NOT NULL,
  matter_id text NOT NULL,
  proceeding_id text NOT NULL,
  unit_id text NOT NULL,
  part text NOT NULL,
  state text NOT NULL,
  offered_by text NOT NULL,
  kept bigint NOT NULL,
  accepted_post text,
  offered_at bigint NOT NULL,
  accepted_at bigint,
  ended_at bigint,
  CONSTRAINT assignments_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  CONSTRAINT assignments_pkey PRIMARY KEY (id),
  CONSTRAINT assignments_proceeding_id_fkey FOREIGN KEY (proceeding_id) REFERENCES proceedings(id),
  CONSTRAINT assignments_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE INDEX assignments_by_matter ON public.assignments USING btree (matter_id);
CREATE INDEX assignments_objected ON public.assignments USING btree (district, offered_at) WHERE (state = 'objected'::text);
CREATE INDEX assignments_open_by_unit ON public.assignments USING btree (unit_id, state, matter_id) WHERE (state = ANY (ARRAY['offered'::text, 'accepted'::text, 'objected'::text]));

CREATE TABLE attachments (
  id text NOT NULL,
  district text NOT NULL,
  matter_id text NOT NULL,
  name_id text NOT NULL,
  type text NOT NULL,
  size bigint NOT NULL,
  blob text NOT NULL,
  author text NOT NULL,
  at bigint NOT NULL,
  CONSTRAINT attachments_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  CONSTRAINT attachments_pkey PRIMARY KEY (id)
);
CREATE INDEX attachments_by_blob ON public.attachments USING btree (blob);
CREATE INDEX attachments_by_matter ON public.attachments USING btree (matter_id);

CREATE TABLE attempts (
  district text NOT NULL,
  subject text NOT NULL,
  failures bigint NOT NULL,
  last_at bigint NOT NULL,
  CONSTRAINT attempts_pkey PRIMARY KEY (district, subject)
);

CREATE TABLE attentions (
  id text NOT NULL,
  district text NOT NULL,
  matter_id text NOT NULL,
  unit_id text NOT NULL,
  kind text NOT NULL,
  at bigint NOT NULL,
  seen_at bigint,
  CONSTRAINT attentions_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  CONSTRAINT attentions_pkey PRIMARY KEY (id)
);
CREATE INDEX attentions_by_matter ON public.attentions USING btree (matter_id);
CREATE INDEX attentions_by_unit ON public.attentions USING btree (unit_id, at) WHERE (seen_at IS NULL);
CREATE INDEX attentions_unseen ON public.attentions USING btree (unit_id, matter_id) WHERE (seen_at IS NULL);

CREATE TABLE booking_resources (
  booking_id text NOT NULL,
  resource text NOT NULL,
  district text NOT NULL,
  CONSTRAINT booking_resources_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES bookings(id),
  CONSTRAINT booking_resources_pkey PRIMARY KEY (booking_id, resource)
);

CREATE TABLE booking_slots (
  district text NOT NULL,
  resource text NOT NULL,
  slot bigint NOT NULL,
  booking_id text NOT NULL,
  CONSTRAINT booking_slots_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES bookings(id),
  CONSTRAINT booking_slots_pkey PRIMARY KEY (district, resource, slot)
);
CREATE INDEX booking_slots_by_booking ON public.booking_slots USING btree (booking_id);

CREATE TABLE bookings (
  id text NOT NULL,
  district text NOT NULL,
  unit_id text NOT NULL,
  day text NOT NULL,
  from_minute bigint NOT NULL,
  to_minute bigint NOT NULL,
  purpose text NOT NULL,
  matter_id text,
  subject_id text,
  name_id text,
  phone_id text,
  state text NOT NULL,
  reason_id text,
  booked_by text NOT NULL,
  booked_at bigint NOT NULL,
  revision bigint NOT NULL,
  CONSTRAINT bookings_pkey PRIMARY KEY (id),
  CONSTRAINT bookings_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE INDEX bookings_by_day ON public.bookings USING btree (unit_id, day, from_minute);
CREATE INDEX bookings_by_matter ON public.bookings USING btree (matter_id) WHERE (matter_id IS NOT NULL);

CREATE TABLE call_attempts (
  id text NOT NULL,
  district text NOT NULL,
  matter_id text NOT NULL,
  call_back_id text NOT NULL,
  at bigint NOT NULL,
  result text NOT NULL,
  text_id text,
  author text NOT NULL,
  CONSTRAINT call_attempts_call_back_id_fkey FOREIGN KEY (call_back_id) REFERENCES call_backs(id),
  CONSTRAINT call_attempts_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  CONSTRAINT call_attempts_pkey PRIMARY KEY (id)
);
CREATE INDEX call_attempts_by_call_back ON public.call_attempts USING btree (call_back_id);

CREATE TABLE call_backs (
  id text NOT NULL,
  district text NOT NULL,
  matter_id text NOT NULL,
  unit_id text NOT NULL,
  kind text NOT NULL,
  due_at bigint NOT NULL,
  number_id text,
  reason_id text,
  state text NOT NULL,
  made_at bigint NOT NULL,
  done_at bigint,
  satisfied bigint,
  CONSTRAINT call_backs_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  CONSTRAINT call_backs_pkey PRIMARY KEY (id),
  CONSTRAINT call_backs_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE INDEX call_backs_by_matter ON public.call_backs USING btree (matter_id);
CREATE INDEX call_backs_waiting ON public.call_backs USING btree (unit_id, due_at) WHERE (state = 'waiting'::text);

CREATE TABLE caucus_notes (
  id text NOT NULL,
  district text NOT NULL,
  mediation_id text NOT NULL,
  mediator_id text NOT NULL,
  side text NOT NULL,
  text_id text NOT NULL,
  at bigint NOT NULL,
  CONSTRAINT caucus_notes_mediation_id_fkey FOREIGN KEY (mediation_id) REFERENCES mediations(id),
  CONSTRAINT caucus_notes_pkey PRIMARY KEY (id)
);
CREATE INDEX caucus_notes_by_mediation ON public.caucus_notes USING btree (mediation_id);

CREATE TABLE centre_hours (
  id text NOT NULL,
  district text NOT NULL,
  unit_id text NOT NULL,
  weekday bigint,
  day text,
  opens bigint,
  closes bigint,
  CONSTRAINT centre_hours_pkey PRIMARY KEY (id),
  CONSTRAINT centre_hours_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE INDEX centre_hours_by_unit ON public.centre_hours USING btree (unit_id);

CREATE TABLE counterpart_messages (
  id text NOT NULL,
  district text NOT NULL,
  counterpart text NOT NULL,
  number text NOT NULL,
  matter_id text NOT NULL,
  proceeding_id text,
  procedure text NOT NULL,
  step text,
  happened_at bigint NOT NULL,
  received_at bigint NOT NULL,
  told_id text NOT NULL,
  state text NOT NULL,
  why_zh text,
  why_en text,
  decided_at bigint,
  CONSTRAINT counterpart_messages_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  CONSTRAINT counterpart_messages_pkey PRIMARY KEY (id),
  CONSTRAINT counterpart_messages_proceeding_id_fkey FOREIGN KEY (proceeding_id) REFERENCES proceedings(id)
);
CREATE INDEX counterpart_messages_by_matter ON public.counterpart_messages USING btree (matter_id, received_at);
CREATE UNIQUE INDEX counterpart_messages_by_number ON public.counterpart_messages USING btree (district, counterpart, number);
CREATE INDEX counterpart_messages_held ON public.counterpart_messages USING btree (district, received_at) WHERE (state = 'held'::text);

CREATE TABLE districts (
  district text NOT NULL,
  code text NOT NULL,
  prefix text NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  note_zh text NOT NULL,
  note_en text NOT NULL,
  clock_offset bigint NOT NULL,
  is_demo bigint NOT NULL,
  CONSTRAINT districts_pkey PRIMARY KEY (district)
);

CREATE TABLE division_names (
  id text NOT NULL,
  district text NOT NULL,
  division_id text NOT NULL,
  name text NOT NULL,
  how text NOT NULL,
  valid_on text NOT NULL,
  number bigint NOT NULL,
  CONSTRAINT division_names_division_id_fkey FOREIGN KEY (division_id) REFERENCES divisions(id),
  CONSTRAINT division_names_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX division_names_of_division ON public.division_names USING btree (division_id, name);

CREATE TABLE division_shape_versions (
  id text NOT NULL,
  district text NOT NULL,
  division_id text NOT NULL,
  number bigint NOT NULL,
  rings text,
  quality text,
  held_from text NOT NULL,
  held_to text NOT NULL,
  CONSTRAINT division_shape_versions_division_id_fkey FOREIGN KEY (division_id) REFERENCES divisions(id),
  CONSTRAINT division_shape_versions_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX division_shape_versions_of_division ON public.division_shape_versions USING btree (division_id, number);

CREATE TABLE division_shapes (
  division_id text NOT NULL,
  district text NOT NULL,
  rings text NOT NULL,
  quality text NOT NULL,
  CONSTRAINT division_shapes_division_id_fkey FOREIGN KEY (division_id) REFERENCES divisions(id),
  CONSTRAINT division_shapes_pkey PRIMARY KEY (division_id)
);

CREATE TABLE division_successors (
  id text NOT NULL,
  district text NOT NULL,
  from_id text NOT NULL,
  to_id text NOT NULL,
  valid_on text NOT NULL,
  number bigint NOT NULL,
  CONSTRAINT division_successors_from_id_fkey FOREIGN KEY (from_id) REFERENCES divisions(id),
  CONSTRAINT division_successors_pkey PRIMARY KEY (id),
  CONSTRAINT division_successors_to_id_fkey FOREIGN KEY (to_id) REFERENCES divisions(id)
);
CREATE UNIQUE INDEX division_successors_of_division ON public.division_successors USING btree (from_id, to_id, valid_on);
CREATE INDEX division_successors_to_division ON public.division_successors USING btree (to_id);

CREATE TABLE division_versions (
  id text NOT NULL,
  district text NOT NULL,
  division_id text NOT NULL,
  number bigint NOT NULL,
  level text NOT NULL,
  code text NOT NULL,
  code_system text NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  kind text NOT NULL,
  parent_id text,
  longitude_e6 bigint,
  latitude_e6 bigint,
  valid_from text NOT NULL,
  valid_to text,
  held_from text NOT NULL,
  held_to text NOT NULL,
  CONSTRAINT division_versions_division_id_fkey FOREIGN KEY (division_id) REFERENCES divisions(id),
  CONSTRAINT division_versions_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES divisions(id),
  CONSTRAINT division_versions_pkey PRIMARY KEY (id)
);
CREATE INDEX division_versions_by_code ON public.division_versions USING btree (district, code_system, code);
CREATE INDEX division_versions_by_day ON public.division_versions USING btree (district, level, held_to);
CREATE INDEX division_versions_by_number ON public.division_versions USING btree (district, number);
CREATE UNIQUE INDEX division_versions_of_division ON public.division_versions USING btree (division_id, number);

CREATE TABLE divisions (
  id text NOT NULL,
  district text NOT NULL,
  level text NOT NULL,
  code text NOT NULL,
  code_system text NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  kind text NOT NULL,
  parent_id text,
  longitude_e6 bigint,
  latitude_e6 bigint,
  valid_from text NOT NULL,
  valid_to text,
  CONSTRAINT divisions_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES divisions(id),
  CONSTRAINT divisions_pkey PRIMARY KEY (id)
);
CREATE INDEX divisions_by_code ON public.divisions USING btree (district, code_system, code);
CREATE INDEX divisions_by_level ON public.divisions USING btree (district, level, code);
CREATE INDEX divisions_by_parent ON public.divisions USING btree (parent_id);

CREATE TABLE fulfilments (
  id text NOT NULL,
  district text NOT NULL,
  mediation_id text NOT NULL,
  agreement_id text NOT NULL,
  number bigint NOT NULL,
  pledge_id text NOT NULL,
  due_day text NOT NULL,
  state text NOT NULL,
  done_on text,
  proof_id text,
  reminded_on text,
  CONSTRAINT fulfilments_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES agreements(id),
  CONSTRAINT fulfilments_mediation_id_fkey FOREIGN KEY (mediation_id) REFERENCES mediations(id),
  CONSTRAINT fulfilments_pkey PRIMARY KEY (id)
);
CREATE INDEX fulfilments_by_day ON public.fulfilments USING btree (district, state, due_day);
CREATE INDEX fulfilments_by_mediation ON public.fulfilments USING btree (mediation_id);

CREATE TABLE handovers (
  id text NOT NULL,
  district text NOT NULL,
  matter_id text NOT NULL,
  reason text NOT NULL,
  incident_id text,
  from_unit text NOT NULL,
  to_unit text NOT NULL,
  returned_at bigint,
  at bigint NOT NULL,
  CONSTRAINT handovers_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  CONSTRAINT handovers_pkey PRIMARY KEY (id)
);
CREATE INDEX handovers_by_matter ON public.handovers USING btree (matter_id);

CREATE TABLE idempotency_keys (
  district text NOT NULL,
  actor text NOT NULL,
  route text NOT NULL,
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  response_ref text NOT NULL,
  at bigint NOT NULL,
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (district, actor, route, key)
);
CREATE INDEX idempotency_keys_by_age ON public.idempotency_keys USING btree (at);

CREATE TABLE intake_settings (
  district text NOT NULL,
  alone bigint,
  CONSTRAINT intake_settings_pkey PRIMARY KEY (district)
);

CREATE TABLE issue_members (
  matter_id text NOT NULL,
  district text NOT NULL,
  issue_id text NOT NULL,
  person bigint NOT NULL,
  pinned bigint NOT NULL,
  at bigint NOT NULL,
  CONSTRAINT issue_members_pkey PRIMARY KEY (matter_id)
);
CREATE INDEX issue_members_by_issue ON public.issue_members USING btree (issue_id);
CREATE INDEX issue_members_pinned ON public.issue_members USING btree (district, issue_id) WHERE (pinned = 1);

CREATE TABLE issue_voices (
  party_id text NOT NULL,
  district text NOT NULL,
  issue_id text NOT NULL,
  matter_id text NOT NULL,
  person bigint NOT NULL,
  at bigint NOT NULL,
  CONSTRAINT issue_voices_pkey PRIMARY KEY (party_id)
);
CREATE INDEX issue_voices_by_issue ON public.issue_voices USING btree (issue_id);

CREATE TABLE issues (
  id text NOT NULL,
  district text NOT NULL,
  made_at bigint NOT NULL,
  matters bigint NOT NULL,
  people bigint NOT NULL,
  last_at bigint NOT NULL,
  parent_matter text,
  CONSTRAINT issues_pkey PRIMARY KEY (id)
);
CREATE INDEX issues_by_last ON public.issues USING btree (district, last_at);

CREATE TABLE job_timetable (
  district text NOT NULL,
  name text NOT NULL,
  every_seconds bigint NOT NULL,
  next_at bigint NOT NULL,
  CONSTRAINT job_timetable_every_seconds_check CHECK ((every_seconds > 0)),
  CONSTRAINT job_timetable_pkey PRIMARY KEY (district, name)
);

CREATE TABLE jobs (
  id text NOT NULL,
  district text NOT NULL,
  name text NOT NULL,
  payload text NOT NULL,
  run_at bigint NOT NULL,
  attempts bigint NOT NULL DEFAULT 0,
  state text NOT NULL DEFAULT 'waiting'::text,
  last_error text,
  claimed_by text,
  lease_until bigint,
  created_at bigint NOT NULL,
  ended_at bigint,
  CONSTRAINT jobs_pkey PRIMARY KEY (id),
  CONSTRAINT jobs_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX jobs_due ON public.jobs USING btree (COALESCE(lease_until, run_at), id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));
CREATE INDEX jobs_ended ON public.jobs USING btree (state, ended_at) WHERE (state = ANY (ARRAY['done'::text, 'failed'::text]));
CREATE INDEX jobs_open ON public.jobs USING btree (district, name) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));

CREATE TABLE journal_batch_rows (
  district text NOT NULL,
  table_name text NOT NULL,
  row_id text NOT NULL,
  entry_id text NOT NULL,
  layout bigint NOT NULL,
  salt bytea NOT NULL,
  digest bytea NOT NULL,
  leaves bytea,
  CONSTRAINT journal_batch_rows_pkey PRIMARY KEY (district, table_name, row_id, entry_id)
);

CREATE TABLE journal_chains (
  district text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  number bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT journal_chains_pkey PRIMARY KEY (district, subject_kind, subject_id)
);

CREATE TABLE journal_entries (
  arrival bigint NOT NULL IDENTITY,
  id text NOT NULL,
  district text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  number bigint NOT NULL,
  previous bytea NOT NULL,
  hash bytea NOT NULL,
  body text NOT NULL,
  recorded_at bigint NOT NULL,
  CONSTRAINT journal_entries_one_arrival PRIMARY KEY (arrival, id),
  CONSTRAINT journal_entries_one_id UNIQUE (id),
  CONSTRAINT journal_entries_one_number UNIQUE (district, subject_kind, subject_id, number, id)
) PARTITION BY RANGE (id);
CREATE INDEX journal_entries_by_arrival ON ONLY public.journal_entries USING btree (district, arrival);

CREATE TABLE journal_frontiers (
  district text NOT NULL,
  size bigint NOT NULL,
  arrival bigint NOT NULL,
  nodes bytea NOT NULL,
  CONSTRAINT journal_frontiers_pkey PRIMARY KEY (district)
);

CREATE TABLE journal_heads (
  district text NOT NULL,
  size bigint NOT NULL,
  root bytea NOT NULL,
  at bigint NOT NULL,
  CONSTRAINT journal_heads_pkey PRIMARY KEY (district, size)
);

CREATE TABLE journal_log (
  district text NOT NULL,
  position bigint NOT NULL,
  entry_id text NOT NULL,
  leaf bytea NOT NULL,
  CONSTRAINT journal_log_new_entry_id_key UNIQUE (entry_id),
  CONSTRAINT journal_log_new_pkey PRIMARY KEY (district, "position")
);
CREATE INDEX journal_log_by_leaf ON public.journal_log USING btree (district, leaf);

CREATE TABLE journal_nodes (
  district text NOT NULL,
  level bigint NOT NULL,
  position bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT journal_nodes_pkey PRIMARY KEY (district, level, "position")
);

CREATE TABLE journal_states (
  district text NOT NULL,
  table_name text NOT NULL,
  row_id text NOT NULL,
  entry_id text NOT NULL,
  layout bigint NOT NULL,
  salt bytea NOT NULL,
  digest bytea NOT NULL,
  leaves bytea,
  CONSTRAINT journal_states_pkey PRIMARY KEY (district, table_name, row_id)
);

CREATE TABLE leases (
  name text NOT NULL,
  holder text NOT NULL,
  until bigint NOT NULL,
  CONSTRAINT leases_pkey PRIMARY KEY (name)
);

CREATE TABLE matter_children (
  child_id text NOT NULL,
  parent_id text NOT NULL,
  district text NOT NULL,
  CONSTRAINT matter_children_child_id_fkey FOREIGN KEY (child_id) REFERENCES matters(id),
  CONSTRAINT matter_children_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES matters(id),
  CONSTRAINT matter_children_pkey PRIMARY KEY (child_id)
);
CREATE INDEX matter_children_by_parent ON public.matter_children USING btree (parent_id);

CREATE TABLE matter_exclusions (
  matter_id text NOT NULL,
  unit_id text NOT NULL,
  district text NOT NULL,
  CONSTRAINT matter_exclusions_pkey PRIMARY KEY (matter_id, unit_id)
);
CREATE INDEX matter_exclusions_by_unit ON public.matter_exclusions USING btree (unit_id);

CREATE TABLE matter_remarks (
  id text NOT NULL,
  district text NOT NULL,
  matter_id text NOT NULL,
  kind text NOT NULL,
  public bigint NOT NULL,
  text_id text NOT NULL,
  author text NOT NULL,
  unit_id text,
  at bigint NOT NULL,
  CONSTRAINT matter_remarks_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  CONSTRAINT matter_remarks_pkey PRIMARY KEY (id)
);
CREATE INDEX matter_remarks_by_matter ON public.matter_remarks USING btree (matter_id);

CREATE TABLE matter_search (
  n bigint NOT NULL,
  words tsvector NOT NULL,
  CONSTRAINT matter_search_pkey PRIMARY KEY (n)
);
CREATE INDEX matter_search_words ON public.matter_search USING gin (words, (ARRAY[(n >> 31)])) WITH (fastupdate=off);

CREATE TABLE matter_search_rows (
  search_row bigint NOT NULL IDENTITY,
  district text NOT NULL,
  matter_id text NOT NULL,
  words text NOT NULL,
  units text NOT NULL,
  CONSTRAINT matter_search_rows_pkey PRIMARY KEY (search_row)
);
CREATE UNIQUE INDEX matter_search_rows_by_matter ON public.matter_search_rows USING btree (matter_id);

CREATE TABLE matter_unit_search (
  n bigint NOT NULL,
  words tsvector NOT NULL,
  CONSTRAINT matter_unit_search_pkey PRIMARY KEY (n)
);
CREATE INDEX matter_unit_search_words ON public.matter_unit_search USING gin (words, (ARRAY[(n >> 31)])) WITH (fastupdate=off);

CREATE TABLE matter_units (
  unit_id text NOT NULL,
  matter_id text NOT NULL,
  district text NOT NULL,
  CONSTRAINT matter_units_pkey PRIMARY KEY (unit_id, matter_id)
);
CREATE INDEX matter_units_by_matter ON public.matter_units USING btree (matter_id);

CREATE TABLE matters (
  id text NOT NULL,
  district text NOT NULL,
  number text NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL,
  topic text,
  topic_confirmed bigint NOT NULL,
  topic_score bigint,
  topic_words text,
  narrative_id text NOT NULL,
  place_id text,
  place_how text NOT NULL,
  village_id text,
  town_id text,
  first_receiver text NOT NULL,
  received_by text NOT NULL,
  lead_unit text,
  status text NOT NULL,
  stage text NOT NULL,
  end_code text,
  end_route text,
  due_day text,
  happened_at bigint NOT NULL,
  filed_at bigint NOT NULL,
  ended_at bigint,
  rating bigint,
  reopened bigint NOT NULL,
  confidentiality text NOT NULL,
  route_rule text,
  route_version text,
  import_key text,
  key_version bigint NOT NULL,
  search_row bigint NOT NULL,
  revision bigint NOT NULL,
  grid_id text,
  CONSTRAINT matters_pkey PRIMARY KEY (id)
);
CREATE INDEX matters_by_ended ON public.matters USING btree (district, ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX matters_by_filed ON public.matters USING btree (district, filed_at);
CREATE UNIQUE INDEX matters_by_import ON public.matters USING btree (district, import_key) WHERE (import_key IS NOT NULL);
CREATE UNIQUE INDEX matters_by_number ON public.matters USING btree (district, number);
CREATE INDEX matters_by_place ON public.matters USING btree (place_id, filed_at) WHERE (place_id IS NOT NULL);
CREATE UNIQUE INDEX matters_by_search_row ON public.matters USING btree (search_row);
CREATE INDEX matters_open_by_due ON public.matters USING btree (district, due_day) WHERE (status <> 'ended'::text);
CREATE INDEX matters_open_by_place ON public.matters USING btree (place_id, filed_at) WHERE ((place_id IS NOT NULL) AND (status <> 'ended'::text));
CREATE INDEX matters_open_by_town ON public.matters USING btree (district, town_id) WHERE (status <> 'ended'::text);
CREATE INDEX matters_without_lead ON public.matters USING btree (first_receiver) WHERE ((lead_unit IS NULL) AND (status <> 'ended'::text));

CREATE TABLE mediation_choices (
  id text NOT NULL,
  district text NOT NULL,
  mediation_id text NOT NULL,
  side text NOT NULL,
  mediator_id text NOT NULL,
  CONSTRAINT mediation_choices_mediation_id_fkey FOREIGN KEY (mediation_id) REFERENCES mediations(id),
  CONSTRAINT mediation_choices_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX mediation_choices_by_side ON public.mediation_choices USING btree (mediation_id, side);

CREATE TABLE mediation_parties (
  id text NOT NULL,
  district text NOT NULL,
  mediation_id text NOT NULL,
  side text NOT NULL,
  role text NOT NULL,
  acts_for text,
  is_joint bigint NOT NULL,
  identity_id text NOT NULL,
  added_at bigint NOT NULL,
  left_at bigint,
  CONSTRAINT mediation_parties_mediation_id_fkey FOREIGN KEY (mediation_id) REFERENCES mediations(id),
  CONSTRAINT mediation_parties_pkey PRIMARY KEY (id)
);
CREATE INDEX mediation_parties_by_mediation ON public.mediation_parties USING btree (mediation_id);

CREATE TABLE mediation_recusals (
  id text NOT NULL,
  district text NOT NULL,
  mediation_id text NOT NULL,
  mediator_id text NOT NULL,
  ground text NOT NULL,
  text_id text NOT NULL,
  at bigint NOT NULL,
  CONSTRAINT mediation_recusals_mediation_id_fkey FOREIGN KEY (mediation_id) REFERENCES mediations(id),
  CONSTRAINT mediation_recusals_pkey PRIMARY KEY (id)
);
CREATE INDEX mediation_recusals_by_mediation ON public.mediation_recusals USING btree (mediation_id);

CREATE TABLE mediations (
  id text NOT NULL,
  district text NOT NULL,
  matter_id text NOT NULL,
  mediator_id text,
  appointed_by text,
  failure_id text,
  revision bigint NOT NULL,
  CONSTRAINT mediations_id_fkey FOREIGN KEY (id) REFERENCES proceedings(id),
  CONSTRAINT mediations_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  CONSTRAINT mediations_pkey PRIMARY KEY (id)
);
CREATE INDEX mediations_by_mediator ON public.mediations USING btree (mediator_id);

CREATE TABLE mediator_rests (
  id text NOT NULL,
  district text NOT NULL,
  mediator_id text NOT NULL,
  from_day text NOT NULL,
  to_day text NOT NULL,
  CONSTRAINT mediator_rests_mediator_id_fkey FOREIGN KEY (mediator_id) REFERENCES mediators(id),
  CONSTRAINT mediator_rests_pkey PRIMARY KEY (id)
);
CREATE INDEX mediator_rests_by_mediator ON public.mediator_rests USING btree (mediator_id);

CREATE TABLE mediators (
  id text NOT NULL,
  district text NOT NULL,
  unit_id text NOT NULL,
  account_id text,
  name text NOT NULL,
  kind text NOT NULL,
  skills text NOT NULL,
  most bigint NOT NULL,
  until_day text,
  CONSTRAINT mediators_pkey PRIMARY KEY (id),
  CONSTRAINT mediators_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE INDEX mediators_by_unit ON public.mediators USING btree (unit_id);

CREATE TABLE notice_events (
  id text NOT NULL,
  district text NOT NULL,
  notice_id text NOT NULL,
  what text NOT NULL,
  state text NOT NULL,
  reason text,
  at bigint NOT NULL,
  CONSTRAINT notice_events_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notices(id),
  CONSTRAINT notice_events_pkey PRIMARY KEY (id)
);
CREATE INDEX notice_events_by_notice ON public.notice_events USING btree (notice_id, id);

CREATE TABLE notices (
  id text NOT NULL,
  district text NOT NULL,
  key text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  channel text NOT NULL,
  template text NOT NULL,
  language text NOT NULL,
  address_id text NOT NULL,
  parameters_id text NOT NULL,
  state text NOT NULL,
  reason text,
  attempts bigint NOT NULL,
  next_at bigint NOT NULL,
  expires_at bigint,
  gateway text,
  gateway_ref text,
  created_at bigint NOT NULL,
  changed_at bigint NOT NULL,
  CONSTRAINT notices_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX notices_by_key ON public.notices USING btree (district, key);
CREATE INDEX notices_by_reference ON public.notices USING btree (district, gateway, gateway_ref);
CREATE INDEX notices_by_state ON public.notices USING btree (district, state, changed_at, id);
CREATE INDEX notices_by_subject ON public.notices USING btree (district, subject_kind, subject_id, id);
CREATE INDEX notices_due ON public.notices USING btree (district, channel, next_at, id) WHERE (state = 'queued'::text);

CREATE TABLE offers (
  id text NOT NULL,
  district text NOT NULL,
  mediation_id text NOT NULL,
  number bigint NOT NULL,
  side text NOT NULL,
  answers_id text,
  pledges_id text NOT NULL,
  until_day text NOT NULL,
  state text NOT NULL,
  at bigint NOT NULL,
  CONSTRAINT offers_mediation_id_fkey FOREIGN KEY (mediation_id) REFERENCES mediations(id),
  CONSTRAINT offers_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX offers_by_number ON public.offers USING btree (mediation_id, number);

CREATE TABLE one_time_codes (
  id text NOT NULL,
  district text NOT NULL,
  purpose text NOT NULL,
  subject text NOT NULL,
  digest text NOT NULL,
  tries bigint NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint,
  CONSTRAINT one_time_codes_pkey PRIMARY KEY (id)
);
CREATE INDEX one_time_codes_by_subject ON public.one_time_codes USING btree (district, purpose, subject, created_at);
CREATE INDEX one_time_codes_by_time ON public.one_time_codes USING btree (created_at);

CREATE TABLE outbox (
  position bigint NOT NULL IDENTITY,
  id text NOT NULL,
  district text NOT NULL,
  topic text NOT NULL,
  body text NOT NULL,
  created_at bigint NOT NULL,
  delivered_at bigint,
  attempts bigint NOT NULL DEFAULT 0,
  retry_at bigint,
  set_aside_at bigint,
  last_error text,
  CONSTRAINT outbox_id_key UNIQUE (id),
  CONSTRAINT outbox_pkey PRIMARY KEY ("position")
);
CREATE INDEX outbox_delivered ON public.outbox USING btree (delivered_at) WHERE (delivered_at IS NOT NULL);
CREATE INDEX outbox_held_back ON public.outbox USING btree (retry_at, district) WHERE ((delivered_at IS NULL) AND (set_aside_at IS NULL) AND (retry_at IS NOT NULL));
CREATE INDEX outbox_set_aside ON public.outbox USING btree ("position") WHERE (set_aside_at IS NOT NULL);
CREATE INDEX outbox_waiting ON public.outbox USING btree ("position") WHERE ((delivered_at IS NULL) AND (set_aside_at IS NULL));

CREATE TABLE paper_offices (
  id text NOT NULL,
  district text NOT NULL,
  mark text NOT NULL,
  picture text,
  revision bigint NOT NULL,
  CONSTRAINT paper_offices_id_fkey FOREIGN KEY (id) REFERENCES units(id),
  CONSTRAINT paper_offices_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX paper_offices_by_mark ON public.paper_offices USING btree (district, mark);

CREATE TABLE paper_serials (
  district text NOT NULL,
  unit_id text NOT NULL,
  series text NOT NULL,
  year bigint NOT NULL,
  last bigint NOT NULL,
  CONSTRAINT paper_serials_pkey PRIMARY KEY (unit_id, series, year),
  CONSTRAINT paper_serials_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);

CREATE TABLE paper_services (
  id text NOT NULL,
  district text NOT NULL,
  paper_id text NOT NULL,
  way text NOT NULL,
  day text NOT NULL,
  told_id text NOT NULL,
  attachment_id text,
  recorded_by text NOT NULL,
  at bigint NOT NULL,
  CONSTRAINT paper_services_paper_id_fkey FOREIGN KEY (paper_id) REFERENCES papers(id),
  CONSTRAINT paper_services_pkey PRIMARY KEY (id)
);
CREATE INDEX paper_services_by_paper ON public.paper_services USING btree (paper_id, at);

CREATE TABLE papers (
  id text NOT NULL,
  district text NOT NULL,
  matter_id text NOT NULL,
  proceeding_id text NOT NULL,
  unit_id text NOT NULL,
  template text NOT NULL,
  version text NOT NULL,
  state text NOT NULL,
  number text,
  day text,
  values_id text NOT NULL,
  file_id text,
  reason_id text,
  seal text,
  digest text,
  pages bigint,
  written_by text NOT NULL,
  written_at bigint NOT NULL,
  issued_by text,
  issued_at bigint,
  withdrawn_at bigint,
  replaces_id text,
  revision bigint NOT NULL,
  CONSTRAINT papers_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  CONSTRAINT papers_pkey PRIMARY KEY (id),
  CONSTRAINT papers_proceeding_id_fkey FOREIGN KEY (proceeding_id) REFERENCES proceedings(id),
  CONSTRAINT papers_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE INDEX papers_by_matter ON public.papers USING btree (matter_id);
CREATE UNIQUE INDEX papers_by_number ON public.papers USING btree (district, number) WHERE (number IS NOT NULL);
CREATE INDEX papers_by_proceeding ON public.papers USING btree (proceeding_id, written_at);

CREATE TABLE parties (
  id text NOT NULL,
  district text NOT NULL,
  matter_id text NOT NULL,
  part text NOT NULL,
  identity_id text,
  unit_id text,
  sealed bigint NOT NULL,
  CONSTRAINT parties_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  CONSTRAINT parties_pkey PRIMARY KEY (id)
);
CREATE INDEX parties_by_matter ON public.parties USING btree (matter_id);

CREATE TABLE personal_erasures (
  value_id text NOT NULL,
  district text NOT NULL,
  owner_kind text NOT NULL,
  owner_id text NOT NULL,
  field text NOT NULL,
  erased_at bigint NOT NULL,
  CONSTRAINT personal_erasures_pkey PRIMARY KEY (value_id)
);

CREATE TABLE personal_keys (
  value_id text NOT NULL,
  district text NOT NULL,
  wrapped bytea NOT NULL,
  key_version bigint NOT NULL,
  CONSTRAINT personal_keys_new_pkey PRIMARY KEY (value_id)
);

CREATE TABLE personal_values (
  id text NOT NULL,
  district text NOT NULL,
  owner_kind text NOT NULL,
  owner_id text NOT NULL,
  field text NOT NULL,
  sealed bytea NOT NULL,
  digest bytea NOT NULL,
  CONSTRAINT personal_values_pkey PRIMARY KEY (id)
);
CREATE INDEX personal_values_by_owner ON public.personal_values USING btree (district, owner_kind, owner_id, id);

CREATE TABLE place_changes (
  district text NOT NULL,
  number bigint NOT NULL,
  kind text NOT NULL,
  place_id text NOT NULL,
  what text NOT NULL,
  valid_on text NOT NULL,
  recorded_at bigint NOT NULL,
  reason text NOT NULL,
  act_id text NOT NULL,
  CONSTRAINT place_changes_pkey PRIMARY KEY (district, number)
);
CREATE INDEX place_changes_by_act ON public.place_changes USING btree (act_id, number);
CREATE INDEX place_changes_by_place ON public.place_changes USING btree (place_id, number);
CREATE INDEX place_changes_of_divisions ON public.place_changes USING btree (district, number) WHERE (kind = 'division'::text);

CREATE TABLE place_feed (
  district text NOT NULL,
  last bigint NOT NULL,
  CONSTRAINT place_feed_pkey PRIMARY KEY (district)
);

CREATE TABLE post_spells (
  id text NOT NULL,
  district text NOT NULL,
  post_id text NOT NULL,
  account_id text NOT NULL,
  from_day text NOT NULL,
  to_day text,
  CONSTRAINT post_spells_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT post_spells_pkey PRIMARY KEY (id),
  CONSTRAINT post_spells_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id)
);
CREATE INDEX post_spells_by_account ON public.post_spells USING btree (account_id);

CREATE TABLE posts (
  id text NOT NULL,
  district text NOT NULL,
  unit_id text NOT NULL,
  role text NOT NULL,
  CONSTRAINT posts_pkey PRIMARY KEY (id),
  CONSTRAINT posts_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE INDEX posts_by_unit ON public.posts USING btree (unit_id);

CREATE TABLE proceedings (
  id text NOT NULL,
  district text NOT NULL,
  matter_id text NOT NULL,
  procedure text NOT NULL,
  version text NOT NULL,
  stage text NOT NULL,
  opened_at bigint NOT NULL,
  ended_at bigint,
  road text,
  unit_id text,
  end_code text,
  reference text,
  CONSTRAINT proceedings_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  CONSTRAINT proceedings_pkey PRIMARY KEY (id)
);
CREATE INDEX proceedings_by_matter ON public.proceedings USING btree (matter_id);
CREATE INDEX proceedings_by_procedure ON public.proceedings USING btree (procedure, id) WHERE (road IS NOT NULL);
CREATE INDEX proceedings_by_unit ON public.proceedings USING btree (unit_id, ended_at) WHERE (unit_id IS NOT NULL);

CREATE TABLE proxies (
  id text NOT NULL,
  district text NOT NULL,
  matter_id text NOT NULL,
  account_id text NOT NULL,
  post_id text NOT NULL,
  unit_id text NOT NULL,
  asker_id text NOT NULL,
  way text NOT NULL,
  day text NOT NULL,
  scope_id text,
  state text NOT NULL,
  recorded_at bigint NOT NULL,
  ended_at bigint,
  CONSTRAINT proxies_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  CONSTRAINT proxies_pkey PRIMARY KEY (id),
  CONSTRAINT proxies_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE UNIQUE INDEX proxies_active ON public.proxies USING btree (matter_id) WHERE (state = 'active'::text);
CREATE INDEX proxies_by_matter ON public.proxies USING btree (matter_id);
CREATE INDEX proxies_by_unit ON public.proxies USING btree (unit_id, state);

CREATE TABLE proxy_reports (
  id text NOT NULL,
  district text NOT NULL,
  matter_id text NOT NULL,
  proxy_id text NOT NULL,
  code text NOT NULL,
  end_code text,
  unit_id text,
  text_id text,
  happened_at bigint NOT NULL,
  state text NOT NULL,
  told_day text,
  told_way text,
  told_by text,
  told_at bigint,
  CONSTRAINT proxy_reports_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  CONSTRAINT proxy_reports_pkey PRIMARY KEY (id),
  CONSTRAINT proxy_reports_proxy_id_fkey FOREIGN KEY (proxy_id) REFERENCES proxies(id)
);
CREATE INDEX proxy_reports_by_matter ON public.proxy_reports USING btree (matter_id);
CREATE INDEX proxy_reports_waiting ON public.proxy_reports USING btree (proxy_id) WHERE (state = 'waiting'::text);

CREATE TABLE reception_days (
  id text NOT NULL,
  district text NOT NULL,
  unit_id text NOT NULL,
  day text NOT NULL,
  opens bigint NOT NULL,
  closes bigint NOT NULL,
  minutes bigint NOT NULL,
  lanes bigint NOT NULL,
  CONSTRAINT reception_days_pkey PRIMARY KEY (id),
  CONSTRAINT reception_days_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE UNIQUE INDEX reception_days_by_unit ON public.reception_days USING btree (unit_id, day);

CREATE TABLE reception_leaders (
  day_id text NOT NULL,
  post_id text NOT NULL,
  district text NOT NULL,
  CONSTRAINT reception_leaders_day_id_fkey FOREIGN KEY (day_id) REFERENCES reception_days(id),
  CONSTRAINT reception_leaders_pkey PRIMARY KEY (day_id, post_id),
  CONSTRAINT reception_leaders_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id)
);

CREATE TABLE reception_rules (
  id text NOT NULL,
  district text NOT NULL,
  unit_id text NOT NULL,
  day_of_month bigint NOT NULL,
  roll text NOT NULL,
  opens bigint NOT NULL,
  closes bigint NOT NULL,
  minutes bigint NOT NULL,
  lanes bigint NOT NULL,
  from_day text NOT NULL,
  CONSTRAINT reception_rules_pkey PRIMARY KEY (id),
  CONSTRAINT reception_rules_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE INDEX reception_rules_by_unit ON public.reception_rules USING btree (unit_id, from_day);

CREATE TABLE receptions (
  id text NOT NULL,
  district text NOT NULL,
  day_id text NOT NULL,
  matter_id text NOT NULL,
  booking_id text,
  leader_post text,
  outcome text NOT NULL,
  proxy_unit text,
  at bigint NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT receptions_day_id_fkey FOREIGN KEY (day_id) REFERENCES reception_days(id),
  CONSTRAINT receptions_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  CONSTRAINT receptions_pkey PRIMARY KEY (id)
);
CREATE INDEX receptions_by_day ON public.receptions USING btree (day_id, at);
CREATE INDEX receptions_by_matter ON public.receptions USING btree (matter_id);

CREATE TABLE recovery_codes (
  account_id text NOT NULL,
  code_hash text NOT NULL,
  district text NOT NULL,
  used_at bigint,
  CONSTRAINT recovery_codes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT recovery_codes_pkey PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE room_uses (
  id text NOT NULL,
  district text NOT NULL,
  unit_id text NOT NULL,
  purpose text NOT NULL,
  seats bigint,
  closes_on text,
  CONSTRAINT room_uses_id_fkey FOREIGN KEY (id) REFERENCES rooms(id),
  CONSTRAINT room_uses_pkey PRIMARY KEY (id),
  CONSTRAINT room_uses_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE INDEX room_uses_by_unit ON public.room_uses USING btree (unit_id);

CREATE TABLE rooms (
  id text NOT NULL,
  district text NOT NULL,
  unit_id text NOT NULL,
  code text NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  floor bigint NOT NULL,
  CONSTRAINT rooms_pkey PRIMARY KEY (id),
  CONSTRAINT rooms_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE INDEX rooms_by_unit ON public.rooms USING btree (unit_id, code);

CREATE TABLE rule_drafts (
  district text NOT NULL,
  pack text NOT NULL,
  name text NOT NULL,
  base text NOT NULL,
  body text NOT NULL,
  revision bigint NOT NULL,
  changed_at bigint NOT NULL,
  changed_by text NOT NULL,
  CONSTRAINT rule_drafts_pkey PRIMARY KEY (district, pack, name)
);

CREATE TABLE rule_packs (
  id text NOT NULL,
  district text NOT NULL,
  pack text NOT NULL,
  name text NOT NULL,
  version bigint NOT NULL,
  from_day text NOT NULL,
  body text NOT NULL,
  hash text NOT NULL,
  published_at bigint NOT NULL,
  published_by text NOT NULL,
  CONSTRAINT rule_packs_district_pack_name_version_key UNIQUE (district, pack, name, version),
  CONSTRAINT rule_packs_pkey PRIMARY KEY (id)
);
CREATE INDEX rule_packs_by_id ON public.rule_packs USING btree (district, pack, id);

CREATE TABLE rule_withdrawals (
  pack_id text NOT NULL,
  district text NOT NULL,
  withdrawn_at bigint NOT NULL,
  withdrawn_by text NOT NULL,
  CONSTRAINT rule_withdrawals_pack_id_fkey FOREIGN KEY (pack_id) REFERENCES rule_packs(id),
  CONSTRAINT rule_withdrawals_pkey PRIMARY KEY (pack_id)
);

CREATE TABLE schema_migrations (
  name text NOT NULL,
  hash text NOT NULL,
  applied_at bigint NOT NULL,
  CONSTRAINT schema_migrations_pkey PRIMARY KEY (name)
);

CREATE TABLE seal_requests (
  id text NOT NULL,
  district text NOT NULL,
  matter_id text NOT NULL,
  party_id text NOT NULL,
  reason_id text NOT NULL,
  asked_account text NOT NULL,
  asked_post text NOT NULL,
  asked_at bigint NOT NULL,
  decided_account text,
  decided_post text,
  decided_at bigint,
  granted bigint,
  opened_at bigint,
  CONSTRAINT seal_requests_matter_id_fkey FOREIGN KEY (matter_id) REFERENCES matters(id),
  CONSTRAINT seal_requests_party_id_fkey FOREIGN KEY (party_id) REFERENCES parties(id),
  CONSTRAINT seal_requests_pkey PRIMARY KEY (id)
);
CREATE INDEX seal_requests_by_matter ON public.seal_requests USING btree (matter_id);
CREATE INDEX seal_requests_waiting ON public.seal_requests USING btree (district, asked_at) WHERE (decided_at IS NULL);

CREATE TABLE second_factor_setups (
  account_id text NOT NULL,
  district text NOT NULL,
  secret bytea NOT NULL,
  key_version bigint NOT NULL,
  session_hash text NOT NULL,
  begun_at bigint NOT NULL,
  CONSTRAINT second_factor_setups_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT second_factor_setups_pkey PRIMARY KEY (account_id)
);

CREATE TABLE second_factors (
  id text NOT NULL,
  district text NOT NULL,
  account_id text NOT NULL,
  secret bytea NOT NULL,
  key_version bigint NOT NULL,
  confirmed_at bigint NOT NULL,
  last_step bigint NOT NULL,
  CONSTRAINT second_factors_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT second_factors_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX second_factors_by_account ON public.second_factors USING btree (account_id);

CREATE TABLE serial_leases (
  district text NOT NULL,
  year bigint NOT NULL,
  next_serial bigint NOT NULL,
  CONSTRAINT serial_leases_pkey PRIMARY KEY (district, year)
);

CREATE TABLE sessions (
  token_hash text NOT NULL,
  district text NOT NULL,
  account_id text NOT NULL,
  post_id text NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  seen_at bigint NOT NULL DEFAULT 0,
  network text NOT NULL DEFAULT ''::text,
  device text NOT NULL DEFAULT ''::text,
  CONSTRAINT sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT sessions_pkey PRIMARY KEY (token_hash),
  CONSTRAINT sessions_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id)
);
CREATE INDEX sessions_by_account ON public.sessions USING btree (account_id);

CREATE TABLE sign_in_steps (
  token_hash text NOT NULL,
  district text NOT NULL,
  account_id text NOT NULL,
  tries bigint NOT NULL,
  expires_at bigint NOT NULL,
  CONSTRAINT sign_in_steps_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT sign_in_steps_pkey PRIMARY KEY (token_hash)
);
CREATE INDEX sign_in_steps_by_account ON public.sign_in_steps USING btree (account_id);

CREATE TABLE sign_ins (
  id text NOT NULL,
  district text NOT NULL,
  account_id text,
  at bigint NOT NULL,
  network text NOT NULL,
  device text NOT NULL,
  result text NOT NULL,
  CONSTRAINT sign_ins_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT sign_ins_pkey PRIMARY KEY (id)
);
CREATE INDEX sign_ins_by_account ON public.sign_ins USING btree (account_id, id);
CREATE INDEX sign_ins_by_time ON public.sign_ins USING btree (district, at);

CREATE TABLE signals (
  id text NOT NULL,
  district text NOT NULL,
  kind text NOT NULL,
  source text NOT NULL,
  state text NOT NULL,
  raised_at bigint NOT NULL,
  settled_at bigint,
  settled_by text,
  CONSTRAINT signals_pkey PRIMARY KEY (id)
);
CREATE INDEX signals_by_source ON public.signals USING btree (district, kind, source, raised_at);
CREATE UNIQUE INDEX signals_open ON public.signals USING btree (district, kind, source) WHERE (state = 'open'::text);

CREATE TABLE signed_heads (
  district text NOT NULL,
  hour bigint NOT NULL,
  size bigint NOT NULL,
  root bytea NOT NULL,
  at bigint NOT NULL,
  key_number bigint NOT NULL,
  signature bytea NOT NULL,
  CONSTRAINT signed_heads_pkey PRIMARY KEY (district, hour)
);

CREATE TABLE signing_keys (
  district text NOT NULL,
  number bigint NOT NULL,
  public_key bytea NOT NULL,
  since bigint NOT NULL,
  signature bytea NOT NULL,
  CONSTRAINT signing_keys_pkey PRIMARY KEY (district, number)
);

CREATE TABLE sitting_people (
  id text NOT NULL,
  district text NOT NULL,
  mediation_id text NOT NULL,
  sitting_id text NOT NULL,
  party_id text NOT NULL,
  invitation text NOT NULL,
  attendance text,
  CONSTRAINT sitting_people_mediation_id_fkey FOREIGN KEY (mediation_id) REFERENCES mediations(id),
  CONSTRAINT sitting_people_pkey PRIMARY KEY (id),
  CONSTRAINT sitting_people_sitting_id_fkey FOREIGN KEY (sitting_id) REFERENCES sittings(id)
);
CREATE INDEX sitting_people_by_mediation ON public.sitting_people USING btree (mediation_id);
CREATE UNIQUE INDEX sitting_people_by_party ON public.sitting_people USING btree (sitting_id, party_id);

CREATE TABLE sittings (
  id text NOT NULL,
  district text NOT NULL,
  mediation_id text NOT NULL,
  number bigint NOT NULL,
  booking_id text,
  day text NOT NULL,
  from_minute bigint NOT NULL,
  to_minute bigint NOT NULL,
  place_zh text NOT NULL,
  place_en text NOT NULL,
  state text NOT NULL,
  minutes_id text,
  revision bigint NOT NULL,
  CONSTRAINT sittings_mediation_id_fkey FOREIGN KEY (mediation_id) REFERENCES mediations(id),
  CONSTRAINT sittings_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX sittings_by_number ON public.sittings USING btree (mediation_id, number);

CREATE TABLE term_extensions (
  id text NOT NULL,
  district text NOT NULL,
  term_id text NOT NULL,
  amount bigint NOT NULL,
  unit text NOT NULL,
  approver text NOT NULL,
  reason text NOT NULL,
  at bigint NOT NULL,
  CONSTRAINT term_extensions_pkey PRIMARY KEY (id),
  CONSTRAINT term_extensions_term_id_fkey FOREIGN KEY (term_id) REFERENCES terms(id)
);
CREATE INDEX term_extensions_by_term ON public.term_extensions USING btree (term_id);

CREATE TABLE term_pauses (
  id text NOT NULL,
  district text NOT NULL,
  term_id text NOT NULL,
  from_day text NOT NULL,
  to_day text,
  reason text NOT NULL,
  evidence text,
  paused_at bigint NOT NULL,
  resumed_at bigint,
  CONSTRAINT term_pauses_pkey PRIMARY KEY (id),
  CONSTRAINT term_pauses_term_id_fkey FOREIGN KEY (term_id) REFERENCES terms(id)
);
CREATE INDEX term_pauses_by_term ON public.term_pauses USING btree (term_id);

CREATE TABLE term_recounts (
  id text NOT NULL,
  district text NOT NULL,
  term_id text NOT NULL,
  cause text NOT NULL,
  due_before text NOT NULL,
  due_after text NOT NULL,
  calendar_before text NOT NULL,
  calendar_after text NOT NULL,
  at bigint NOT NULL,
  CONSTRAINT term_recounts_pkey PRIMARY KEY (id),
  CONSTRAINT term_recounts_term_id_fkey FOREIGN KEY (term_id) REFERENCES terms(id)
);
CREATE INDEX term_recounts_by_term ON public.term_recounts USING btree (term_id);

CREATE TABLE terms (
  id text NOT NULL,
  district text NOT NULL,
  matter_id text NOT NULL,
  proceeding_id text NOT NULL,
  assignment_id text,
  duty text NOT NULL,
  rule_id text NOT NULL,
  rule_version text NOT NULL,
  calendar_version text NOT NULL,
  level text NOT NULL,
  unit text NOT NULL,
  event_day text NOT NULL,
  started_at bigint NOT NULL,
  counted_at bigint NOT NULL,
  raw_end text NOT NULL,
  due_day text NOT NULL,
  state text NOT NULL,
  ended_on text,
  ended_at bigint,
  provisional bigint NOT NULL,
  drives bigint NOT NULL,
  escalated_at bigint,
  row_day text,
  holder text NOT NULL DEFAULT 'body'::text,
  CONSTRAINT terms_pkey PRIMARY KEY (id),
  CONSTRAINT terms_state_check CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text, 'met'::text, 'missed'::text, 'stopped'::text])))
);
CREATE INDEX terms_active ON public.terms USING btree (district, id) WHERE (state = ANY (ARRAY['running'::text, 'paused'::text]));
CREATE INDEX terms_by_matter ON public.terms USING btree (matter_id);
CREATE INDEX terms_by_proceeding ON public.terms USING btree (proceeding_id);
CREATE INDEX terms_to_escalate ON public.terms USING btree (district, due_day) WHERE ((state = 'running'::text) AND (drives = 1) AND (escalated_at IS NULL));

CREATE TABLE ticket_serials (
  unit_id text NOT NULL,
  day text NOT NULL,
  district text NOT NULL,
  last bigint NOT NULL,
  CONSTRAINT ticket_serials_pkey PRIMARY KEY (unit_id, day),
  CONSTRAINT ticket_serials_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);

CREATE TABLE tickets (
  id text NOT NULL,
  district text NOT NULL,
  unit_id text NOT NULL,
  day text NOT NULL,
  number text NOT NULL,
  priority text NOT NULL,
  priority_rank bigint NOT NULL,
  state text NOT NULL,
  window_id text,
  taken_at bigint NOT NULL,
  called_at bigint,
  calls bigint NOT NULL,
  ended_at bigint,
  matter_id text,
  CONSTRAINT tickets_pkey PRIMARY KEY (id),
  CONSTRAINT tickets_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE UNIQUE INDEX tickets_by_number ON public.tickets USING btree (unit_id, day, number);
CREATE INDEX tickets_by_turn ON public.tickets USING btree (unit_id, day, state, priority_rank, taken_at);

CREATE TABLE topic_proposals (
  matter_id text NOT NULL,
  district text NOT NULL,
  first text NOT NULL,
  second text,
  score bigint NOT NULL,
  model text,
  alone bigint NOT NULL,
  at bigint NOT NULL,
  CONSTRAINT topic_proposals_pkey PRIMARY KEY (matter_id)
);
CREATE INDEX topic_proposals_by_time ON public.topic_proposals USING btree (district, at);

CREATE TABLE unit_ancestors (
  unit_id text NOT NULL,
  ancestor_id text NOT NULL,
  distance bigint NOT NULL,
  CONSTRAINT unit_ancestors_ancestor_id_fkey FOREIGN KEY (ancestor_id) REFERENCES units(id),
  CONSTRAINT unit_ancestors_pkey PRIMARY KEY (unit_id, ancestor_id),
  CONSTRAINT unit_ancestors_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE INDEX unit_ancestors_down ON public.unit_ancestors USING btree (ancestor_id, unit_id);

CREATE TABLE units (
  id text NOT NULL,
  district text NOT NULL,
  code text NOT NULL,
  level text NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  parent_id text,
  division_id text,
  opens_on text,
  CONSTRAINT units_division_id_fkey FOREIGN KEY (division_id) REFERENCES divisions(id),
  CONSTRAINT units_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES units(id),
  CONSTRAINT units_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX units_by_code ON public.units USING btree (district, code);
CREATE INDEX units_by_division ON public.units USING btree (division_id);
CREATE INDEX units_by_level ON public.units USING btree (district, level, code);
CREATE INDEX units_by_parent ON public.units USING btree (parent_id);

CREATE TABLE window_rota (
  id text NOT NULL,
  district text NOT NULL,
  unit_id text NOT NULL,
  window_id text NOT NULL,
  weekday bigint NOT NULL,
  department_id text NOT NULL,
  from_day text NOT NULL,
  to_day text,
  CONSTRAINT window_rota_pkey PRIMARY KEY (id),
  CONSTRAINT window_rota_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id),
  CONSTRAINT window_rota_window_id_fkey FOREIGN KEY (window_id) REFERENCES windows(id)
);
CREATE INDEX window_rota_by_unit ON public.window_rota USING btree (unit_id);

CREATE TABLE windows (
  id text NOT NULL,
  district text NOT NULL,
  unit_id text NOT NULL,
  number bigint NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  department_id text,
  CONSTRAINT windows_pkey PRIMARY KEY (id),
  CONSTRAINT windows_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units(id)
);
CREATE INDEX windows_by_unit ON public.windows USING btree (unit_id, number);
