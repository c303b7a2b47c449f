package io.decant.engine.assess.detect;

import io.decant.converter.row.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a text can be besides a text. */
enum TextForm {
  UUID("UUIDs", "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
  MOMENT(
      "dates or moments",
      // 2024-01-31, 31.01.2024, 1/31/24; the 10.0.1903 of a version has no month
      "(?:\\d{4}([-/.])(?:0?[1-9]|1[0-2])\\1DAY|DAY([-/.])DAY\\2\\d{4}|DAY/DAY/\\d{2}"
          // January 31, 2024; 31-Jan-2024
          + "|MONTH DAY, \\d{4}|DAY([ -])MONTH\\3\\d{4})"
          + "(?:[T ](?:[01]?\\d|2[0-4]):[0-5]\\d(?::(?:[0-5]\\d|60)(?:[.,]\\d{1,9})?)?"
          + "(?: ?(?:[AaPp][Mm]|Z|UTC|[+-]\\d{2}(?::?\\d{2})?))?)?"),
  TIME(
      "times of day or durations",
      "\\d{1,3}:[0-5]\\d(:[0-5]\\d([.,]\\d{1,9})?)?|\\d{1,3} ?h ?[0-5]?\\d ?m(in)?"),
  /** Degrees alone may be a temperature, or the ordinals of Spain: 1º, 2º. */
  ANGLE(
      "degrees, minutes and seconds",
      "[+-]?\\d{1,3} ?[°º] ?(\\d{1,2} ?['’′] ?(\\d{1,2}([.,]\\d{1,9})? ?(\"|''|”|″) ?)?[NSEWnsew]?|[NSEWnsew])"
          + "|[+-]?\\d{1,2} ?h ?\\d{1,2} ?m ?\\d{1,2}([.,]\\d{1,9})? ?s"),
  /** With a zero before it, it is a code. */
  NUMBER("numbers", "[+-]?((0|[1-9]\\d{0,17})([.,]\\d{1,18})?|[.,]\\d{1,18})([eE][+-]?\\d{1,3})?"),
  /**
   * By one sign throughout; four groups between dots are an address, and a plus begins a phone's.
   */
  GROUPED(
      "numbers with grouped digits",
      "(?!\\d{1,3}(\\.\\d{3}){3}$)-?[1-9]\\d{0,2}([,'. ])\\d{3}(\\2\\d{3}){1,5}([.,]\\d{1,6})?"),
  AMOUNT(
      "numbers with a sign for money or percent",
      "-?[$€£¥] ?-?\\d[\\d.,' ]*|-?\\d[\\d.,' ]* ?[%$€£¥]"),
  SERIALIZED(
      "values serialized by PHP, whose lengths count bytes",
      "(?s)[aO]:\\d+:[^{]*\\{.*\\}|s:\\d+:\".*\";"),
  JSON("JSON objects or arrays", "(?s)\\{.*\\}|\\[.*\\]") {
    @Override
    boolean fits(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return super.fits(text) && JsonText.isValid(bytes, 0, bytes.length);
    }
  };

  private static final String DAY = "(?:0?[1-9]|[12]\\d|3[01])";
  private static final String MONTH =
      "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?";

  private final String words;
  private final Pattern pattern;

  TextForm(String words, String pattern) {
    this.words = words;
    this.pattern = Pattern.compile(pattern.replace("DAY", DAY).replace("MONTH", MONTH));
  }

  String words() {
    return words;
  }

  boolean fits(String text) {
    return pattern.matcher(text).matches();
  }

  /** The first that fits. */
  static Optional<TextForm> of(String text) {
    for (TextForm form : values()) {
      if (form.fits(text)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }
}
