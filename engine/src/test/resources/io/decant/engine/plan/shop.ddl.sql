CREATE TABLE "customer" (
  "id" BIGINT NOT NULL,
  "name" VARCHAR(40),
  CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "payment" (
  "id" BIGINT NOT NULL,
  "customer" BIGINT NOT NULL,
  "amount" INT,
  "note" TEXT,
  PRIMARY KEY ("id"),
  CONSTRAINT "payment_customer_fkey" FOREIGN KEY ("customer") REFERENCES "customer" ("id") ON DELETE CASCADE
);
CREATE INDEX "payment.payment_customer" ON "payment" ("customer");
PRAGMA foreign_key_check("payment");
