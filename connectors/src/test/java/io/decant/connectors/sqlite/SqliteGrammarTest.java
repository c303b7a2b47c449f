package io.decant.connectors.sqlite;

import io.decant.connectors.sql.Translations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write for SQLite, and what it is given of other engines' expressions. */
class SqliteGrammarTest {
  private static final SqliteGrammar OWN = SqliteGrammar.INSTANCE;

  @ParameterizedTest
  @CsvSource(
      delimiterString = "~>",
      quoteCharacter = '^',
      textBlock =
          """
          a > 0 ~> ("a" > 0)
          A == 3 OR [my col] != 'x' ~> (("a" = 3) OR ("my col" <> 'x'))
          flag IN (0, 1) ~> ("flag" IN (FALSE, TRUE))
          length(name) BETWEEN 1 AND 9 ~> (CHAR_LENGTH("name") BETWEEN 1 AND 9)
          name LIKE '%@%' ~> ("name" LIKE '%@%')
          lower(name) ~> ASCII_LOWER("name")
          name || 'x' ~> ("name" || 'x')
          name || (a + 1) ~> ("name" || CAST(("a" + 1) AS TEXT))
          b NOTNULL ~> ("b" IS NOT NULL)
          ifnull(name, 'x') ~> COALESCE("name", 'x')
          a /* of it */ / 2 ~> DIV("a", 2)
          a /*/ 3 */ / 2 ~> DIV("a", 2)
          substr(name, 1, 3) ~> SUBSTRING("name", 1, 3)
          """)
  void readsWhatIsCertain(String own, String neutral) {
    Translations.assertReads(OWN, own, neutral);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name LIKE 'a%'",
        "name GLOB 'a*'",
        "typeof(a) = 'integer'",
        "name = 'x' COLLATE NOCASE",
        "price * 2 > 1",
        "a / b",
        "name || a + 1",
        "datetime('now', '+1 day')",
        "name = \"no such column\"",
        "max(a, b)",
        "a = '5'",
        "a IS 5",
        "substr(name, -2)"
      })
  void refusesWhatMayMeanAnotherThing(String own) {
    Translations.assertRefuses(OWN, own);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "~>",
      quoteCharacter = '^',
      textBlock =
          """
          ("price" > 0) ~> (CAST("price" AS REAL) > 0)
          ("price" IS NULL) ~> ("price" IS NULL)
          ("flag" = TRUE) ~> ("flag" = TRUE)
          CHAR_LENGTH("name") ~> length("name")
          YEAR("born") ~> CAST(substr("born", 1, 4) AS INTEGER)
          """)
  void writesItsOwnWords(String neutral, String own) {
    Translations.assertWrites(OWN, neutral, own);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(\"huge\" > 0)", "(\"price\" * 2)", "(\"name\" LIKE 'a%')"})
  void doesNotWriteWhatIsInexactHere(String neutral) {
    Translations.assertCannotWrite(OWN, neutral);
  }
}
