package io.decant.engine.planfile;

import io.decant.connectors.spi.ObjectRef;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import java.util.List;
import java.util.function.Function;

/**
 * A target table without the parts that the user makes otherwise, or not at all: what is not
 * promised is not looked for when the target is verified.
 */
final class WithoutParts {
  private final List<ObjectRef> parts;

  private WithoutParts(List<ObjectRef> parts) {
    this.parts = parts;
  }

  static Table of(Table table, List<ObjectRef> parts) {
    WithoutParts without = new WithoutParts(parts);
    return table
        .withPrimaryKey(
            without
                .rest(
                    ObjectKind.PRIMARY_KEY,
                    table.primaryKey().stream().toList(),
                    Key::name,
                    Key::columns)
                .stream()
                .findFirst())
        .withUniqueKeys(
            without.rest(ObjectKind.UNIQUE_KEY, table.uniqueKeys(), Key::name, Key::columns))
        .withIndexes(
            without.rest(
                ObjectKind.INDEX,
                table.indexes(),
                Index::name,
                index -> index.parts().stream().map(Index.Part::toString).toList()))
        .withForeignKeys(
            without.rest(
                ObjectKind.FOREIGN_KEY, table.foreignKeys(), ForeignKey::name, ForeignKey::columns))
        .withChecks(
            without.rest(ObjectKind.CHECK, table.checks(), Check::name, check -> List.of()));
  }

  /** What has no name is called by its columns. */
  private <T> List<T> rest(
      ObjectKind kind, List<T> all, Function<T, String> name, Function<T, List<String>> columns) {
    List<String> gone =
        parts.stream().filter(part -> part.kind() == kind).map(ObjectRef::name).toList();
    return all.stream()
        .filter(
            one ->
                !gone.contains(
                    name.apply(one).isEmpty()
                        ? String.join(",", columns.apply(one))
                        : name.apply(one)))
        .toList();
  }
}
