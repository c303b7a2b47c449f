-- The rich schema in MySQL's own words.
SET SESSION cte_max_recursion_depth = 30000;
CREATE TABLE numbers (
  id int PRIMARY KEY,
  small smallint,
  medium mediumint,
  large bigint NOT NULL DEFAULT 0,
  huge bigint unsigned,
  price decimal(10, 2) DEFAULT 9.99,
  exact decimal(38, 10) COMMENT 'Thirty-eight digits',
  single float,
  twice double,
  flag boolean DEFAULT true,
  counted int unsigned CHECK (counted > 0),
  tiny tinyint unsigned
) COMMENT 'Numbers at their edges; it''s "quoted" and has a \\ in it';
INSERT INTO numbers VALUES
  (1, 0, 0, 0, 0, 0, 0, 0, 0, false, 1, 0),
  (2, 32767, 8388607, 9223372036854775807, 18446744073709551615, 99999999.99,
   1234567890123456789012345678.0123456789, 0.1, 0.1, true, 4294967295, 255),
  (3, -32768, -8388608, -9223372036854775808, 9223372036854775808, -99999999.99,
   -1234567890123456789012345678.0123456789, 16777216, 1.7976931348623157e308, NULL, NULL, 128),
  (4, NULL, NULL, 1, NULL, 0.10, 0.0000000001, 3.4028234663852886e38, 4.9e-324, true, 7, NULL),
  (5, 1, 1, 9007199254740993, 1, 10.50, 100, 1.1754943508222875e-38, 0.30000000000000004, false, 42, 1),
  (2147483647, -1, -1, -1, 42, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE texts (
  id int PRIMARY KEY,
  fixed char(5),
  short varchar(40) DEFAULT 'it''s \\ "new"',
  `long` longtext
) DEFAULT CHARSET utf8mb4;
INSERT INTO texts VALUES
  (1, 'ab', 'plain', 'plain'),
  (2, '', '', ''),
  (3, NULL, NULL, NULL),
  (4, 'a b', 'trailing ', 'trailing  '),
  (5, ' ab', ' leading', '\tleading tab'),
  (6, 'é', 'Zoë 🎉', concat('e', convert(x'cc81' USING utf8mb4), ' 🎉 ', convert(x'f48fbfbf' USING utf8mb4))),
  (7, '\\', 'C:\\Users\\new', '\\N and \\. and \\\\ and \\t'),
  (8, '''"`', 'it''s "quoted" `so`', 'line\nbreak\r\nand\ttab'),
  (9, 'NULL', 'NULL', '\\N'),
  (10, ',;|', '{a,"b"}', '{"not": json'),
  (11, '%s', '$$ ${x} :y ?', '<b>&amp;</b>'),
  (12, '日本', '日本語テキスト', repeat('long 日本 ', 10000));

CREATE TABLE blobs (
  id int PRIMARY KEY,
  sixteen binary(16),
  content mediumblob
);
INSERT INTO blobs VALUES
  (1, x'00112233445566778899aabbccddeeff', ''),
  (2, x'00000000000000000000000000000000', x'00ff5c0a0d09275c4e2c'),
  (3, x'ffffffffffffffffffffffffffffffff', NULL),
  (4, x'10203040506070809000000000000000', unhex(repeat('0001fe5c', 25000)));

CREATE TABLE moments (
  id int PRIMARY KEY,
  day date,
  clock time(6),
  wall datetime(6),
  seconds datetime,
  instant timestamp(6) NULL DEFAULT CURRENT_TIMESTAMP(6)
);
INSERT INTO moments VALUES
  (1, '0001-01-01', '00:00:00', '0001-01-01 00:00:00', '1000-01-01 00:00:00', '1970-01-01 00:00:01'),
  (2, '9999-12-31', '23:59:59.999999', '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59', '2038-01-19 03:14:07.999999'),
  (3, '1582-10-10', '12:34:56.000001', '2024-03-31 02:30:00.123456', '2024-03-31 02:30:00', '2024-03-31 01:30:00.123456'),
  (4, '2024-02-29', '00:00:00.1', '1969-12-31 23:59:59.999999', '1970-01-01 00:00:00', '2024-10-27 00:30:00.5'),
  (5, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE `Odd Types` (
  `Id` char(36) PRIMARY KEY,
  `Document` json,
  `State` enum('sad', 'it''s ok', 'a b', 'happy') DEFAULT 'it''s ok',
  `Labels` set('red', 'light blue', '{z}', 'NULL'),
  `One` bit(1),
  `Ten` bit(10),
  `All` bit(64),
  `Year` year,
  `Span` time(3)
);
INSERT INTO `Odd Types` VALUES
  ('00112233-4455-6677-8899-aabbccddeeff', '{"b": 1, "a": [1, 2.50, null], "é": "🎉 \\" \\\\ \\n"}', 'sad',
   'red,light blue,NULL', b'1', b'1000000001', 18446744073709551615, 1901, '-838:59:59'),
  ('ffffffff-ffff-ffff-ffff-ffffffffffff', '[]', 'a b', '', b'0', b'0', 0, 2155, '838:59:59'),
  ('00000000-0000-0000-0000-000000000000', 'null', NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE account (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  parent bigint,
  email varchar(100) NOT NULL,
  name varchar(50) NOT NULL DEFAULT '',
  status varchar(10) NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'active', 'it''s')),
  balance decimal(12, 2) NOT NULL DEFAULT 0 COMMENT 'never below zero' CHECK (balance >= 0),
  code varchar(10) DEFAULT (upper('ab')),
  created datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  label varchar(200) GENERATED ALWAYS AS (concat(name, ' <', email, '>')) STORED,
  CONSTRAINT account_email UNIQUE (email),
  INDEX account_name (name, id),
  INDEX account_lower ((lower(email))),
  CONSTRAINT account_parent FOREIGN KEY (parent) REFERENCES account (id) ON DELETE SET NULL
);
INSERT INTO account (id, parent, email, name, status, balance, code, created) VALUES
  (1, NULL, 'root@example.org', 'Root', 'active', 100.50, 'A', '2024-01-01 00:00:00'),
  (2, 1, 'zoe@example.org', 'Zoë', 'it''s', 0, 'B', '2024-01-02 10:20:30.123456'),
  (3, 1, 'bob@example.org', '', 'new', 9999999999.99, NULL, '2024-06-30 23:59:59'),
  (41, 41, 'self@example.org', 'Self', 'new', 0.01, 'D', '2024-12-31 23:59:59.999999');

CREATE TABLE team (
  id int PRIMARY KEY,
  title varchar(40) NOT NULL UNIQUE,
  captain int
);
CREATE TABLE player (
  id int PRIMARY KEY,
  team int NOT NULL,
  name varchar(40) NOT NULL,
  CONSTRAINT player_team FOREIGN KEY (team) REFERENCES team (id) ON DELETE CASCADE
);
INSERT INTO team VALUES (1, 'Red', 11), (2, 'Blue', NULL);
INSERT INTO player VALUES (11, 1, 'Ann'), (12, 1, 'Ben'), (21, 2, 'Cy');
ALTER TABLE team ADD CONSTRAINT team_captain FOREIGN KEY (captain) REFERENCES player (id);

CREATE TABLE `order` (
  `select` int,
  `Line No` int,
  `quo"te` varchar(20),
  `tick``s` varchar(20),
  `dot.ted` varchar(20),
  `ünï` varchar(20),
  PRIMARY KEY (`select`, `Line No`)
);
INSERT INTO `order` VALUES (1, 1, 'a', 'b', 'c', 'd'), (1, 11, 'e', NULL, '', 'f'), (11, 1, 'g', 'h', 'i', 'j');

CREATE TABLE `order Item` (
  id int PRIMARY KEY,
  `order` int NOT NULL,
  line int NOT NULL,
  `group` varchar(10),
  UNIQUE INDEX item_place (`group`, id),
  CONSTRAINT item_of_order FOREIGN KEY (`order`, line)
    REFERENCES `order` (`select`, `Line No`) ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO `order Item` VALUES (1, 1, 1, 'x'), (2, 1, 11, NULL), (3, 11, 1, 'x');

CREATE TABLE visit (
  page varchar(50),
  at datetime,
  took int
);
INSERT INTO visit VALUES
  ('/home', '2024-01-01 00:00:00', 12), ('/home', '2024-01-01 00:00:00', 12), ('/home', '2024-01-01 00:00:00', 12),
  ('/', NULL, NULL), ('/', NULL, NULL), (NULL, NULL, NULL), (NULL, NULL, NULL), ('', NULL, 0), ('/x', NULL, 12);

CREATE TABLE measurement (
  id int NOT NULL,
  year int NOT NULL,
  value double,
  PRIMARY KEY (id, year)
) PARTITION BY RANGE (year) (
  PARTITION old VALUES LESS THAN (2000),
  PARTITION new VALUES LESS THAN (2020),
  PARTITION rest VALUES LESS THAN MAXVALUE
);
INSERT INTO measurement
  WITH RECURSIVE numbered (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbered WHERE n < 400)
  SELECT n, 1990 + n % 40, n / 8e0 FROM numbered;

CREATE TABLE tag (
  name varchar(60) COLLATE utf8mb4_general_ci PRIMARY KEY,
  note text
);
INSERT INTO tag VALUES ('a', '1'), ('B', '2'), ('c', '3'), ('É', '4'), ('z', '5'), ('Zebra', '6'), ('100%', '7'), ('_', '8'), ('ß', '9'), ('日', '10');

CREATE TABLE event_log (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  kind varchar(20) NOT NULL,
  account bigint,
  payload text,
  amount decimal(10, 2),
  at datetime(6),
  INDEX event_log_kind (kind, at),
  CONSTRAINT event_account FOREIGN KEY (account) REFERENCES account (id)
);
INSERT INTO event_log (id, kind, account, payload, amount, at)
  WITH RECURSIVE numbered (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbered WHERE n < 25000)
  SELECT n, concat('kind ', n % 7), 1 + n % 3, concat('payload of event ', n, repeat(' .', n % 40)), n / 100,
         timestamp '2024-01-01 00:00:00' + INTERVAL n * 61000001 MICROSECOND
    FROM numbered;

CREATE TABLE unused (
  id int PRIMARY KEY,
  content varchar(10) NOT NULL
);

CREATE VIEW active_account AS SELECT id, email FROM account WHERE status = 'active';
CREATE PROCEDURE touch() UPDATE account SET created = CURRENT_TIMESTAMP;
CREATE TRIGGER account_touch BEFORE UPDATE ON account FOR EACH ROW SET NEW.created = CURRENT_TIMESTAMP;
CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM visit;
