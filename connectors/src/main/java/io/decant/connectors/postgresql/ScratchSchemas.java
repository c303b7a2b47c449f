package io.decant.connectors.postgresql;

import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.WantedView;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.List;

/**
 * Where what is written goes. In a scratch place inside of a database, each schema has one that
 * stands for it there, the ledger's as well, so that no name of the database's own is ever used;
 * elsewhere it is that schema itself.
 *
 * @param place what the names of its schemas begin with; empty for a database of its own
 */
record ScratchSchemas(String place) {
  /** Of an endpoint that is a scratch place; nobody can write it in a URL. */
  private static final String PARAMETER = "scratch_schemas";

  static ScratchSchemas of(Endpoint endpoint) {
    return new ScratchSchemas(endpoint.parameters().getOrDefault(PARAMETER, ""));
  }

  static Endpoint in(Endpoint database, String place) {
    return database.withParameter(PARAMETER, place);
  }

  boolean isOwnDatabase() {
    return place.isEmpty();
  }

  /** The same for one that stands for another already. */
  String schema(String schema) {
    return isOwnDatabase() || schema.startsWith(place + "_")
        ? schema
        : PostgresNames.shortened(place + "_" + schema);
  }

  TableName of(TableName name) {
    return isOwnDatabase()
        ? name
        : new TableName(schema(PostgresDialect.schema(name)), name.name());
  }

  Table of(Table table) {
    return isOwnDatabase()
        ? table
        : table
            .withName(of(table.name()))
            .withForeignKeys(
                table.foreignKeys().stream().map(key -> key.withTarget(of(key.target()))).toList());
  }

  List<WantedView> of(List<WantedView> views) {
    return views.stream().map(each -> new WantedView(each.view(), of(each.name()))).toList();
  }
}
