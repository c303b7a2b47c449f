package io.decant.connectors.sql;

import java.util.List;

/** The neutral SQL: names in double quotes, texts in single ones, no escapes, || joins texts. */
public final class Neutral implements Grammar {
  public static final Neutral INSTANCE = new Neutral();

  private Neutral() {}

  @Override
  public String nameQuotes() {
    return "\"";
  }

  @Override
  public Sql read(Sql.Call call) {
    return SharedFunctions.neutral(call);
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
    return SharedFunctions.written(call.name(), call, arguments);
  }
}
