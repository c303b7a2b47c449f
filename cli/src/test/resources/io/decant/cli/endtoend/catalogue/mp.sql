-- Section 1 of the catalogue: MySQL and MariaDB to PostgreSQL. Every table is named after its row.
-- Careless sessions store what strict ones refuse, and so do these lines.
SET SESSION sql_mode = 'ALLOW_INVALID_DATES';
SET SESSION time_zone = '+00:00';
SET NAMES utf8mb4;

CREATE TABLE mp_01 (id int PRIMARY KEY, v tinyint(1));
INSERT INTO mp_01 VALUES (1, 0), (2, 1), (3, NULL);

CREATE TABLE mp_02 (id int PRIMARY KEY, v tinyint(1));
INSERT INTO mp_02 VALUES (1, 0), (2, 1), (3, 2), (4, -1);

CREATE TABLE mp_03 (id int PRIMARY KEY, v tinyint(1) unsigned, few tinyint(1) unsigned, filled tinyint(1) zerofill);
INSERT INTO mp_03 VALUES (1, 0, 0, 0), (2, 255, 1, 1);

CREATE TABLE mp_04 (id int PRIMARY KEY, v bigint unsigned);
INSERT INTO mp_04 VALUES (1, 18446744073709551615), (2, 0), (3, 9223372036854775808);

CREATE TABLE mp_05 (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, v int);
INSERT INTO mp_05 VALUES (1, 1), (41, 2);
CREATE TABLE mp_05_above (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, v int);
INSERT INTO mp_05_above VALUES (1, 1), (9223372036854775808, 2);
CREATE TABLE mp_05_child (id int PRIMARY KEY, above bigint unsigned, FOREIGN KEY (above) REFERENCES mp_05_above (id));
INSERT INTO mp_05_child VALUES (1, 9223372036854775808), (2, NULL);
CREATE TABLE mp_05_small (id tinyint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, v int);
INSERT INTO mp_05_small VALUES (254, 1);

CREATE TABLE mp_06 (
  id int PRIMARY KEY, u8 tinyint unsigned, u16 smallint unsigned, u24 mediumint unsigned,
  u32 int unsigned, s8 tinyint, s16 smallint, s24 mediumint, s32 int, s64 bigint);
INSERT INTO mp_06 VALUES
  (1, 255, 65535, 16777215, 4294967295, 127, 32767, 8388607, 2147483647, 9223372036854775807),
  (2, 0, 0, 0, 0, -128, -32768, -8388608, -2147483648, -9223372036854775808);

CREATE TABLE mp_08 (id int PRIMARY KEY, v int(5) zerofill, d decimal(6,2) unsigned zerofill);
INSERT INTO mp_08 VALUES (1, 42, 3.5);

CREATE TABLE mp_09 (id int PRIMARY KEY, v bit(1) NOT NULL DEFAULT b'1');
INSERT INTO mp_09 VALUES (1, b'1'), (2, b'0');

CREATE TABLE mp_10 (id int PRIMARY KEY, three bit(3) DEFAULT b'011', eight bit(8));
INSERT INTO mp_10 VALUES (1, b'101', b'00000101'), (2, b'000', b'11111111');

CREATE TABLE mp_11 (id int PRIMARY KEY, v bit(64));
INSERT INTO mp_11 VALUES (1, 18446744073709551615), (2, 1);

CREATE TABLE mp_13 (id int PRIMARY KEY, v year);
INSERT INTO mp_13 VALUES (1, 0), (2, 1901), (3, 2155), (4, NULL);

CREATE TABLE mp_15 (id int PRIMARY KEY, v time(3), span time(6), plain time);
INSERT INTO mp_15 VALUES
  (1, '12:34:56.789', '-838:59:59.000000', '23:59:59'),
  (2, '00:00:00.001', '838:59:58.999999', '00:00:00'),
  (3, NULL, '-00:00:00.500000', '12:00:00');

CREATE TABLE mp_16 (id int PRIMARY KEY, v datetime(6), whole datetime, tenth datetime(1));
INSERT INTO mp_16 VALUES
  (1, '2024-01-01 00:00:00.123456', '2024-03-31 02:30:00', '2024-10-27 02:30:00.5'),
  (2, '1000-01-01 00:00:00', '9999-12-31 23:59:59', '0001-01-01 00:00:00.1');

CREATE TABLE mp_19 (id int PRIMARY KEY, v timestamp NULL, fine timestamp(6) NULL);
INSERT INTO mp_19 VALUES
  (1, '2038-01-19 03:14:07', '2024-03-31 01:30:00.123456'),
  (2, '1970-01-01 00:00:01', '2024-10-27 00:30:00.000001');

CREATE TABLE mp_20 (id int PRIMARY KEY, v date NULL);
INSERT INTO mp_20 VALUES (1, '0000-00-00'), (2, '2024-01-01');
CREATE TABLE mp_20_stamp (id int PRIMARY KEY, v timestamp NULL);
INSERT INTO mp_20_stamp VALUES (1, '0000-00-00 00:00:00'), (2, '2024-01-01');

CREATE TABLE mp_22 (id int PRIMARY KEY, v datetime NOT NULL DEFAULT '0000-00-00 00:00:00');
INSERT INTO mp_22 VALUES (1, '2024-01-01');

CREATE TABLE mp_23 (id int PRIMARY KEY, d date, t datetime);
INSERT INTO mp_23 VALUES (1, '2020-00-15', '2020-02-00 10:00:00'), (2, '2020-01-15', '2020-02-01 10:00:00');

CREATE TABLE mp_24 (id int PRIMARY KEY, v date);
INSERT INTO mp_24 VALUES (1, '2021-02-30'), (2, '2021-02-28');

CREATE TABLE mp_25 (id int PRIMARY KEY, v datetime);
INSERT INTO mp_25 VALUES (1, '0009-12-04 00:00:00'), (2, '0001-01-01 00:00:00');

CREATE TABLE mp_26 (id int PRIMARY KEY, v date);
INSERT INTO mp_26 VALUES (1, '9999-12-31'), (2, '0001-01-01'), (3, '1582-10-10');

CREATE TABLE mp_27 (id int PRIMARY KEY, v decimal(65,30), whole decimal(65,0), small decimal(30,30) unsigned);
INSERT INTO mp_27 VALUES
  (1, 99999999999999999999999999999999999.999999999999999999999999999999,
   99999999999999999999999999999999999999999999999999999999999999999, 0.000000000000000000000000000001),
  (2, -99999999999999999999999999999999999.999999999999999999999999999999, -1, 0.5);

CREATE TABLE mp_29 (id int PRIMARY KEY, v float, fixed float(7,3));
INSERT INTO mp_29 VALUES (1, 16777217, 1234.567), (2, 1.23456789, 0.001), (3, 0.1, -9999.999), (4, 3.4028234e38, NULL), (5, 1e-45, 0);

CREATE TABLE mp_30 (id int PRIMARY KEY, v double, fixed double(12,4));
INSERT INTO mp_30 VALUES (1, 1.7976931348623157e308, 12345678.1234), (2, 4.9e-324, 0), (3, -0e0, NULL), (4, 0.1, -0.5), (5, 2.2250738585072014e-308, 1);

CREATE TABLE mp_31 (id int PRIMARY KEY, v enum('a','b',''));
INSERT INTO mp_31 VALUES (1, 'no such label'), (2, ''), (3, 'a');
UPDATE mp_31 SET v = 3 WHERE id = 2;
CREATE TABLE mp_31_plain (id int PRIMARY KEY, v enum('a','b'));
INSERT INTO mp_31_plain VALUES (1, 'no such label'), (2, 'b');

CREATE TABLE mp_32 (id int PRIMARY KEY, v enum('z','a','M') DEFAULT 'a');
INSERT INTO mp_32 VALUES (1, 'z'), (2, 'a'), (3, 'M');

CREATE TABLE mp_33 (id int PRIMARY KEY, v enum('it''s','a,b','c\\d','"q"','ü🎉','1','0','NULL','x y','line\nend','(b)') NOT NULL);
INSERT INTO mp_33 VALUES (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7), (8, 8), (9, 9), (10, 10), (11, 11);

CREATE TABLE mp_34 (id int PRIMARY KEY, v enum('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','it''s b'));
INSERT INTO mp_34 VALUES (1, 1), (2, 2);

CREATE TABLE mp_35_one (id int PRIMARY KEY, v enum('x','y'));
INSERT INTO mp_35_one VALUES (1, 'x');
CREATE TABLE mp_35_two (id int PRIMARY KEY, v enum('x','y'));
INSERT INTO mp_35_two VALUES (1, 'y');
CREATE TABLE mp_35_with_a_name_that_is_quite_long_in_itself (
  id int PRIMARY KEY,
  column_with_a_name_that_is_quite_long_too_1 enum('x','y'),
  column_with_a_name_that_is_quite_long_too_2 enum('p','q'));
INSERT INTO mp_35_with_a_name_that_is_quite_long_in_itself VALUES (1, 'x', 'q');

CREATE TABLE mp_36 (id int PRIMARY KEY, v set('x y','{z}','NULL','q') DEFAULT 'q');
INSERT INTO mp_36 VALUES (1, 'x y,NULL'), (2, ''), (3, NULL), (4, '{z},q');
CREATE TABLE mp_36_wide (id int PRIMARY KEY, v set(
 'a1','a2','a3','a4','a5','a6','a7','a8','b1','b2','b3','b4','b5','b6','b7','b8','c1','c2','c3','c4','c5','c6','c7','c8',
 'd1','d2','d3','d4','d5','d6','d7','d8','e1','e2','e3','e4','e5','e6','e7','e8','f1','f2','f3','f4','f5','f6','f7','f8',
 'g1','g2','g3','g4','g5','g6','g7','g8','h1','h2','h3','h4','h5','h6','h7','h8'));
INSERT INTO mp_36_wide VALUES (1, 18446744073709551615), (2, 9223372036854775808);

CREATE TABLE mp_37 (id int PRIMARY KEY, v json);
INSERT INTO mp_37 VALUES (1, '{"b":1,"a":[1,2.50,null]}'), (2, '"\\ud83c\\udf89 \\u00e9"'), (3, 'null'), (4, '[]');

CREATE TABLE mp_41 (id int PRIMARY KEY, v varchar(20) CHARACTER SET utf8mb4);
INSERT INTO mp_41 VALUES (1, '🎉'), (2, concat('e', _utf8mb4 0xCC81)), (3, _utf8mb4 0xF48FBFBF), (4, _utf8mb4 0xEFBFBE);

CREATE TABLE mp_42 (
  id int PRIMARY KEY, latin varchar(10) CHARACTER SET latin1, cyrillic varchar(10) CHARACTER SET cp1251,
  chinese varchar(10) CHARACTER SET gbk, japanese varchar(10) CHARACTER SET sjis, wide varchar(10) CHARACTER SET ucs2,
  wider varchar(10) CHARACTER SET utf16, widest varchar(10) CHARACTER SET utf32, three varchar(10) CHARACTER SET utf8,
  plain varchar(10) CHARACTER SET ascii, little text CHARACTER SET utf16le);
INSERT INTO mp_42 VALUES (1, _latin1 0x80, 'Жук', '漢字', 'カナ', 'é漢', '🎉é', '🎉漢', 'é漢', 'abc', '🎉');
INSERT INTO mp_42 (id, latin) VALUES (2, _latin1 0x81), (3, _latin1 0xFF);

CREATE TABLE mp_44 (id int PRIMARY KEY, v char(5), latin char(3) CHARACTER SET latin1);
INSERT INTO mp_44 VALUES (1, 'ab', 'é'), (2, '', ''), (3, '  x', NULL);

CREATE TABLE mp_46 (id int PRIMARY KEY, email varchar(50), UNIQUE KEY email (email));
INSERT INTO mp_46 VALUES (1, 'A@x.org'), (2, NULL), (3, NULL);

CREATE TABLE mp_47 (id int PRIMARY KEY, fixed binary(16), v blob, bounded varbinary(5), nothing blob);
INSERT INTO mp_47 VALUES (1, 0x0102030405060708090A0B0C0D0E0F00, 0x00FF5C, 0x0000, '');

CREATE TABLE mp_48 (id int PRIMARY KEY, v varchar(10));
INSERT INTO mp_48 VALUES (1, concat('a', char(0), 'b')), (2, 'ok');

CREATE TABLE mp_49 (id int PRIMARY KEY, v varchar(10) DEFAULT '', n varchar(10) NOT NULL DEFAULT '');

CREATE TABLE mp_50 (
  id int PRIMARY KEY, quoted varchar(30) DEFAULT 'it''s "so"', lined varchar(30) DEFAULT 'a\nb\tc',
  coded varchar(30) DEFAULT 'é', number decimal(6,2) DEFAULT 12.50, negative int DEFAULT -7,
  truth tinyint(1) NOT NULL DEFAULT 1, bits bit(4) DEFAULT b'0101', hexed varbinary(4) DEFAULT 0x00FF,
  day date DEFAULT '2024-02-29', clock time DEFAULT '12:30:00', at_ datetime(3) DEFAULT '2024-01-01 10:00:00.500',
  year_ year DEFAULT 1999, picked enum('it''s','b') DEFAULT 'it''s', chosen set('a','b') DEFAULT 'a,b',
  real_ double DEFAULT 1.5e10, percent varchar(10) DEFAULT '100%', now_ datetime(6) DEFAULT CURRENT_TIMESTAMP(6),
  stamp timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  span time DEFAULT '-10:00:00', big bigint unsigned DEFAULT 18446744073709551615, padded char(4) DEFAULT 'x');

CREATE TABLE mp_51 (id int PRIMARY KEY, v varchar(30) DEFAULT 'now', n varchar(30) DEFAULT 'NULL', c varchar(30) DEFAULT 'CURRENT_TIMESTAMP', u varchar(30) DEFAULT 'uuid()', one varchar(10) DEFAULT '1', f varchar(10) DEFAULT 'now()');

CREATE TABLE mp_52 (id int PRIMARY KEY, v varchar(10), n int NULL DEFAULT NULL);

CREATE TABLE mp_56 (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, v int);
CREATE TABLE mp_57 (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, v int) AUTO_INCREMENT = 1000;
INSERT INTO mp_57 (v) VALUES (1), (2);
DELETE FROM mp_57 WHERE v = 2;

CREATE TABLE mp_60 (id int PRIMARY KEY, long_ text, name varchar(50), b blob, part_ int, KEY head (long_(10)), KEY down (part_, name(4)), UNIQUE KEY once (b(8)));
INSERT INTO mp_60 VALUES (1, 'text', 'name', 0x00FF, 7);

CREATE TABLE mp_61 (id int PRIMARY KEY, title varchar(100), body text, FULLTEXT KEY words (title, body)) ENGINE = InnoDB;
INSERT INTO mp_61 VALUES (1, 'A title', 'some words');

CREATE TABLE mp_62 (id int PRIMARY KEY, p point NOT NULL, g geometry, SPATIAL KEY at_ (p)) ENGINE = InnoDB;
INSERT INTO mp_62 VALUES (1, ST_GeomFromText('POINT(2.35 48.85)'), ST_GeomFromText('POLYGON((0 0,1 0,1 1,0 0))'));

CREATE TABLE `order` (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, `user` int, `select` varchar(5), `interval` int, `end` int, KEY `from` (`select`), FOREIGN KEY (`user`) REFERENCES `order` (id));
INSERT INTO `order` VALUES (1, NULL, 'a', 1, 2), (2, 1, 'b', 3, 4);

CREATE TABLE `mp_66 a"b``c%d:e☃` (`id` int NOT NULL AUTO_INCREMENT PRIMARY KEY, `a b` int, `q"q` int, `b``b` int, `100%` int, `x.y` int, `k:v` int, `Größe` int, `back\slash` int, `it's` int, KEY `i"x` (`a b`));

CREATE TABLE mp_70_parent (id int PRIMARY KEY);
INSERT INTO mp_70_parent VALUES (1);
CREATE TABLE mp_70 (id int PRIMARY KEY, parent int, CONSTRAINT mp_70_orphans FOREIGN KEY (parent) REFERENCES mp_70_parent (id));
SET foreign_key_checks = 0;
INSERT INTO mp_70 VALUES (1, 1), (2, 77), (3, 78), (4, NULL);

CREATE TABLE mp_71_a (id int PRIMARY KEY, b int, FOREIGN KEY (b) REFERENCES mp_71_b (id));
CREATE TABLE mp_71_b (id int PRIMARY KEY, a int, self int, FOREIGN KEY (a) REFERENCES mp_71_a (id) ON DELETE CASCADE, FOREIGN KEY (self) REFERENCES mp_71_b (id) ON UPDATE SET NULL);
INSERT INTO mp_71_a VALUES (1, 1), (2, NULL);
INSERT INTO mp_71_b VALUES (1, 1, 1), (2, 2, 1);
SET foreign_key_checks = 1;

CREATE VIEW mp_72_view AS SELECT id FROM mp_01;
CREATE TRIGGER mp_72_trigger BEFORE INSERT ON mp_52 FOR EACH ROW SET NEW.v = 'set';
CREATE PROCEDURE mp_72_procedure() SELECT 1;
CREATE FUNCTION mp_72_function() RETURNS int DETERMINISTIC RETURN 1;
CREATE EVENT mp_72_event ON SCHEDULE EVERY 1 YEAR DO DELETE FROM mp_52;

CREATE TABLE mp_73 (id int NOT NULL, v int, PRIMARY KEY (id)) PARTITION BY HASH (id) PARTITIONS 4;
INSERT INTO mp_73 WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT i, i * 2 FROM n;

CREATE TABLE mp_74 (v int, t varchar(10));
INSERT INTO mp_74 VALUES (1, 'same'), (1, 'same');

CREATE TABLE mp_76 (id bigint unsigned PRIMARY KEY, v longtext);
INSERT INTO mp_76 WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) SELECT 18446744073709551615 - i * 7, repeat('x', 20000) FROM n;
INSERT INTO mp_76 VALUES (1, 'low'), (9223372036854775807, 'edge'), (9223372036854775808, 'edge');

CREATE TABLE mp_77 (name varchar(20) PRIMARY KEY, v longtext);
INSERT INTO mp_77 VALUES ('a', repeat('x', 900000)), ('B', repeat('x', 900000)), ('c', repeat('x', 900000)), ('É', repeat('x', 900000)), ('z', repeat('x', 900000));

CREATE TABLE mp_78 (tenant int, id int, v longtext, PRIMARY KEY (tenant, id));
INSERT INTO mp_78 WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) SELECT IF(i % 10 = 0, i, 1), i, repeat('y', 15000) FROM n;

CREATE TABLE mp_87 (id int PRIMARY KEY, v varchar(30) DEFAULT 'C:\\Users', w varchar(30) DEFAULT '\\''\\\\');

CREATE TABLE mp_89_parent (id tinyint(1) PRIMARY KEY, t enum('x','y') NOT NULL UNIQUE, k int NOT NULL, KEY (k));
INSERT INTO mp_89_parent VALUES (0, 'x', 5), (1, 'y', 5);
CREATE TABLE mp_89 (
  id int PRIMARY KEY, p tinyint(1) DEFAULT 1, t enum('x','y'), k int, FOREIGN KEY (p) REFERENCES mp_89_parent (id),
  FOREIGN KEY (t) REFERENCES mp_89_parent (t), CONSTRAINT mp_89_many FOREIGN KEY (k) REFERENCES mp_89_parent (k));
INSERT INTO mp_89 VALUES (1, 0, 'x', 5), (2, 1, 'y', 5), (3, NULL, NULL, NULL);

CREATE TABLE mp_90 (id int PRIMARY KEY, v int) ENGINE = MyISAM;
INSERT INTO mp_90 VALUES (1, 1);

CREATE TABLE mp_91 (id int PRIMARY KEY, e enum('🎉','🎈','x') COLLATE utf8mb4_bin DEFAULT '🎈', s set('🎉','y'), t varchar(9) DEFAULT 'é🎉?');
INSERT INTO mp_91 VALUES (1, '🎉', '🎉,y', 'a');
