package io.decant.engine.preflight;

import io.decant.connectors.spi.Finding;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.convert.Loss;
import io.decant.converter.schema.Statistics;
import io.decant.engine.Listing;
import io.decant.engine.MigrationSpec.LossPolicy;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What every value of a column will lose need not be tried first. */
public final class CertainLosses {
  private static final String CODE = "LOSS";

  private final LossPolicy policy;
  private final List<Case> cases = new ArrayList<>();

  private record Case(String column, Loss loss) {}

  public CertainLosses(MigrationPlan plan, LossPolicy policy) {
    this.policy = policy;
    for (TablePlan table : plan.tables()) {
      Statistics size = table.source().statistics();
      for (int i = 0; i < table.conversions().size(); i++) {
        String column = table.name() + "." + table.readColumns().get(i).name();
        table.conversions().get(i).losses().stream()
            .filter(loss -> loss.certain() && !(size.exact() && size.rows() == 0))
            .forEach(loss -> cases.add(new Case(column, loss)));
      }
    }
  }

  /** Notes them: as errors where losses are forbidden. */
  public void check(Preflight preflight) {
    if (policy.mode() == LossPolicy.Mode.FORBID) {
      preflight.check(CODE, this::forbid);
    } else {
      preflight.add(told());
    }
  }

  private void forbid() {
    if (!cases.isEmpty()) {
      throw new UnsupportedSchema(
          "--loss forbid",
          cases.stream()
              .map(each -> each.column() + ": " + each.loss().code() + ", " + each.loss().note())
              .toList(),
          "Allow it with --loss allow:CODE, or leave the tables out with --exclude-tables.");
    }
  }

  /** One for each code, for there may be as many cases as there are columns. */
  private List<Finding> told() {
    Map<String, List<String>> columns = new TreeMap<>();
    cases.forEach(
        each ->
            columns
                .computeIfAbsent(each.loss().code(), code -> new ArrayList<>())
                .add(each.column()));
    List<Finding> told = new ArrayList<>();
    columns.forEach(
        (code, names) -> {
          String what = code + " is certain for " + Listing.of(names);
          told.add(
              policy.tolerates(code)
                  ? Finding.info(CODE, "--loss", what, "")
                  : Finding.warning(
                      CODE,
                      "--loss",
                      what + ", and not among the codes that are allowed: the run will end with 3",
                      "Add it to --loss allow:CODE, or leave the tables out with --exclude-tables."));
        });
    return told;
  }
}
