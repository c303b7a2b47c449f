package io.decant.engine;

import io.decant.connectors.spi.Capabilities.Trait;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Source;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.row.DigestSum;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.copy.TableTally;
import io.decant.engine.finish.Aside;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.report.TableVerdict;
import io.decant.engine.report.TableVerdict.Verdict;
import io.decant.engine.report.VerificationReport;
import io.decant.engine.verify.ObjectVerifier;
import io.decant.engine.verify.Verifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a run wrote, as the ledger says, against what the target gives back. Begun when everything
 * is copied; a table can be read as soon as nothing of ours will touch its rows any more.
 * Thread-safe.
 */
final class ReadBack implements Aside, AutoCloseable {
  private final Session session;
  private final Run run;
  private final Comparison comparison;
  private final Map<TableName, TableTally> tallies;
  private final List<TablePlan> appended;
  private final List<TablePlan> whole;
  private @Nullable Source target;
  private @Nullable Verifier verifier;

  /** How many pieces are being read early. */
  private int reading;

  private boolean givenWay;

  /**
   * @param tallies of the copied tables, by target name
   * @param appended tables that held rows of their own, by source name
   */
  ReadBack(Session session, Run run, Map<TableName, TableTally> tallies, Set<TableName> appended) {
    this.session = session;
    this.run = run;
    this.comparison = new Comparison(run.spec(), run.listener(), run.stop(), run.salt());
    this.tallies = tallies;
    List<TablePlan> tables = run.plan().tables();
    this.appended = tables.stream().filter(table -> appended.contains(table.name())).toList();
    this.whole = tables.stream().filter(table -> !appended.contains(table.name())).toList();
  }

  /**
   * The parts of a table, to be read while others of its steps are run; none where the target's
   * steps and readers would disturb each other. What fails is left to {@link #report}, which reads
   * what is missing, and says why it cannot.
   */
  @Override
  public List<Runnable> pieces(TableName table) {
    if (!Connectors.of(run.spec().target().scheme()).capabilities().has(Trait.READABLE_ASIDE)) {
      return List.of();
    }
    List<Runnable> parts = new ArrayList<>();
    for (TablePlan plan : whole) {
      if (plan.target().name().equals(table)) {
        early(() -> verifier().parts(plan).forEach(part -> parts.add(() -> early(part))));
      }
    }
    return parts;
  }

  private void early(Runnable piece) {
    if (!begun()) {
      return;
    }
    try {
      piece.run();
    } catch (DecantException failure) {
      // Steps are being run, which it must not stop; it is told when it fails again.
      if (failure instanceof Transient refused && refused.mayLast()) {
        giveWay();
      }
    } finally {
      ended();
    }
  }

  private synchronized boolean begun() {
    reading += givenWay ? 0 : 1;
    return !givenWay;
  }

  private synchronized void ended() {
    reading--;
    closeIfUnused();
  }

  /** What is being read is read to its end. */
  @Override
  public synchronized void giveWay() {
    givenWay = true;
    closeIfUnused();
  }

  private void closeIfUnused() {
    if (givenWay && reading == 0) {
      close();
    }
  }

  /** The target as it is when this is first asked for. */
  private synchronized Verifier verifier() {
    if (verifier == null) {
      target = session.target();
      target.snapshot(run.spec().resources().parallel());
      verifier = comparison.verifier(run.source(), target);
    }
    return verifier;
  }

  /**
   * Reads what was not read yet, and compares.
   *
   * @param made target tables of which every step went well
   */
  VerificationReport report(Predicate<TableName> made) {
    long started = System.nanoTime();
    Map<TableName, DigestSum> written = new HashMap<>();
    for (TablePlan table : whole) {
      TableTally tally = Objects.requireNonNull(tallies.get(table.target().name()));
      written.put(table.name(), tally.digest());
    }
    List<TableVerdict> verdicts = new ArrayList<>(verifier().afterCopy(whole, written));
    close(); // its connections may be the last that the target has for us
    for (TablePlan table : appended) {
      verdicts.add(
          comparison.verdict(
              table, Verdict.NOT_COMPARED, "it held rows before the run, which appended to it"));
    }
    List<Table> expected =
        run.plan().tables().stream()
            .filter(table -> !table.existing() && made.test(table.target().name()))
            .map(TablePlan::target)
            .toList();
    List<TableName> names = expected.stream().map(Table::name).toList();
    Map<TableName, Table> there = session.targetTables().declared(names);
    return comparison.report(started, verdicts, ObjectVerifier.compare(expected, there));
  }

  @Override
  public synchronized void close() {
    if (target != null) {
      target.close();
    }
    target = null;
    verifier = null;
  }
}
