package io.decant.connectors.sqlite;

import io.decant.connectors.jdbc.SharedNames;
import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.AcceptedView;
import io.decant.connectors.spi.PlacedTable;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.TargetSchema;
import io.decant.connectors.spi.WantedView;
import io.decant.connectors.sql.ViewFit;
import io.decant.converter.schema.Table;
import java.util.List;

/** What a SQLite file can hold; it is the version that this program brings along. */
final class SqliteSchema implements TargetSchema {

  @Override
  public Acceptance accept(Table table) {
    return SqliteAcceptance.of(table);
  }

  /** Indexes and tables share their names. */
  @Override
  public List<Table> apart(List<Table> accepted) {
    SharedNames names = new SharedNames(SqliteCatalog::folded, (name, other) -> name + "_" + other);
    names.reserve(accepted);
    return accepted.stream().map(names::indexes).toList();
  }

  @Override
  public List<AcceptedView> accept(List<WantedView> views, List<PlacedTable> tables) {
    return new ViewFit(
            SqliteGrammar.INSTANCE, SqliteConnector.SCHEME, SqliteDialect.INSTANCE::table)
        .fit(views, tables);
  }

  @Override
  public List<SchemaStep> steps(Table accepted) {
    return SqliteDdl.steps(accepted);
  }
}
