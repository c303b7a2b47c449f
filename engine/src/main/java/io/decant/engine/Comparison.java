package io.decant.engine;

import io.decant.connectors.spi.Source;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.MigrationSpec.VerifyMode;
import io.decant.engine.event.Event;
import io.decant.engine.event.MigrationListener;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.report.ReportJson;
import io.decant.engine.report.TableVerdict;
import io.decant.engine.report.TableVerdict.Verdict;
import io.decant.engine.report.VerificationReport;
import io.decant.engine.verify.ObjectVerifier;
import io.decant.engine.verify.Scanner;
import io.decant.engine.verify.Side;
import io.decant.engine.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares source and target, objects and rows, after a run or on its own. */
final class Comparison {
  private final MigrationSpec spec;
  private final MigrationListener listener;
  private final StopSignal stop;
  private final long salt;

  Comparison(MigrationSpec spec, MigrationListener listener, StopSignal stop, long salt) {
    this.spec = spec;
    this.listener = listener;
    this.stop = stop;
    this.salt = salt;
  }

  /** Reads the source. */
  Scanner sent(Source source) {
    return scanner(new Side.Sent(source, spec.resources()));
  }

  /** Reads the target. */
  private Scanner held(Source target) {
    return scanner(new Side.Held(target, spec.resources()));
  }

  private Scanner scanner(Side side) {
    return new Scanner(side, salt, spec.resources().parallel(), stop, listener);
  }

  /** Of a run: what it wrote against what the target holds; the source says where they differ. */
  Verifier verifier(Source source, Source target) {
    return verifier(spec.policies().verify(), sent(source), held(target));
  }

  /** Both databases as they are now. */
  VerificationReport asTheyAre(Session session, MigrationPlan expected) {
    long started = System.nanoTime();
    Map<TableName, Table> there = session.existing();
    List<TablePlan> comparable = new ArrayList<>();
    List<TableVerdict> verdicts = new ArrayList<>();
    for (TablePlan table : expected.tables()) {
      Table held = there.get(table.target().name());
      if (held == null) {
        verdicts.add(verdict(table, Verdict.DIFFERENT, "the target has no such table"));
      } else {
        TablePlan plan = session.planner().matched(table.source(), held, table.target().name());
        listener.on(
            new Event.TablePlanned(
                table.name(), plan.target().name(), table.source().statistics().rows(), -1));
        comparable.add(plan);
      }
    }
    session.source().snapshot(spec.resources().parallel());
    try (Source target = session.target()) {
      target.snapshot(spec.resources().parallel());
      verdicts.addAll(verifier(mode(), sent(session.source()), held(target)).compare(comparable));
    }
    List<Table> tables = expected.tables().stream().map(TablePlan::target).toList();
    return report(started, verdicts, ObjectVerifier.compare(tables, there));
  }

  private Verifier verifier(VerifyMode mode, Scanner sent, Scanner held) {
    return new Verifier(mode, sent, held, salt, listener);
  }

  /** Whoever asks to verify wants something compared. */
  private VerifyMode mode() {
    return spec.policies().verify() == VerifyMode.NONE
        ? VerifyMode.CHECKSUM
        : spec.policies().verify();
  }

  /** When it was begun, by the clock of {@link System#nanoTime}, and what was found. */
  VerificationReport report(long started, List<TableVerdict> verdicts, List<String> objects) {
    return new VerificationReport(
        ReportJson.word(mode()), (System.nanoTime() - started) / 1e9, verdicts, objects);
  }

  /** Of a table whose rows were not compared; tells the listener. */
  TableVerdict verdict(TablePlan table, Verdict verdict, String reason) {
    TableVerdict result =
        new TableVerdict(
            table.name().toString(),
            table.target().name().toString(),
            verdict,
            reason,
            0,
            0,
            0,
            List.of(),
            List.of());
    listener.on(new Event.TableVerified(table.name(), result));
    return result;
  }
}
