package io.decant.converter.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          boolean           ; boolean
          Bool              ; boolean
          int8              ; int8
          SMALLINT          ; int16
          integer           ; int32
          bigint unsigned   ; uint64
          uint32            ; uint32
          decimal(10,2)     ; decimal(10,2)
          numeric( 10 , 2 ) ; decimal(10,2)
          decimal(5)        ; decimal(5,0)
          numeric           ; decimal
          real              ; float32
          double  precision ; float64
          char(2)           ; char(2)
          varchar(40)       ; varchar(40)
          text              ; text
          bytes             ; bytes
          varbinary(7)      ; bytes(7)
          binary(16)        ; binary(16)
          date              ; date
          time              ; time(6)
          datetime(3)       ; timestamp(3)
          timestamptz       ; timestamptz(6)
          interval          ; interval
          uuid              ; uuid
          json              ; json
          jsonb             ; json(normalised)
          character varying(40) ; varchar(40)
          character(2)      ; char(2)
          timestamp(3) without time zone ; timestamp(3)
          timestamp with time zone ; timestamptz(6)
          time(0) without time zone ; time(0)
          longtext          ; text
          mediumblob        ; bytes
          """)
  void aTypeIsWhatItsWordsSay(String words, String type) {
    assertThat(TypeWords.parse(words).orElseThrow()).hasToString(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "smalint",
        "text(5)",
        "varchar",
        "varchar(0)",
        "decimal(2,10)",
        "decimal(0)",
        "int(11)",
        "text unsigned",
        "timestamp(7)",
        "varchar(1,2)",
        "varchar(99999999999)",
        "int32; drop table x"
      })
  void whatIsNoTypeIsNone(String words) {
    assertThat(TypeWords.parse(words)).isEmpty();
  }

  @Test
  void everyKnownWordIsOne() {
    assertThat(TypeWords.KNOWN)
        .allSatisfy(
            word ->
                assertThat(TypeWords.parse(word.replace("p,s", "9,2").replaceAll("[np]\\)", "3)")))
                    .as(word)
                    .isPresent());
  }
}
