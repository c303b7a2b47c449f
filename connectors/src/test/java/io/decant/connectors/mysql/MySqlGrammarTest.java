package io.decant.connectors.mysql;

import io.decant.connectors.sql.Translations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server prints of expressions, and what it is given of others'. */
class MySqlGrammarTest {
  private static final MySqlGrammar OWN = MySqlGrammar.INSTANCE;

  @ParameterizedTest
  @CsvSource(
      delimiterString = "~>",
      quoteCharacter = '^',
      textBlock =
          """
          (`a` > 0) ~> ("a" > 0)
          (`flag` = 1) ~> ("flag" = TRUE)
          (`flag` <> 0) ~> ("flag" <> FALSE)
          (`flag` in (0,1)) ~> ("flag" IN (FALSE, TRUE))
          (`a` between 1 and 5) ~> ("a" BETWEEN 1 AND 5)
          (`name` in (_utf8mb4'a',_utf8mb4'b')) ~> ("name" IN ('a', 'b'))
          concat(`name`,_utf8mb4' ',`my col`) ~> (("name" || ' ') || "my col")
          concat(`name`,`a`) ~> ("name" || CAST("a" AS TEXT))
          (char_length(`name`) > 3) ~> (CHAR_LENGTH("name") > 3)
          (`name` like '%@%') ~> ("name" LIKE '%@%')
          (`a` DIV 2) ~> DIV("a", 2)
          (`a` % 2) ~> ("a" % 2)
          if((`a` > 1),'x',`name`) ~> (CASE WHEN ("a" > 1) THEN 'x' ELSE "name" END)
          ifnull(`name`,'') ~> COALESCE("name", '')
          (`mood` = 'sad') ~> ("mood" = 'sad')
          'it\\'s' ~> 'it''s'
          (not(`flag`)) ~> (NOT "flag")
          year(`born`) ~> YEAR("born")
          (`email` = 'x') ~> ("email" = 'x')
          cast(`name` as char charset utf8mb4) ~> "name"
          """)
  void readsWhatIsCertain(String own, String neutral) {
    Translations.assertReads(OWN, own, neutral);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(`flag` || `flag`)",
        "(`a` / 2)",
        "(`price` / 2)",
        "length(`name`)",
        "(`name` regexp 'x')",
        "(`a` <=> 1)",
        "(`email` like 'a%' escape '!')",
        "(`name` like '50\\%')",
        "(`a` xor `b`)",
        "(`a` = '1')",
        "(`mood` = 1)",
        "cast(`name` as char(3))",
        "json_extract(`doc`,'$.a')",
        "(`name` = _latin1'x')",
        "date_format(`born`,'%Y')",
        "(`born` + interval 1 day)",
        "concat_ws(',',`name`,`email`)",
        "rand()"
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
          ("flag" = TRUE) ~> (`flag` = TRUE)
          (("name" || ' ') || "my col") ~> (concat((concat(`name`, ' ')), `my col`))
          DIV("a", 2) ~> (`a` DIV 2)
          CAST("a" AS TEXT) ~> CAST(`a` AS CHAR)
          'a\\b' ~> 'a\\\\b'
          LOWER("email") ~> lower(`email`)
          """)
  void writesItsOwnWords(String neutral, String own) {
    Translations.assertWrites(OWN, neutral, own);
  }
}
