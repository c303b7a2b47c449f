CREATE TABLE ps_02 (id int PRIMARY KEY, t text, v varchar(10), c char(5), n numeric(38,10), u numeric);
INSERT INTO ps_02 VALUES
  (1, '00123', '1e5', '007', 12345678901234567890.1234567890, 1e100),
  (2, '+5', ' 12 ', 'ab', -0.0000000001, 'NaN'),
  (3, 'NULL', '', '', 0, 0.10);

CREATE TABLE ps_03 (id int PRIMARY KEY, f float8, r real);
INSERT INTO ps_03 VALUES (1, 'NaN', 'NaN'), (2, 'Infinity', '-Infinity'), (3, '-0', 1.5), (4, 0.1, 0.1);

CREATE TABLE ps_04 (id int PRIMARY KEY, tz timestamptz, tz3 timestamptz(3), ts timestamp, d date, t time, i interval);
INSERT INTO ps_04 VALUES
  (1, '2024-01-01 12:00:00.123456+05', '2024-03-31 02:30:00.5+01', '2024-03-31 02:30:00.123456', '2024-02-29',
   '23:59:59.999999', '1 year 2 mons 3 days 04:05:06.789'),
  (2, 'infinity', NULL, '-infinity', '0044-03-15 BC', '00:00', '-1 day');

CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'happy');
CREATE TABLE ps_05 (id int PRIMARY KEY, b boolean, u uuid, a int[], texts text[], j jsonb, js json, by bytea, m mood,
  bits bit(3), inet inet);
INSERT INTO ps_05 VALUES
  (1, true, '0E37DF36-F698-11E6-8DD4-CB9CED3DF976', '{1,2,NULL}', '{"a b",NULL,"NULL",""}', '{"b": 1, "a": [1, 2.50]}',
   '{"b":1,  "a":1}', '\x00ff5c', 'it''s ok', B'101', '10.0.0.1/24'),
  (2, false, NULL, '{}', '{{a,b},{c,d}}', 'null', '12345678901234567890123', '', NULL, NULL, '::1');

CREATE SCHEMA a;
CREATE SCHEMA b;
CREATE TABLE a.t (id int PRIMARY KEY, v text);
CREATE TABLE b.t (id int PRIMARY KEY, v text);
INSERT INTO a.t VALUES (1, 'a');
INSERT INTO b.t VALUES (1, 'b');

CREATE TABLE ps_keys (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent int REFERENCES ps_keys (id)
    ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED,
  code varchar(10) NOT NULL DEFAULT 'it''s', amount numeric(10,2) DEFAULT 1.50 CHECK (amount >= 0),
  at timestamptz DEFAULT now(), day date DEFAULT CURRENT_DATE, key uuid DEFAULT gen_random_uuid(), flag boolean DEFAULT true,
  twice int GENERATED ALWAYS AS (id * 2) STORED, CONSTRAINT ps_code UNIQUE (code));
COMMENT ON TABLE ps_keys IS 'keys';
CREATE INDEX ps_keys_desc ON ps_keys (amount DESC, code);
CREATE UNIQUE INDEX ps_keys_part ON ps_keys (day) WHERE flag;
CREATE INDEX ps_keys_gin ON ps_05 USING gin (j);
INSERT INTO ps_keys (parent, code, flag) VALUES (NULL, 'x', true), (1, 'y', false);
SELECT setval(pg_get_serial_sequence('ps_keys', 'id'), 41);

CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE ps_09 (id int PRIMARY KEY, name text COLLATE ci UNIQUE);
INSERT INTO ps_09 VALUES (1, 'É'), (2, 'x'), (3, 'e');

CREATE TABLE ps_generated (a int GENERATED ALWAYS AS (1) STORED);
INSERT INTO ps_generated DEFAULT VALUES;
