package io.decant.engine.assess.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.schema.Collation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
        "NESTLÉ®",
        "NESCAFÉ™ 100 g",
        "COSÌ…",
        "a passé…”",
        "\uD83D\uDE00",
        "",
        "plain"
      })
  void textThatIsMeantIsNot(String meant) {
    assertThat(Mojibake.mended(meant)).isEmpty();
  }

  @Test
  void aLongTextIsToldByItsBeginningWhereverThatEnds() {
    for (String before : new String[] {"", "a", "ab"}) {
      assertThat(Mojibake.mended(before + "â€™Ã«".repeat(2_000))).startsWith(before + "’ë’ë");
      assertThat(Mojibake.mended(before + "plain ".repeat(2_000))).isEmpty();
    }
  }

  @Test
  @Timeout(10)
  void hostileTextsAreSoonRead() {
    for (String piece : new String[] {"{", "[", ",234", " 1", "1", "[1,", "{\"a\":", "° 1"}) {
      for (String start : new String[] {"", "1", "a:1:", "a:1:{"}) {
        assertThat(TextForm.of(start + piece.repeat(20_000))).isEmpty();
      }
    }
    assertThat(
            AlikeKeys.folded(" ".repeat(60_000) + "x", new Collation("pads", false, false, true)))
        .hasSize(60_001);
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
        "2h 30m | TIME",
        "51° N | ANGLE",
        ".5 | NUMBER",
        "-$5.00 | AMOUNT",
        "1.234.567,89 | GROUPED",
        "12 345 678 | GROUPED",
        "2024-12-31 24:00 | MOMENT",
        "1 Feb. 2024 | MOMENT",
        "9999-12-31 23:59:59.999999999+14 | MOMENT",
        "-12 | NUMBER",
        "0.5 | NUMBER",
        "3,25 | NUMBER",
        "6.02e23 | NUMBER",
        "$1,234.50 | AMOUNT",
        "45 % | AMOUNT",
        "1,234,567 | GROUPED",
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
        "8:75",
        "10.0.1903",
        "2024-13-01",
        "2024-01-32",
        "2024-01/31",
        "0000-00-00",
        "2024-01-31 25:00",
        "12 Calle 1999",
        "1º",
        "25°",
        "192.168.100.200",
        "046 454 286",
        "+48 612 345 678",
        "1,234.567,890",
        "１２",
        "٣",
        "\u202E12",
        "NaN",
        "1e",
        "{\"a\":1",
        ""
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
    assertThat(AlikeKeys.folded("e  \n", ai)).isNotEqualTo(AlikeKeys.folded("e\n", ai));
    assertThat(AlikeKeys.folded("कि", ai)).isNotEqualTo(AlikeKeys.folded("की", ai));
    assertThat(AlikeKeys.folded("กิ", ai)).isNotEqualTo(AlikeKeys.folded("ก", ai));
    assertThat(AlikeKeys.folded("ば", ai)).isEqualTo(AlikeKeys.folded("は", ai));
    assertThat(AlikeKeys.isLooser(Collation.BINARY, ci)).isTrue();
    assertThat(AlikeKeys.isLooser(ci, Collation.BINARY)).isFalse();
    assertThat(AlikeKeys.isLooser(ci, ci)).isFalse();
  }
}
