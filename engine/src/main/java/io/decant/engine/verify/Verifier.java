package io.decant.engine.verify;

import io.decant.converter.convert.ColumnConversion;
import io.decant.converter.row.DigestSum;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.TableName;
import io.decant.engine.MigrationSpec.VerifyMode;
import io.decant.engine.copy.RowKey;
import io.decant.engine.event.Event;
import io.decant.engine.event.MigrationListener;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.report.TableVerdict;
import io.decant.engine.report.TableVerdict.Difference;
import io.decant.engine.report.TableVerdict.NotCompared;
import io.decant.engine.report.TableVerdict.Verdict;
import io.decant.engine.verify.Scanner.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares tables row by row, or their numbers of rows alone, as the mode says. */
public final class Verifier {
  private final VerifyMode mode;
  private final Scanner sent;
  private final Scanner held;
  private final Reading heldRows;
  private final long salt;
  private final MigrationListener listener;

  /**
   * @param sent reads the source
   * @param held reads the target
   * @param salt of all digests compared
   */
  public Verifier(
      VerifyMode mode, Scanner sent, Scanner held, long salt, MigrationListener listener) {
    this.mode = mode;
    this.sent = sent;
    this.held = held;
    this.heldRows = new Reading(held);
    this.salt = salt;
    this.listener = listener;
  }

  /**
   * What can be done of {@link #afterCopy} before it, by any number of threads: all of this table's
   * rows are written. A part that fails is tried again by it.
   */
  public List<? extends Runnable> parts(TablePlan table) {
    return heldRows.parts(narrowedIfCounted(table));
  }

  /**
   * Compares what was written with what the target gives back.
   *
   * @param written by the run, by source name
   */
  public List<TableVerdict> afterCopy(List<TablePlan> tables, Map<TableName, DigestSum> written) {
    Map<TableName, Content> source = new HashMap<>();
    written.forEach((name, sum) -> source.put(name, new Content(sum, 0)));
    return verdicts(tables, source, heldRows.contents(narrowed(tables)));
  }

  /**
   * Compares both databases as they are: a row of the source that the target cannot hold is missing
   * there.
   */
  public List<TableVerdict> compare(List<TablePlan> tables) {
    List<TablePlan> narrowed = narrowed(tables);
    return verdicts(tables, new Reading(sent).contents(narrowed), heldRows.contents(narrowed));
  }

  private List<TableVerdict> verdicts(
      List<TablePlan> tables, Map<TableName, Content> source, Map<TableName, Content> target) {
    List<TableVerdict> verdicts = new ArrayList<>();
    for (TablePlan table : tables) {
      Content content = Objects.requireNonNull(source.get(table.name()));
      Content other = Objects.requireNonNull(target.get(table.name()));
      TableVerdict verdict = verdict(table, content, other.sum());
      listener.on(new Event.TableVerified(table.name(), verdict));
      verdicts.add(verdict);
    }
    return verdicts;
  }

  private TableVerdict verdict(TablePlan table, Content content, DigestSum target) {
    boolean byValue = mode == VerifyMode.CHECKSUM;
    DigestSum source = content.sum();
    long rows = source.rows() + content.unfit();
    boolean equal = rows == target.rows() && (!byValue || source.equals(target));
    String reason =
        equal ? "" : rows == target.rows() ? "the values differ" : "the numbers of rows differ";
    List<Difference> differences =
        equal || !byValue
            ? List.of()
            : new DifferenceFinder(sent, held, table, salt).find(content.unfit() == 0);
    return new TableVerdict(
        table.name().toString(),
        table.target().name().toString(),
        equal ? Verdict.EQUAL : Verdict.DIFFERENT,
        reason,
        rows,
        target.rows(),
        byValue ? Math.min(source.rows(), target.rows()) : 0,
        leftOut(table),
        differences);
  }

  /** Columns that no row carries from one side to the other. */
  private static List<NotCompared> leftOut(TablePlan table) {
    List<String> read = table.readColumns().stream().map(Column::name).toList();
    return table.source().columns().stream()
        .filter(column -> !read.contains(column.name()))
        .map(
            column ->
                new NotCompared(
                    column.name(),
                    column.generated().isPresent()
                        ? "the target computes it itself"
                        : "the target has no such column, or computes it itself"))
        .toList();
  }

  private List<TablePlan> narrowed(List<TablePlan> tables) {
    return tables.stream().map(this::narrowedIfCounted).toList();
  }

  /** To count rows, the first column of the key is enough to read. */
  private TablePlan narrowedIfCounted(TablePlan table) {
    return mode == VerifyMode.CHECKSUM ? table : narrowed(table);
  }

  private static TablePlan narrowed(TablePlan table) {
    int column = RowKey.of(table.target(), table.writtenColumns()).columns()[0];
    ColumnConversion conversion = table.conversions().get(column);
    return new TablePlan(
        table.source(),
        table.read().withColumns(List.of(table.readColumns().get(column))),
        table.target().withColumns(List.of(table.writtenColumns().get(column))),
        table.existing(),
        table.filter(),
        List.of(conversion),
        table.remarks(),
        table.splitBytes());
  }
}
