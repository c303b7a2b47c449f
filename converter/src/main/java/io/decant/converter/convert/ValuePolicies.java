package io.decant.converter.convert;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of values that a target cannot hold, as far as the user may decide it. A value that
 * the target holds is never touched, whatever is said here; one that is changed is a counted loss.
 *
 * @param chosen where the user decided; the rest is as {@link Case} has it
 */
public record ValuePolicies(Map<Case, Answer> chosen) {
  public static final ValuePolicies DEFAULTS = new ValuePolicies(Map.of());

  public ValuePolicies {
    for (Map.Entry<Case, Answer> choice : chosen.entrySet()) {
      if (!choice.getKey().answers().contains(choice.getValue())) {
        throw new IllegalArgumentException(choice.toString());
      }
    }
    chosen = Map.copyOf(chosen);
  }

  /** Which values. */
  public enum Case {
    /** MySQL's dates of which a part is zero. */
    ZERO_DATE(Answer.NULL, Answer.REJECT),
    /** Days that are in no calendar, such as the 30th of February. */
    INVALID_DATE(Answer.REJECT, Answer.NULL),
    /** U+0000 in a text, or in a string of JSON. */
    NUL_BYTE(Answer.REJECT, Answer.STRIP, Answer.REPLACE),
    /** Bytes that the source calls text and that are no UTF-8. */
    INVALID_UTF8(Answer.REJECT, Answer.REPLACE, Answer.LATIN1),
    /** NaN; with {@code NULL}, infinite floats too. */
    NAN(Answer.DEFAULT, Answer.REJECT, Answer.NULL),
    /** Numbers, dates and times beyond those of the target's type, the infinite ones included. */
    OUT_OF_RANGE(Answer.REJECT, Answer.NULL),
    /** What MySQL keeps in an ENUM where a label was wrong. */
    ENUM_ERROR_VALUE(Answer.NULL, Answer.REJECT, Answer.EMPTY);

    private final List<Answer> answers;

    Case(Answer... answers) {
      this.answers = List.of(answers);
    }

    /** Those that can be chosen, the default first. */
    public List<Answer> answers() {
      return answers;
    }

    /** As a job file has it: {@code zero-date}. */
    public String word() {
      return ValuePolicies.word(this);
    }

    /** The case of that word; empty when there is none. */
    public static Optional<Case> of(String word) {
      return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
  }

  /** What becomes of them. */
  public enum Answer {
    /** As the database itself has it: SQLite stores NULL for NaN, others refuse it. */
    DEFAULT,
    /** The row is refused. */
    REJECT,
    /** NULL is stored; where the column takes none, the row is refused. */
    NULL,
    /** The character is left out. */
    STRIP,
    /** U+FFFD takes the character's place. */
    REPLACE,
    /** Bytes that are no UTF-8 are read as windows-1252, which others call Latin 1. */
    LATIN1,
    /** The empty text, or an empty label. */
    EMPTY;

    /** As a job file has it. */
    public String word() {
      return ValuePolicies.word(this);
    }
  }

  public Answer of(Case value) {
    return chosen.getOrDefault(value, value.answers().get(0));
  }

  /** Every case with its answer, always in the same order. */
  @Override
  public String toString() {
    Map<Case, Answer> all = new EnumMap<>(Case.class);
    Arrays.stream(Case.values()).forEach(value -> all.put(value, of(value)));
    return all.toString();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
