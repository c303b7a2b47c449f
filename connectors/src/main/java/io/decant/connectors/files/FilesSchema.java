package io.decant.connectors.files;

import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.SchemaStep.Stage;
import io.decant.connectors.spi.TargetSchema;
import io.decant.converter.schema.Table;
import java.util.List;
import java.util.stream.Collectors;

/** What a folder can hold, and how it is told to people. */
record FilesSchema(FileForm form) implements TargetSchema {

  @Override
  public Acceptance accept(Table table) {
    return FilesAcceptance.of(table);
  }

  @Override
  public List<SchemaStep> steps(Table table) {
    String columns =
        table.columns().stream()
            .map(
                column ->
                    column.name() + " " + column.type() + (column.nullable() ? "" : " not null"))
            .collect(Collectors.joining(", "));
    String make =
        "make table %s (%s) of files *%s".formatted(table.name().name(), columns, form.ending());
    return List.of(
        new SchemaStep(Stage.TABLE, table.name(), FilesAcceptance.objects(table), make),
        new SchemaStep(
            Stage.COMMENT, table.name(), List.of(), "list table " + table.name().name()));
  }
}
