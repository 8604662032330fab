/**
 * The journal's tables, one entry a version. A journal of an older version gets the missing entries in order;
 * entries that have shipped never change.
 */
export const JOURNAL_SCHEMA: readonly string[] = [
  `
  CREATE TABLE cursor (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    chain_id INTEGER NOT NULL,
    contract TEXT NOT NULL,
    genesis_hash TEXT NOT NULL,
    block_number INTEGER NOT NULL,
    block_hash TEXT NOT NULL,
    log_index INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE block (
    number INTEGER PRIMARY KEY,
    hash TEXT NOT NULL
  ) STRICT;

  CREATE TABLE job (
    job_id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    requester TEXT NOT NULL,
    spec_digest TEXT NOT NULL,
    request TEXT NOT NULL,
    block_number INTEGER NOT NULL,
    name TEXT,
    class TEXT,
    spec TEXT,
    price_wei TEXT,
    deadline INTEGER,
    reason_code TEXT,
    reason_message TEXT,
    result_digest TEXT,
    trace_root TEXT,
    trace_manifest TEXT,
    asset_id TEXT,
    trainer_pid INTEGER,
    trainer_started TEXT,
    window_ends_at INTEGER,
    bond_locked INTEGER NOT NULL DEFAULT 0,
    cancel_requested INTEGER NOT NULL DEFAULT 0,
    seen_at_ms INTEGER NOT NULL,
    updated_at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX job_by_state ON job (state);

  -- One result per job, for ever: a second, different one is what gets a node slashed.
  CREATE TRIGGER one_result_per_job BEFORE UPDATE OF result_digest, trace_root ON job
  WHEN (OLD.result_digest IS NOT NULL AND NEW.result_digest IS NOT OLD.result_digest)
    OR (OLD.trace_root IS NOT NULL AND NEW.trace_root IS NOT OLD.trace_root)
  BEGIN SELECT RAISE(ABORT, 'a job has one result'); END;

  CREATE TABLE intent (
    id INTEGER PRIMARY KEY,
    chain_id INTEGER NOT NULL,
    contract TEXT NOT NULL,
    subject TEXT NOT NULL,
    act TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    nonce INTEGER NOT NULL,
    outcome TEXT,
    detail TEXT,
    UNIQUE (chain_id, contract, subject, act, attempt)
  ) STRICT;
  -- At most one open intent for an act, and one open intent for a nonce.
  CREATE UNIQUE INDEX open_intent ON intent (chain_id, contract, subject, act) WHERE outcome IS NULL;
  CREATE UNIQUE INDEX open_nonce ON intent (chain_id, nonce) WHERE outcome IS NULL;

  CREATE TABLE signed (
    hash TEXT PRIMARY KEY,
    intent_id INTEGER NOT NULL REFERENCES intent (id),
    raw TEXT NOT NULL,
    max_fee_wei TEXT NOT NULL,
    max_tip_wei TEXT NOT NULL,
    signed_at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX signed_by_intent ON signed (intent_id);

  CREATE TABLE event (
    job_id TEXT NOT NULL REFERENCES job (job_id),
    seq INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (job_id, seq)
  ) STRICT, WITHOUT ROWID;
  `,
];
