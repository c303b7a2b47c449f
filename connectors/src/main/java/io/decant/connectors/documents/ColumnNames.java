package io.decant.connectors.documents;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names of one table's columns, no two of them alike but for the case of letters. */
final class ColumnNames {
  private final Set<String> taken = new HashSet<>();

  /** The name, or with a number behind where it is taken. */
  String unique(String wanted) {
    String base = wanted.isEmpty() ? "unnamed" : wanted;
    String name = base;
    for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = base + "_" + i;
    }
    return name;
  }
}
