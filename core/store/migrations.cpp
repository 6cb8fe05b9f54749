// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"

#include "core/store/database.h"
#include "core/store/unit_of_work.h"

#include <array>
#include <string>

namespace locus::store {

namespace {

struct Migration
{
    std::int64_t version;
    std::int64_t oldestReader; // programs that know this version can still use the file
    const char* sql;
};

constexpr const char* firstSchema = R"sql(
CREATE TABLE meta(
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE inbox(
  role INTEGER NOT NULL,
  key BLOB NOT NULL,
  seen_ms INTEGER NOT NULL,
  PRIMARY KEY(role, key)) WITHOUT ROWID;
CREATE TABLE role(
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE);
CREATE TABLE event_log(
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  stream TEXT NOT NULL,
  stream_version INTEGER NOT NULL,
  is_local INTEGER NOT NULL,
  recorded_us INTEGER NOT NULL,
  topic TEXT NOT NULL,
  key TEXT NOT NULL,
  trace TEXT NOT NULL,
  value BLOB NOT NULL,
  checksum INTEGER NOT NULL);
CREATE UNIQUE INDEX event_log_stream ON event_log(stream, stream_version) WHERE stream_version > 0;
CREATE TABLE relay_cursor(
  source TEXT PRIMARY KEY,
  position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE offsets(
  topic TEXT NOT NULL,
  partition INTEGER NOT NULL,
  next INTEGER NOT NULL,
  last_timestamp_ms INTEGER NOT NULL,
  last_hash INTEGER NOT NULL,
  PRIMARY KEY(topic, partition)) WITHOUT ROWID;
CREATE TABLE job(
  id BLOB PRIMARY KEY,
  kind TEXT NOT NULL,
  target TEXT NOT NULL,
  priority INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  due_us INTEGER NOT NULL,
  cause TEXT NOT NULL,
  body BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX job_due ON job(due_us, id);
CREATE TABLE timer(
  id BLOB PRIMARY KEY,
  due_us INTEGER NOT NULL,
  role TEXT NOT NULL,
  body BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX timer_due ON timer(due_us, id);
CREATE TABLE dead_letter(
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  state INTEGER NOT NULL,
  lane TEXT NOT NULL,
  behind BLOB,
  topic TEXT NOT NULL,
  partition INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  timestamp_ms INTEGER NOT NULL,
  key BLOB,
  value BLOB,
  headers BLOB NOT NULL,
  handler TEXT NOT NULL,
  error_class TEXT NOT NULL,
  error_code TEXT NOT NULL,
  error_message TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  first_failed_us INTEGER NOT NULL,
  last_failed_us INTEGER NOT NULL);
CREATE INDEX dead_letter_lane ON dead_letter(lane, number) WHERE state = 0 AND lane <> '';
CREATE TABLE command(
  id BLOB PRIMARY KEY,
  recorded_us INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  body BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX command_recorded ON command(recorded_us);
CREATE TABLE change(
  seq INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  op TEXT NOT NULL,
  id TEXT NOT NULL);
CREATE TABLE analysis(
  id BLOB PRIMARY KEY,
  state INTEGER NOT NULL,
  mode INTEGER NOT NULL,
  priority INTEGER NOT NULL,
  assembly TEXT NOT NULL,
  patient_ref TEXT NOT NULL,
  label TEXT NOT NULL,
  submitted_by TEXT NOT NULL,
  submitted_us INTEGER NOT NULL,
  changed_us INTEGER NOT NULL,
  variants INTEGER NOT NULL,
  annotated INTEGER NOT NULL,
  not_annotated INTEGER NOT NULL,
  severity INTEGER NOT NULL,
  most_severe TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  failure_code TEXT NOT NULL,
  failure_reason TEXT NOT NULL,
  version INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX analysis_submitted ON analysis(submitted_us, id);
CREATE INDEX analysis_changed ON analysis(changed_us, id);
CREATE INDEX analysis_state ON analysis(state, id);
CREATE INDEX analysis_severity ON analysis(severity, id);
CREATE INDEX analysis_variants ON analysis(variants, id);
CREATE INDEX analysis_not_annotated ON analysis(not_annotated, id);
CREATE INDEX analysis_patient ON analysis(patient_ref, submitted_us) WHERE patient_ref <> '';
CREATE TABLE analysis_input(
  analysis BLOB PRIMARY KEY REFERENCES analysis,
  session TEXT NOT NULL,
  submitted_by TEXT NOT NULL,
  body BLOB NOT NULL);
CREATE INDEX analysis_session ON analysis_input(session, submitted_by, analysis) WHERE session <> '';
CREATE TABLE analysis_result(
  analysis BLOB PRIMARY KEY REFERENCES analysis,
  processing_ms INTEGER NOT NULL,
  facts BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE analysis_row(
  analysis BLOB NOT NULL REFERENCES analysis,
  number INTEGER NOT NULL,
  body BLOB NOT NULL);
CREATE UNIQUE INDEX analysis_row_number ON analysis_row(analysis, number);
CREATE TABLE annotation_cache(
  variant BLOB PRIMARY KEY,
  retrieved_us INTEGER NOT NULL,
  body BLOB NOT NULL) WITHOUT ROWID;
)sql";

// Waiting records, the history of dead letters, what a job is about. An older program would publish
// records that only wait.
constexpr const char* waitingLanes = R"sql(
ALTER TABLE dead_letter ADD COLUMN awaits TEXT NOT NULL DEFAULT '';
DROP INDEX dead_letter_lane;
CREATE INDEX dead_letter_lane ON dead_letter(lane, number) WHERE state IN (0, 3) AND lane <> '';
CREATE TABLE dead_letter_note(
  number INTEGER PRIMARY KEY,
  letter BLOB NOT NULL,
  at_us INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  reason TEXT NOT NULL);
CREATE INDEX dead_letter_note_letter ON dead_letter_note(letter, number);
ALTER TABLE job ADD COLUMN about TEXT NOT NULL DEFAULT '';
CREATE INDEX job_about ON job(about) WHERE about <> '';
)sql";

// Windows of event time, and jobs that run one after the other. An older program would leave
// windows open and run such jobs in any order.
constexpr const char* windowsAndJobLanes = R"sql(
CREATE TABLE window(
  role TEXT NOT NULL,
  key TEXT NOT NULL,
  start_us INTEGER NOT NULL,
  end_us INTEGER NOT NULL,
  state BLOB NOT NULL,
  PRIMARY KEY(role, key, start_us)) WITHOUT ROWID;
CREATE INDEX window_end ON window(role, end_us, key, start_us);
CREATE TABLE window_mark(
  role TEXT PRIMARY KEY,
  newest_us INTEGER NOT NULL,
  arrived_us INTEGER NOT NULL,
  timer_us INTEGER NOT NULL,
  late INTEGER NOT NULL) WITHOUT ROWID;
ALTER TABLE job ADD COLUMN lane TEXT NOT NULL DEFAULT '';
ALTER TABLE job ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
CREATE INDEX job_lane ON job(lane, turn) WHERE lane <> '';
)sql";

// Causes by which dead letters are grouped, values that people corrected, redrives of many. An
// older program would leave runs where they are and apply records that were corrected as they came.
constexpr const char* redriveRuns = R"sql(
ALTER TABLE dead_letter ADD COLUMN cause TEXT NOT NULL DEFAULT '';
ALTER TABLE dead_letter ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE dead_letter ADD COLUMN source_topic TEXT NOT NULL DEFAULT '';
ALTER TABLE dead_letter ADD COLUMN source_partition INTEGER NOT NULL DEFAULT -1;
UPDATE dead_letter SET cause = error_code;
CREATE INDEX dead_letter_state ON dead_letter(state, number);
CREATE INDEX dead_letter_cause ON dead_letter(
  state, cause, number, first_failed_us, last_failed_us, behind); -- all that groups are made of
CREATE TABLE dead_letter_edit(
  number INTEGER PRIMARY KEY,
  letter BLOB NOT NULL,
  value BLOB NOT NULL);
CREATE INDEX dead_letter_edit_letter ON dead_letter_edit(letter, number);
CREATE TABLE redrive_run(
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  state INTEGER NOT NULL,
  owner TEXT NOT NULL,
  reason TEXT NOT NULL,
  topic TEXT NOT NULL,
  rate INTEGER NOT NULL,
  started_us INTEGER NOT NULL,
  changed_us INTEGER NOT NULL,
  total INTEGER NOT NULL,
  redriven INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0);
CREATE INDEX redrive_run_state ON redrive_run(state);
CREATE TABLE redrive_item(
  run INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  letter BLOB NOT NULL,
  lane TEXT NOT NULL,
  state INTEGER NOT NULL,
  result TEXT NOT NULL,
  PRIMARY KEY(run, turn)) WITHOUT ROWID;
CREATE INDEX redrive_item_pending ON redrive_item(run, turn) WHERE state = 0;
CREATE INDEX redrive_item_lane ON redrive_item(run, lane) WHERE state = 0 AND lane <> '';
CREATE INDEX redrive_item_letter ON redrive_item(letter) WHERE state = 0;
)sql";

// Streams as chains through the log (event_log.h). An older program would not go on with them.
constexpr const char* streamChains = R"sql(
CREATE TABLE stream(
  name TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  last INTEGER NOT NULL) WITHOUT ROWID;
ALTER TABLE event_log ADD COLUMN previous INTEGER NOT NULL DEFAULT 0;
UPDATE event_log SET previous = (
  SELECT before.position FROM event_log AS before
  WHERE before.stream = event_log.stream AND before.stream_version > 0
    AND before.stream_version < event_log.stream_version
  ORDER BY before.stream_version DESC LIMIT 1)
WHERE stream_version > 0 AND EXISTS(
  SELECT 1 FROM event_log AS before
  WHERE before.stream = event_log.stream AND before.stream_version > 0
    AND before.stream_version < event_log.stream_version);
INSERT INTO stream SELECT stream, max(stream_version), position FROM event_log
WHERE stream_version > 0 GROUP BY stream;
DROP INDEX event_log_stream;
)sql";

// A stream is moved on by its number: a row that keeps its place and length is overwritten where it
// stands. An older program would not go on with them.
constexpr const char* numberedStreams = R"sql(
CREATE TABLE stream_head(
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  last INTEGER NOT NULL);
INSERT INTO stream_head(name, version, last) SELECT name, version, last FROM stream;
DROP TABLE stream;
)sql";

// The audit trail. An older program would do things without a record of them.
constexpr const char* auditTrail = R"sql(
CREATE TABLE audit(
  number INTEGER PRIMARY KEY,
  recorded_us INTEGER NOT NULL,
  clock INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  action TEXT NOT NULL,
  actor TEXT NOT NULL,
  on_behalf_of TEXT NOT NULL,
  roles TEXT NOT NULL,
  address TEXT NOT NULL,
  purpose TEXT NOT NULL,
  entity TEXT NOT NULL,
  outcome TEXT NOT NULL,
  sealed BLOB NOT NULL,
  hash BLOB NOT NULL);
CREATE INDEX audit_actor ON audit(actor, number);
CREATE INDEX audit_entity ON audit(entity, number) WHERE entity <> '';
CREATE TABLE audit_checkpoint(
  number INTEGER PRIMARY KEY,
  hash BLOB NOT NULL,
  time_us INTEGER NOT NULL,
  installation TEXT NOT NULL,
  public_key BLOB NOT NULL,
  signature BLOB NOT NULL);
)sql";

// Local accounts. An older program would let nobody of them in, and remember no failure.
constexpr const char* localAccounts = R"sql(
CREATE TABLE account(
  id BLOB PRIMARY KEY,
  user TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  roles TEXT NOT NULL,
  teams TEXT NOT NULL,
  department TEXT NOT NULL,
  kind INTEGER NOT NULL,
  second_factor INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  locked_us INTEGER,
  disabled_us INTEGER,
  created_us INTEGER NOT NULL,
  password_us INTEGER,
  signed_in_us INTEGER,
  version INTEGER NOT NULL,
  sealed BLOB NOT NULL);
)sql";

// What names a person stands sealed in one column. An older program would see nobody.
constexpr const char* sealedNames = R"sql(
ALTER TABLE analysis ADD COLUMN who BLOB;
)sql";

// The directory of patients. An older program would take their events for those of nobody.
constexpr const char* patientDirectory = R"sql(
CREATE TABLE patient(
  number INTEGER PRIMARY KEY,
  look_up TEXT NOT NULL UNIQUE,
  change INTEGER NOT NULL UNIQUE,
  sealed BLOB NOT NULL);
)sql";

// Break-glass entries, approvals, delegations, teams. An older program would know of no rule that
// they bring.
constexpr const char* rightsEntries = R"sql(
CREATE TABLE rights(
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  body BLOB NOT NULL,
  sealed BLOB NOT NULL);
CREATE INDEX rights_kind ON rights(kind, state, number);
)sql";

// Rows of the event log have a quicker checksum from here on; former ones keep theirs.
constexpr const char* quickChecksums = "";

// Keys that are to be erased, and what of a dead letter tells whom it is about in one sealed
// column; an older program would leave a person half erased.
constexpr const char* erasures = R"sql(
ALTER TABLE dead_letter ADD COLUMN hidden BLOB;
CREATE INDEX dead_letter_subject ON dead_letter(lane) WHERE lane <> '';
CREATE INDEX dead_letter_key ON dead_letter(key) WHERE key IS NOT NULL;
CREATE TABLE erasure(
  key INTEGER PRIMARY KEY,
  asked_us INTEGER NOT NULL);
)sql";

constexpr std::array migrations { Migration { 1, 1, firstSchema }, Migration { 2, 2, waitingLanes },
    Migration { 3, 3, windowsAndJobLanes }, Migration { 4, 4, redriveRuns },
    Migration { 5, 5, streamChains }, Migration { 6, 6, numberedStreams },
    Migration { 7, 7, auditTrail }, Migration { 8, 8, localAccounts },
    Migration { 9, 9, sealedNames }, Migration { 10, 10, patientDirectory },
    Migration { 11, 11, rightsEntries }, Migration { 12, 12, quickChecksums },
    Migration { 13, 13, erasures } };
static_assert(migrations.back().version == schemaVersion);

Status apply(Database& database, const Migration& migration, const KillPoint& killPoint)
{
    LOCUS_TRY_VALUE(unit, UnitOfWork::begin(database));
    LOCUS_TRY(database.run(migration.sql));
    if (killPoint) {
        killPoint("in_migration");
    }
    const std::string marks = "PRAGMA application_id=" + std::to_string(applicationId)
        + "; PRAGMA user_version=" + std::to_string(migration.version)
        + "; INSERT OR REPLACE INTO meta VALUES('oldest_reader','"
        + std::to_string(migration.oldestReader) + "')";
    LOCUS_TRY(database.run(marks.c_str()));
    return unit.commit();
}

} // namespace

Status checkVersion(Database& database)
{
    LOCUS_TRY_VALUE(owner, database.integer("PRAGMA application_id"));
    if (owner != applicationId) {
        return fatal("store.wrong_file", "the file is a database, but not a store of Locus");
    }
    LOCUS_TRY_VALUE(version, database.integer("PRAGMA user_version"));
    if (version <= schemaVersion) {
        return {};
    }
    LOCUS_TRY_VALUE(oldest, database.integer("SELECT value FROM meta WHERE name='oldest_reader'"));
    if (oldest > schemaVersion || oldest == 0) {
        return fatal("store.newer_file",
            "the store has format " + std::to_string(version)
                + ", which needs a program that knows " + std::to_string(oldest)
                + "; this one knows formats up to " + std::to_string(schemaVersion));
    }
    return {};
}

Status migrate(Database& database, const KillPoint& killPoint)
{
    LOCUS_TRY_VALUE(version, database.integer("PRAGMA user_version"));
    for (const Migration& migration : migrations) {
        if (migration.version > version) {
            LOCUS_TRY(apply(database, migration, killPoint));
        }
    }
    return {};
}

} // namespace locus::store
