-- What MariaDB alone has.
CREATE TABLE mp_37_big (id int PRIMARY KEY, v json);
INSERT INTO mp_37_big VALUES (1, '{"n": 18446744073709551615, "a": 1, "a": 2}'), (2, '12345678901234567890123'), (3, '[[[[[[1e300]]]]]]'), (4, ' 1.10 ');

CREATE TABLE mp_45 (id int PRIMARY KEY, v varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin, UNIQUE KEY v (v));
INSERT INTO mp_45 VALUES (1, 'ab'), (2, 'ab '), (3, 'AB');

CREATE TABLE mp_53 (id int PRIMARY KEY, u varchar(36) DEFAULT uuid(), j json DEFAULT json_array(), t text DEFAULT 'plain', n int DEFAULT (1 + 1), r double DEFAULT rand(), u2 uuid DEFAULT uuid());

CREATE TABLE mp_58 (id int PRIMARY KEY, a varchar(10), b varchar(10), c varchar(20) AS (concat(a, b)) VIRTUAL, d int AS (id * 2) STORED);
INSERT INTO mp_58 (id, a, b) VALUES (1, 'x', 'y'), (2, NULL, 'z');

CREATE SEQUENCE mp_84_numbers START WITH 5 INCREMENT BY 3;
SELECT nextval(mp_84_numbers);
CREATE SEQUENCE mp_84_down START WITH -5 INCREMENT BY -2 MINVALUE -1000 MAXVALUE -1 CYCLE;
CREATE TABLE mp_84 (id int NOT NULL DEFAULT nextval(mp_84_numbers) PRIMARY KEY, u uuid, six inet6, four inet4);
INSERT INTO mp_84 (u, six, four) VALUES ('123e4567-e89b-12d3-a456-426655440000', '2001:db8::ff00:42:8329', '192.0.2.1'), (NULL, '::ffff:192.0.2.1', '255.255.255.255');

CREATE TABLE mp_88_versioned (id int PRIMARY KEY, v int) WITH SYSTEM VERSIONING;
INSERT INTO mp_88_versioned VALUES (1, 1), (2, 2);
UPDATE mp_88_versioned SET v = 3 WHERE id = 1;
DELETE FROM mp_88_versioned WHERE id = 2;
CREATE TABLE mp_88_compressed (id int PRIMARY KEY, v text COMPRESSED, h int INVISIBLE DEFAULT 4) ROW_FORMAT = COMPRESSED;
INSERT INTO mp_88_compressed (id, v) VALUES (1, repeat('x', 5000));
CREATE TABLE mp_88_aria (id int PRIMARY KEY, v int) ENGINE = Aria;
INSERT INTO mp_88_aria VALUES (1, 1);
CREATE TABLE mp_88_period (id int, s date, e date, PERIOD FOR p (s, e), PRIMARY KEY (id, p WITHOUT OVERLAPS), UNIQUE KEY apart (id, p WITHOUT OVERLAPS));
INSERT INTO mp_88_period VALUES (1, '2026-01-01', '2026-02-01');
CREATE TABLE mp_88_no_period (s date, e date, CONSTRAINT p CHECK (s < e), UNIQUE KEY apart (e, s));
