package io.decant.engine.assess.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.schema.Collation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorsTest {
  @ParameterizedTest
  @ValueSource(strings = {"Zoë", "naïve café", "“quoted”", "10 €", "Ελλάδα", "日本"})
  void textThatWasReadWronglyIsRecognised(String meant) {
    byte[] utf8 = meant.getBytes(StandardCharsets.UTF_8);
    StringBuilder misread = new StringBuilder();
    for (byte each : utf8) {
      misread.append(Mojibake.MEANT_BY.charAt(each & 0xFF));
    }

    assertThat(Mojibake.mended(misread.toString())).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zoë",
        "Ãngela",
        "Â",
        "SÃO PAULO",
        "Ä Ö Ü ß",
        "naïve café",
        "日本",
        "été à Noël",
        "plain"
      })
  void textThatIsMeantIsNot(String meant) {
    assertThat(Mojibake.mended(meant)).isEmpty();
  }

  @Test
  void theBytesThatMisreadThemAreThoseOfWindows() {
    assertThat(Mojibake.mended("ZoÃ«")).isEqualTo("Zoë");
    assertThat(Mojibake.mended("itâ€™s")).isEqualTo("it’s");
    assertThat(Mojibake.mended("â€œquotedâ€\u009D")).isEqualTo("“quoted”");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "6b006a24-3f69-6ae9-f25a-6be811112222 | UUID",
        "2024-01-31 | MOMENT",
        "2024-01-31T08:15:00.250Z | MOMENT",
        "31.01.2024 | MOMENT",
        "1/31/24 8:15 PM | MOMENT",
        "September 25, 2021 | MOMENT",
        "31-Jan-2024 | MOMENT",
        "8:15 | TIME",
        "123:59:59.5 | TIME",
        "51° 39' 00\" | ANGLE",
        "-0° 07′ 12.5″ W | ANGLE",
        "5h 34m 31.9s | ANGLE",
        "-12 | NUMBER",
        "0.5 | NUMBER",
        "3,25 | NUMBER",
        "6.02e23 | NUMBER",
        "$1,234.50 | AMOUNT",
        "45 % | AMOUNT",
        "1,234,567 | AMOUNT",
        "a:1:{s:1:\"a\";i:2;} | SERIALIZED",
        "{\"a\": [1, 2]} | JSON",
        "[] | JSON"
      })
  void aTextIsToldByItsForm(String text, TextForm expected) {
    assertThat(TextForm.of(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00123",
        "1.2.10",
        "10.0.0.1",
        "+49 30 1234567",
        "12 Main Street",
        "{curly}",
        "S10_1678",
        "1-2-34",
        "Version 2",
        "-",
        "N/A",
        "[draft] Hello",
        "a:b",
        "DE-10115",
        "8:75"
      })
  void aTextThatOnlyResemblesOneIsAText(String text) {
    assertThat(TextForm.of(text)).isEmpty();
  }

  @Test
  void keysAreFoldedAsTheCollationComparesThem() {
    Collation ci = new Collation("ci", true, false, false);
    Collation ai = new Collation("ai", true, true, true);
    assertThat(AlikeKeys.folded("STRASSE", ci)).isEqualTo(AlikeKeys.folded("strasse", ci));
    assertThat(AlikeKeys.folded("é", ci)).isNotEqualTo(AlikeKeys.folded("e", ci));
    assertThat(AlikeKeys.folded("É  ", ai)).isEqualTo(AlikeKeys.folded("e", ai));
    assertThat(AlikeKeys.folded(" e", ai)).isNotEqualTo(AlikeKeys.folded("e", ai));
    assertThat(AlikeKeys.isLooser(Collation.BINARY, ci)).isTrue();
    assertThat(AlikeKeys.isLooser(ci, Collation.BINARY)).isFalse();
    assertThat(AlikeKeys.isLooser(ci, ci)).isFalse();
  }
}
