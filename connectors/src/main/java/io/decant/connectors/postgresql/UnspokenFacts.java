package io.decant.connectors.postgresql;

import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.Remark.Outcome;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a table of PostgreSQL is beyond what logical words tell, and so stays behind everywhere. */
final class UnspokenFacts {
  static final String UNLOGGED = "postgresql-unlogged";
  static final String INHERITS = "postgresql-inherits=";
  static final String PARTLY_CLEARED = "postgresql-clears-some=";
  static final String COLLATION = "postgresql-collation=";

  private UnspokenFacts() {}

  static List<Remark> of(Table table) {
    Map<String, Remark> remarks = new TreeMap<>();
    for (String option : table.options()) {
      if (option.equals(UNLOGGED)) {
        remarks.put(option, of(table, "UNLOGGED", "an ordinary table, whose rows survive a crash"));
      } else if (option.startsWith(INHERITS)) {
        String parents = option.substring(INHERITS.length());
        remarks.put(
            option,
            of(
                table,
                "INHERITANCE",
                "a table by itself: queries of " + parents + " miss its rows"));
      } else if (option.startsWith(PARTLY_CLEARED)) {
        remarks.put(option, clearing(table, option.substring(PARTLY_CLEARED.length())));
      } else if (option.startsWith(COLLATION)) {
        String[] words = option.substring(COLLATION.length()).split(" ", 2);
        remarks.put(option, collation(table, words[1], words[0]));
      }
    }
    return List.copyOf(remarks.values());
  }

  private static Remark of(Table table, String code, String reason) {
    ObjectRef ref = new ObjectRef(ObjectKind.TABLE, table.name(), table.name().name());
    return new Remark(ref, Outcome.CHANGED, code, reason);
  }

  private static Remark clearing(Table table, String foreignKey) {
    return new Remark(
        new ObjectRef(ObjectKind.FOREIGN_KEY, table.name(), foreignKey),
        Outcome.CHANGED,
        "SET_COLUMNS",
        "a deletion sets all of its columns, not only some");
  }

  private static Remark collation(Table table, String column, String collation) {
    return new Remark(
        new ObjectRef(ObjectKind.COLUMN, table.name(), column),
        Outcome.CHANGED,
        "COLLATION",
        "sorted as usual in the target, not by the collation " + collation);
  }
}
