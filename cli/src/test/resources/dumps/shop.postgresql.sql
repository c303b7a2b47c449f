-- Dumped from database version 16.4

SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TYPE public.state AS ENUM ('new', 'paid');

CREATE FUNCTION public.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN NEW.seen := now(); RETURN NEW; END; $$;

CREATE TABLE public.customer (
    id integer NOT NULL,
    name character varying(40) NOT NULL,
    seen timestamp with time zone DEFAULT now(),
    tags text[]
);

CREATE SEQUENCE public.customer_id_seq AS integer START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
ALTER SEQUENCE public.customer_id_seq OWNED BY public.customer.id;

CREATE TABLE public."order" (
    id bigint NOT NULL,
    customer integer,
    state public.state DEFAULT 'new'::public.state NOT NULL,
    total numeric(10,2),
    CONSTRAINT order_total_check CHECK ((total >= (0)::numeric))
);
COMMENT ON TABLE public."order" IS 'what was bought';

CREATE VIEW public.paid AS
 SELECT o.id, o.total FROM public."order" o WHERE (o.total > (0)::numeric);

ALTER TABLE ONLY public.customer ALTER COLUMN id SET DEFAULT nextval('public.customer_id_seq'::regclass);
COPY public.customer (id, name) FROM stdin;
1	Ann; Bob
\.
SELECT pg_catalog.setval('public.customer_id_seq', 1, true);
ALTER TABLE ONLY public.customer ADD CONSTRAINT customer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public."order" ADD CONSTRAINT order_pkey PRIMARY KEY (id);
CREATE INDEX customer_name_idx ON public.customer USING btree (name);
CREATE TRIGGER touching BEFORE UPDATE ON public.customer FOR EACH ROW EXECUTE FUNCTION public.touch();
ALTER TABLE ONLY public."order"
    ADD CONSTRAINT order_customer_fkey FOREIGN KEY (customer) REFERENCES public.customer(id) ON DELETE CASCADE;
CREATE TABEL misspelt (id integer);
ALTER TABLE public.nowhere ADD COLUMN x integer;
