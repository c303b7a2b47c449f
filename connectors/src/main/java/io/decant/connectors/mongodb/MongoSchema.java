package io.decant.connectors.mongodb;

import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.TargetSchema;
import io.decant.converter.schema.Table;
import java.util.List;

/**
 * What a database can hold.
 *
 * @param database its name, which counts for how long the names of collections can be
 */
record MongoSchema(String database) implements TargetSchema {

  @Override
  public Acceptance accept(Table table) {
    return MongoAcceptance.of(table, database);
  }

  @Override
  public List<SchemaStep> steps(Table accepted) {
    return new MongoDdl(accepted).steps();
  }
}
