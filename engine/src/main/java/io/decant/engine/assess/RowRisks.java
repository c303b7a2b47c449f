package io.decant.engine.assess;

import io.decant.connectors.spi.BatchReader;
import io.decant.converter.convert.Loss;
import io.decant.converter.convert.LossCount;
import io.decant.engine.assess.SampledTable.Refusal;
import io.decant.engine.assess.detect.Suspicion;
import io.decant.engine.report.AssessmentReport.Risk;
import io.decant.engine.report.AssessmentReport.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The risks that a table's rows show: what its conversions did, and what the detectors suspect. */
final class RowRisks {
  /** What a detector calls a thing, and what the conversions call it. */
  private static final Map<String, Set<String>> SAME =
      Map.of(
          "ZERO_DATES", Set.of("ZERO_DATE"),
          "IMPOSSIBLE_DATES", Set.of("INVALID_DATE"),
          "SENTINEL_DATES", Set.of("INFINITY_DATE", "DATE_RANGE"),
          "NAN_OR_INFINITY", Set.of("FLOAT_NAN", "NAN_AS_NULL", "INFINITY_AS_NULL"),
          "DUPLICATE_JSON_KEYS", Set.of("JSON_DUP_KEY"),
          "MIXED_STORAGE", Set.of("MIXED_STORAGE", "BYTES_AS_HEX"));

  private final SampledTable table;
  private final List<Risk> risks = new ArrayList<>();
  private final Set<String> told = new HashSet<>();

  private RowRisks(SampledTable table) {
    this.table = table;
  }

  static List<Risk> of(SampledTable table) {
    RowRisks found = new RowRisks(table);
    if (!table.failure().isEmpty()) {
      found.add(
          Severity.HIGH,
          "UNREADABLE",
          "",
          table.failure(),
          0,
          List.of(),
          "Mend it, or leave the table out: --exclude-tables " + table.plan().name() + ".");
      return found.risks;
    }
    table.refusals().forEach(found::refused);
    table.changes().forEach(found::changed);
    table.notes().forEach(found::noted);
    table.suspicions().forEach(found::suspected);
    return found.risks;
  }

  private void refused(Refusal refusal) {
    LossCount count = refusal.count();
    String column = name(count.column());
    told.add(column + "." + count.code());
    add(
        Severity.HIGH,
        count.code(),
        column,
        "the target would refuse the row: " + refusal.detail(),
        count.rows(),
        count.sampleKeys(),
        Remedies.ofRefused(count.code(), table.plan().name() + "." + column));
  }

  private void changed(LossCount count) {
    String column = name(count.column());
    Loss loss =
        table.plan().conversions().get(count.column()).losses().stream()
            .filter(each -> each.code().equals(count.code()))
            .findFirst()
            .orElse(new Loss(count.code(), Loss.Effect.CHANGES, "", false));
    told.add(column + "." + count.code());
    add(
        loss.certain() ? Severity.LOW : Severity.MEDIUM,
        count.code(),
        column,
        loss.note().isEmpty() ? "values would be stored differently" : loss.note(),
        count.rows(),
        // What every row has needs no examples.
        loss.certain() ? List.of() : count.sampleKeys(),
        Remedies.ofChanged(count.code()));
  }

  private void noted(String code, long rows) {
    boolean unseen = code.equals(BatchReader.UNSEEN_FIELD);
    add(
        Severity.MEDIUM,
        code,
        "",
        unseen
            ? "documents or keys have fields that those which told the schema did not have"
            : "the reader met what its rows do not tell of",
        rows,
        List.of(),
        unseen ? "--sample all makes a column of every field." : "");
  }

  private void suspected(Suspicion found) {
    boolean known =
        SAME.getOrDefault(found.code(), Set.of()).stream()
            .anyMatch(code -> told.contains(found.column() + "." + code));
    if (!known) {
      add(
          found.severity(),
          found.code(),
          found.column(),
          found.reason(),
          found.rows(),
          found.keys(),
          found.remedy().replace("TABLE.", table.plan().name() + "."));
    }
  }

  private String name(int column) {
    return column < 0 ? "" : table.plan().readColumns().get(column).name();
  }

  private void add(
      Severity severity,
      String code,
      String column,
      String reason,
      long rows,
      List<String> keys,
      String remedy) {
    risks.add(
        new Risk(
            severity,
            code,
            table.plan().name().toString(),
            column,
            reason,
            rows,
            table.rows(),
            table.whole(),
            keys,
            remedy));
  }
}
