package io.decant.engine.verify;

import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.converter.convert.RowConversion;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Statistics;
import io.decant.engine.MigrationSpec.Resources;
import io.decant.engine.plan.TablePlan;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/** One of the two databases, as rows of the target's logical types. Thread-safe. */
public abstract sealed class Side {
  private final Source source;
  private final Resources resources;

  private Side(Source source, Resources resources) {
    this.source = source;
    this.resources = resources;
  }

  /** The parts to read; together they are every row. */
  public abstract List<Split> split(TablePlan plan, long targetBytes);

  /**
   * Hands the rows of a split over, batch by batch; a batch is only good during the call.
   *
   * @param unfit hears of the rows that the target cannot hold, which are not handed over
   */
  public abstract void read(TablePlan plan, Split split, Consumer<RowBatch> to, Unfit unfit);

  /** Takes a row of the source that the target cannot hold. */
  @FunctionalInterface
  public interface Unfit {
    /** Whoever compares what was written, where such rows are rejected already. */
    Unfit IGNORED = (read, problem) -> {};

    /**
     * @param read the rows as the source gave them; only good during the call
     * @param problem says which row of them, and why
     */
    void row(RowBatch read, RowProblem problem);
  }

  final Source source() {
    return source;
  }

  final RowBatch batch(List<Column> columns) {
    return new RowBatch(Column.types(columns), resources.batchRows(), resources.batchBytes());
  }

  /** The source's rows, converted. */
  public static final class Sent extends Side {
    public Sent(Source source, Resources resources) {
      super(source, resources);
    }

    @Override
    public List<Split> split(TablePlan plan, long targetBytes) {
      return source().split(plan.read(), plan.filter(), targetBytes);
    }

    @Override
    public void read(TablePlan plan, Split split, Consumer<RowBatch> to, Unfit unfit) {
      RowBatch in = batch(plan.readColumns());
      RowConversion conversion =
          new RowConversion(
              Column.types(plan.writtenColumns()), plan.conversions(), (batch, row) -> "");
      try (BatchReader reader = source().read(plan.read(), split)) {
        while (reader.read(in)) {
          RowBatch out = conversion.apply(in);
          BitSet told = new BitSet();
          for (RowProblem problem : out.problems()) {
            if (!told.get(problem.row())) {
              told.set(problem.row());
              unfit.row(in, problem);
            }
          }
          to.accept(conversion.withoutProblems(out));
        }
      }
    }
  }

  /** The target's rows, as it gives them back. */
  public static final class Held extends Side {
    public Held(Source source, Resources resources) {
      super(source, resources);
    }

    /** What the plan knows of the target's size is from before the copy. */
    @Override
    public List<Split> split(TablePlan plan, long targetBytes) {
      Statistics read = plan.source().statistics();
      Statistics about = new Statistics(read.rows(), read.bytes(), false);
      return source().split(plan.target().withStatistics(about), "", targetBytes);
    }

    @Override
    public void read(TablePlan plan, Split split, Consumer<RowBatch> to, Unfit unfit) {
      RowBatch in = batch(plan.writtenColumns());
      try (BatchReader reader = source().read(plan.target(), split)) {
        while (reader.read(in)) {
          to.accept(in);
        }
      }
    }
  }
}
