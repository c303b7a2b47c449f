package io.decant.engine.assess;

import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Finding;
import io.decant.engine.assess.detect.Suspicion;
import io.decant.engine.report.AssessmentReport.Estimate;
import io.decant.engine.report.AssessmentReport.Recommendation;
import io.decant.engine.report.AssessmentReport.Risk;
import io.decant.engine.report.AssessmentReport.Severity;
import io.decant.engine.report.AssessmentReport.StaysBehind;
import io.decant.engine.report.AssessmentReport.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What to do, the most useful first: each names the option that does it, where one does. */
final class Advice {
  /** From here on, waiting for the whole run to find a mistake is dear. */
  private static final double LONG_SECONDS = 600;

  /** What a sample, or the documents that told the schema, may have missed. */
  private static final Set<String> UNSEEN =
      Set.of(Conclusions.UNSEEN_VALUES, BatchReader.UNSEEN_FIELD);

  private final List<Recommendation> given = new ArrayList<>();

  private Advice() {}

  static List<Recommendation> of(
      List<Risk> risks,
      List<Finding> findings,
      List<StaysBehind> behind,
      Estimate estimate,
      Strategy strategy) {
    Advice advice = new Advice();
    risks.stream()
        .filter(risk -> risk.severity() == Severity.BLOCKER)
        .forEach(risk -> advice.add("", risk.remedy(), risk.reason()));
    findings.stream()
        .filter(Finding::stops)
        .filter(finding -> !finding.remedy().isEmpty())
        .forEach(finding -> advice.add("", finding.remedy(), finding.what()));
    advice.refused(risks);
    advice.policies(risks);
    advice.mixed(risks);
    advice.orphans(risks);
    advice.alike(risks);
    advice.unseen(risks);
    if (!behind.isEmpty()) {
      advice.add(
          "--report html=assessment.html",
          "Keep the definitions of what stays behind.",
          "they are in the report, for whoever writes them anew");
    }
    if (estimate.high() > LONG_SECONDS) {
      advice.add(
          "--parallel N",
          "Try more threads than processors where both servers are elsewhere.",
          "it takes up to " + Wording.time(estimate.high()));
    }
    if (!estimate.complete()) {
      advice.add(
          "--target URL",
          "Assess once more with the target's URL.",
          "its speed, privileges and settings are part of the answer");
    }
    if (strategy.maxDowntimeSeconds() < 0) {
      advice.add(
          "--max-downtime 2h",
          "Say how long the application may stand still.",
          "the strategy depends on it");
    }
    return advice.given;
  }

  private void refused(List<Risk> risks) {
    long rows = 0;
    Set<String> codes = new LinkedHashSet<>();
    for (Risk risk : risks) {
      if (risk.severity() == Severity.HIGH
          && risk.rows() > 0
          && !risk.code().equals(Orphans.CODE)) {
        rows += risk.rows();
        codes.add(risk.code());
      }
    }
    if (rows > 0) {
      add(
          "--on-error reject",
          "Keep rows apart that the target would refuse, and go on.",
          Wording.count(rows, "row") + " of the sample: " + String.join(", ", codes));
    }
  }

  private void policies(List<Risk> risks) {
    Map<String, Set<String>> byPolicy = new LinkedHashMap<>();
    for (Risk risk : risks) {
      String policy = Remedies.policy(risk.code());
      if (!policy.isEmpty()) {
        byPolicy
            .computeIfAbsent(policy, unused -> new LinkedHashSet<>())
            .add(risk.table() + (risk.column().isEmpty() ? "" : "." + risk.column()));
      }
    }
    byPolicy.forEach(
        (policy, places) ->
            add(
                "policies: { " + policy + " }",
                "Decide in a job file (--config) what becomes of such values.",
                "they are in "
                    + Wording.count(places.size(), "column")
                    + ", such as "
                    + places.iterator().next()));
  }

  private void mixed(List<Risk> risks) {
    risks.stream()
        .filter(risk -> risk.code().equals(Suspicion.MIXED_STORAGE) && !risk.column().isEmpty())
        .limit(3)
        .forEach(
            risk ->
                add(
                    "types: - { column: " + risk.table() + "." + risk.column() + ", to: text }",
                    "Choose the type of a column whose values are of several kinds.",
                    risk.reason()));
  }

  private void orphans(List<Risk> risks) {
    risks.stream()
        .filter(risk -> risk.code().equals(Orphans.CODE))
        .limit(3)
        .forEach(
            risk ->
                add(
                    "",
                    "Mend the rows of " + risk.table() + " that refer to none, before migrating.",
                    Wording.count(risk.rows(), "row") + ", such as " + risk.keys().get(0)));
  }

  private void alike(List<Risk> risks) {
    risks.stream()
        .filter(risk -> risk.code().equals(Suspicion.ALIKE_KEYS))
        .limit(3)
        .forEach(
            risk ->
                add(
                    "",
                    "Make keys of " + risk.table() + " differ by more than case or spaces.",
                    "the target's collation takes " + risk.keys().get(0) + " for one"));
  }

  private void unseen(List<Risk> risks) {
    risks.stream()
        .filter(risk -> UNSEEN.contains(risk.code()))
        .limit(1)
        .forEach(risk -> add("--sample all", "Look at every row, once.", risk.reason()));
  }

  private void add(String option, String text, String reason) {
    Recommendation made = new Recommendation(option, text, reason);
    if (!given.contains(made)) {
      given.add(made);
    }
  }
}
