package io.decant.connectors.redis;

import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Finding;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The column that {@code expires} names: it says when a row's key is to expire. Tables without it
 * have keys that stay; a name that no table has is a typing error, and keys that stay for ever.
 */
final class ExpiryColumn {
  private static final String REMEDY = "Name a column of dates with times";

  private ExpiryColumn() {}

  private static Optional<String> asked(Endpoint endpoint) {
    return Optional.ofNullable(endpoint.parameters().get(RedisConnector.EXPIRES));
  }

  /**
   * The place of the column among those of a table; -1 where it has none.
   *
   * @throws UserError it is no moment
   */
  static int of(Endpoint endpoint, List<Column> columns) {
    String name = asked(endpoint).orElse("");
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        if (!isMoment(columns.get(i))) {
          throw new UserError(RedisConnector.EXPIRES, noMoment(columns.get(i)), REMEDY + ".");
        }
        return i;
      }
    }
    return -1;
  }

  /** What is wrong with the name that was asked for, before a row is written. */
  static List<Finding> findings(Endpoint endpoint, List<Table> tables) {
    Optional<String> asked = asked(endpoint);
    if (asked.isEmpty() || tables.isEmpty()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    List<String> moments = new ArrayList<>();
    boolean named = false;
    for (Table table : tables) {
      if (Layout.of(table).keys().isPresent()) {
        continue; // keys that come home have the expiry that they had
      }
      for (Column column : table.storedColumns()) {
        if (isMoment(column)) {
          moments.add(table.name() + "." + column.name());
        }
        if (column.name().equals(asked.get())) {
          named = true;
          if (!isMoment(column)) {
            findings.add(error(table.name() + "." + noMoment(column), REMEDY + "."));
          }
        }
      }
    }
    if (!named) {
      findings.add(error("no table has a column '" + asked.get() + "'", remedy(moments)));
    }
    return findings;
  }

  private static String remedy(List<String> moments) {
    int shown = Math.min(10, moments.size());
    return moments.isEmpty()
        ? "Leave it out: no table that is written has a column of dates with times."
        : REMEDY
            + ": "
            + String.join(", ", moments.subList(0, shown))
            + (shown < moments.size() ? " and " + (moments.size() - shown) + " more." : ".");
  }

  private static Finding error(String what, String remedy) {
    return Finding.error("EXPIRES", RedisConnector.EXPIRES, what, remedy);
  }

  private static String noMoment(Column column) {
    return column.name() + " is no moment but " + column.type();
  }

  private static boolean isMoment(Column column) {
    LogicalType.Kind kind = column.type().kind();
    return kind == LogicalType.Kind.TIMESTAMP_TZ || kind == LogicalType.Kind.TIMESTAMP;
  }
}
