package io.decant.connectors.redis;

import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.SchemaStep.Stage;
import io.decant.connectors.spi.TableText;
import io.decant.connectors.spi.TargetSchema;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server can hold, and how a table is made: by remembering it.
 *
 * @param json rows are strings of JSON, or hashes; empty where the table itself may say
 * @param numbered the target has several databases, so that a table may be in any
 */
record RedisSchema(Optional<Boolean> json, boolean numbered) implements TargetSchema {

  @Override
  public Acceptance accept(Table table) {
    return RedisAcceptance.of(table, json, numbered);
  }

  @Override
  public List<SchemaStep> steps(Table accepted) {
    List<ObjectRef> objects = new ArrayList<>();
    objects.add(new ObjectRef(ObjectKind.TABLE, accepted.name(), accepted.name().name()));
    accepted
        .columns()
        .forEach(
            column ->
                objects.add(new ObjectRef(ObjectKind.COLUMN, accepted.name(), column.name())));
    String statement =
        "HSETNX _decant:tables "
            + quoted(accepted.name().name())
            + " "
            + quoted(TableText.of(kept(accepted)));
    SchemaStep made = new SchemaStep(Stage.TABLE, accepted.name(), objects, statement);
    if (!Layout.of(accepted).form().isOrdered()) {
      return List.of(made);
    }
    String together = "# put together, in their order, the values of " + accepted.name().name();
    return List.of(made, new SchemaStep(Stage.COUNTER, accepted.name(), List.of(), together));
  }

  /** What is remembered of a table. */
  static Table kept(Table accepted) {
    return accepted.withStatistics(Statistics.UNKNOWN);
  }

  /** As redis-cli reads it. */
  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
