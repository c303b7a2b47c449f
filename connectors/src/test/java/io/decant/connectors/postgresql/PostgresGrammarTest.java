package io.decant.connectors.postgresql;

import io.decant.connectors.sql.Translations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server prints of expressions, and what it is given of others'. */
class PostgresGrammarTest {
  private static final PostgresGrammar OWN = PostgresGrammar.INSTANCE;

  @ParameterizedTest
  @CsvSource(
      delimiterString = "~>",
      quoteCharacter = '`',
      textBlock =
          """
          (a > 0) ~> ("a" > 0)
          ((a >= 1) AND (a <= 5)) ~> (("a" >= 1) AND ("a" <= 5))
          (price > (0)::numeric) ~> ("price" > 0)
          (price >= 0.5) ~> ("price" >= 0.5)
          (ratio <= (1)::double precision) ~> ("ratio" <= 1)
          (a = '-1'::integer) ~> ("a" = -1)
          ((name)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])) ~> ("name" IN ('a', 'b'))
          ((name)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])) ~> ("name" IN ('a', 'b'))
          ((name)::text <> ALL (ARRAY['a'::text])) ~> ("name" NOT IN ('a'))
          (a = ANY (ARRAY[1, 2])) ~> ("a" IN (1, 2))
          (mood = ANY (ARRAY['sad'::mood, 'it''s ok'::public.mood])) ~> ("mood" IN ('sad', 'it''s ok'))
          ((name)::text ~~ '%@%'::text) ~> ("name" LIKE '%@%')
          (name !~~ 'A%'::text) ~> ("name" NOT LIKE 'A%')
          (flag = true) ~> ("flag" = TRUE)
          (NOT flag) ~> (NOT "flag")
          (born >= '2020-01-01'::date) ~> ("born" >= '2020-01-01')
          (at > '2020-01-01 00:00:00'::timestamp without time zone) ~> ("at" > '2020-01-01 00:00:00')
          ((name || ' '::text) || ("my col")::text) ~> (("name" || ' ') || "my col")
          lower((email)::text) ~> LOWER("email")
          (length(btrim(name)) > 3) ~> (CHAR_LENGTH(TRIM("name")) > 3)
          (a / 2) ~> DIV("a", 2)
          ((a + b) * 2) ~> (("a" + "b") * 2)
          (b IS NOT NULL) ~> ("b" IS NOT NULL)
          (doc IS NULL) ~> ("doc" IS NULL)
          CASE WHEN (a > 1) THEN 'x'::text ELSE name END ~> (CASE WHEN ("a" > 1) THEN 'x' ELSE "name" END)
          concat(name, 'x') ~> (COALESCE("name", '') || COALESCE('x', ''))
          E'a\\\\b' ~> 'a\\b'
          """)
  void readsWhatIsCertain(String own, String neutral) {
    Translations.assertReads(OWN, own, neutral);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(name ~ '^[a-z]+$'::text)",
        "(name > 'b'::text)",
        "(a / b)",
        "(price / (2)::numeric)",
        "(a = (name)::integer)",
        "(small < 0.1)",
        "(mood = 'happy'::mood)",
        "(born > CURRENT_DATE)",
        "(born > 'now'::date)",
        "(seen > '2020-01-01'::timestamp with time zone)",
        "public.f(a)",
        "(doc = '{}'::jsonb)",
        "(name IS DISTINCT FROM 'x'::text)",
        "((name)::character varying(3) = 'abc'::text)",
        "date_part('year'::text, born)",
        "(name ~~* 'a%'::text)",
        "(name ~~ 'a\\_%'::text)",
        "unknown_column",
        "round(ratio)",
        "('x' = NULL)",
        "a +"
      })
  void refusesWhatMayMeanAnotherThing(String own) {
    Translations.assertRefuses(OWN, own);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "~>",
      quoteCharacter = '`',
      textBlock =
          """
          ("flag" = TRUE) ~> ("flag" = TRUE)
          (("name" || ' ') || "my col") ~> (("name" || ' ') || "my col")
          ("a" + 1) ~> ("a"::bigint + 1)
          CAST("a" AS TEXT) ~> ("a")::text
          ASCII_LOWER("email") ~> lower("email" COLLATE "C")
          CHAR_LENGTH("name") ~> char_length("name")
          DIV("a", 2) ~> ("a" / 2)
          YEAR("born") ~> (EXTRACT(YEAR FROM "born")::integer)
          ("at" > '2020-01-01') ~> ("at" > '2020-01-01 00:00:00')
          """)
  void writesItsOwnWords(String neutral, String own) {
    Translations.assertWrites(OWN, neutral, own);
  }
}
