package io.decant.engine.copy;

import io.decant.converter.DecantException.BadValue;
import io.decant.converter.convert.RowConversion;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.schema.Column;
import io.decant.engine.MigrationSpec.OnError;
import io.decant.engine.StoppedByPolicy;
import io.decant.engine.copy.SplitDetail.RejectNote;
import io.decant.engine.plan.TablePlan;
import java.util.List;
import java.util.TreeMap;

/**
 * Holds back the rows that cannot be written: to the reject file, or ending the run, as the policy
 * says. For one thread.
 */
final class RowScreen {
  private static final String CORRECT_THE_ROW =
      "Correct the row in the source, or --resume with --on-error reject.";

  private final TablePlan plan;
  private final OnError policy;
  private final RowKey key;
  private final RowConversion conversion;
  private final SplitTally tally;
  private final RejectBudget budget;
  private final RejectFile file;
  private final RowBatch kept;
  private RowBatch in;

  /**
   * Where in {@link #in} each row of the batch last passed stands; empty when at the same place.
   */
  private int[] origins = {};

  /**
   * @param kept room for the rows of a batch of which some are held back
   */
  RowScreen(
      TablePlan plan,
      OnError policy,
      RowKey key,
      RowConversion conversion,
      SplitTally tally,
      RejectBudget budget,
      RejectFile file,
      RowBatch kept) {
    this.plan = plan;
    this.policy = policy;
    this.key = key;
    this.conversion = conversion;
    this.tally = tally;
    this.budget = budget;
    this.file = file;
    this.kept = kept;
    this.in = kept;
  }

  /**
   * @param read rows as read
   * @param converted the same rows, with the problems of reading and of conversion
   * @return the rows that can be written: {@code converted} itself when all can, else a batch that
   *     lives until the next call
   * @throws StoppedByPolicy a row cannot be written, and that is to end the run
   */
  RowBatch pass(RowBatch read, RowBatch converted) {
    in = read;
    origins = new int[0];
    if (converted.problems().isEmpty()) {
      return converted;
    }
    TreeMap<Integer, RowProblem> bad = new TreeMap<>();
    converted.problems().forEach(problem -> bad.putIfAbsent(problem.row(), problem));
    bad.values()
        .forEach(
            problem ->
                hold(
                    problem.row(),
                    problem.column(),
                    problem.code(),
                    problem.detail(),
                    CORRECT_THE_ROW));
    return without(converted, bad);
  }

  private RowBatch without(RowBatch converted, TreeMap<Integer, RowProblem> bad) {
    kept.clear();
    origins = new int[converted.rows() - bad.size()];
    for (int row = 0; row < converted.rows(); row++) {
      if (!bad.containsKey(row)) {
        origins[kept.rows()] = row;
        kept.appendRows(converted, row, row + 1);
      }
    }
    return kept;
  }

  /**
   * The database refused a row of the batch last passed.
   *
   * @throws StoppedByPolicy that is to end the run
   */
  void refused(int row, BadValue why) {
    String prefix = plan.target().name() + ".";
    String column = why.where().startsWith(prefix) ? why.where().substring(prefix.length()) : "";
    List<String> names = plan.writtenColumns().stream().map(Column::name).toList();
    int origin = origins.length == 0 ? row : origins[row];
    String remedy = why.hint().isEmpty() ? CORRECT_THE_ROW : why.hint();
    hold(origin, names.indexOf(column), why.code(), why.message(), remedy);
    conversion.withdraw(in, origin);
  }

  private void hold(int row, int column, String code, String reason, String remedy) {
    String name = column < 0 ? "" : plan.readColumns().get(column).name();
    String rowKey = key.text(in, row);
    switch (policy) {
      case ABORT ->
          throw new StoppedByPolicy(
              new BadValue(
                  plan.name() + (name.isEmpty() ? "" : "." + name),
                  code,
                  reason + " (row " + rowKey + ")",
                  remedy,
                  null));
      case REJECT -> {
        RejectNote note = new RejectNote(rowKey, name, code, reason, file.path().toString());
        file.add(note, plan.readColumns(), in, row);
        tally.rejected(column, note);
        budget.check(tally.rejected());
      }
    }
  }
}
