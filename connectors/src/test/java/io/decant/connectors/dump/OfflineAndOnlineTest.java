package io.decant.connectors.dump;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Dump;
import io.decant.connectors.spi.DumpConnector;
import io.decant.connectors.spi.DumpStatement.Fate;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Source;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.Role;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.converter.schema.View;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A dump that was read, and the same dump loaded into a server and described by its catalog, are
 * the same tables: so an offline conversion decides as a migration does. With {@code
 * DECANT_DUMPS=FOLDER}, every {@code FOLDER/ENGINE/*.sql.gz} is compared too.
 */
class OfflineAndOnlineTest {
  @TestFactory
  List<DynamicTest> whatADumpSaysIsWhatItsServerSays() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String engine : List.of("postgresql", "mysql", "mariadb")) {
      tests.add(test(engine, own(engine + ".sql")));
      Path more = Path.of(Objects.requireNonNullElse(System.getenv("DECANT_DUMPS"), "-"), engine);
      if (Files.isDirectory(more)) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(more, "*.sql.gz")) {
          files.forEach(file -> tests.add(test(engine, file)));
        }
      }
    }
    tests.add(test("postgresql", own("postgresql-by-hand.sql")));
    tests.add(test("mariadb", own("mariadb-by-hand.sql")));
    return tests;
  }

  private static Path own(String name) {
    Path own = Path.of("src/test/resources/io/decant/connectors/dump", name);
    return Files.exists(own) ? own : Path.of("../connectors").resolve(own);
  }

  private static DynamicTest test(String engine, Path file) {
    return DynamicTest.dynamicTest(engine + " " + file.getFileName(), () -> compare(engine, file));
  }

  private static TestServer server(String engine) {
    return switch (engine) {
      case "postgresql" -> TestServers.postgresql();
      case "mysql" -> TestServers.mysql();
      default -> TestServers.mariadb();
    };
  }

  private static void compare(String engine, Path file) throws IOException, SQLException {
    DumpConnector connector = (DumpConnector) Connectors.of(engine);
    Dump dump;
    try (InputStream in = Files.newInputStream(file)) {
      dump = connector.readDump(engine, in);
    }
    assertThat(dump.statements())
        .filteredOn(statement -> statement.fate() == Fate.FAILED)
        .isEmpty();
    try (TestDatabase database = server(engine).newDatabase()) {
      load(engine, file, database);
      try (Source source = connector.openSource(EndpointUrl.parse(Role.SOURCE, database.url()))) {
        List<Table> described = source.describe(source.catalog().tables());
        assertThat(tables(dump.tables())).isEqualTo(tables(described));
        assertThat(views(dump.views())).isEqualTo(views(source.views(described)));
        assertThat(others(dump.catalog().others())).isEqualTo(others(source.catalog().others()));
        assertThat(Set.copyOf(dump.remarks().stream().map(Object::toString).toList()))
            .isEqualTo(
                Set.copyOf(
                    described.stream()
                        .flatMap(table -> source.remarks(table).stream())
                        .map(Object::toString)
                        .toList()));
      }
    }
  }

  /** Every statement but those of rows, which no schema needs. */
  private static void load(String engine, Path file, TestDatabase database)
      throws IOException, SQLException {
    Set<ScriptSyntax> syntax =
        engine.equals("postgresql") ? ScriptSyntax.POSTGRESQL : ScriptSyntax.MYSQL;
    try (InputStream in = Files.newInputStream(file);
        Connection connection = database.connect();
        Statement session = connection.createStatement()) {
      session.setEscapeProcessing(false);
      ScriptReader reader = ScriptReader.of(in, syntax);
      Optional<ScriptStatement> next = reader.next();
      while (next.isPresent()) {
        String text = next.get().text();
        if (!text.startsWith("COPY") && !text.startsWith("INSERT")) {
          session.execute(text);
        }
        next = reader.next();
      }
    }
  }

  private static Map<TableName, String> tables(List<Table> tables) {
    return tables.stream()
        .collect(toMap(Table::name, OfflineAndOnlineTest::text, (a, b) -> a, TreeMap::new));
  }

  /**
   * What the two have to agree on: not how many rows were looked at, and not what this server's
   * version prints otherwise than others (display widths, one of the names of a character set).
   */
  private static String text(Table table) {
    List<Column> columns = table.columns().stream().map(column -> column.withEvidence("")).toList();
    Table plain =
        table
            .withColumns(columns)
            .withOptions(Set.of())
            .withStatistics(Statistics.UNKNOWN)
            .withUniqueKeys(sorted(table.uniqueKeys(), Object::toString))
            .withIndexes(sorted(table.indexes(), Object::toString))
            .withForeignKeys(sorted(table.foreignKeys(), Object::toString))
            .withChecks(sorted(table.checks(), Object::toString));
    return (plain + " " + sorted(List.copyOf(table.options()), option -> option))
        .replaceAll("\\b((?:tiny|small|medium|big)?int|year)\\(\\d+\\)", "$1")
        .replace("utf8mb3_", "utf8_");
  }

  private static <T> List<T> sorted(List<T> list, Function<T, String> by) {
    return list.stream().sorted(Comparator.comparing(by)).toList();
  }

  /** The neutral query, which says the same however a version spells it. */
  private static Map<TableName, String> views(List<View> views) {
    return views.stream()
        .collect(
            toMap(
                View::name,
                view -> view.columns() + " " + view.definition().standard(),
                (a, b) -> a,
                TreeMap::new));
  }

  private static List<String> others(List<SchemaObject> others) {
    return others.stream().map(other -> other.kind() + " " + other.name()).sorted().toList();
  }
}
