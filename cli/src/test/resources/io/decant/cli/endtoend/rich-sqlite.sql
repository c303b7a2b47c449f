-- The rich schema in SQLite's own words.
CREATE TABLE numbers (
  id INTEGER PRIMARY KEY,
  small SMALLINT,
  medium INT,
  large BIGINT NOT NULL DEFAULT 0,
  huge INTEGER,
  price DECIMAL(10, 2) DEFAULT 9.99,
  exact TEXT,
  single REAL,
  twice DOUBLE,
  flag BOOLEAN DEFAULT 1,
  counted INTEGER CHECK (counted > 0)
);
INSERT INTO numbers VALUES
  (1, 0, 0, 0, 0, 0, '0', 0, 0, 0, 1),
  (2, 32767, 2147483647, 9223372036854775807, 9223372036854775807, 99999999.99,
   '1234567890123456789012345678.0123456789', 0.10000000149011612, 0.1, 1, 2147483647),
  (3, -32768, -2147483648, -9223372036854775808, 9223372036854775806, -99999999.99,
   '-1234567890123456789012345678.0123456789', 16777216, 1.7976931348623157e308, NULL, NULL),
  (4, NULL, NULL, 1, NULL, 0.10, '0.0000000001', 3.4028234663852886e38, 4.9e-324, 1, 7),
  (5, 1, 1, 9007199254740993, 1, 10.50, '100', 1.1754943508222875e-38, 0.30000000000000004, 0, 42),
  (2147483647, -1, -1, -1, 42, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE texts (
  id INTEGER PRIMARY KEY,
  fixed CHAR(5),
  short VARCHAR(40) DEFAULT 'it''s \ "new"',
  long TEXT
);
INSERT INTO texts VALUES
  (1, 'ab', 'plain', 'plain'),
  (2, '', '', ''),
  (3, NULL, NULL, NULL),
  (4, 'a b', 'trailing ', 'trailing  '),
  (5, ' ab', ' leading', char(9) || 'leading tab'),
  (6, 'é', 'Zoë 🎉', 'e' || char(769) || ' 🎉 ' || char(1114111)),
  (7, '\', 'C:\Users\new', '\N and \. and \\ and \t'),
  (8, '''"`', 'it''s "quoted" `so`', 'line' || char(10) || 'break' || char(13, 10) || 'and' || char(9) || 'tab'),
  (9, 'NULL', 'NULL', '\N'),
  (10, ',;|', '{a,"b"}', '{"not": json'),
  (11, '%s', '$$ ${x} :y ?', '<b>&amp;</b>'),
  (12, '日本', '日本語テキスト', replace(printf('%.*c', 10000, 'x'), 'x', 'long 日本 '));

CREATE TABLE blobs (
  id INTEGER PRIMARY KEY,
  sixteen BLOB,
  content BLOB
);
INSERT INTO blobs VALUES
  (1, x'00112233445566778899aabbccddeeff', x''),
  (2, x'00000000000000000000000000000000', x'00ff5c0a0d09275c4e2c'),
  (3, x'ffffffffffffffffffffffffffffffff', NULL),
  (4, x'10203040506070809000000000000000', zeroblob(100000));

CREATE TABLE moments (
  id INTEGER PRIMARY KEY,
  day DATE DEFAULT CURRENT_DATE,
  clock TIME,
  wall DATETIME,
  seconds DATETIME,
  instant TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO moments VALUES
  (1, '0001-01-01', '00:00:00', '0001-01-01 00:00:00', '1000-01-01 00:00:00', '1970-01-01 00:00:01'),
  (2, '9999-12-31', '23:59:59.999999', '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59', '2038-01-19 03:14:07.999999'),
  (3, '1582-10-10', '12:34:56.000001', '2024-03-31 02:30:00.123456', '2024-03-31 02:30:00', '2024-03-31 01:30:00.123456'),
  (4, '2024-02-29', '00:00:00.1', '1969-12-31 23:59:59.999999', '1970-01-01 00:00:00', '2024-10-27 00:30:00.5'),
  (5, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE "Odd Types" (
  "Id" UUID PRIMARY KEY NOT NULL,
  "Document" JSON,
  "State" TEXT DEFAULT 'it''s ok' CHECK ("State" IN ('sad', 'it''s ok', 'a b', 'happy')),
  "Labels" TEXT,
  "Anything",
  "Year" SMALLINT
);
INSERT INTO "Odd Types" VALUES
  ('00112233-4455-6677-8899-aabbccddeeff', '{"b": 1, "a": [1, 2.50, null], "é": "🎉 \" \\ \n"}', 'sad', 'red,light blue', 1, 1901),
  ('ffffffff-ffff-ffff-ffff-ffffffffffff', '[]', 'a b', '', 'one', 2155),
  ('00000000-0000-0000-0000-000000000000', 'null', NULL, NULL, NULL, NULL);

CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  parent INTEGER REFERENCES account (id) ON DELETE SET NULL,
  email VARCHAR(100) NOT NULL CONSTRAINT account_email UNIQUE,
  name VARCHAR(50) NOT NULL DEFAULT '',
  status VARCHAR(10) NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'active', 'it''s')),
  balance DECIMAL(12, 2) NOT NULL DEFAULT 0 CHECK (balance >= 0),
  code VARCHAR(10) DEFAULT (upper('ab')),
  created DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  label VARCHAR(200) GENERATED ALWAYS AS (name || ' <' || email || '>') STORED
);
CREATE INDEX account_name ON account (name DESC, id);
CREATE INDEX account_active ON account (created) WHERE status = 'active';
CREATE INDEX account_lower ON account (lower(email));
INSERT INTO account (id, parent, email, name, status, balance, code, created) VALUES
  (1, NULL, 'root@example.org', 'Root', 'active', 100.50, 'A', '2024-01-01 00:00:00'),
  (2, 1, 'zoe@example.org', 'Zoë', 'it''s', 0, 'B', '2024-01-02 10:20:30.123456'),
  (3, 1, 'bob@example.org', '', 'new', 9999999999.99, NULL, '2024-06-30 23:59:59'),
  (41, 41, 'self@example.org', 'Self', 'new', 0.01, 'D', '2024-12-31 23:59:59.999999');

CREATE TABLE team (
  id INTEGER PRIMARY KEY,
  title VARCHAR(40) NOT NULL UNIQUE,
  captain INTEGER CONSTRAINT team_captain REFERENCES player (id)
);
CREATE TABLE player (
  id INTEGER PRIMARY KEY,
  team INTEGER NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  name VARCHAR(40) NOT NULL
);
INSERT INTO team VALUES (1, 'Red', 11), (2, 'Blue', NULL);
INSERT INTO player VALUES (11, 1, 'Ann'), (12, 1, 'Ben'), (21, 2, 'Cy');

CREATE TABLE "order" (
  "select" INTEGER,
  "Line No" INTEGER,
  "quo""te" VARCHAR(20),
  "tick`s" VARCHAR(20),
  "dot.ted" VARCHAR(20),
  "ünï" VARCHAR(20),
  PRIMARY KEY ("select", "Line No")
);
INSERT INTO "order" VALUES (1, 1, 'a', 'b', 'c', 'd'), (1, 11, 'e', NULL, '', 'f'), (11, 1, 'g', 'h', 'i', 'j');

CREATE TABLE "order Item" (
  id INTEGER PRIMARY KEY,
  "order" INTEGER NOT NULL,
  line INTEGER NOT NULL,
  "group" VARCHAR(10),
  CONSTRAINT item_of_order FOREIGN KEY ("order", line)
    REFERENCES "order" ("select", "Line No") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX item_place ON "order Item" ("group", id);
INSERT INTO "order Item" VALUES (1, 1, 1, 'x'), (2, 1, 11, NULL), (3, 11, 1, 'x');

CREATE TABLE visit (
  page VARCHAR(50),
  at DATETIME,
  took INTEGER
);
INSERT INTO visit VALUES
  ('/home', '2024-01-01 00:00:00', 12), ('/home', '2024-01-01 00:00:00', 12), ('/home', '2024-01-01 00:00:00', 12),
  ('/', NULL, NULL), ('/', NULL, NULL), (NULL, NULL, NULL), (NULL, NULL, NULL), ('', NULL, 0), ('/x', NULL, 12);

CREATE TABLE measurement (
  id INTEGER NOT NULL,
  year INTEGER NOT NULL,
  value DOUBLE,
  PRIMARY KEY (id, year)
) WITHOUT ROWID;
WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 400)
INSERT INTO measurement SELECT n, 1990 + n % 40, n / 8.0 FROM n;

CREATE TABLE tag (
  name VARCHAR(60) PRIMARY KEY NOT NULL,
  note TEXT
);
INSERT INTO tag VALUES ('a', '1'), ('B', '2'), ('c', '3'), ('É', '4'), ('z', '5'), ('Zebra', '6'), ('100%', '7'), ('_', '8'), ('ß', '9'), ('日', '10');

CREATE TABLE event_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind VARCHAR(20) NOT NULL,
  account INTEGER REFERENCES account (id),
  payload TEXT,
  amount DECIMAL(10, 2),
  at DATETIME
);
CREATE INDEX event_log_kind ON event_log (kind, at);
WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 25000)
INSERT INTO event_log (id, kind, account, payload, amount, at)
  SELECT n, 'kind ' || n % 7, 1 + n % 3, 'payload of event ' || n || substr('. . . . . . . . . . . . . . . . . . . . ', 1, n % 40), n / 100.0,
         datetime('2024-01-01', n * 61 || ' seconds') || printf('.%06d', n)
    FROM n;

CREATE TABLE unused (
  id INTEGER PRIMARY KEY,
  content VARCHAR(10) NOT NULL
);

CREATE VIEW active_account AS SELECT id, email FROM account WHERE status = 'active';
CREATE TRIGGER account_touch AFTER UPDATE OF name ON account BEGIN
  UPDATE account SET created = CURRENT_TIMESTAMP WHERE id = NEW.id;
END;
