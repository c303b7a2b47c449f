package io.decant.connectors.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.Role;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** A table that was there before may have a trigger that warns of every row. */
class TalkativeTriggerTest {
  private static final int ROWS = 20_000;

  @Test
  void itsWarningsDoNotPileUp() throws SQLException, IOException {
    try (TestDatabase database = TestServers.postgresql().newDatabase();
        Connection connection =
            PostgresSession.writing(PostgresEndpoint.of(database, Role.TARGET)).open();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE public.t (a int)");
      statement.execute(
          "CREATE FUNCTION public.warn() RETURNS trigger LANGUAGE plpgsql AS"
              + " 'BEGIN RAISE WARNING ''look at %'', NEW.a; RETURN NEW; END'");
      statement.execute(
          "CREATE TRIGGER warn BEFORE INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION"
              + " public.warn()");
      long rows =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY public.t FROM STDIN", new StringReader("1\n".repeat(ROWS)));
      assertThat(rows).isEqualTo(ROWS);
      SQLWarning warning = connection.getWarnings();
      assertThat((Throwable) warning).isNull();
    }
  }
}
