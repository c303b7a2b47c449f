package io.decant.cli.endtoend;

import io.decant.cli.endtoend.IndependentCompare.Pair;
import io.decant.cli.endtoend.SchemaFacts.CheckFacts;
import io.decant.cli.endtoend.SchemaFacts.ColumnFacts;
import io.decant.cli.endtoend.SchemaFacts.ForeignFacts;
import io.decant.cli.endtoend.SchemaFacts.KeyFacts;
import io.decant.cli.endtoend.SchemaFacts.Other;
import io.decant.cli.endtoend.SchemaFacts.Part;
import io.decant.cli.endtoend.SchemaFacts.TableFacts;
import io.decant.cli.endtoend.SchemaFacts.Use;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares two schemas object by object, and knows as little of Decant as the facts do. */
final class SchemaCompare {

  private static final Pattern LITERAL =
      Pattern.compile("'((?:[^']|'')*)'|(?<![\\w\"`])\\d+(?:\\.\\d+)?(?![\\w\"`])");

  private static final Pattern LEFT = Pattern.compile("(?i)left(.*),(\\d+)");

  private final SchemaFacts source;
  private final SchemaFacts target;
  private final boolean exact;
  private final List<SchemaDifference> differences = new ArrayList<>();

  private SchemaCompare(SchemaFacts source, SchemaFacts target, boolean exact) {
    this.source = source;
    this.target = target;
    this.exact = exact;
  }

  /**
   * @param kind the object's, as reports call it
   * @param columns that the object is made of
   * @param what of the object differs, seen from the source
   */
  record SchemaDifference(
      String table, String kind, String name, List<String> columns, String what) {

    private static final String WIDER = "type: came back as ";

    boolean isWider() {
      return what.startsWith(WIDER);
    }

    @Override
    public String toString() {
      return table + (name.isEmpty() ? "" : "." + name) + " " + kind + columns + ": " + what;
    }
  }

  /**
   * What the target lacks or has otherwise.
   *
   * @param pairs which table is which, and which column
   */
  static List<SchemaDifference> differences(
      SchemaFacts source, SchemaFacts target, List<Pair> pairs) {
    return differences(source, target, pairs, false);
  }

  /**
   * The same, but a column that holds more than it did is a difference, too.
   *
   * @param exact whether it is
   */
  static List<SchemaDifference> differences(
      SchemaFacts source, SchemaFacts target, List<Pair> pairs, boolean exact) {
    SchemaCompare compare = new SchemaCompare(source, target, exact);
    Map<String, String> names = new TreeMap<>();
    pairs.forEach(pair -> names.put(pair.source().name(), pair.target().name()));
    for (Pair pair : pairs) {
      TableFacts from = find(source, pair.source());
      TableFacts to = find(target, pair.target());
      compare.table(from, to, pair.columns(), names, pairs);
    }
    compare.others();
    return compare.differences;
  }

  private static TableFacts find(SchemaFacts facts, PlainTable table) {
    return facts.tables().stream()
        .filter(t -> t.schema().equals(table.schema()) && t.name().equals(table.name()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No facts of " + table.name()));
  }

  private void add(String table, String kind, String name, List<String> columns, String what) {
    differences.add(new SchemaDifference(table, kind, name, columns, what));
  }

  private void table(
      TableFacts from,
      TableFacts to,
      Map<String, String> columns,
      Map<String, String> tables,
      List<Pair> pairs) {
    if (!from.comment().equals(to.comment())) {
      add(from.name(), "comment", "", List.of(), from.comment() + " is " + to.comment());
    }
    columns(from, to, columns);
    keys(from, to, columns);
    foreign(from, to, columns, tables, pairs);
    checks(from, to, columns);
  }

  private void columns(TableFacts from, TableFacts to, Map<String, String> columns) {
    List<String> order = to.columns().stream().map(ColumnFacts::name).toList();
    List<String> expected =
        from.columns().stream()
            .map(column -> columns.getOrDefault(column.name(), column.name()))
            .filter(order::contains)
            .toList();
    if (!order.equals(expected)) {
      add(from.name(), "table", "", List.of(), "columns " + expected + " are " + order);
    }
    for (ColumnFacts column : from.columns()) {
      String name = columns.getOrDefault(column.name(), column.name());
      to.columns().stream()
          .filter(other -> other.name().equals(name))
          .findFirst()
          .ifPresentOrElse(
              other -> column(from, column, other),
              () -> different(from, "column", column, false, "is missing"));
    }
  }

  private void column(TableFacts table, ColumnFacts from, ColumnFacts to) {
    String tooMuch = narrower(from, to);
    String numbering = from.next().isEmpty() ? "" : "numbers from " + from.next();
    different(table, "column", from, tooMuch.isEmpty(), tooMuch);
    different(
        table,
        "column",
        from,
        from.nullable() == to.nullable(),
        "nullable: " + from.nullable() + " is " + to.nullable());
    different(
        table,
        "column",
        from,
        from.onUpdate() == to.onUpdate(),
        "on update: " + from.onUpdate() + " is " + to.onUpdate());
    different(
        table,
        "default",
        from,
        from.preset().equals(to.preset()) || bothExpressions(from.preset(), to.preset()),
        from.preset() + " is " + to.preset());
    different(
        table,
        "identity",
        from,
        from.next().equals(to.next()) || isHigher(from.next(), to.next()),
        numbering + " is " + (to.next().isEmpty() ? "not numbered" : to.next()));
    different(
        table,
        "generated-column",
        from,
        from.generated() == to.generated(),
        "generated: " + from.generated() + " is " + to.generated());
    different(
        table,
        "comment",
        from,
        from.comment().equals(to.comment()),
        from.comment() + " is " + to.comment());
  }

  /** A gap in the numbers is no harm; data that a sequence has not counted needs one. */
  private static boolean isHigher(String from, String to) {
    return !from.isEmpty()
        && !to.isEmpty()
        && new BigInteger(to).compareTo(new BigInteger(from)) > 0;
  }

  /** The change of type; empty when all that fits there fits here. */
  private String narrower(ColumnFacts from, ColumnFacts to) {
    if (from.room().equals(to.room())) {
      return "";
    }
    String tooMuch = from.meant().tooMuchFor(to.room());
    if (!tooMuch.isEmpty()) {
      return "type: " + tooMuch;
    }
    return exact && !from.meant().equals(to.meant())
        ? SchemaDifference.WIDER + to.meant() + ", was " + from.meant()
        : "";
  }

  /** What two engines print for one expression is not comparable beyond its words. */
  private static boolean bothExpressions(String from, String to) {
    return from.startsWith("(") && to.startsWith("(") && words(from).equals(words(to));
  }

  private static Set<String> words(String expression) {
    String lower = expression.toLowerCase(Locale.ROOT);
    String known = lower.replace("ucase", "upper").replace("lcase", "lower");
    Set<String> words = new TreeSet<>(List.of(known.split("\\W+")));
    words.removeAll(
        Set.of(
            "",
            "text",
            "varchar",
            "character",
            "varying",
            "bpchar",
            "utf8mb4",
            "cast",
            "as",
            "collate",
            "c"));
    return words;
  }

  private void different(
      TableFacts table, String kind, ColumnFacts column, boolean same, String what) {
    if (!same) {
      add(table.name(), kind, column.name(), List.of(column.name()), what);
    }
  }

  private void keys(TableFacts from, TableFacts to, Map<String, String> columns) {
    List<KeyFacts> left = new ArrayList<>(to.keys());
    for (KeyFacts key : from.keys()) {
      List<String> wanted = key.parts().stream().map(part -> text(part, columns)).toList();
      KeyFacts best = null;
      String least = "";
      for (KeyFacts candidate : left) {
        if (candidate.parts().stream().map(part -> text(part, Map.of())).toList().equals(wanted)) {
          String what = change(key, candidate, from);
          if (best == null || what.length() < least.length()) {
            best = candidate;
            least = what;
          }
        }
      }
      List<String> parts = key.columns();
      if (best == null) {
        add(from.name(), key.use().kind(), key.name(), parts, "is missing");
      } else {
        left.remove(best);
        if (!least.isEmpty()) {
          add(from.name(), key.use().kind(), key.name(), parts, least);
        }
      }
    }
    left.stream()
        .filter(key -> key.use() != Use.PLAIN)
        .forEach(key -> add(from.name(), key.use().kind(), key.name(), key.columns(), "is new"));
  }

  /** The first letters of a column are a prefix in one engine and an expression in the other. */
  private static String text(Part part, Map<String, String> columns) {
    Matcher left = LEFT.matcher(Preset.plain(part.text()));
    if (part.expression() && left.matches()) {
      return left.group(1) + " " + left.group(2);
    }
    if (part.prefix() > 0) {
      return columns.getOrDefault(part.text(), part.text()) + " " + part.prefix();
    }
    return part.expression()
        ? "(" + words(Preset.plain(part.text())) + ")"
        : columns.getOrDefault(part.text(), part.text());
  }

  /** A unique key may become a unique index; nothing else may change. */
  private static String change(KeyFacts from, KeyFacts to, TableFacts table) {
    StringBuilder what = new StringBuilder();
    if (from.use() != to.use()) {
      what.append(from.use()).append(" is ").append(to.use()).append("; ");
    }
    boolean treeForHash = from.method().equals("hash") && to.method().isEmpty();
    if (!from.method().equals(to.method()) && !treeForHash) {
      what.append("method ").append(from.method()).append(" is ").append(to.method()).append("; ");
    }
    if (from.predicate().isEmpty() != to.predicate().isEmpty()
        || !words(from.predicate()).equals(words(to.predicate()))) {
      what.append("where ")
          .append(from.predicate())
          .append(" is ")
          .append(to.predicate())
          .append("; ");
    }
    if (from.use() == Use.UNIQUE && from.nullsAreEqual() != to.nullsAreEqual()) {
      what.append("equal nulls ").append(from.nullsAreEqual()).append("; ");
    }
    for (int i = 0; i < from.parts().size(); i++) {
      Part a = from.parts().get(i);
      Part b = to.parts().get(i);
      if (a.descending() != b.descending()) {
        what.append(a.text()).append(" descending ").append(a.descending()).append("; ");
      }
      if (a.prefix() != b.prefix() && !b.expression()) {
        what.append(a.text())
            .append(" prefix ")
            .append(a.prefix())
            .append(" is ")
            .append(b.prefix())
            .append("; ");
      }
      boolean text =
          table.columns().stream()
              .anyMatch(c -> c.name().equals(a.text()) && c.room().family() == Room.Family.TEXT);
      if (text && from.use() != Use.PLAIN && !a.merges().equals(b.merges())) {
        what.append(a.text())
            .append(" merges '")
            .append(a.merges())
            .append("', then '")
            .append(b.merges())
            .append("'; ");
      }
    }
    return what.toString();
  }

  private void foreign(
      TableFacts from,
      TableFacts to,
      Map<String, String> columns,
      Map<String, String> tables,
      List<Pair> pairs) {
    List<ForeignFacts> left = new ArrayList<>(to.foreign());
    for (ForeignFacts key : from.foreign()) {
      Map<String, String> others =
          pairs.stream()
              .filter(pair -> pair.source().name().equalsIgnoreCase(key.target()))
              .findFirst()
              .map(Pair::columns)
              .orElse(Map.of());
      String target =
          tables.entrySet().stream()
              .filter(entry -> entry.getKey().equalsIgnoreCase(key.target()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(key.target());
      ForeignFacts found =
          left.stream()
              .filter(
                  other ->
                      same(other.columns(), key.columns(), columns)
                          && other.target().equals(target)
                          && same(other.targetColumns(), key.targetColumns(), others))
              .findFirst()
              .orElse(null);
      if (found == null) {
        add(
            from.name(),
            "foreign-key",
            key.name(),
            key.columns(),
            "to " + key.target() + " is missing");
      } else {
        left.remove(found);
        String rules = key.onDelete() + "/" + key.onUpdate() + "/" + key.deferred();
        String others2 = found.onDelete() + "/" + found.onUpdate() + "/" + found.deferred();
        if (!rules.equals(others2)) {
          add(from.name(), "foreign-key", key.name(), key.columns(), rules + " is " + others2);
        }
      }
    }
  }

  private static boolean same(List<String> actual, List<String> source, Map<String, String> names) {
    if (actual.size() != source.size()) {
      return false;
    }
    for (int i = 0; i < actual.size(); i++) {
      String name = source.get(i);
      String wanted =
          names.entrySet().stream()
              .filter(entry -> entry.getKey().equalsIgnoreCase(name))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(name);
      if (!actual.get(i).equalsIgnoreCase(wanted)) {
        return false;
      }
    }
    return true;
  }

  /** By the columns and literals that a check names: engines print the rest each in its way. */
  private void checks(TableFacts from, TableFacts to, Map<String, String> columns) {
    List<Set<String>> left = new ArrayList<>();
    to.checks().forEach(check -> left.add(mentioned(check, to, Map.of())));
    for (CheckFacts check : from.checks()) {
      Set<String> wanted = mentioned(check, from, columns);
      if (!left.remove(wanted)) {
        List<String> named =
            from.columns().stream().map(ColumnFacts::name).filter(wanted::contains).toList();
        add(from.name(), "check", check.name(), named, check.expression() + " is missing");
      }
    }
  }

  private static Set<String> mentioned(
      CheckFacts check, TableFacts table, Map<String, String> names) {
    Set<String> found = new TreeSet<>();
    Matcher literals = LITERAL.matcher(check.expression());
    while (literals.find()) {
      found.add(Preset.of(literals.group()));
    }
    String rest = literals.replaceAll(" ");
    for (ColumnFacts column : table.columns()) {
      Pattern word = Pattern.compile("(?i)(?<![\\w])" + Pattern.quote(column.name()) + "(?![\\w])");
      if (word.matcher(rest).find()) {
        found.add(names.getOrDefault(column.name(), column.name()));
      }
    }
    return found;
  }

  private void others() {
    for (Other other : source.others()) {
      boolean there =
          target.others().stream()
              .anyMatch(
                  o -> o.kind().equals(other.kind()) && Objects.equals(o.name(), other.name()));
      if (!there) {
        add("", other.kind(), other.name(), List.of(), "is missing");
      }
    }
  }
}
