package io.decant.engine.plan;

import io.decant.connectors.spi.Remark;
import io.decant.converter.convert.ColumnConversion;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.Comparator;
import java.util.List;

/**
 * One table's way.
 *
 * @param source as described
 * @param read what is read: the source with exactly the target's stored columns, in their order
 * @param target as the sink accepted it; or, where {@code existing}, as it is there, with the
 *     columns that rows are written to
 * @param existing the target table was there before the run and is filled as it is
 * @param filter rows must meet it; empty for all rows
 * @param conversions one for each stored column
 * @param remarks what is not as in the source
 * @param splitBytes about how many bytes of rows are copied at a time; 0 where the run decides
 */
public record TablePlan(
    Table source,
    Table read,
    Table target,
    boolean existing,
    String filter,
    List<ColumnConversion> conversions,
    List<Remark> remarks,
    long splitBytes) {
  /** The order of work: who takes the largest piece last works alone at the end. */
  public static final Comparator<TablePlan> LARGEST_FIRST =
      Comparator.comparingLong(TablePlan::size).reversed();

  public TablePlan {
    conversions = List.copyOf(conversions);
    remarks = List.copyOf(remarks);
  }

  private static long size(TablePlan table) {
    Statistics statistics = table.source().statistics();
    return Math.max(statistics.bytes(), statistics.rows());
  }

  /** The same in parts of that many bytes. */
  public TablePlan splitBy(long bytes) {
    return new TablePlan(source, read, target, existing, filter, conversions, remarks, bytes);
  }

  /** The source's name. */
  public TableName name() {
    return source.name();
  }

  /** The columns of a row as it is read. */
  public List<Column> readColumns() {
    return read.storedColumns();
  }

  /** The columns of a row as it is written, of the same number. */
  public List<Column> writtenColumns() {
    return target.storedColumns();
  }
}
