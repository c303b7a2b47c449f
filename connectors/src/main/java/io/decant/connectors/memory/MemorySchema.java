package io.decant.connectors.memory;

import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.SchemaStep.Stage;
import io.decant.connectors.spi.TargetSchema;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;

/** Holds every table as it is. */
final class MemorySchema implements TargetSchema {

  @Override
  public Acceptance accept(Table table) {
    List<Column> columns =
        table.columns().stream()
            .map(column -> column.withNativeType(column.type().toString()))
            .toList();
    return new Acceptance(table.withColumns(columns), List.of());
  }

  @Override
  public List<SchemaStep> steps(Table table) {
    List<ObjectRef> objects = new ArrayList<>();
    objects.add(new ObjectRef(ObjectKind.TABLE, table.name(), table.name().name()));
    table
        .columns()
        .forEach(
            column -> objects.add(new ObjectRef(ObjectKind.COLUMN, table.name(), column.name())));
    return List.of(new SchemaStep(Stage.TABLE, table.name(), objects, "make " + table.name()));
  }
}
