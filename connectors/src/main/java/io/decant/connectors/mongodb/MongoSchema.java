package io.decant.connectors.mongodb;

import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.Gathering;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.TargetSchema;
import io.decant.converter.schema.Table;
import java.util.List;
import java.util.Optional;

/**
 * What a database can hold.
 *
 * @param database its name, which counts for how long the names of collections can be
 * @param embeddings tables whose rows are to lie in documents of others
 */
record MongoSchema(String database, List<Embedding> embeddings) implements TargetSchema {

  @Override
  public Acceptance accept(Table table) {
    boolean embedded =
        embeddings.stream().anyMatch(each -> each.table().equals(table.name().name()));
    return MongoAcceptance.of(table, database, embedded);
  }

  @Override
  public List<Table> apart(List<Table> accepted) {
    return Embeddings.place(embeddings, accepted);
  }

  @Override
  public Optional<Gathering> gathering(Table accepted) {
    return Embedded.of(accepted).map(place -> place.gathering(accepted));
  }

  @Override
  public List<SchemaStep> steps(Table accepted) {
    return new MongoDdl(accepted).steps();
  }
}
