-- Identifiers are UUIDs as text, times are milliseconds since 1970 in UTC, days are
-- ISO 8601, flags are 0 or 1, lists and settings are JSON. Both databases read this file.

CREATE TABLE instance (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name TEXT,
  email TEXT,
  created_at BIGINT NOT NULL
);

CREATE TABLE account (
  person_id TEXT PRIMARY KEY REFERENCES person (id),
  login TEXT NOT NULL,
  password_hash TEXT,
  administrator BIGINT NOT NULL,
  language TEXT,
  disabled_at BIGINT,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT account_login UNIQUE (login)
);

CREATE TABLE account_link (
  sha256 TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  person_id TEXT REFERENCES person (id),
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);

CREATE TABLE session (
  sha256 TEXT PRIMARY KEY,
  id TEXT NOT NULL,
  person_id TEXT REFERENCES person (id),
  agent TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  CONSTRAINT session_id UNIQUE (id)
);
CREATE INDEX session_person ON session (person_id);

CREATE TABLE api_token (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  scope TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  revoked_at BIGINT,
  CONSTRAINT api_token_sha256 UNIQUE (sha256)
);

CREATE TABLE city (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  country TEXT,
  population BIGINT,
  colour TEXT,
  logo_sha256 TEXT,
  logo_media_type TEXT,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT city_slug UNIQUE (slug)
);

CREATE TABLE city_role (
  city_id TEXT NOT NULL REFERENCES city (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  role TEXT NOT NULL,
  PRIMARY KEY (city_id, person_id)
);
CREATE INDEX city_role_person ON city_role (person_id);

CREATE TABLE assessment (
  id TEXT PRIMARY KEY,
  city_id TEXT NOT NULL REFERENCES city (id),
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  model TEXT NOT NULL,
  model_version TEXT NOT NULL,
  model_sha256 TEXT NOT NULL,
  depth TEXT NOT NULL,
  named BIGINT NOT NULL,
  settings TEXT NOT NULL,
  phase TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT assessment_slug UNIQUE (city_id, slug)
);

CREATE TABLE scope_exclusion (
  assessment_id TEXT NOT NULL REFERENCES assessment (id),
  component TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (assessment_id, component)
);

CREATE TABLE target (
  assessment_id TEXT NOT NULL REFERENCES assessment (id),
  component TEXT NOT NULL,
  level BIGINT NOT NULL,
  due_on TEXT,
  rationale TEXT,
  PRIMARY KEY (assessment_id, component)
);

CREATE TABLE rater_group (
  id TEXT PRIMARY KEY,
  assessment_id TEXT NOT NULL REFERENCES assessment (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  CONSTRAINT rater_group_code UNIQUE (assessment_id, code)
);

CREATE TABLE assessor (
  id TEXT PRIMARY KEY,
  assessment_id TEXT NOT NULL REFERENCES assessment (id),
  group_id TEXT NOT NULL REFERENCES rater_group (id),
  code TEXT NOT NULL,
  person_id TEXT REFERENCES person (id),
  components TEXT,
  recovery_sha256 TEXT,
  joined_at BIGINT,
  created_at BIGINT NOT NULL,
  CONSTRAINT assessor_code UNIQUE (assessment_id, code),
  CONSTRAINT assessor_recovery UNIQUE (recovery_sha256)
);
CREATE INDEX assessor_person ON assessor (person_id);

CREATE TABLE session_seat (
  session_sha256 TEXT NOT NULL REFERENCES session (sha256),
  assessor_id TEXT NOT NULL REFERENCES assessor (id),
  PRIMARY KEY (session_sha256, assessor_id)
);
CREATE INDEX session_seat_assessor ON session_seat (assessor_id);

CREATE TABLE invitation (
  id TEXT PRIMARY KEY,
  assessment_id TEXT NOT NULL REFERENCES assessment (id),
  group_id TEXT NOT NULL REFERENCES rater_group (id),
  assessor_id TEXT REFERENCES assessor (id),
  sha256 TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  revoked_at BIGINT,
  joined BIGINT NOT NULL,
  CONSTRAINT invitation_sha256 UNIQUE (sha256)
);
CREATE INDEX invitation_assessment ON invitation (assessment_id);

CREATE TABLE answer (
  assessor_id TEXT NOT NULL REFERENCES assessor (id),
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  value TEXT,
  confidence BIGINT,
  version BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (assessor_id, kind, subject)
);

CREATE TABLE answer_note (
  assessor_id TEXT NOT NULL REFERENCES assessor (id),
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (assessor_id, kind, subject)
);

CREATE TABLE reviewer (
  assessment_id TEXT NOT NULL REFERENCES assessment (id),
  code TEXT NOT NULL,
  name TEXT,
  person_id TEXT REFERENCES person (id),
  PRIMARY KEY (assessment_id, code)
);

CREATE TABLE evidence (
  id TEXT PRIMARY KEY,
  city_id TEXT NOT NULL REFERENCES city (id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  url TEXT,
  body TEXT,
  sha256 TEXT,
  file_name TEXT,
  media_type TEXT,
  size_bytes BIGINT,
  effective_on TEXT NOT NULL,
  valid_until TEXT,
  added_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX evidence_city ON evidence (city_id);

CREATE TABLE evidence_use (
  assessment_id TEXT NOT NULL REFERENCES assessment (id),
  evidence_id TEXT NOT NULL REFERENCES evidence (id),
  code TEXT NOT NULL,
  status TEXT NOT NULL,
  reviewer TEXT,
  reason TEXT,
  supports TEXT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (assessment_id, evidence_id),
  CONSTRAINT evidence_use_code UNIQUE (assessment_id, code)
);

CREATE TABLE agreed (
  assessment_id TEXT NOT NULL REFERENCES assessment (id),
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  value TEXT NOT NULL,
  rationale TEXT,
  dissent TEXT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (assessment_id, kind, subject)
);

CREATE TABLE frozen (
  assessment_id TEXT NOT NULL REFERENCES assessment (id),
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  input_sha256 TEXT NOT NULL,
  document TEXT NOT NULL,
  result TEXT NOT NULL,
  PRIMARY KEY (assessment_id, number)
);

CREATE TABLE idempotency (
  actor TEXT NOT NULL,
  name TEXT NOT NULL,
  request_sha256 TEXT NOT NULL,
  status BIGINT NOT NULL,
  body TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (actor, name)
);

CREATE TABLE audit (
  seq BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  place TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX audit_place ON audit (place, action, seq);

CREATE TABLE audit_tip (
  id BIGINT PRIMARY KEY,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL
);
INSERT INTO audit_tip (id, seq, hash) VALUES (1, 0, '');

CREATE TABLE audit_head (
  seq BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  hash TEXT NOT NULL,
  key_id TEXT NOT NULL,
  signature TEXT NOT NULL
);
