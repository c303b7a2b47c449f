package io.decant.converter.convert;

import static io.decant.converter.convert.TextConversions.named;

import io.decant.converter.convert.ValuePolicies.Answer;
import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.Utf8;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes UTF-8 of what a source calls text before another conversion sees it. The reader has
 * reported such a value and handed its bytes over; that it is mended here withdraws the report.
 */
record Mending(String name, List<Loss> losses, Demand demand, ColumnConversion then)
    implements ColumnConversion {
  private static final Charset LATIN1 = Charset.forName("windows-1252");
  private static final int FIRST_C1 = 0x80;
  private static final int LAST_C1 = 0x9F;

  /** The rule itself where such values are refused. */
  static ColumnConversion before(ColumnConversion then, Demand demand) {
    if (isRefused(demand)) {
      return then;
    }
    List<Loss> losses = new ArrayList<>(List.of(loss(demand)));
    losses.addAll(then.losses());
    return new Mending(named(demand), List.copyOf(losses), demand, then);
  }

  static boolean isRefused(Demand demand) {
    return demand.policies().of(Case.INVALID_UTF8) == Answer.REJECT;
  }

  static Loss loss(Demand demand) {
    if (isRefused(demand)) {
      return Losses.INVALID_UTF8;
    }
    return isLatin1(demand) ? Losses.INVALID_UTF8_AS_LATIN1 : Losses.INVALID_UTF8_REPLACED;
  }

  private static boolean isLatin1(Demand demand) {
    return demand.policies().of(Case.INVALID_UTF8) == Answer.LATIN1;
  }

  /** The bytes as the policy reads them. */
  static String mended(Demand demand, byte[] data, int start, int length) {
    if (!isLatin1(demand)) {
      return new String(data, start, length, StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder(length);
    for (int i = start; i < start + length; i++) {
      char single = new String(data, i, 1, LATIN1).charAt(0);
      int code = data[i] & 0xFF;
      // five bytes mean nothing there; like the web, take them for the controls of ISO 8859-1
      boolean control = single == '\uFFFD' && code >= FIRST_C1 && code <= LAST_C1;
      text.append(control ? (char) code : single);
    }
    return text.toString();
  }

  @Override
  public ColumnVector apply(ColumnVector in, int rows, ColumnVector out, ValueListener listener) {
    BytesVector texts = Cell.bytes(in);
    BytesVector sound = texts;
    for (int row = 0; row < rows; row++) {
      boolean valid =
          texts.isNull(row) || Utf8.isValid(texts.data(), texts.start(row), texts.length(row));
      if (!valid) {
        listener.changed(row, Losses.INVALID_UTF8.code());
      }
      if (!valid && sound == texts) {
        sound = new BytesVector(rows);
        for (int before = 0; before < row; before++) {
          sound.appendFrom(texts, before);
        }
      }
      if (!valid) {
        sound.append(mended(demand, texts.data(), texts.start(row), texts.length(row)));
      } else if (sound != texts) {
        sound.appendFrom(texts, row);
      }
    }
    return then.apply(sound, rows, out, listener);
  }
}
