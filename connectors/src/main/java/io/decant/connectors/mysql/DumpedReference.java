package io.decant.connectors.mysql;

import io.decant.connectors.sql.Declaration;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.ForeignKey.Action;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.stream.Collectors;

/** What stands behind REFERENCES in a dump. */
record DumpedReference(TableName target, List<String> columns, Action onDelete, Action onUpdate) {

  static DumpedReference read(Declaration words, ServerTraits traits) {
    List<String> path = words.path();
    TableName target = new TableName(path.size() > 1 ? path.get(0) : "", path.get(path.size() - 1));
    List<String> columns = words.names();
    Action unsaid = traits.mariaDb() ? Action.RESTRICT : Action.NO_ACTION;
    Action onDelete = unsaid;
    Action onUpdate = unsaid;
    while (!words.isAtEnd()) {
      if (words.take("ON", "DELETE")) {
        onDelete = action(words);
      } else if (words.take("ON", "UPDATE")) {
        onUpdate = action(words);
      } else {
        words.require("MATCH");
        words.advance();
      }
    }
    return new DumpedReference(target, columns, onDelete, onUpdate);
  }

  private static Action action(Declaration words) {
    if (words.take("SET", "NULL")) {
      return Action.SET_NULL;
    }
    if (words.take("SET", "DEFAULT")) {
      return Action.SET_DEFAULT;
    }
    if (words.take("NO", "ACTION")) {
      return Action.NO_ACTION;
    }
    if (words.take("CASCADE")) {
      return Action.CASCADE;
    }
    words.require("RESTRICT");
    return Action.RESTRICT;
  }

  /** Goes past it where more follows, as behind a column: to be read by whoever wants it. */
  static Declaration clause(Declaration words) {
    StringBuilder clause = new StringBuilder();
    clause.append(words.path().stream().map(DumpedTable::quoted).collect(Collectors.joining(".")));
    clause.append(" (").append(words.inParentheses()).append(')');
    while (words.sees("ON", "DELETE") || words.sees("ON", "UPDATE") || words.sees("MATCH")) {
      boolean match = words.take("MATCH");
      clause.append(match ? " MATCH" : " " + words.advance() + " " + words.advance());
      boolean two = words.sees("SET") || words.sees("NO");
      clause.append(' ').append(words.advance()).append(two ? " " + words.advance() : "");
    }
    return words.of(clause.toString());
  }

  ForeignKey key(String name, List<String> from) {
    return new ForeignKey(name, from, target, columns, onDelete, onUpdate, false, false, true);
  }
}
