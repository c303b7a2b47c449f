package io.decant.connectors.mysql;

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
import io.decant.converter.schema.View;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** What a MySQL or MariaDB database of certain traits can hold. */
record MySqlSchema(MySqlDialect dialect, ServerTraits traits) implements TargetSchema {

  @Override
  public Acceptance accept(Table table) {
    return TableFit.of(table, traits);
  }

  /** Foreign keys share their names, and so do MySQL's checks; MariaDB's belong to their table. */
  @Override
  public List<Table> apart(List<Table> accepted) {
    SharedNames keys = new SharedNames(Names::compared, Names::apart);
    SharedNames checks = new SharedNames(Names::compared, Names::apart);
    return accepted.stream()
        .map(keys::foreignKeys)
        .map(table -> traits.mariaDb() ? table : checks.checks(table))
        .toList();
  }

  @Override
  public List<AcceptedView> accept(List<WantedView> views, List<PlacedTable> tables) {
    return new ViewFit(MySqlGrammar.INSTANCE, MySqlTypes.ENGINE, dialect::table)
        .fit(views.stream().map(this::named).toList(), tables);
  }

  private WantedView named(WantedView wanted) {
    View view = wanted.view().withDefinition(Relative.seenBy(traits, wanted.view().definition()));
    return new WantedView(view, TableName.of(Names.fit(wanted.name().name())));
  }

  @Override
  public List<SchemaStep> steps(Table accepted) {
    return steps(accepted, (statement, query) -> {});
  }

  /**
   * @param foreignKeys is told, for the statement of each foreign key, how it can be proved before
   */
  List<SchemaStep> steps(Table accepted, BiConsumer<String, ForeignKeyProof> foreignKeys) {
    return MySqlDdl.steps(dialect, traits, accepted, foreignKeys);
  }

  /** As our own sessions are set: a default may be a date that no calendar knows. */
  @Override
  public List<String> preamble() {
    return List.of(
        "SET NAMES utf8mb4",
        "SET SESSION sql_mode = '"
            + String.join(",", new TreeSet<>(MySqlSession.TARGET_MODE))
            + "'",
        "SET SESSION time_zone = '+00:00'");
  }
}
