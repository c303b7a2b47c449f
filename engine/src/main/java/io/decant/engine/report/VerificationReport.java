package io.decant.engine.report;

import java.util.List;

/**
 * What was compared.
 *
 * @param mode {@code none}, {@code counts} or {@code checksum}
 * @param seconds it took
 * @param objects what is missing or different in the target's schema, in words
 */
public record VerificationReport(
    String mode, double seconds, List<TableVerdict> tables, List<String> objects) {
  public static final VerificationReport NONE =
      new VerificationReport("none", 0, List.of(), List.of());

  public VerificationReport {
    tables = List.copyOf(tables);
    objects = List.copyOf(objects);
  }

  /** True when nothing that was compared differs. */
  public boolean isEqual() {
    return objects.isEmpty()
        && tables.stream().noneMatch(t -> t.verdict() == TableVerdict.Verdict.DIFFERENT);
  }
}
