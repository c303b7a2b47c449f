package io.decant.connectors.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonSpellingTest {

  @Test
  void aNumberOfFewDigitsStaysAsItIsAndIsReadRight() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      String digits = Long.toString(random.nextLong(1_000_000_000_000_000L));
      int point = random.nextInt(digits.length() + 1);
      String whole = point == 0 ? "0" : digits.substring(0, point);
      String number =
          (random.nextBoolean() ? "-" : "") + whole + "." + digits.substring(point) + "0";
      assertThat(JsonSpelling.asServerReads(number)).isEqualTo(Double.parseDouble(number));
      assertThat(spelled(number)).isEqualTo(number);
    }
  }

  @Test
  void aFractionThatIsSpelledAnotherWayIsTheSameNumber() {
    Random random = new Random(4);
    int changed = 0;
    for (int i = 0; i < 20_000; i++) {
      String number = Double.toString(random.nextDouble());
      String spelled = spelled(number);
      assertThat(Double.parseDouble(spelled)).isEqualTo(Double.parseDouble(number));
      if (!spelled.equals(number)) {
        changed++;
        assertThat(JsonSpelling.asServerReads(spelled)).isEqualTo(Double.parseDouble(number));
      }
    }
    assertThat(changed).isPositive();
  }

  @Test
  void textsIntegersAndShortNumbersStayAsTheyAre() {
    String json =
        "{\"a\":[-0.5,0.1,123456789012.345,-0,18446744073709551615,1e5,true,null],"
            + "\"0.30000000000000004\":\"9.9999999999999999e22 \\u00e4\"}";
    assertThat(spelled(json)).isEqualTo(json.replace("\\", "\\\\"));
  }

  private static String spelled(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    RowBuffer out = new RowBuffer();
    JsonSpelling.append(bytes, 0, bytes.length, out);
    return out.text();
  }
}
