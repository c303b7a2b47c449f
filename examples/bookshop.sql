-- A small bookshop, made up for Decant: every table holds something that migrations get wrong.
-- bookshop.db is built from this text, and a test keeps the two equal:
--   rm -f bookshop.db && sqlite3 bookshop.db < bookshop.sql

PRAGMA page_size = 4096;
PRAGMA foreign_keys = OFF;
BEGIN;

-- Refers to itself, and with "shop" to each other: no order of tables satisfies both.
CREATE TABLE employee (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name VARCHAR(60) NOT NULL,
  boss_id INTEGER REFERENCES employee (id),
  shop_id INTEGER REFERENCES shop (id),
  hired DATE NOT NULL DEFAULT '2020-01-01',
  left_on DATE
);

CREATE TABLE shop (
  id INTEGER PRIMARY KEY,
  city VARCHAR(40) NOT NULL UNIQUE,
  manager_id INTEGER REFERENCES employee (id)
);

CREATE TABLE author (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  born DATE,
  note TEXT
);
CREATE INDEX author_by_name ON author (name COLLATE NOCASE);

CREATE TABLE book (
  isbn CHAR(13) PRIMARY KEY,
  title TEXT NOT NULL,
  price DECIMAL(8,2) NOT NULL CHECK (price >= 0),
  pages INTEGER CHECK (pages > 0),
  weight_kg REAL,
  cover BLOB,
  published TIMESTAMP,
  in_print BOOLEAN NOT NULL DEFAULT 1,
  price_with_tax DECIMAL(10,2) GENERATED ALWAYS AS (round(price * 1.07, 2)) VIRTUAL
);
CREATE INDEX book_in_print ON book (title) WHERE in_print = 1;

-- A key of two columns, and a key that is a foreign key twice over.
CREATE TABLE book_author (
  isbn CHAR(13) NOT NULL REFERENCES book (isbn) ON DELETE CASCADE,
  author_id INTEGER NOT NULL REFERENCES author (id),
  share NUMERIC(5,4) NOT NULL DEFAULT 1.0000,
  PRIMARY KEY (isbn, author_id)
) WITHOUT ROWID;

-- Reserved words, a space, quotes and a letter outside ASCII in names.
CREATE TABLE "order" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "select" TEXT NOT NULL DEFAULT 'it''s "new"',
  "größe" INTEGER,
  "placed at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "shop id" INTEGER REFERENCES shop (id)
);

CREATE TABLE "order line" (
  "order" INTEGER NOT NULL REFERENCES "order" ("id"),
  "line" INTEGER NOT NULL,
  isbn CHAR(13) NOT NULL REFERENCES book (isbn),
  quantity SMALLINT NOT NULL DEFAULT 1 CHECK (quantity BETWEEN 1 AND 999),
  price DECIMAL(8,2) NOT NULL,
  PRIMARY KEY ("order", "line")
);
CREATE UNIQUE INDEX "order line by book" ON "order line" ("order", isbn, "line" DESC);

-- No key at all; one row stands there twice and must stay so.
CREATE TABLE visit (
  shop_id INTEGER,
  day DATE,
  visitors INTEGER
);

-- Numbers, texts and bytes at the edges of their types, and a column that has none. SQLite keeps
-- no exact decimals: what stands in "exact" is what it made of them.
CREATE TABLE edge (
  what TEXT PRIMARY KEY NOT NULL,
  whole BIGINT,
  exact DECIMAL(38,10),
  approximate DOUBLE,
  words TEXT,
  bytes BLOB,
  day DATE,
  moment TIMESTAMP,
  anything
);

-- Empty, and of one column.
CREATE TABLE voucher (code VARCHAR(20) PRIMARY KEY NOT NULL);

INSERT INTO employee (id, name, boss_id, shop_id, hired, left_on) VALUES
  (1, 'Ada Ötzi', NULL, 1, '1999-12-31', NULL),
  (2, 'Bo O''Neill', 1, 1, '2004-02-29', NULL),
  (3, 'Cyd "Ace" Yu', 1, 2, '2012-06-30', '2024-02-29'),
  (4, 'Dürre, Jan', 3, 2, '2020-01-01', NULL),
  (7, 'Eve', 7, NULL, '2021-03-28', NULL);

INSERT INTO shop (id, city, manager_id) VALUES
  (1, 'Graz', 2),
  (2, 'Łódź', 3),
  (3, '東京', NULL);

INSERT INTO author (id, name, born, note) VALUES
  (1, 'Mira Vale', '1961-05-04', NULL),
  (2, 'Jon Ashgrove', '1582-10-15', ''),
  (3, 'Σοφία Νίκου', '0001-01-01', ' leading and trailing '),
  (4, '林 小雨', NULL, 'two
lines, a	tab and a \ backslash'),
  (5, 'Zoë 👩‍🚀', '2000-02-29', '🦉 reads at night; e' || char(769) || ' is not é'),
  (9223372036854775807, 'The last one', '9999-12-31', 'NULL'),
  (-9223372036854775808, 'The first one', NULL, '\N');

INSERT INTO book (isbn, title, price, pages, weight_kg, cover, published, in_print) VALUES
  ('9780000000019', 'The Glass Orchard', 12.5, 320, 0.43, x'89504e470d0a1a0a00', '2001-09-09 01:46:40', 1),
  ('9780000000026', 'A; DROP TABLE book; --', 0, 1, 0.1, x'', '1970-01-01 00:00:00', 0),
  ('9780000000033', '<b>Bold</b> & Co.', 999999.99, 1024, 3.0, NULL, '2038-01-19 03:14:08', 1),
  ('9780000000040', 'Nuit d''été', 7.95, 96, NULL, x'00ff00ff', '2024-03-31 02:30:00.123456', 1),
  ('9780000000057', '静かな庭', 1980, 210, 0.2999999999999999889, x'27225c0a0d1a00', NULL, 1);

INSERT INTO book_author (isbn, author_id, share) VALUES
  ('9780000000019', 1, 1),
  ('9780000000026', 2, 0.5),
  ('9780000000026', 9223372036854775807, 0.5),
  ('9780000000033', 3, 0.3333),
  ('9780000000033', 4, 0.3333),
  ('9780000000033', 5, 0.3334),
  ('9780000000040', 1, 1),
  ('9780000000057', 4, 1);

INSERT INTO "order" ("id", "select", "größe", "placed at", "shop id")
  WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 500)
  SELECT i,
         CASE i % 3 WHEN 0 THEN 'it''s "new"' WHEN 1 THEN 'post' ELSE 'abholen 📦' END,
         CASE WHEN i % 7 = 0 THEN NULL ELSE i * i % 97 END,
         datetime('2025-03-30 00:00:00', '+' || (i * 37) || ' minutes'),
         i % 3 + 1
  FROM n;

INSERT INTO "order line" ("order", "line", isbn, quantity, price)
  WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 899)
  SELECT i % 500 + 1,
         i / 500 + 1,
         '97800000000' || CASE i % 5 WHEN 0 THEN '19' WHEN 1 THEN '26' WHEN 2 THEN '33' WHEN 3 THEN '40' ELSE '57' END,
         i % 9 + 1,
         (i * 31 % 5000) / 100.0
  FROM n;

INSERT INTO visit (shop_id, day, visitors) VALUES
  (1, '2025-01-01', 0),
  (1, '2025-01-02', 140),
  (1, '2025-01-02', 140),
  (NULL, NULL, NULL),
  (3, '2025-12-31', 2147483648);

INSERT INTO edge (what, whole, exact, approximate, words, bytes, day, moment, anything) VALUES
  ('nothing', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  ('zero', 0, 0, 0.0, '', x'', '1970-01-01', '1970-01-01 00:00:00', 0),
  ('minus zero', 0, 0, -0.0, ' ', x'00', '1969-12-31', '1969-12-31 23:59:59.999999', -0.0),
  ('largest', 9223372036854775807, '9999999999999999999999999999.9999999999', 1.7976931348623157e308,
   'z', x'ffffffffffffffff', '9999-12-31', '9999-12-31 23:59:59.999999', 9223372036854775807),
  ('smallest', -9223372036854775808, '-9999999999999999999999999999.9999999999', -1.7976931348623157e308,
   'a', x'0000000000000000', '0001-01-01', '0001-01-01 00:00:00', 'text'),
  ('tiny', 1, '0.0000000001', 4.9406564584124654e-324, '.', x'01', '2024-02-29', '2024-02-29 12:00:00.000001', 1e-300),
  ('not exact in binary', 9007199254740993, '0.1', 0.1, '0.1', x'cdcccccccccc', '1582-10-04', '2024-10-27 02:30:00', x'00ff'),
  ('nul', 1, 1, 1.5, 'before' || char(0) || 'after', x'62006100', '2000-01-01', '2000-01-01 00:00:00', '1'),
  ('words that mean something', 2, 2, 2.5, 'NULL', CAST('NULL' AS BLOB), '2000-01-02', '2000-01-02 00:00:00', 1),
  ('separators', 3, 3, 3.5, 'a,b;c|d' || char(9) || 'e"f''g\h' || char(13, 10) || '\.', x'0d0a', '2000-01-03', '2000-01-03 00:00:00', 1.0),
  ('emoji', 4, 4, 4.5, '😀👨‍👩‍👧‍👦🇦🇹', CAST('😀' AS BLOB), '2000-01-04', '2000-01-04 00:00:00', '😀'),
  ('both ways', 5, 5, 5.5, 'שלום ' || char(8238) || ' world', x'e280ae', '2000-01-05', '2000-01-05 00:00:00', x''),
  ('long', 6, 6, 6.5, replace(hex(zeroblob(2000)), '00', 'ab'), zeroblob(3000), '2000-01-06', '2000-01-06 00:00:00', '');

CREATE VIEW sales AS
  SELECT isbn, sum(quantity) AS copies, sum(quantity * price) AS amount FROM "order line" GROUP BY isbn;

CREATE TRIGGER price_stays BEFORE UPDATE OF price ON "order line"
BEGIN
  SELECT RAISE(ABORT, 'a price once paid does not change');
END;

COMMIT;
