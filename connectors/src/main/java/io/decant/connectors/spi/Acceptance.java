package io.decant.connectors.spi;

import io.decant.converter.schema.Table;
import java.util.List;

/**
 * A sink's answer to a table.
 *
 * @param table what it will hold: columns in the same order and of the same number as asked
 * @param remarks what is not as asked, one for each
 */
public record Acceptance(Table table, List<Remark> remarks) {
  public Acceptance {
    remarks = List.copyOf(remarks);
  }
}
