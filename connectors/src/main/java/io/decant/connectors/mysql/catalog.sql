-- The parameter of every statement is the database's name.

-- name: tables
SELECT table_name, table_type, engine, table_rows, data_length, auto_increment, create_options,
       table_comment, table_collation
FROM information_schema.tables
WHERE table_schema = ?
ORDER BY table_name;

-- name: columns
SELECT table_name, column_name, column_type, collation_name, is_nullable, column_default, extra,
       generation_expression, column_comment
FROM information_schema.columns
WHERE table_schema = ?
ORDER BY table_name, ordinal_position;

-- name: srids-mysql
-- MySQL 8.0.3: the SRID that a column is bound to.
SELECT table_name, column_name, srs_id
FROM information_schema.st_geometry_columns
WHERE table_schema = ? AND srs_id IS NOT NULL;

-- name: srids-mariadb
SELECT g_table_name, g_geometry_column, srid
FROM information_schema.geometry_columns
WHERE g_table_schema = ? AND srid <> 0;

-- name: indexes
SELECT table_name, index_name, non_unique, column_name, collation, sub_part, index_type,
       NULL AS expression, NULL AS is_visible
FROM information_schema.statistics
WHERE table_schema = ?
ORDER BY table_name, index_name, seq_in_index;

-- name: indexes-ignored
-- MariaDB 10.6: indexes that queries do not use.
SELECT table_name, index_name, non_unique, column_name, collation, sub_part, index_type,
       NULL AS expression, IF(ignored = 'YES', 'NO', 'YES') AS is_visible
FROM information_schema.statistics
WHERE table_schema = ?
ORDER BY table_name, index_name, seq_in_index;

-- name: indexes-with-expressions
-- MySQL 8.0.13: parts that are expressions.
SELECT table_name, index_name, non_unique, column_name, collation, sub_part, index_type, expression,
       is_visible
FROM information_schema.statistics
WHERE table_schema = ?
ORDER BY table_name, index_name, seq_in_index;

-- name: foreign-keys
SELECT k.table_name, k.constraint_name, k.column_name, k.referenced_table_schema,
       k.referenced_table_name, k.referenced_column_name, r.delete_rule, r.update_rule
FROM information_schema.key_column_usage k
JOIN information_schema.referential_constraints r
  ON r.constraint_schema = k.constraint_schema
 AND r.constraint_name = k.constraint_name
 AND r.table_name = k.table_name
WHERE k.table_schema = ? AND k.referenced_table_name IS NOT NULL
ORDER BY k.table_name, k.constraint_name, k.ordinal_position;

-- name: checks-mysql
SELECT t.table_name, c.constraint_name, c.check_clause
FROM information_schema.check_constraints c
JOIN information_schema.table_constraints t
  ON t.constraint_schema = c.constraint_schema AND t.constraint_name = c.constraint_name
WHERE c.constraint_schema = ? AND t.constraint_type = 'CHECK' AND t.enforced = 'YES'
ORDER BY t.table_name, c.constraint_name;

-- name: checks-mariadb
SELECT table_name, constraint_name, check_clause
FROM information_schema.check_constraints
WHERE constraint_schema = ?
ORDER BY table_name, constraint_name;

-- name: views
SELECT table_name, view_definition
FROM information_schema.views
WHERE table_schema = ?
ORDER BY table_name;

-- name: triggers
SELECT trigger_name,
       concat(action_timing, ' ', event_manipulation, ' ON ', event_object_table, ' ', action_statement),
       event_object_table
FROM information_schema.triggers
WHERE trigger_schema = ?
ORDER BY trigger_name;

-- name: routines
SELECT routine_name, routine_definition
FROM information_schema.routines
WHERE routine_schema = ?
ORDER BY routine_name;

-- name: events
SELECT event_name, event_definition
FROM information_schema.events
WHERE event_schema = ?
ORDER BY event_name;

-- name: sequences
SELECT table_name, NULL
FROM information_schema.tables
WHERE table_schema = ? AND table_type = 'SEQUENCE'
ORDER BY table_name;

-- name: plain-views
-- without a check option, which other engines do not have
SELECT v.table_name, v.view_definition, c.column_name
FROM information_schema.views v
JOIN information_schema.columns c ON c.table_schema = v.table_schema AND c.table_name = v.table_name
WHERE v.table_schema = ? AND v.check_option = 'NONE'
ORDER BY v.table_name, c.ordinal_position;
