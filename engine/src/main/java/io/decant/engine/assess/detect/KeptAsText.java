package io.decant.engine.assess.detect;

import io.decant.converter.convert.LossCount;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.engine.assess.Wording;
import io.decant.engine.copy.RowKey;
import io.decant.engine.report.AssessmentReport.Severity;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Numbers, dates, truth values, JSON and the like in a column of texts: nearly all of its values
 * are of that form, and the keys are those of the exceptions.
 */
final class KeptAsText implements Detector {
  /** Fewer can look alike by chance. */
  private static final int FEWEST = 20;

  /** After so many values without a form, the column is one of texts. */
  private static final int GIVEN_UP_AFTER = 200;

  /** Longer documents are not worth parsing for a remark. */
  private static final int LONGEST = 1 << 16;

  /** Of a hundred values that many have the form. */
  private static final int NEARLY_ALL = 90;

  private static final Set<Set<String>> TRUTHS =
      Set.of(
          Set.of("true", "false"),
          Set.of("t", "f"),
          Set.of("yes", "no"),
          Set.of("y", "n"),
          Set.of("on", "off"),
          Set.of("1", "0"));

  /** Digits in them are no numbers that anybody adds up. */
  private static final Pattern NAMES_SOMETHING =
      Pattern.compile(
          "(?i:(.*[_ -])?(id|code|key|no|nr|number|phone|tel|telephone|mobile|fax|zip|zipcode|postcode"
              + "|sku|isbn|ean|iban|serial|version|ref|ip))"
              + "|.*[a-z](Id|ID|Code|Key|No|Nr|Number|Phone|Mobile|Fax|Zip|Version|Ref|Ip|IP)");

  private final Column column;
  private final int index;
  private final RowKey key;
  private final boolean named;

  /** Of which form the values are; those of none under empty. */
  private final Map<Optional<TextForm>, Hits> forms = new HashMap<>();

  private final Set<String> distinct = new TreeSet<>();
  private long values;
  private long fitting;
  private int shortest = Integer.MAX_VALUE;
  private int longest;
  private boolean fractions;

  KeptAsText(Column column, int index, RowKey key) {
    this.column = column;
    this.index = index;
    this.key = key;
    this.named = NAMES_SOMETHING.matcher(column.name()).matches();
  }

  @Override
  public void look(RowBatch rows) {
    BytesVector texts = rows.bytes(index);
    for (int row = 0; row < rows.rows() && !isGivenUp(); row++) {
      int length = texts.length(row);
      if (length > 0 && length <= LONGEST && !texts.isNull(row)) {
        String text = texts.text(row).strip();
        if (!text.isEmpty()) {
          look(rows, row, text);
        }
      }
    }
  }

  private boolean isGivenUp() {
    return values >= GIVEN_UP_AFTER && fitting * 2 < values && distinct.size() > 2;
  }

  private void look(RowBatch rows, int row, String text) {
    values++;
    if (distinct.size() <= 2) {
      distinct.add(text.toLowerCase(Locale.ROOT));
    }
    Optional<TextForm> form = TextForm.of(text);
    forms.computeIfAbsent(form, unused -> new Hits(key)).add(rows, row);
    if (form.isPresent()) {
      fitting++;
      shortest = Math.min(shortest, text.length());
      longest = Math.max(longest, text.length());
      fractions |=
          form.get() == TextForm.NUMBER && text.chars().anyMatch(c -> c == '.' || c == ',');
    }
  }

  @Override
  public List<Suspicion> found() {
    if (values < FEWEST || distinct.size() < 2) {
      return List.of();
    }
    if (TRUTHS.contains(distinct)) {
      return List.of(suspicion("truth values (" + String.join(", ", distinct) + ")", Set.of()));
    }
    for (TextForm form : TextForm.values()) {
      Set<TextForm> meant = meantBy(form);
      boolean plain = form == TextForm.NUMBER || form == TextForm.GROUPED;
      boolean likely = forms.containsKey(Optional.of(form)) && (!plain || areNumbers());
      if (likely && rows(meant) * 100 >= values * NEARLY_ALL) {
        return List.of(suspicion(form.words(), meant));
      }
    }
    return List.of();
  }

  /** Below a thousand there is nothing to group, and a sign may be left out where there is none. */
  private static Set<TextForm> meantBy(TextForm form) {
    return switch (form) {
      case GROUPED -> EnumSet.of(form, TextForm.NUMBER);
      case AMOUNT -> EnumSet.of(form, TextForm.GROUPED, TextForm.NUMBER);
      default -> EnumSet.of(form);
    };
  }

  private long rows(Set<TextForm> meant) {
    return forms.entrySet().stream()
        .filter(each -> each.getKey().filter(meant::contains).isPresent())
        .mapToLong(each -> each.getValue().rows())
        .sum();
  }

  /** Whole ones of one length are codes. A version 1.10 is not 1.1. */
  private boolean areNumbers() {
    return !named && (fractions || shortest < longest);
  }

  /**
   * @param meant the forms that are so called; none where every value is
   */
  private Suspicion suspicion(String what, Set<TextForm> meant) {
    long rows = meant.isEmpty() ? values : rows(meant);
    List<String> exceptions =
        meant.isEmpty()
            ? List.of()
            : forms.entrySet().stream()
                .filter(each -> each.getKey().isEmpty() || !meant.contains(each.getKey().get()))
                .flatMap(each -> each.getValue().keys().stream())
                .limit(LossCount.MAX_SAMPLES)
                .toList();
    String rest =
        rows == values
            ? ""
            : ", but for " + Wording.count(values - rows, "value") + " that cannot be read as such";
    return new Suspicion(
        Severity.LOW,
        "KEPT_AS_TEXT",
        column.name(),
        what + " kept as text" + rest,
        rows,
        exceptions,
        "They stay text; a type rule decides otherwise: types: - { column: TABLE."
            + column.name()
            + ", to: ... }");
  }
}
