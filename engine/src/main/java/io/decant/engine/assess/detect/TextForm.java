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
      // 2024-01-31, 31.01.2024, 1/31/24
      "(\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}|\\d{1,2}/\\d{1,2}/\\d{2}"
          // January 31, 2024; 31-Jan-2024
          + "|[A-Z][a-z]{2,8}\\.? \\d{1,2}, \\d{4}|\\d{1,2}[ -][A-Z][a-z]{2,8}[ -]\\d{4})"
          + "([T ]\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d{1,9})?)?( ?([AaPp][Mm]|Z|UTC|[+-]\\d{2}:?\\d{2}))?)?"),
  TIME("times of day or durations", "\\d{1,3}:[0-5]\\d(:[0-5]\\d([.,]\\d{1,9})?)?"),
  ANGLE(
      "degrees, minutes and seconds",
      "[+-]?\\d{1,3} ?[°º] ?(\\d{1,2} ?['’′] ?)?(\\d{1,2}([.,]\\d+)? ?(\"|''|”|″) ?)?[NSEWnsew]?"
          + "|[+-]?\\d{1,2} ?h ?\\d{1,2} ?m( ?\\d{1,2}([.,]\\d+)? ?s)?"),
  /** With a zero before it, it is a code. */
  NUMBER("numbers", "[+-]?(0|[1-9]\\d{0,17})([.,]\\d{1,18})?([eE][+-]?\\d{1,3})?"),
  AMOUNT(
      "numbers with a sign for money or percent, or with grouped digits",
      "[$€£¥] ?-?\\d[\\d.,' ]*|-?\\d[\\d.,' ]* ?[%$€£¥]"
          + "|[+-]?\\d{1,3}([,'. ]\\d{3}){2,}([.,]\\d{1,6})?"),
  SERIALIZED(
      "values serialized by PHP, whose lengths count bytes",
      "(?s)[aO]:\\d+:.*\\{.*\\}|s:\\d+:\".*\";"),
  JSON("JSON objects or arrays", "(?s)\\{.*\\}|\\[.*\\]") {
    @Override
    boolean fits(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return super.fits(text) && JsonText.isValid(bytes, 0, bytes.length);
    }
  };

  private final String words;
  private final Pattern pattern;

  TextForm(String words, String pattern) {
    this.words = words;
    this.pattern = Pattern.compile(pattern);
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
