package io.decant.engine.testing;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.ForeignKey.Action;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.stream.Stream;

/** Tables of which only the foreign keys matter. */
public final class LinkedTables {
  private LinkedTables() {}

  /** A table with a foreign key to each of the others. */
  public static Table table(String name, String... targets) {
    List<ForeignKey> keys = Stream.of(targets).map(LinkedTables::to).toList();
    return Table.of(TableName.of(name), List.of(Column.of("id", new LogicalType.Int(64, false))))
        .withForeignKeys(keys);
  }

  private static ForeignKey to(String target) {
    return new ForeignKey(
        "to_" + target,
        List.of("id"),
        TableName.of(target),
        List.of("id"),
        Action.NO_ACTION,
        Action.NO_ACTION,
        false,
        false,
        true);
  }
}
