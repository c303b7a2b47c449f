package io.decant.cli.benchmark;

import io.decant.connectors.testing.TestDatabase;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * INSERT ... SELECT from a file that holds the same rows: each is taken apart and put together by
 * SQLite itself, without a call from outside. The columns are named, for with an asterisk SQLite
 * would copy whole records unseen, which nothing that brings rows from elsewhere can do. Source:
 * {@code xferOptimization} in insert.c.
 */
record SqliteBulkPath() implements BulkPath {

  @Override
  public void fill(SampleFile file, TestDatabase home) throws SQLException {
    SampleTable table = file.table();
    String marks = table.columns().stream().map(any -> "?").collect(Collectors.joining(", "));
    try (Connection connection = home.connect()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO " + table.label() + " VALUES (" + marks + ")")) {
        for (long id = 1; id <= file.rows(); id++) {
          bind(insert, table, table.row(id));
          insert.executeUpdate();
        }
      }
      connection.commit();
    }
  }

  private static void bind(PreparedStatement insert, SampleTable table, @Nullable String[] row)
      throws SQLException {
    for (int i = 0; i < row.length; i++) {
      String value = row[i];
      if (value == null) {
        insert.setNull(i + 1, Types.NULL);
      } else {
        switch (table.columns().get(i).kind()) {
          case WHOLE, FLAG -> insert.setLong(i + 1, Long.parseLong(value));
          case DECIMAL, REAL -> insert.setDouble(i + 1, Double.parseDouble(value));
          case DATE, MOMENT, WORD, TEXT, JSON -> insert.setString(i + 1, value);
        }
      }
    }
  }

  /** The largest of each column: every value is taken out of its record, and none leaves SQLite. */
  @Override
  public List<Stream> read(SampleFile file, TestDatabase home) {
    String all =
        file.table().columns().stream()
            .map(column -> "max(" + column.name() + ")")
            .collect(Collectors.joining(", "));
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < SampleFile.STREAMS; i++) {
      String sql =
          "SELECT %s FROM %s WHERE %s".formatted(all, file.table().label(), file.condition(i));
      streams.add(() -> BulkPath.execute(home, sql));
    }
    return streams;
  }

  /** One stream: a file has one writer. */
  @Override
  public List<Stream> write(SampleFile file, TestDatabase home, TestDatabase target) {
    String names = file.table().columnNames();
    return List.of(
        () ->
            BulkPath.execute(
                target,
                "ATTACH '" + URI.create(home.url()).getPath() + "' AS home",
                "PRAGMA journal_mode = OFF",
                "PRAGMA synchronous = OFF",
                "INSERT INTO main.%1$s (%2$s) SELECT %2$s FROM home.%1$s"
                    .formatted(file.table().label(), names)));
  }
}
