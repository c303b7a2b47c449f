package io.decant.connectors.sql;

import java.util.List;
import java.util.Locale;

/** The neutral SQL itself. */
final class Neutral implements Grammar {
  @Override
  public String nameQuotes() {
    return "\"";
  }

  @Override
  public Sql read(Sql.Call call) {
    return call.named(call.name().toUpperCase(Locale.ROOT));
  }

  @Override
  public String quote(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  @Override
  public String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  @Override
  public String write(Sql.Call call, List<String> arguments, ValueType result) {
    return call.name()
        + "("
        + (call.distinct() ? "DISTINCT " : "")
        + String.join(", ", arguments)
        + ")";
  }
}
