package io.decant.connectors.spi;

import io.decant.converter.schema.TableName;
import java.util.List;

/**
 * One statement of the target's schema.
 *
 * @param stage when it is run
 * @param table the accepted table it belongs to
 * @param objects the objects of that table that exist when it has run
 * @param statement in the target's own language, as it is run and as it is printed
 */
public record SchemaStep(Stage stage, TableName table, List<ObjectRef> objects, String statement) {
  public SchemaStep {
    objects = List.copyOf(objects);
  }

  /**
   * When a step is run; in this order. TYPE, TABLE and VIEW are begun when the stages before are
   * done for all tables, the others when they are done for their own table; FOREIGN_KEY when those
   * before it are done for the tables that it leads to as well.
   */
  public enum Stage {
    NAMESPACE,
    TYPE,
    TABLE,
    /** Brings rows that were copied to where they belong; the data is copied before it. */
    PLACE,
    KEY,
    CHECK,
    INDEX,
    COUNTER,
    FOREIGN_KEY,
    COMMENT,
    /** One after the other; a view that is refused does not fail the run. */
    VIEW;

    public boolean beforeData() {
      return compareTo(TABLE) <= 0;
    }

    /** It is about the rows that were copied: run for a table that was there before, too. */
    public boolean isForRows() {
      return this == PLACE || this == COUNTER;
    }
  }
}
