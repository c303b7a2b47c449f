-- name: run
CREATE TABLE IF NOT EXISTS _decant_run (
  run_id varchar(64) NOT NULL PRIMARY KEY,
  epoch bigint NOT NULL,
  plan_digest varchar(128) NOT NULL,
  source longtext NOT NULL,
  snapshot longtext NOT NULL,
  salt bigint NOT NULL,
  state varchar(16) NOT NULL,
  started bigint NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- name: split
CREATE TABLE IF NOT EXISTS _decant_split (
  run_id varchar(64) NOT NULL,
  table_schema varchar(128) NOT NULL,
  table_name varchar(128) NOT NULL,
  part int NOT NULL,
  parts int NOT NULL,
  source_schema varchar(255) NOT NULL,
  source_name varchar(255) NOT NULL,
  bounds longtext NOT NULL,
  PRIMARY KEY (run_id, table_schema, table_name, part)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- name: entry
CREATE TABLE IF NOT EXISTS _decant_entry (
  run_id varchar(64) NOT NULL,
  table_schema varchar(128) NOT NULL,
  table_name varchar(128) NOT NULL,
  part int NOT NULL,
  epoch bigint NOT NULL,
  row_count bigint NOT NULL,
  rejected bigint NOT NULL,
  byte_count bigint NOT NULL,
  digest longtext NOT NULL,
  detail longtext NOT NULL,
  PRIMARY KEY (run_id, table_schema, table_name, part)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- name: step
CREATE TABLE IF NOT EXISTS _decant_step (
  run_id varchar(64) NOT NULL,
  statement longtext NOT NULL,
  KEY (run_id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- name: origin
CREATE TABLE IF NOT EXISTS _decant_origin (
  table_schema varchar(128) NOT NULL,
  table_name varchar(128) NOT NULL,
  run_id varchar(64) NOT NULL,
  description longtext NOT NULL,
  PRIMARY KEY (table_schema, table_name)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
