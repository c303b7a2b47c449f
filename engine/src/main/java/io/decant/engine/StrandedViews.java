package io.decant.engine;

import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Dump;
import io.decant.connectors.spi.DumpStatement.Fate;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.converter.schema.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The views of a dump that name what no script makes: a routine, a type, another view. A database
 * would stop at them, and whatever stands behind them would not be made. They are found by their
 * names alone; one too many is listed, and a person can add it.
 */
final class StrandedViews {
  private static final String QUOTE = "[\"`\\[]?";
  private static final String END = "(?![\\w$])[\"`\\]]?";

  /** A statement that was to make something to read from, and its name with the schema's. */
  private static final Pattern MADE =
      Pattern.compile(
          "CREATE\\s(?:.*?\\s)?(?:TABLE|VIEW)\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?"
              + "((?:(?:\"[^\"]+\"|`[^`]+`|\\[[^\\]]+]|[\\w$]+)(?:\\s*\\.\\s*(?=\\S))?)+).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** What stands between the word FROM and a table of its list that is not the first. */
  private static final String FIRST_OF_LIST =
      "(?:(?!\\b(?:SELECT|WHERE|GROUP|HAVING|ORDER|UNION)\\b).)*,";

  private final Map<Pattern, String> missing = new HashMap<>();
  private final Map<String, String> reasons = new HashMap<>();
  private final List<View> standing = new ArrayList<>();

  private StrandedViews() {}

  /**
   * The same dump, with each such view among what stays behind and its reason.
   *
   * @param unfit tables that the target cannot hold
   */
  static Dump without(Dump dump, Collection<TableName> unfit) {
    StrandedViews views = new StrandedViews();
    List<String> read = dump.views().stream().map(view -> view.name().toString()).toList();
    dump.catalog().others().stream()
        .filter(object -> object.kind() != ObjectKind.VIEW || !read.contains(object.name()))
        .forEach(object -> views.misses(object.kind(), object.name()));
    unfit.forEach(table -> views.misses(ObjectKind.TABLE, table.toString()));
    dump.statements().stream()
        .filter(statement -> statement.fate() == Fate.FAILED)
        .flatMap(statement -> made(statement.text()).stream())
        .filter(table -> !isRead(dump, table))
        .forEach(table -> views.misses(ObjectKind.TABLE, table.toString()));
    dump.views().forEach(views::look);
    return new Dump(
        new Catalog(
            dump.catalog().product(),
            dump.catalog().defaultSchema(),
            dump.catalog().tables(),
            dump.catalog().others().stream().map(views::told).toList()),
        dump.tables(),
        views.standing,
        dump.remarks(),
        dump.statements());
  }

  private static Optional<TableName> made(String sql) {
    Matcher made = MADE.matcher(sql);
    if (!made.matches()) {
      return Optional.empty();
    }
    String[] path = made.group(1).replaceAll("[\"`\\[\\]]", "").split("\\s*\\.\\s*");
    String schema = path.length > 1 ? path[path.length - 2] : "";
    return Optional.of(new TableName(schema, path[path.length - 1]));
  }

  /** A second table of a name fails, and the first is there. */
  private static boolean isRead(Dump dump, TableName table) {
    return Stream.concat(
            dump.tables().stream().map(Table::name), dump.views().stream().map(View::name))
        .anyMatch(
            read ->
                read.name().equalsIgnoreCase(table.name())
                    && (read.schema().isEmpty()
                        || table.schema().isEmpty()
                        || read.schema().equalsIgnoreCase(table.schema())));
  }

  private void misses(ObjectKind kind, String name) {
    String plain = name.split("\\(", 2)[0];
    Optional<String> use =
        switch (kind) {
          case ROUTINE -> Optional.of("(?<![\\w$.\"`])" + written(plain) + "\\s*\\(");
          case TYPE, DOMAIN -> Optional.of("::\\s*" + written(plain));
          case TABLE, VIEW, MATERIALIZED_VIEW, FOREIGN_TABLE, VIRTUAL_TABLE ->
              Optional.of(
                  "\\b(?:(?:FROM|JOIN)[\\s(]|FROM\\b"
                      + FIRST_OF_LIST
                      + ")[\\s(]*(?:ONLY\\s+)?"
                      + written(plain));
          default -> Optional.empty();
        };
    use.ifPresent(
        pattern ->
            missing.put(
                Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL),
                kind.label() + " " + name));
  }

  /** A name as queries write it: in quotes or not, with its schema or without. */
  private static String written(String name) {
    int dot = name.indexOf('.');
    String schema = dot < 0 ? "[\\w$]+" : Pattern.quote(name.substring(0, dot));
    schema = "(?:" + QUOTE + schema + END + "\\s*\\.\\s*)?";
    return schema + QUOTE + Pattern.quote(name.substring(dot + 1)) + END;
  }

  private void look(View view) {
    Optional<String> needed =
        missing.entrySet().stream()
            .filter(each -> each.getKey().matcher(view.definition().text()).find())
            .map(Map.Entry::getValue)
            .sorted()
            .findFirst();
    if (needed.isEmpty()) {
      standing.add(view);
      return;
    }
    reasons.put(
        view.name().toString(), "its query needs the " + needed.get() + ", which stays behind");
    misses(ObjectKind.VIEW, view.name().toString());
  }

  private SchemaObject told(SchemaObject object) {
    return object.kind() == ObjectKind.VIEW && reasons.containsKey(object.name())
        ? new SchemaObject(
            object.kind(), object.name(), object.definition(), reasons.get(object.name()))
        : object;
  }
}
