package io.decant.connectors.postgresql;

import io.decant.connectors.jdbc.SharedNames;
import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.AcceptedView;
import io.decant.connectors.spi.PlacedTable;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.TargetSchema;
import io.decant.connectors.spi.WantedView;
import io.decant.connectors.sql.ViewFit;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.List;

/** What a PostgreSQL database can hold; the versions that we know do not differ in it. */
final class PostgresSchema implements TargetSchema {

  @Override
  public Acceptance accept(Table table) {
    return PostgresAcceptance.accept(table);
  }

  /** Keys and indexes are relations, as tables are, and each table's row is a type. */
  @Override
  public List<Table> apart(List<Table> accepted) {
    SharedNames names = new SharedNames(name -> name, PostgresNames::distinct);
    names.reserve(accepted);
    return accepted.stream().map(names::keys).map(names::indexes).map(names::types).toList();
  }

  @Override
  public List<AcceptedView> accept(List<WantedView> views, List<PlacedTable> tables) {
    return new ViewFit(
            PostgresGrammar.INSTANCE, PostgresTypes.ENGINE, PostgresDialect.INSTANCE::table)
        .fit(views.stream().map(PostgresSchema::named).toList(), tables);
  }

  private static WantedView named(WantedView wanted) {
    return new WantedView(
        wanted.view(),
        new TableName(
            PostgresNames.shortened(PostgresDialect.schema(wanted.name())),
            PostgresNames.shortened(wanted.name().name())));
  }

  @Override
  public List<SchemaStep> steps(Table accepted) {
    return PostgresDdl.steps(accepted);
  }

  /** Names are always qualified, but for those in the queries of views that people wrote. */
  @Override
  public List<String> preamble() {
    return List.of(
        "SET client_encoding = 'UTF8'",
        "SET standard_conforming_strings = on",
        "SET search_path = pg_catalog, public");
  }
}
