create type "Bool" as enum ('y','n');
alter type "Bool" add value 'maybe';
create table Users (
  id serial primary key,
  email varchar(100) unique not null,
  boss int references users(id) on delete set null,
  age smallint check ((age > 0)) default 18,
  kind varchar(5) default 'a' not null,
  at timestamptz default current_timestamp,
  fine bool default TRUE,
  note text,
  score float(10), d dec(5), b "Bool", arr int[3][], t time(2) with time zone,
  big int8 generated always as identity,
  unique (kind, age)
);
create index on users (lower(note), age desc);
create unique index if not exists ux on users using btree (boss) where (age > 3);
alter table users add column more jsonb not null default '{}', add constraint z unique (kind, at);
comment on column users.age is 'in years';
CREATE TABLE sorted (
  a varchar(40) DEFAULT 'x'::character varying COLLATE pg_catalog."C",
  b text NOT NULL COLLATE pg_catalog."POSIX",
  c text COLLATE pg_catalog."C" DEFAULT 'y'::text
);
