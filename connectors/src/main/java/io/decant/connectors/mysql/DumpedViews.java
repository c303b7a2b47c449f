package io.decant.connectors.mysql;

import io.decant.connectors.dump.ScriptStatement;
import io.decant.connectors.spi.DumpStatement;
import io.decant.connectors.spi.DumpStatement.Fate;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.sql.Declaration;
import io.decant.connectors.sql.QueryColumns;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.TableName;
import io.decant.converter.schema.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The views of a dump. It makes each twice: first one without tables, so that others can read it,
 * which tells its columns; then the view itself.
 */
final class DumpedViews {
  /** What mysqldump writes for the first. */
  private static final Pattern PLACE =
      Pattern.compile(
          "SELECT\\s+(?:(?:1|NULL) AS `(?:[^`]|``)+`(?:,\\s*)?)+", Pattern.CASE_INSENSITIVE);

  private static final Pattern CHECKED =
      Pattern.compile(
          "\\s+WITH\\s+(?:(?:CASCADED|LOCAL)\\s+)?CHECK\\s+OPTION$", Pattern.CASE_INSENSITIVE);

  private final Map<String, List<String>> columns = new LinkedHashMap<>();
  private final Map<String, String> queries = new LinkedHashMap<>();

  /** What follows the word VIEW. */
  DumpStatement create(ScriptStatement statement, Declaration words) {
    words.take("IF", "NOT", "EXISTS");
    List<String> path = words.path();
    String name = path.get(path.size() - 1);
    List<String> named = words.sees("(") ? words.names() : List.of();
    words.require("AS");
    String query = words.rest();
    List<String> own = named.isEmpty() ? QueryColumns.of(words.of(query)) : named;
    columns.merge(name, own, (before, now) -> now.isEmpty() ? before : now);
    List<ObjectRef> objects = List.of(new ObjectRef(ObjectKind.VIEW, TableName.of(name), name));
    if (PLACE.matcher(query).matches()) {
      return MySqlDump.of(statement, Fate.MERGED, List.of(), "");
    }
    queries.put(name, query);
    return MySqlDump.of(statement, Fate.CONVERTED, objects, "");
  }

  Set<String> names() {
    return queries.keySet();
  }

  List<SchemaObject> objects() {
    return queries.entrySet().stream()
        .map(
            view ->
                new SchemaObject(
                    ObjectKind.VIEW,
                    view.getKey(),
                    view.getValue(),
                    isPlain(view.getKey())
                        ? "views are written in the source's own SQL"
                        : "it has a check option, or columns without certain names"))
        .toList();
  }

  /** Those without a check option, which other engines do not have. */
  List<View> plain() {
    return queries.entrySet().stream()
        .filter(view -> isPlain(view.getKey()))
        .map(
            view ->
                new View(
                    TableName.of(view.getKey()),
                    columns.getOrDefault(view.getKey(), List.of()),
                    Expression.of(MySqlTypes.ENGINE, view.getValue())))
        .toList();
  }

  private boolean isPlain(String name) {
    Matcher checked = CHECKED.matcher(queries.getOrDefault(name, ""));
    return !checked.find() && !columns.getOrDefault(name, List.of()).isEmpty();
  }
}
