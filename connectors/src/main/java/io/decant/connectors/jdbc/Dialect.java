package io.decant.connectors.jdbc;

import io.decant.converter.DecantException;
import io.decant.converter.DecantException.Role;
import io.decant.converter.schema.TableName;
import java.sql.SQLException;

/** How one database spells names and literals, and what its errors mean. Stateless. */
public interface Dialect {

  /** What helps a row that is refused because it refers to one that is not there. */
  String REFERENCE_REMEDY =
      "Let the run copy the rows that it refers to as well; where rows refer to each other, drop"
          + " the target's foreign key, start anew, and add the key again at the end.";

  /**
   * An identifier in quotes, whatever characters it holds. The only place where a name becomes SQL.
   */
  String quote(String identifier);

  /** A table's name in quotes, with its schema where the engine has schemas. */
  String table(TableName name);

  /** A text literal, in quotes. */
  String literal(String text);

  /**
   * What a driver's error means to the engine. The only place where a driver's exception becomes
   * one of ours.
   *
   * @param where the table, column or endpoint that was worked on
   */
  DecantException classify(SQLException failure, Role role, String where);
}
