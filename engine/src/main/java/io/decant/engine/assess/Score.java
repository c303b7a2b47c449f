package io.decant.engine.assess;

import io.decant.converter.schema.ObjectKind;
import io.decant.engine.report.AssessmentReport.Complexity;
import io.decant.engine.report.AssessmentReport.Deduction;
import io.decant.engine.report.AssessmentReport.Effort;
import io.decant.engine.report.AssessmentReport.Risk;
import io.decant.engine.report.AssessmentReport.Severity;
import io.decant.engine.report.ObjectReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How well a source fits its target: 100 less a deduction for each thing that does not come over as
 * it is. Every number is in docs/assessment.md.
 *
 * @param points 0 to 100
 * @param deductions the largest first
 * @param effort the largest first
 */
record Score(int points, List<Deduction> deductions, List<Effort> effort) {
  /** From here on, and with little work, a migration is simple. */
  static final int LOW_FROM = 80;

  /** Below it, a migration is a project. */
  static final int HIGH_BELOW = 50;

  static final double LOW_HOURS = 8;
  static final double HIGH_HOURS = 40;

  Score {
    deductions = List.copyOf(deductions);
    effort = List.copyOf(effort);
  }

  /** What risks of one severity take off. */
  private record RiskWeight(int points, int most, double hours) {
    static RiskWeight of(Severity severity) {
      return switch (severity) {
        case BLOCKER -> new RiskWeight(20, 60, 2);
        case HIGH -> new RiskWeight(5, 25, 0.5);
        case MEDIUM -> new RiskWeight(1, 10, 0.1);
        case LOW -> new RiskWeight(0, 0, 0);
      };
    }
  }

  /**
   * @param objects what becomes of each
   * @param risks of rows, not of objects
   */
  static Score of(List<ObjectReport> objects, List<Risk> risks) {
    List<Deduction> deductions = new ArrayList<>();
    List<Effort> effort = new ArrayList<>();
    Map<ObjectKind, List<ObjectReport>> behind = new EnumMap<>(ObjectKind.class);
    for (ObjectReport object : objects) {
      if (object.staysBehind()) {
        behind.computeIfAbsent(kind(object), unused -> new ArrayList<>()).add(object);
      }
    }
    behind.forEach((kind, group) -> objects(kind, group, deductions, effort));
    for (Severity severity : Severity.values()) {
      List<Risk> ofSeverity = risks.stream().filter(risk -> risk.severity() == severity).toList();
      risks(severity, ofSeverity, deductions, effort);
    }
    deductions.sort(Comparator.comparingInt(Deduction::points).reversed());
    effort.sort(Comparator.comparingDouble(Effort::hours).reversed());
    int points = 100 - deductions.stream().mapToInt(Deduction::points).sum();
    return new Score(Math.max(0, points), deductions, effort);
  }

  private static ObjectKind kind(ObjectReport object) {
    for (ObjectKind kind : ObjectKind.values()) {
      if (kind.label().equals(object.kind())) {
        return kind;
      }
    }
    throw new IllegalArgumentException(object.kind());
  }

  private static void objects(
      ObjectKind kind, List<ObjectReport> group, List<Deduction> deductions, List<Effort> effort) {
    Weights weights = Weights.of(kind);
    int points = rounded(group.size() * weights.points(), weights.most());
    String what = Wording.count(group.size(), kind.label().replace('-', ' '));
    if (points > 0) {
      deductions.add(
          new Deduction(points, kind.label(), group.size(), what + ", " + weights.work()));
    }
    double hours = group.stream().mapToDouble(object -> weights.hoursOf(object.definition())).sum();
    if (hours > 0) {
      effort.add(new Effort(kind.label(), group.size(), tenths(hours), weights.work()));
    }
  }

  private static void risks(
      Severity severity, List<Risk> risks, List<Deduction> deductions, List<Effort> effort) {
    RiskWeight weight = RiskWeight.of(severity);
    int points = Math.min(weight.most(), weight.points() * risks.size());
    if (points == 0) {
      return;
    }
    String codes = String.join(", ", risks.stream().map(Risk::code).distinct().limit(4).toList());
    String what =
        switch (severity) {
          case BLOCKER -> "cannot be mapped";
          case HIGH -> "would be refused, or break what is built on it";
          case MEDIUM -> "would be stored differently, or is suspicious";
          case LOW -> "";
        };
    deductions.add(
        new Deduction(
            points,
            severity.name(),
            risks.size(),
            "data in " + Wording.count(risks.size(), "place") + " " + what + ": " + codes));
    effort.add(
        new Effort(
            "decision",
            risks.size(),
            tenths(weight.hours() * risks.size()),
            "to be decided: " + codes));
  }

  /** Something is never nothing. */
  private static int rounded(double points, int most) {
    return points == 0 ? 0 : (int) Math.max(1, Math.min(most, Math.round(points)));
  }

  private static double tenths(double hours) {
    return Math.max(0.1, Math.round(hours * 10) / 10.0);
  }

  double effortHours() {
    return Math.round(effort.stream().mapToDouble(Effort::hours).sum() * 10) / 10.0;
  }

  Complexity complexity() {
    boolean blocked =
        deductions.stream().anyMatch(each -> each.code().equals(Severity.BLOCKER.name()));
    return complexity(points, effortHours(), blocked);
  }

  /**
   * @param blocked something cannot be mapped at all
   */
  static Complexity complexity(int points, double hours, boolean blocked) {
    if (blocked || points < HIGH_BELOW || hours > HIGH_HOURS) {
      return Complexity.HIGH;
    }
    return points >= LOW_FROM && hours <= LOW_HOURS ? Complexity.LOW : Complexity.MEDIUM;
  }
}
