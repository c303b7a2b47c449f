package io.decant.engine.plan;

import io.decant.connectors.spi.Capabilities;
import io.decant.connectors.spi.Capabilities.Trait;
import io.decant.connectors.spi.TargetSchema;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.NameStyle;
import io.decant.engine.discover.Discovered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What tables are called in the target: what the user calls them, or their names in the style that
 * is wanted. The source's default schema becomes the target's; other schemas are kept where the
 * target has schemas, and else become part of the name.
 */
final class Naming {
  private final Discovered found;
  private final NameStyle style;
  private final TargetSchema sink;
  private final Capabilities capabilities;

  Naming(Discovered found, NameStyle style, TargetSchema sink, Capabilities capabilities) {
    this.found = found;
    this.style = style;
    this.sink = sink;
    this.capabilities = capabilities;
  }

  /** The name that we ask for. */
  TableName wanted(TableName source) {
    TableName renamed = found.renames().get(source);
    if (renamed != null) {
      return fitted(renamed);
    }
    return source.schema().equals(found.catalog().defaultSchema())
        ? TableName.of(style.of(source.name()))
        : fitted(new TableName(style.of(source.schema()), style.of(source.name())));
  }

  private TableName fitted(TableName name) {
    return capabilities.has(Trait.SCHEMAS) || name.schema().isEmpty()
        ? name
        : TableName.of(name.schema() + "_" + name.name());
  }

  /** Each problem with what the user can do about it: others of the same plan ask for others. */
  static List<String> remedied(UnsupportedSchema unsupported) {
    return unsupported.problems().stream()
        .map(
            problem ->
                unsupported.hint().isEmpty() ? problem : problem + " -> " + unsupported.hint())
        .toList();
  }

  /**
   * The tables as the sink will hold them, foreign keys left out: what a foreign key of another
   * table must be told before that table can be asked about.
   *
   * @param tables those found, as the sink is asked for them
   * @param problems hears of names that collide, and of tables that cannot be held
   */
  Map<TableName, Table> accepted(List<Table> tables, List<String> problems) {
    Map<TableName, Table> accepted = new LinkedHashMap<>();
    Map<TableName, List<TableName>> owners = new HashMap<>();
    for (Table table : tables) {
      try {
        Table asked = table.withName(wanted(table.name())).withForeignKeys(List.of());
        Table target = sink.accept(asked).table();
        accepted.put(table.name(), target);
        owners
            .computeIfAbsent(capabilities.identity(target.name()), name -> new ArrayList<>())
            .add(table.name());
      } catch (UnsupportedSchema e) {
        problems.addAll(remedied(e));
      }
    }
    owners.forEach(
        (name, rivals) -> {
          if (rivals.size() > 1) {
            problems.add(
                "NAME_COLLISION: "
                    + String.join(" and ", rivals.stream().map(TableName::toString).toList())
                    + " would both be "
                    + Objects.requireNonNull(accepted.get(rivals.get(0))).name()
                    + " -> Rename one with --tables '*,"
                    + rivals.get(1)
                    + "=newname', or with name: in the plan's file.");
          }
        });
    return accepted;
  }
}
