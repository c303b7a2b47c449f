package io.decant.connectors.mongodb;

import io.decant.converter.DecantException.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user's wish that a table's rows become an array in the documents that they refer to: {@code
 * order_item(order_id)=orders.items}, of which only the first name must be there.
 *
 * @param table whose rows these are
 * @param by the columns of the foreign key; empty when there is one only
 * @param into the table of the documents; empty for that of the foreign key
 * @param as the name of the array; empty for that of the table
 */
record Embedding(String table, List<String> by, String into, String as) {
  /** The parameter of a target's URL that holds them, separated by commas. */
  static final String PARAMETER = "embed";

  private static final Pattern TEXT =
      Pattern.compile("([^(),=.]+)(?:\\(([^()=.]+)\\))?(?:=([^(),=.]+)(?:\\.([^(),=.]+))?)?");

  /** A comma that is not between parentheses. */
  private static final Pattern BETWEEN = Pattern.compile(",(?![^(]*\\))");

  /**
   * Those that a URL's parameters ask for.
   *
   * @throws UserError one of them is not written so
   */
  static List<Embedding> of(Map<String, String> parameters) {
    List<Embedding> all = new ArrayList<>();
    String text = parameters.getOrDefault(PARAMETER, "");
    for (String each : text.isEmpty() ? new String[0] : BETWEEN.split(text)) {
      Matcher matcher = TEXT.matcher(each.strip());
      if (!matcher.matches()) {
        throw new UserError(
            "--" + PARAMETER,
            "'" + each.strip() + "' is no rule",
            "Write order_item, order_item=orders.items or order_item(order_id)=orders.items.");
      }
      all.add(
          new Embedding(
              matcher.group(1).strip(),
              matcher.group(2) == null ? List.of() : names(matcher.group(2)),
              matcher.group(3) == null ? "" : matcher.group(3).strip(),
              matcher.group(4) == null ? "" : matcher.group(4).strip()));
    }
    return all;
  }

  private static List<String> names(String text) {
    return List.of(text.split(",")).stream().map(String::strip).toList();
  }
}
