package io.decant.engine.assess.detect;

import io.decant.engine.report.AssessmentReport.Severity;
import java.util.List;

/**
 * What a detector found in a table.
 *
 * @param column empty where it is about more than one
 * @param reason in words
 * @param rows that it hits
 * @param keys of the first of them
 * @param remedy names the option to use, where there is one
 */
public record Suspicion(
    Severity severity,
    String code,
    String column,
    String reason,
    long rows,
    List<String> keys,
    String remedy) {
  /** Codes that the advice names an option for. */
  public static final String ALIKE_KEYS = "ALIKE_KEYS";

  public static final String MIXED_STORAGE = "MIXED_STORAGE";

  public Suspicion {
    keys = List.copyOf(keys);
  }
}
