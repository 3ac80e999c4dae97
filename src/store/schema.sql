CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
  id           INTEGER PRIMARY KEY,
  code         TEXT NOT NULL,
  name         TEXT NOT NULL,
  kind         TEXT CHECK (kind IN ('xa', 'phuong', 'thi-tran', 'dac-khu')),
  organisation TEXT,
  committee    TEXT,
  province     TEXT,
  fonds        TEXT,
  period_from  TEXT,
  period_until TEXT
) STRICT;

CREATE UNIQUE INDEX unit_identity ON unit (code, name, ifnull(period_until, ''));

CREATE TABLE dossier (
  id                     TEXT PRIMARY KEY,
  origin_id              INTEGER NOT NULL REFERENCES unit,
  reference              TEXT NOT NULL,
  type                   TEXT,
  title                  TEXT NOT NULL,
  issuer                 TEXT,
  opened                 TEXT,
  closed                 TEXT,
  status                 TEXT NOT NULL CHECK (status IN ('open', 'closed')),
  outcome                TEXT,
  discipline_form        TEXT,
  discipline_published   TEXT,
  rectification_deadline TEXT,
  retention              TEXT,
  secrecy                TEXT NOT NULL DEFAULT 'none' CHECK (secrecy IN ('none', 'mat', 'toi-mat', 'tuyet-mat')),
  language               TEXT NOT NULL DEFAULT 'vi',
  sheets                 INTEGER,
  pages                  INTEGER,
  carrier                TEXT CHECK (carrier IN ('paper', 'digital', 'mixed')),
  warehouse              TEXT,
  shelf                  TEXT,
  box                    TEXT,
  condition              TEXT,
  notes                  TEXT,
  case_step              TEXT,
  case_next_step         TEXT,
  case_deadline          TEXT,
  case_team              TEXT,
  folder                 TEXT,
  received_in            TEXT REFERENCES handover,
  UNIQUE (origin_id, reference)
) STRICT, WITHOUT ROWID;

CREATE TABLE subject (
  dossier_id TEXT NOT NULL REFERENCES dossier ON DELETE CASCADE,
  ordinal    INTEGER NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('organisation', 'member', 'other')),
  role       TEXT NOT NULL CHECK (role IN ('inspected', 'denouncer', 'petitioner')),
  name       TEXT NOT NULL,
  code       TEXT,
  PRIMARY KEY (dossier_id, ordinal),
  CHECK (role = 'inspected' OR code IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact (
  dossier_id TEXT NOT NULL REFERENCES dossier ON DELETE CASCADE,
  condition  TEXT NOT NULL,
  origin     TEXT NOT NULL CHECK (origin IN ('stated', 'register', 'inferred')),
  value      TEXT NOT NULL CHECK (value IN ('true', 'false', 'unknown')),
  evidence   TEXT NOT NULL,
  PRIMARY KEY (dossier_id, condition, origin)
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
  id         TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier,
  ordinal    INTEGER NOT NULL,
  slot       TEXT,
  also_slots TEXT NOT NULL DEFAULT '[]',
  number     TEXT,
  date       TEXT,
  type_name  TEXT,
  issuer     TEXT,
  abstract   TEXT,
  signer     TEXT,
  sheets     INTEGER,
  pages      INTEGER,
  extent     TEXT,
  original   TEXT CHECK (original IN ('original', 'copy')),
  secrecy    TEXT NOT NULL DEFAULT 'none' CHECK (secrecy IN ('none', 'mat', 'toi-mat', 'tuyet-mat')),
  carrier    TEXT CHECK (carrier IN ('paper', 'digital', 'mixed')),
  state      TEXT NOT NULL DEFAULT 'present' CHECK (state IN ('present', 'withheld', 'paper-only', 'held-elsewhere')),
  notes      TEXT,
  file_name  TEXT,
  source     TEXT NOT NULL CHECK (source IN ('register', 'scan', 'stated', 'received'))
) STRICT, WITHOUT ROWID;

CREATE INDEX document_dossier ON document (dossier_id, ordinal);

CREATE INDEX document_number ON document (number);

CREATE TABLE scan_root (
  id   INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE file (
  id         INTEGER PRIMARY KEY,
  root_id    INTEGER NOT NULL REFERENCES scan_root,
  path       TEXT NOT NULL,
  size       INTEGER NOT NULL,
  sha256     TEXT,
  format     TEXT NOT NULL,
  pages      INTEGER,
  text_layer TEXT CHECK (text_layer IN ('yes', 'no', 'partial')),
  dpi        INTEGER,
  modified   REAL NOT NULL,
  damage     TEXT CHECK (damage IN ('empty', 'damaged', 'encrypted', 'unreadable')),
  secrecy    TEXT NOT NULL DEFAULT 'none' CHECK (secrecy IN ('none', 'mat', 'toi-mat', 'tuyet-mat')),
  ignored    TEXT,
  present    INTEGER NOT NULL DEFAULT 1 CHECK (present IN (0, 1)),
  UNIQUE (root_id, path)
) STRICT;

CREATE INDEX file_digest ON file (sha256);

CREATE TABLE document_file (
  document_id TEXT NOT NULL REFERENCES document ON DELETE CASCADE,
  file_id     INTEGER NOT NULL REFERENCES file,
  ordinal     INTEGER NOT NULL,
  assigned_by TEXT NOT NULL CHECK (assigned_by IN ('scan', 'person', 'received')),
  PRIMARY KEY (document_id, file_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_file_file ON document_file (file_id);

CREATE TABLE proposal (
  file_id    INTEGER NOT NULL REFERENCES file ON DELETE CASCADE,
  ordinal    INTEGER NOT NULL,
  dossier_id TEXT REFERENCES dossier ON DELETE CASCADE,
  document_id TEXT REFERENCES document ON DELETE CASCADE,
  slot       TEXT,
  confidence REAL NOT NULL,
  reasons    TEXT NOT NULL,
  PRIMARY KEY (file_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE register (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL UNIQUE,
  sha256      TEXT NOT NULL,
  imported_at TEXT NOT NULL
) STRICT;

CREATE TABLE register_row (
  register_id INTEGER NOT NULL REFERENCES register ON DELETE CASCADE,
  sheet       TEXT NOT NULL,
  row         INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  dossier_id  TEXT REFERENCES dossier,
  document_id TEXT REFERENCES document,
  raw         TEXT NOT NULL,
  sha256      TEXT NOT NULL,
  draft       TEXT,
  PRIMARY KEY (register_id, sheet, row)
) STRICT, WITHOUT ROWID;

CREATE INDEX register_row_dossier ON register_row (dossier_id);

CREATE INDEX register_row_document ON register_row (document_id);

CREATE TABLE cleaning (
  id          INTEGER PRIMARY KEY,
  register_id INTEGER NOT NULL REFERENCES register ON DELETE CASCADE,
  sheet       TEXT NOT NULL,
  row         INTEGER NOT NULL,
  field       TEXT NOT NULL,
  raw         TEXT NOT NULL,
  clean       TEXT NOT NULL,
  reasons     TEXT NOT NULL
) STRICT;

CREATE INDEX cleaning_register ON cleaning (register_id);

CREATE TABLE explanation (
  id          INTEGER PRIMARY KEY,
  dossier_id  TEXT NOT NULL REFERENCES dossier ON DELETE CASCADE,
  slot        TEXT,
  reason      TEXT NOT NULL,
  person      TEXT NOT NULL,
  due         TEXT,
  recorded_at TEXT NOT NULL
, document_id TEXT REFERENCES document ON DELETE CASCADE) STRICT;

CREATE TABLE check_run (
  id         INTEGER PRIMARY KEY,
  started_at TEXT NOT NULL,
  packs      TEXT NOT NULL,
  dossiers   INTEGER NOT NULL,
  summary    TEXT NOT NULL
) STRICT;

CREATE TABLE check_finding (
  run_id     INTEGER NOT NULL REFERENCES check_run ON DELETE CASCADE,
  ordinal    INTEGER NOT NULL,
  dossier_id TEXT,
  code       TEXT NOT NULL,
  severity   TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
  finding    TEXT NOT NULL,
  PRIMARY KEY (run_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE handover (
  id              TEXT PRIMARY KEY,
  uuid            TEXT NOT NULL UNIQUE,
  direction       TEXT NOT NULL CHECK (direction IN ('outgoing', 'incoming')),
  giver_id        INTEGER NOT NULL REFERENCES unit,
  receiver_id     INTEGER NOT NULL REFERENCES unit,
  created_at      TEXT NOT NULL,
  state           TEXT NOT NULL,
  manifest_sha256 TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE handover_dossier (
  handover_id  TEXT NOT NULL REFERENCES handover,
  dossier_id   TEXT NOT NULL,
  role         TEXT NOT NULL CHECK (role IN ('closed', 'open')),
  successor_id INTEGER REFERENCES unit,
  outcome      TEXT CHECK (outcome IN ('accepted', 'accepted-with-reservation', 'refused')),
  PRIMARY KEY (handover_id, dossier_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE act (
  id          INTEGER PRIMARY KEY,
  handover_id TEXT NOT NULL REFERENCES handover,
  kind        TEXT NOT NULL,
  sha256      TEXT NOT NULL,
  signer      TEXT,
  fingerprint TEXT,
  signed_at   TEXT,
  path        TEXT NOT NULL,
  UNIQUE (handover_id, kind, sha256)
) STRICT;

CREATE TABLE log_entry (
  seq      INTEGER PRIMARY KEY,
  at       TEXT NOT NULL,
  actor    TEXT NOT NULL,
  action   TEXT NOT NULL,
  details  TEXT NOT NULL,
  previous TEXT NOT NULL,
  sha256   TEXT NOT NULL UNIQUE
) STRICT;

CREATE TRIGGER log_entry_stays BEFORE UPDATE ON log_entry BEGIN SELECT raise(ABORT, 'the log is append-only'); END;

CREATE TRIGGER log_entry_remains BEFORE DELETE ON log_entry BEGIN SELECT raise(ABORT, 'the log is append-only'); END;

CREATE TABLE search_entry (
  id          INTEGER PRIMARY KEY,
  dossier_id  TEXT NOT NULL REFERENCES dossier ON DELETE CASCADE,
  document_id TEXT UNIQUE REFERENCES document ON DELETE CASCADE,
  words       TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX search_entry_dossier ON search_entry (dossier_id) WHERE document_id IS NULL;

CREATE INDEX search_entry_of ON search_entry (dossier_id);

CREATE VIRTUAL TABLE search_index USING fts5 (words, content = 'search_entry', content_rowid = 'id', tokenize = 'ascii', detail = 'none', columnsize = 0);

CREATE TABLE 'search_index_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'search_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
  INSERT INTO search_index (rowid, words) VALUES (new.id, new.words);
END;

CREATE TRIGGER search_entry_changed AFTER UPDATE OF words ON search_entry BEGIN
  INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', old.id, old.words);
  INSERT INTO search_index (rowid, words) VALUES (new.id, new.words);
END;

CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
  INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', old.id, old.words);
END;

CREATE UNIQUE INDEX explanation_place ON explanation (dossier_id, ifnull(slot, ''), ifnull(document_id, ''));
