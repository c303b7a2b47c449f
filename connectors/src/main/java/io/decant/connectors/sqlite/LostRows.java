package io.decant.connectors.sqlite;

import java.sql.SQLException;

/** An INSERT stored fewer rows than it was given, and no error said so. */
final class LostRows extends SQLException {
  private static final long serialVersionUID = 1L;

  static final String REMEDY =
      "Drop the table's triggers, run again with --resume, and make them anew afterwards.";

  LostRows(int stored, int rows) {
    super("the database stored " + stored + " of " + rows + " rows: a trigger takes some away");
  }
}
