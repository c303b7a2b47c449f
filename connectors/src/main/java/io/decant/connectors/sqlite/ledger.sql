-- name: run
CREATE TABLE IF NOT EXISTS _decant_run (
  run_id TEXT PRIMARY KEY, epoch INTEGER NOT NULL, plan_digest TEXT NOT NULL, source TEXT NOT NULL,
  snapshot TEXT NOT NULL, salt INTEGER NOT NULL, state TEXT NOT NULL, started INTEGER NOT NULL
);

-- name: split
CREATE TABLE IF NOT EXISTS _decant_split (
  run_id TEXT NOT NULL, table_schema TEXT NOT NULL, table_name TEXT NOT NULL, part INTEGER NOT NULL,
  parts INTEGER NOT NULL, source_schema TEXT NOT NULL, source_name TEXT NOT NULL, bounds TEXT NOT NULL,
  PRIMARY KEY (run_id, table_schema, table_name, part)
);

-- name: entry
-- row_count -1: claimed, not finished; never seen outside the writer's own transaction
CREATE TABLE IF NOT EXISTS _decant_entry (
  run_id TEXT NOT NULL, table_schema TEXT NOT NULL, table_name TEXT NOT NULL, part INTEGER NOT NULL,
  epoch INTEGER NOT NULL, row_count INTEGER NOT NULL, rejected INTEGER NOT NULL,
  byte_count INTEGER NOT NULL, digest TEXT NOT NULL, detail TEXT NOT NULL,
  PRIMARY KEY (run_id, table_schema, table_name, part)
);

-- name: step
CREATE TABLE IF NOT EXISTS _decant_step (run_id TEXT NOT NULL, statement TEXT NOT NULL);

-- name: origin
CREATE TABLE IF NOT EXISTS _decant_origin (
  table_schema TEXT NOT NULL, table_name TEXT NOT NULL, run_id TEXT NOT NULL, description TEXT NOT NULL,
  PRIMARY KEY (table_schema, table_name)
);
