-- name: tables
-- wr: WITHOUT ROWID; type: table, view, virtual or shadow
SELECT l.name, l.type, l.wr, l.strict, coalesce(m.sql, '')
FROM pragma_table_list AS l
LEFT JOIN sqlite_schema AS m ON m.name = l.name AND m.type IN ('table', 'view')
WHERE l.schema = 'main'
  AND l.name NOT LIKE 'sqlite\_%' ESCAPE '\'
  AND l.name NOT IN ('_decant_run', '_decant_split', '_decant_entry', '_decant_step',
                     '_decant_origin')
ORDER BY l.name;

-- name: triggers
SELECT name, tbl_name, coalesce(sql, '') FROM sqlite_schema WHERE type = 'trigger' ORDER BY name;

-- name: columns
-- hidden: 1 hidden column of a virtual table, 2 virtual, 3 stored
SELECT name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(?) ORDER BY cid;

-- name: numbered
-- 1: the rows have numbers; 0: the table is WITHOUT ROWID
SELECT wr = 0 FROM pragma_table_list(?) WHERE schema = 'main' AND type = 'table';

-- name: row-number
-- the column that is the row's number: a primary key that needs no index of its own
SELECT name FROM pragma_table_xinfo(?1)
WHERE pk = 1 AND NOT EXISTS (SELECT 1 FROM pragma_index_list(?1) WHERE origin = 'pk');

-- name: foreign-keys
SELECT id, "table", "from", "to", on_update, on_delete
FROM pragma_foreign_key_list(?) ORDER BY id DESC, seq;

-- name: linked-columns
-- both sides of every foreign key; the far side is empty where the primary key is meant
SELECT m.name, f."from", f."table", coalesce(f."to", '')
FROM sqlite_schema AS m, pragma_foreign_key_list(m.name) AS f
WHERE m.type = 'table';

-- name: indexes
-- origin: c CREATE INDEX, u UNIQUE, pk PRIMARY KEY
SELECT l.name, l."unique", l.origin, coalesce(m.sql, '')
FROM pragma_index_list(?) AS l
LEFT JOIN sqlite_schema AS m ON m.name = l.name AND m.type = 'index'
ORDER BY l.seq DESC;

-- name: index-columns
-- cid: -1 the rowid, -2 an expression
SELECT cid, name, "desc", coll FROM pragma_index_xinfo(?) WHERE "key" = 1 ORDER BY seqno;

-- name: sequences
SELECT name, seq FROM sqlite_sequence;

-- name: origins
SELECT table_name, description FROM _decant_origin;

-- name: views
SELECT name, sql FROM sqlite_schema WHERE type = 'view' ORDER BY name;

-- name: view-columns
SELECT name FROM pragma_table_info(?) ORDER BY cid;
