package io.decant.engine.assess.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.schema.Collation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
