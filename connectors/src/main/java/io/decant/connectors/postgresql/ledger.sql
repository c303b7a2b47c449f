-- name: schema
CREATE SCHEMA IF NOT EXISTS _decant;

-- name: run
CREATE TABLE IF NOT EXISTS _decant.run (
  run_id text PRIMARY KEY, epoch bigint NOT NULL, plan_digest text NOT NULL, source text NOT NULL,
  snapshot text NOT NULL, salt bigint NOT NULL, state text NOT NULL, started bigint NOT NULL);

-- name: split
CREATE TABLE IF NOT EXISTS _decant.split (
  run_id text, table_schema text, table_name text, part int, parts int NOT NULL,
  source_schema text NOT NULL, source_name text NOT NULL, bounds text NOT NULL,
  PRIMARY KEY (run_id, table_schema, table_name, part));

-- name: entry
CREATE TABLE IF NOT EXISTS _decant.entry (
  run_id text, table_schema text, table_name text, part int, epoch bigint NOT NULL, row_count bigint NOT NULL,
  rejected bigint NOT NULL, byte_count bigint NOT NULL, digest text NOT NULL, detail text NOT NULL,
  PRIMARY KEY (run_id, table_schema, table_name, part));

-- name: step
CREATE TABLE IF NOT EXISTS _decant.step (run_id text NOT NULL, statement text NOT NULL);

-- name: origin
CREATE TABLE IF NOT EXISTS _decant.origin (
  table_schema text, table_name text, run_id text NOT NULL, description text NOT NULL,
  PRIMARY KEY (table_schema, table_name));
