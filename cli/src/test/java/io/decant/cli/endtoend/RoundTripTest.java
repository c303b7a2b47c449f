package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes to another engine and comes home is what it was, or a report has said why not. */
class RoundTripTest {

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} by way of {1}")
  @CsvSource({"MYSQL, POSTGRESQL", "POSTGRESQL, SQLITE", "SQLITE, MARIADB"})
  void theRichSchemaComesHome(Engine engine, Engine by) throws IOException, SQLException {
    try (TestDatabase origin = engine.server().newDatabase()) {
      RichSchema.load(engine, origin.url());
      RoundTrip trip = RoundTrip.of(folder, engine, origin.url(), by);
      assertThat(trip.there().exitCode()).as(trip.there().printed()).isZero();
      assertThat(trip.back().exitCode()).as(trip.back().printed()).isZero();
      assertThat(trip.values()).as("values").isEmpty();
      assertThat(trip.schema()).as("schema").isEmpty();
    }
  }
}
