package io.decant.engine.discover;

import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.Table;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Which index or key of a table became which when a sink made the table one of its own. */
public final class Counterparts {
  private final Table before;
  private final Table made;
  private final UnaryOperator<String> nameHere;

  /**
   * @param nameHere what a column of the table before is called in the one made
   */
  public Counterparts(Table before, Table made, UnaryOperator<String> nameHere) {
    this.before = before;
    this.made = made;
    this.nameHere = nameHere;
  }

  /** By each index made, what it was. */
  public Map<Index, Index> indexes() {
    return paired(before.indexes(), made.indexes(), Index::name, this::became);
  }

  /** By each key made, what it was. */
  public Map<Key, Key> uniqueKeys() {
    return paired(before.uniqueKeys(), made.uniqueKeys(), Key::name, this::became);
  }

  /**
   * Sinks give new names that have the old ones in them, so of those that are alike the one with
   * the longest such name is meant.
   */
  private static <T> Map<T, T> paired(
      List<T> before, List<T> made, Function<T, String> name, BiPredicate<T, T> became) {
    Map<T, T> pairs = new LinkedHashMap<>();
    for (T each : made) {
      before.stream()
          .filter(was -> !pairs.containsValue(was) && became.test(was, each))
          .max(Comparator.comparingInt(was -> shared(name.apply(was), name.apply(each))))
          .ifPresent(was -> pairs.put(each, was));
    }
    return pairs;
  }

  private static int shared(String name, String nameHere) {
    return nameHere.equals(name) ? Integer.MAX_VALUE : nameHere.contains(name) ? name.length() : -1;
  }

  private boolean became(Index was, Index is) {
    boolean method =
        was.method().equals(is.method())
            || (was.method().equals("hash") && is.method().equals("btree"));
    if (!method || was.unique() != is.unique() || was.parts().size() != is.parts().size()) {
      return false;
    }
    for (int i = 0; i < was.parts().size(); i++) {
      Index.Part one = was.parts().get(i);
      Index.Part other = is.parts().get(i);
      // The beginning of a value becomes an expression where there are no indexes on beginnings.
      boolean open = one.isExpression() || other.isExpression();
      if (!open && !nameHere.apply(one.column()).equals(other.column())) {
        return false;
      }
    }
    return true;
  }

  private boolean became(Key was, Key is) {
    return was.columns().stream().map(nameHere).toList().equals(is.columns());
  }
}
