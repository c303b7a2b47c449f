package io.decant.connectors.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Statements kept in a {@code .sql} file beside the code, so that they can be run in the database's
 * own shell. Each begins with a line {@code -- name: its-name} and runs to the next such line; a
 * closing semicolon is dropped.
 */
public final class SqlFile {
  private static final String MARK = "-- name:";

  private SqlFile() {}

  /**
   * Reads a file that lies beside a class.
   *
   * @return the statements by name, in the order of the file
   */
  public static Map<String, String> load(Class<?> beside, String file) {
    String text;
    try (InputStream in = beside.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing beside " + beside.getName());
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Map<String, String> statements = new LinkedHashMap<>();
    String name = "";
    StringBuilder body = new StringBuilder();
    for (String line : (text + "\n" + MARK).split("\n", -1)) {
      if (line.startsWith(MARK)) {
        if (!name.isEmpty()) {
          statements.put(name, withoutSemicolon(body.toString().strip()));
        }
        name = line.substring(MARK.length()).strip();
        body.setLength(0);
      } else {
        body.append(line).append('\n');
      }
    }
    return statements;
  }

  private static String withoutSemicolon(String statement) {
    return statement.endsWith(";")
        ? statement.substring(0, statement.length() - 1).stripTrailing()
        : statement;
  }
}
