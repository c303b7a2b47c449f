package io.decant.connectors.files;

import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.sql.RowCondition;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rows of another reader for which a condition holds. A broken line, and a row of which a value
 * that the condition asks for cannot be read, are passed on as the problems they are: nobody knows
 * whether they were meant.
 */
final class FilteredReader implements BatchReader {
  private static final int ROWS = 1_000;
  private static final int BYTES = 256 << 10;

  private final BatchReader all;
  private final RowCondition condition;
  private final int wanted;
  private final RowBatch batch;
  private int row;
  private int problem;
  private boolean ended;

  /**
   * @param columns what is read: those that are wanted, and behind them others that the condition
   *     names
   */
  FilteredReader(BatchReader all, RowCondition condition, List<Column> columns, int wanted) {
    this.all = all;
    this.condition = condition;
    this.wanted = wanted;
    this.batch = new RowBatch(Column.types(columns), ROWS, BYTES);
  }

  @Override
  public boolean read(RowBatch into) {
    into.clear();
    while (!into.isFull() && hasRow()) {
      List<RowProblem> problems = problems();
      boolean unknown = problems.stream().anyMatch(this::hides);
      if (unknown || condition.holds(batch, row)) {
        problems.forEach(each -> into.report(moved(each, into.rows())));
        for (int i = 0; i < wanted; i++) {
          into.column(i).appendFrom(batch.column(i), row);
        }
        into.endRow();
      }
      row++;
    }
    return into.rows() > 0;
  }

  private boolean hasRow() {
    while (!ended && row == batch.rows()) {
      ended = !all.read(batch);
      row = 0;
      problem = 0;
    }
    return !ended;
  }

  /** Those of the row; they are told in the order of rows. */
  private List<RowProblem> problems() {
    List<RowProblem> ofRow = new ArrayList<>();
    List<RowProblem> told = batch.problems();
    while (problem < told.size() && told.get(problem).row() == row) {
      ofRow.add(told.get(problem++));
    }
    return ofRow;
  }

  private boolean hides(RowProblem each) {
    return each.code().equals(FilesReader.BROKEN_LINE) || condition.named().contains(each.column());
  }

  private RowProblem moved(RowProblem each, int to) {
    return new RowProblem(
        to, each.column() < wanted ? each.column() : 0, each.code(), each.detail());
  }

  @Override
  public Map<String, Long> notes() {
    return all.notes();
  }

  @Override
  public void close() {
    all.close();
  }
}
