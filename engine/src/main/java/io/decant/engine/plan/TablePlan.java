package io.decant.engine.plan;

import io.decant.connectors.spi.Remark;
import io.decant.converter.convert.ColumnConversion;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.util.List;

/**
 * One table's way.
 *
 * @param source as described
 * @param read what is read: the source with exactly the target's stored columns, in their order
 * @param target as the sink accepted it
 * @param filter rows must meet it; empty for all rows
 * @param conversions one for each stored column
 * @param remarks what is not as in the source
 */
public record TablePlan(
    Table source,
    Table read,
    Table target,
    String filter,
    List<ColumnConversion> conversions,
    List<Remark> remarks) {
  public TablePlan {
    conversions = List.copyOf(conversions);
    remarks = List.copyOf(remarks);
  }

  /** The columns that rows are made of in the target. */
  public List<Column> storedColumns() {
    return target.storedColumns();
  }
}
