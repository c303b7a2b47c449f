create table Users (
  id serial primary key,
  email VARCHAR (100) unique not null comment "it's an address",
  boss bigint unsigned references Users(id) on delete set null,
  age INTEGER default 18 check (`age` > 0),
  fine boolean default true,
  d dec(5), n numeric, r real, c character(2), en ENUM('A','b,c'),
  at datetime default now() on update current_timestamp()
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci;
CREATE TABLE t (id int NOT NULL, n varchar(20) CHARACTER SET latin1 NOT NULL DEFAULT '', u bigint UNSIGNED ZEROFILL) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE utf8mb4_general_ci;
ALTER TABLE t ADD PRIMARY KEY (id), ADD UNIQUE KEY n (n), ADD KEY u (u);
ALTER TABLE t MODIFY id int NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=5;
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (u) REFERENCES Users (id) ON DELETE CASCADE;
create unique index both_of on t (id, n desc);
CREATE TABLE versioned (
  id int NOT NULL,
  x int DEFAULT NULL WITHOUT SYSTEM VERSIONING,
  c text /*M!100301 COMPRESSED*/ DEFAULT NULL,
  row_start timestamp(6) GENERATED ALWAYS AS ROW START,
  row_end timestamp(6) GENERATED ALWAYS AS ROW END INVISIBLE,
  PRIMARY KEY (id, row_end),
  PERIOD FOR SYSTEM_TIME (row_start, row_end)
) WITH SYSTEM VERSIONING;
CREATE TABLE stay (
  room int NOT NULL,
  arrives date NOT NULL,
  leaves date NOT NULL,
  PERIOD FOR nights (arrives, leaves),
  UNIQUE KEY apart (room, nights WITHOUT OVERLAPS)
);
CREATE TABLE once (a date, b date, UNIQUE KEY apart (b, a), CONSTRAINT p CHECK (`a` < `b`));
