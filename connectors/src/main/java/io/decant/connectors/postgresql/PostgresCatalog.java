package io.decant.connectors.postgresql;

import io.decant.connectors.jdbc.SqlFile;
import io.decant.connectors.spi.Catalog;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The named queries of {@code catalog.sql}, and the listing of what a database holds. */
final class PostgresCatalog {
  private static final Map<String, String> QUERIES =
      SqlFile.load(PostgresCatalog.class, "catalog.sql");

  private PostgresCatalog() {}

  /** Reads one row of a result. */
  @FunctionalInterface
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /** Runs a query of the file; arrays of text, longs and plain values are bound as they are. */
  static void query(Connection connection, String name, RowReader reader, Object... parameters)
      throws SQLException {
    String sql = QUERIES.get(name);
    if (sql == null) {
      throw new IllegalArgumentException("catalog.sql has no query " + name);
    }
    queryText(connection, sql, reader, parameters);
  }

  static void queryText(Connection connection, String sql, RowReader reader, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        Object value = parameters[i];
        if (value instanceof String[] texts) {
          statement.setArray(i + 1, connection.createArrayOf("text", texts));
        } else if (value instanceof Long[] numbers) {
          statement.setArray(i + 1, connection.createArrayOf("oid", numbers));
        } else {
          statement.setObject(i + 1, value);
        }
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          reader.read(row);
        }
      }
    }
  }

  static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  static Catalog list(Connection connection) throws SQLException {
    Catalog tables = listTables(connection);
    List<SchemaObject> others = new ArrayList<>();
    query(
        connection,
        "others",
        row ->
            others.add(
                new SchemaObject(
                    ObjectKind.valueOf(row.getString("kind")),
                    row.getString("name"),
                    table(row.getString("table_schema"), row.getString("table_name")),
                    row.getString("definition"),
                    row.getString("reason"))));
    return new Catalog(tables.product(), tables.defaultSchema(), tables.tables(), others);
  }

  private static Optional<TableName> table(@Nullable String schema, @Nullable String name) {
    return schema == null || name == null
        ? Optional.empty()
        : Optional.of(new TableName(schema, name));
  }

  static Catalog listTables(Connection connection) throws SQLException {
    StringBuilder product = new StringBuilder("PostgreSQL ");
    query(connection, "product", row -> product.append(row.getString("version")));
    List<TableName> tables = new ArrayList<>();
    query(
        connection,
        "tables",
        row -> tables.add(new TableName(row.getString("schema"), row.getString("name"))));
    tables.sort(null);
    return new Catalog(product.toString(), PostgresDialect.DEFAULT_SCHEMA, tables, List.of());
  }
}
