-- name: product
SELECT current_setting('server_version') AS version,
       current_setting('server_version_num')::int AS version_number,
       current_setting('server_encoding') AS encoding;

-- name: tables
-- Ordinary tables and the roots of partitioned ones; what belongs to an extension moves with it.
SELECT n.nspname AS schema, c.relname AS name
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
  AND n.nspname <> ALL (ARRAY['pg_catalog', 'information_schema', '_decant']) AND n.nspname !~ '^pg_(toast|temp)'
  AND NOT EXISTS (SELECT FROM pg_depend d
                  WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1, 2;

-- name: others
-- What does not move by itself. One query, so that the listing costs the same for any number of objects.
-- owner: the relation that it belongs to; a partition's is its root.
WITH own AS (
  SELECT oid, nspname FROM pg_namespace
  WHERE nspname <> ALL (ARRAY['pg_catalog', 'information_schema', '_decant']) AND nspname !~ '^pg_(toast|temp)'
), extension AS (
  SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
)
SELECT kind, name, o.nspname AS table_schema, o.relname AS table_name, coalesce(definition, '') AS definition, reason
FROM (
  SELECT 0::oid AS owner,
         CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED_VIEW' ELSE 'FOREIGN_TABLE' END AS kind,
         n.nspname || '.' || c.relname AS name,
         CASE WHEN c.relkind <> 'f' THEN pg_get_viewdef(c.oid) ELSE '' END AS definition,
         CASE c.relkind WHEN 'f' THEN 'its rows are in another database: move them from there'
                        ELSE 'queries are not translated between databases' END AS reason
  FROM pg_class c JOIN own n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('v', 'm', 'f') AND NOT c.relispartition
    AND NOT EXISTS (SELECT FROM extension e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid)
UNION ALL
  SELECT c.oid, 'PARTITION', n.nspname || '.' || c.relname, pg_get_expr(c.relpartbound, c.oid),
         'its rows move as rows of the partitioned table'
  FROM pg_class c JOIN own n ON n.oid = c.relnamespace
  WHERE c.relispartition AND c.relkind IN ('r', 'p', 'f')
UNION ALL
  SELECT c.oid, 'TRIGGER', n.nspname || '.' || c.relname || '.' || t.tgname, pg_get_triggerdef(t.oid),
         'code is not translated between databases'
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN own n ON n.oid = c.relnamespace
  WHERE NOT t.tgisinternal AND NOT c.relispartition
UNION ALL
  SELECT 0, 'ROUTINE', n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
         CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) ELSE '' END,
         'code is not translated between databases'
  FROM pg_proc p JOIN own n ON n.oid = p.pronamespace
  WHERE NOT EXISTS (SELECT FROM extension e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid)
    AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
UNION ALL
  SELECT 0, 'EXTENSION', x.extname, 'CREATE EXTENSION ' || quote_ident(x.extname),
         'software of the server; install it there where it is needed'
  FROM pg_extension x WHERE x.extname <> 'plpgsql'
UNION ALL
  SELECT 0, 'SEQUENCE', n.nspname || '.' || c.relname,
         format('CREATE SEQUENCE %I.%I AS %s START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s CACHE %s',
                n.nspname, c.relname, s.data_type, s.start_value, s.increment_by, s.min_value, s.max_value, s.cache_size)
           || CASE WHEN s.cycle THEN ' CYCLE' ELSE '' END
           || coalesce(format('; SELECT setval(%L, %s)', format('%I.%I', n.nspname, c.relname), s.last_value), ''),
         'no column of whole numbers simply counts by it'
  FROM pg_class c JOIN own n ON n.oid = c.relnamespace
  JOIN pg_sequences s ON s.schemaname = n.nspname AND s.sequencename = c.relname
  WHERE c.relkind = 'S'
    AND NOT EXISTS (SELECT FROM extension e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid)
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                      AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'i' AND d.refobjsubid > 0)
    AND NOT EXISTS (SELECT FROM pg_depend d JOIN pg_attrdef f ON f.oid = d.objid
                    JOIN pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
                    JOIN pg_type t ON t.oid = a.atttypid
                    WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass
                      AND d.refobjid = c.oid AND pg_get_expr(f.adbin, f.adrelid) ~ '^nextval\(''([^'']|'''')*''::regclass\)$'
                      AND coalesce(nullif(t.typbasetype, 0), t.oid)
                          IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype))
UNION ALL
  SELECT 0, CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, n.nspname || '.' || t.typname,
         CASE t.typtype WHEN 'd' THEN format_type(t.typbasetype, t.typtypmod) ELSE '' END,
         CASE t.typtype WHEN 'd' THEN 'its columns take its base type and its checks'
                        WHEN 'e' THEN 'no column uses it'
                        ELSE 'its columns hold its values as text' END
  FROM pg_type t JOIN own n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
  WHERE (t.typtype IN ('d', 'r') OR (t.typtype = 'c' AND c.relkind = 'c')
         OR (t.typtype = 'e' AND NOT EXISTS (
               SELECT FROM pg_attribute a JOIN pg_class r ON r.oid = a.attrelid
               WHERE a.atttypid IN (t.oid, t.typarray) AND r.relkind IN ('r', 'p'))))
    AND NOT EXISTS (SELECT FROM extension e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid)
UNION ALL
  SELECT c.oid, 'POLICY', n.nspname || '.' || c.relname || '.' || p.polname, pg_get_expr(p.polqual, p.polrelid),
         'who may see which rows is for the target''s owner to decide'
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN own n ON n.oid = c.relnamespace
UNION ALL
  SELECT c.oid, 'RULE', n.nspname || '.' || c.relname || '.' || r.rulename, pg_get_ruledef(r.oid),
         'code is not translated between databases'
  FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN own n ON n.oid = c.relnamespace
  WHERE r.rulename <> '_RETURN'
UNION ALL
  SELECT c.oid, 'EXCLUSION', n.nspname || '.' || c.relname || '.' || k.conname, pg_get_constraintdef(k.oid),
         'a constraint that only PostgreSQL has'
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN own n ON n.oid = c.relnamespace
  WHERE NOT c.relispartition AND (k.contype = 'x' OR (to_jsonb(k) ->> 'conperiod')::boolean)
UNION ALL
  SELECT c.oid, 'CHECK', n.nspname || '.' || c.relname || '.' || k.conname, pg_get_constraintdef(k.oid),
         'it is not enforced, and rows may break it'
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN own n ON n.oid = c.relnamespace
  WHERE NOT c.relispartition AND k.contype = 'c' AND NOT coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
UNION ALL
  SELECT 0, 'LARGE_OBJECT', CASE WHEN count(*) <= 100 THEN string_agg(m.oid::text, ', ' ORDER BY m.oid)
                              ELSE count(*) || ' of them' END, '',
         'the bytes behind the numbers that oid columns hold stay behind: make bytea columns of them first'
  FROM pg_largeobject_metadata m HAVING count(*) > 0
UNION ALL
  SELECT 0, 'EVENT', v.evtname, '', 'code is not translated between databases'
  FROM pg_event_trigger v
  WHERE NOT EXISTS (SELECT FROM extension e WHERE e.classid = 'pg_event_trigger'::regclass AND e.objid = v.oid)
UNION ALL
  SELECT c.oid, 'GRANT', n.nspname || '.' || c.relname || ' to ' || coalesce(g.rolname, 'public'),
         string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type),
         'who may do what is for the target''s owner to decide'
  FROM pg_class c JOIN own n ON n.oid = c.relnamespace
  CROSS JOIN LATERAL aclexplode(c.relacl) a LEFT JOIN pg_roles g ON g.oid = a.grantee
  WHERE a.grantee <> c.relowner AND NOT c.relispartition
    AND NOT EXISTS (SELECT FROM extension e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid)
  GROUP BY c.oid, n.nspname, c.relname, g.rolname
) AS others
LEFT JOIN LATERAL (
  SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.oid = coalesce(pg_partition_root(others.owner), others.owner) AND c.relkind IN ('r', 'p')
) AS o ON true
ORDER BY 1, 2;

-- name: describe-tables
-- $1, $2: schemas and names, one table each. A partitioned table is as big as its leaves.
SELECT c.oid, n.nspname AS schema, c.relname AS name, c.relkind = 'p' AS partitioned,
       has_schema_privilege(n.oid, 'USAGE') AND
       (has_table_privilege(c.oid, 'SELECT') OR has_any_column_privilege(c.oid, 'SELECT')) AS readable,
       row_security_active(c.oid) AS hidden,
       c.relpersistence = 'u' AS unlogged,
       (SELECT string_agg(p.relname, ', ' ORDER BY i.inhseqno) FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
        WHERE i.inhrelid = c.oid AND NOT c.relispartition) AS parents,
       coalesce(obj_description(c.oid, 'pg_class'), '') AS comment,
       size.rows, size.bytes
FROM unnest(?::text[], ?::text[]) WITH ORDINALITY AS wanted(schema, name, place)
JOIN pg_namespace n ON n.nspname = wanted.schema
JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = wanted.name AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
CROSS JOIN LATERAL (
  SELECT CASE WHEN bool_or(leaf.reltuples < 0) THEN -1 ELSE sum(leaf.reltuples)::bigint END AS rows,
         coalesce(sum(pg_table_size(leaf.oid)), -1)::bigint AS bytes
  FROM (SELECT c.oid AS relid WHERE c.relkind <> 'p'
        UNION ALL SELECT p.relid FROM pg_partition_tree(c.oid) p WHERE c.relkind = 'p' AND p.isleaf) AS part
  JOIN pg_class leaf ON leaf.oid = part.relid
) AS size
ORDER BY wanted.place;

-- name: columns
-- A domain is followed to the type beneath it; an array and its element are told apart.
WITH RECURSIVE chain(domain, typid, typmod, depth, bound) AS (
  SELECT oid, typbasetype, typtypmod, 1, typnotnull FROM pg_type WHERE typtype = 'd'
  UNION ALL
  SELECT c.domain, t.typbasetype, t.typtypmod, c.depth + 1, c.bound OR t.typnotnull
  FROM chain c JOIN pg_type t ON t.oid = c.typid WHERE t.typtype = 'd'
), domain AS (
  SELECT DISTINCT ON (domain) domain, typid, typmod, bool_or(bound) OVER (PARTITION BY domain) AS bound
  FROM chain ORDER BY domain, depth DESC
)
SELECT a.attrelid, a.attname AS name, a.attnotnull OR coalesce(d.bound, false) AS bound,
       format_type(a.atttypid, a.atttypmod) AS declared,
       format_type(base.oid, coalesce(d.typmod, a.atttypmod)) AS native,
       base.typname AS base_name, base_space.nspname AS base_schema, base.typtype AS base_kind,
       CASE WHEN base.typname = 'money' THEN scale(0::money::numeric) ELSE coalesce(d.typmod, a.atttypmod) END AS typmod,
       ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = base.oid ORDER BY e.enumsortorder) AS labels,
       element.typname AS element_name, element_space.nspname AS element_schema, element.typtype AS element_kind,
       CASE WHEN element.typname = 'money' THEN scale(0::money::numeric)
            ELSE coalesce(ed.typmod, d.typmod, a.atttypmod) END AS element_typmod,
       format_type(element.oid, coalesce(ed.typmod, d.typmod, a.atttypmod)) AS element_native,
       ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = element.oid ORDER BY e.enumsortorder)
         AS element_labels,
       d.domain IS NOT NULL AS is_domain,
       CASE WHEN a.attcollation <> base.typcollation OR base.typname = 'citext' THEN replace(quote_ident(co.collname), ' ', '_') END
         AS own_collation,
       co.collname AS collation, co.collisdeterministic AS deterministic,
       coalesce(to_jsonb(co) ->> 'colllocale', to_jsonb(co) ->> 'colliculocale', to_jsonb(co) ->> 'collcollate')
         AS locale,
       CASE WHEN a.attgenerated = '' THEN
         coalesce(pg_get_expr(ad.adbin, ad.adrelid), CASE WHEN d.domain IS NOT NULL THEN pg_get_expr(t.typdefaultbin, 0) END)
       END AS default_value,
       a.attidentity AS identity, a.attgenerated AS generated,
       CASE WHEN a.attgenerated <> '' THEN pg_get_expr(ad.adbin, ad.adrelid) END AS expression,
       sequence.oid AS sequence_oid,
       has_column_privilege(a.attrelid, a.attnum, 'SELECT') AS readable,
       coalesce(col_description(a.attrelid, a.attnum), '') AS comment
FROM pg_attribute a
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN domain d ON d.domain = a.atttypid
JOIN pg_type base ON base.oid = coalesce(d.typid, a.atttypid)
JOIN pg_namespace base_space ON base_space.oid = base.typnamespace
LEFT JOIN pg_type array_of ON array_of.oid = base.typelem AND array_of.typarray = base.oid
LEFT JOIN domain ed ON ed.domain = array_of.oid
LEFT JOIN pg_type element ON element.oid = coalesce(ed.typid, array_of.oid)
LEFT JOIN pg_namespace element_space ON element_space.oid = element.typnamespace
LEFT JOIN pg_collation co ON co.oid = a.attcollation AND co.collname <> 'default'
LEFT JOIN pg_attrdef ad ON ad.adrelid = a.attrelid AND ad.adnum = a.attnum
LEFT JOIN LATERAL (
  SELECT s.oid FROM pg_depend dep JOIN pg_class s ON s.oid = dep.objid AND s.relkind = 'S'
  WHERE a.attidentity <> '' AND dep.classid = 'pg_class'::regclass AND dep.refclassid = 'pg_class'::regclass
    AND dep.refobjid = a.attrelid AND dep.refobjsubid = a.attnum AND dep.deptype = 'i'
  UNION ALL
  SELECT s.oid FROM pg_depend dep JOIN pg_class s ON s.oid = dep.refobjid AND s.relkind = 'S'
  WHERE a.attidentity = '' AND dep.classid = 'pg_attrdef'::regclass AND dep.objid = ad.oid
    AND dep.refclassid = 'pg_class'::regclass
  LIMIT 1
) AS sequence ON true
WHERE a.attrelid = ANY (?) AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum;

-- name: sequences
-- Properties in words: who else takes numbers from it, and bounds that are not those of its type.
SELECT s.seqrelid, n.nspname AS schema, c.relname AS name, s.seqstart, s.seqincrement,
       has_sequence_privilege(c.oid, 'SELECT') AND has_schema_privilege(n.oid, 'USAGE') AS readable,
       concat_ws('; ', used.by,
                 CASE WHEN s.seqcycle THEN 'begins anew at its end' END,
                 CASE WHEN s.seqmin NOT IN (1, limits.low) THEN 'not below ' || s.seqmin END,
                 CASE WHEN s.seqmax NOT IN (-1, limits.high) THEN 'not above ' || s.seqmax END) AS properties
FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (
  SELECT CASE s.seqtypid WHEN 'int2'::regtype THEN -32768 WHEN 'int4'::regtype THEN -2147483648
                         ELSE -9223372036854775808 END AS low,
         CASE s.seqtypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647
                         ELSE 9223372036854775807 END AS high
) AS limits
LEFT JOIN LATERAL (
  SELECT 'shared by ' || string_agg(DISTINCT t.relname || '.' || a.attname, ', ') AS by
  FROM pg_depend d JOIN pg_attrdef f ON f.oid = d.objid JOIN pg_class t ON t.oid = f.adrelid
  JOIN pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
  WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid
    AND NOT t.relispartition
  HAVING count(DISTINCT (f.adrelid, f.adnum)) > 1
) AS used ON true
WHERE s.seqrelid = ANY (?);

-- name: domain-checks
SELECT a.attrelid, quote_ident(a.attname) AS column, pg_get_expr(k.conbin, 0) AS expression
FROM pg_attribute a
JOIN LATERAL (
  WITH RECURSIVE up(oid) AS (
    SELECT a.atttypid UNION SELECT t.typbasetype FROM up JOIN pg_type t ON t.oid = up.oid WHERE t.typtype = 'd')
  SELECT oid FROM up
) AS up ON true
JOIN pg_constraint k ON k.contypid = up.oid AND k.contype = 'c'
WHERE a.attrelid = ANY (?) AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum, k.conname;

-- name: keys
SELECT k.conrelid, k.conname AS name, k.contype AS kind, k.condeferrable AS deferrable, k.condeferred AS deferred,
       coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) AS nulls_equal,
       ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS part(number, place)
             JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = part.number ORDER BY part.place) AS columns
FROM pg_constraint k JOIN pg_index i ON i.indexrelid = k.conindid
WHERE k.conrelid = ANY (?) AND k.contype IN ('p', 'u')
  AND NOT coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false)
ORDER BY k.conrelid, k.conname;

-- name: indexes
-- One row a part. An operator class or collation that is not the default one makes the part an expression.
SELECT i.indrelid, c.relname AS name, i.indisunique AS is_unique, m.amname AS method,
       pg_get_expr(i.indpred, i.indrelid) AS predicate,
       substr(pg_get_indexdef(i.indexrelid), 1 + length(
         'CREATE ' || CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END || 'INDEX ' || quote_ident(c.relname) || ' ON '
         || CASE WHEN c.relkind = 'I' THEN 'ONLY ' ELSE '' END
         || quote_ident(tn.nspname) || '.' || quote_ident(t.relname) || ' ')) AS definition,
       a.attname AS column, pg_get_indexdef(i.indexrelid, part.place, false) AS expression,
       CASE WHEN NOT o.opcdefault
            THEN CASE WHEN os.nspname = 'pg_catalog' THEN quote_ident(o.opcname)
                      ELSE quote_ident(os.nspname) || '.' || quote_ident(o.opcname) END END AS class,
       (i.indoption[part.place - 1]::int & 1) = 1 AS descending
FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_namespace tn ON tn.oid = t.relnamespace
JOIN pg_am m ON m.oid = c.relam
CROSS JOIN LATERAL generate_series(1, i.indnkeyatts::int) AS part(place)
LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[part.place - 1] AND a.attnum > 0
JOIN pg_opclass o ON o.oid = i.indclass[part.place - 1]
JOIN pg_namespace os ON os.oid = o.opcnamespace
WHERE i.indrelid = ANY (?) AND i.indislive
  AND NOT EXISTS (SELECT FROM pg_constraint k
                  WHERE k.conrelid = i.indrelid AND k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
ORDER BY i.indrelid, c.relname, part.place;

-- name: foreign-keys
-- A reference to a partitioned table has a copy for each partition: conparentid tells them from the original.
SELECT k.conrelid, k.conname AS name, tn.nspname AS target_schema, tc.relname AS target_name,
       k.confdeltype AS on_delete, k.confupdtype AS on_update,
       k.condeferrable AS deferrable, k.condeferred AS deferred, k.convalidated AS validated,
       k.confmatchtype = 'f' AS full_match,
       coalesce(jsonb_typeof(to_jsonb(k) -> 'confdelsetcols') = 'array', false) AS partly,
       ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS part(number, place)
             JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = part.number ORDER BY part.place) AS columns,
       ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS part(number, place)
             JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = part.number ORDER BY part.place)
         AS target_columns
FROM pg_constraint k
JOIN pg_class tc ON tc.oid = k.confrelid JOIN pg_namespace tn ON tn.oid = tc.relnamespace
WHERE k.conrelid = ANY (?) AND k.contype = 'f' AND k.conparentid = 0
ORDER BY k.conrelid, k.conname;

-- name: checks
SELECT k.conrelid, k.conname AS name, pg_get_expr(k.conbin, k.conrelid) AS expression
FROM pg_constraint k
WHERE k.conrelid = ANY (?) AND k.contype = 'c' AND coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
ORDER BY k.conrelid, k.conname;

-- name: extent
-- The blocks of the largest leaf and the bytes of all of them, long values included.
SELECT coalesce(max(pg_relation_size(part.relid)), 0) / current_setting('block_size')::bigint AS blocks,
       coalesce(sum(pg_table_size(part.relid)), 0)::bigint AS bytes,
       bool_or(c.relkind = 'p') AS partitioned, bool_or(c.relkind = 'r') AS ordinary
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN LATERAL (SELECT c.oid AS relid WHERE c.relkind = 'r'
                   UNION ALL SELECT p.relid FROM pg_partition_tree(c.oid) p WHERE c.relkind = 'p' AND p.isleaf) AS part
  ON true
WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f');

-- name: position
SELECT txid_current_snapshot()::text || ' ' || (SELECT system_identifier FROM pg_control_system()) || ' '
       || (SELECT oid FROM pg_database WHERE datname = current_database());

-- name: enums
SELECT n.nspname AS schema, t.typname AS name,
       ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS labels
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'e';

-- name: constraint-columns
-- $1: the table as SQL spells it, $2: the constraint.
SELECT k.confrelid::regclass::text AS target,
       ARRAY(SELECT quote_ident(a.attname) FROM unnest(k.conkey) WITH ORDINALITY AS part(number, place)
             JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = part.number ORDER BY part.place) AS columns,
       ARRAY(SELECT quote_ident(a.attname) FROM unnest(k.confkey) WITH ORDINALITY AS part(number, place)
             JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = part.number ORDER BY part.place)
         AS target_columns
FROM pg_constraint k WHERE k.conrelid = (?::text)::regclass AND k.conname = ?;

-- name: rewritten
-- Under a snapshot: pg_class as it was then against the files as they are now. TRUNCATE, CLUSTER and VACUUM FULL give
-- a table new files, and an old snapshot does not see its rows in them.
SELECT coalesce(bool_or(leaf.relfilenode <> pg_relation_filenode(leaf.oid)), false)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN LATERAL (SELECT c.oid AS relid WHERE c.relkind = 'r'
              UNION ALL SELECT p.relid FROM pg_partition_tree(c.oid) p WHERE c.relkind = 'p' AND p.isleaf) AS part
  ON true
JOIN pg_class leaf ON leaf.oid = part.relid AND leaf.relkind = 'r'
WHERE n.nspname = ? AND c.relname = ?;

-- name: views
-- without options: a check option, or the rights of who asks
-- needs: what is left of its dependencies, and of those of the views beneath it, without tables, views, what every
-- database has, and types that come along with the columns of a table
WITH RECURSIVE own AS (
  SELECT c.oid, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('v', 'm', 'f', 'S') AND n.nspname NOT IN ('information_schema', '_decant')
    AND n.nspname NOT LIKE 'pg\_%'
), uses AS (
  SELECT w.ev_class AS view, d.refclassid, d.refobjid
  FROM own v JOIN pg_rewrite w ON w.ev_class = v.oid
  JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refobjid <> v.oid
  WHERE v.relkind = 'v'
), beneath(view, below) AS (
  SELECT oid, oid FROM own WHERE relkind = 'v'
  UNION
  SELECT b.view, v.oid FROM beneath b JOIN uses u ON u.view = b.below AND u.refclassid = 'pg_class'::regclass
  JOIN own v ON v.oid = u.refobjid AND v.relkind = 'v'
), needs AS (
  SELECT DISTINCT b.view, coalesce('extension ' || x.extname, i.type || ' ' || i.identity) AS need
  FROM beneath b JOIN uses u ON u.view = b.below
  CROSS JOIN LATERAL pg_identify_object(u.refclassid, u.refobjid, 0) i
  LEFT JOIN pg_depend e ON e.classid = u.refclassid AND e.objid = u.refobjid AND e.deptype = 'e'
  LEFT JOIN pg_extension x ON x.oid = e.refobjid
  LEFT JOIN pg_type t ON u.refclassid = 'pg_type'::regclass AND t.oid = u.refobjid
  LEFT JOIN own o ON u.refclassid = 'pg_class'::regclass AND o.oid = u.refobjid
  WHERE i.schema IS DISTINCT FROM 'pg_catalog' AND i.schema IS DISTINCT FROM 'information_schema'
    AND (u.refclassid IN ('pg_proc'::regclass, 'pg_operator'::regclass) OR o.relkind IN ('m', 'f', 'S')
         OR t.typtype IN ('d', 'r', 'm') OR x.oid IS NOT NULL
         OR (t.typtype = 'c' AND EXISTS (SELECT FROM pg_class r WHERE r.oid = t.typrelid AND r.relkind = 'c'))
         OR (t.typtype = 'e' AND NOT EXISTS (
               SELECT FROM pg_attribute a JOIN pg_class r ON r.oid = a.attrelid
               WHERE a.atttypid IN (t.oid, t.typarray) AND r.relkind IN ('r', 'p'))))
)
SELECT n.nspname AS schema, c.relname AS name, pg_get_viewdef(c.oid) AS definition,
       array(SELECT a.attname::text FROM pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns,
       array(SELECT need FROM needs WHERE view = c.oid ORDER BY 1) AS needs
FROM own JOIN pg_class c ON c.oid = own.oid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'v' AND c.reloptions IS NULL
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.deptype = 'e'
                  AND d.classid = 'pg_class'::regclass AND d.objid = c.oid)
ORDER BY 1, 2;

-- name: preflight
-- $1: schemas that tables will be made in
SELECT current_setting('server_version_num')::int AS version_number,
       current_setting('server_encoding') AS encoding,
       pg_is_in_recovery() AS standby,
       current_setting('fsync') = 'on' AS durable,
       -- the session's process is one of the machine that the data is on
       pg_backend_pid() AS process,
       coalesce((SELECT (extract(epoch FROM backend_start) * 1000)::bigint
                 FROM pg_stat_activity WHERE pid = pg_backend_pid()), 0) AS began,
       -- only superusers and pg_read_all_settings see where the data is
       coalesce((SELECT nullif(pg_tablespace_location(dattablespace), '')
                 FROM pg_database WHERE datname = current_database()),
                (SELECT setting FROM pg_settings WHERE name = 'data_directory'), '') AS data,
       has_database_privilege(current_database(), 'CREATE') AS creates,
       (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS millis,
       coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS encrypted,
       current_setting('wal_level') AS wal_level,
       current_setting('max_replication_slots')::int AS slots,
       coalesce((SELECT rolsuper OR rolreplication FROM pg_roles WHERE rolname = current_user), false) AS replicates,
       ARRAY(SELECT nspname::text FROM pg_namespace
             WHERE nspname = ANY (schemas.names)
               AND NOT (has_schema_privilege(oid, 'CREATE') AND has_schema_privilege(oid, 'USAGE'))
             ORDER BY nspname) AS closed,
       ARRAY(SELECT name FROM unnest(schemas.names || '{_decant}'::text[]) AS name
             WHERE NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = name) ORDER BY name) AS missing
FROM (SELECT ?::text[] AS names) AS schemas;

-- name: writes
-- rows, as each session reports them after a transaction: at most once a second, and then when it
-- has been idle for ten (pgstat.c, PGSTAT_MIN_INTERVAL and PGSTAT_IDLE_INTERVAL)
SELECT tup_inserted + tup_updated + tup_deleted AS writes
FROM pg_stat_database WHERE datname = current_database();
