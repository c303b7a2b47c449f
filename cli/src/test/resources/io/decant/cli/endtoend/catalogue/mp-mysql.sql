-- What MySQL 8 alone has.
CREATE TABLE mp_37_big (id int PRIMARY KEY, v json);
INSERT INTO mp_37_big VALUES (1, '{"n": 18446744073709551615, "a": 1, "a": 2}'), (2, '12345678901234567890123'), (3, '[[[[[[1e300]]]]]]'), (4, cast(1.10 AS json));

CREATE TABLE mp_45 (id int PRIMARY KEY, v varchar(10) COLLATE utf8mb4_0900_as_cs, UNIQUE KEY v (v));
INSERT INTO mp_45 VALUES (1, 'ab'), (2, 'ab '), (3, 'AB');

CREATE TABLE mp_53 (id int PRIMARY KEY, u varchar(36) DEFAULT (uuid()), j json DEFAULT (json_array()), t text DEFAULT ('plain'), n int DEFAULT (1 + 1), r double DEFAULT (rand()));

CREATE TABLE mp_58 (id int PRIMARY KEY, a varchar(10), b varchar(10), c varchar(20) AS (concat(a, b)) VIRTUAL, d int AS (id * 2) STORED);
INSERT INTO mp_58 (id, a, b) VALUES (1, 'x', 'y'), (2, NULL, 'z');

CREATE TABLE mp_59 (id int PRIMARY KEY, email varchar(50), n int, KEY low ((lower(email))), KEY down (n DESC), KEY hidden (n) INVISIBLE);
INSERT INTO mp_59 VALUES (1, 'A@X', 1);

CREATE TABLE mp_62_globe (id int PRIMARY KEY, p point NOT NULL SRID 4326, SPATIAL KEY (p));
INSERT INTO mp_62_globe VALUES (1, ST_GeomFromText('POINT(48.85 2.35)', 4326));
