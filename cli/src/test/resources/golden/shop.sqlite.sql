CREATE TABLE "customer" (
  "id" INTEGER CONSTRAINT "customer_pkey" PRIMARY KEY AUTOINCREMENT,
  "name" VARCHAR(40) NOT NULL,
  "seen" TIMESTAMPTZ(6) DEFAULT (strftime('%Y-%m-%d %H:%M:%f+00:00', 'now')),
  "tags" JSON_TEXT
);
CREATE TABLE "order" (
  "id" BIGINT NOT NULL,
  "customer" INT,
  "state" ENUM_TEXT NOT NULL DEFAULT 'new' CHECK ("state" IN ('new', 'paid')),
  "total" DECIMAL_TEXT(10,2),
  CONSTRAINT "order_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "order_total_check" CHECK ((CAST("total" AS REAL) >= 0)),
  CONSTRAINT "order_customer_fkey" FOREIGN KEY ("customer") REFERENCES "customer" ("id") ON DELETE CASCADE
);
CREATE INDEX "customer.customer_name_idx" ON "customer" ("name");
UPDATE sqlite_sequence SET seq = max(seq, 1) WHERE name = 'customer';
INSERT INTO sqlite_sequence (name, seq) SELECT 'customer', 1 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'customer');
PRAGMA foreign_key_check("order");
CREATE VIEW "paid" ("id", "total") AS
SELECT "o"."id" AS "id",
  "o"."total" AS "total"
FROM "order" AS "o"
WHERE (CAST("o"."total" AS REAL) > 0);
