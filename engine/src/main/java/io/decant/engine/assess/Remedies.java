package io.decant.engine.assess;

import java.util.Map;

/** What to do about values that do not fit, by the code under which they are reported. */
final class Remedies {
  private static final String POLICY = "A job file decides: policies: { %s }";

  private static final Map<String, String> POLICIES =
      Map.ofEntries(
          Map.entry("ZERO_DATE", "zero-date: null|reject"),
          Map.entry("INVALID_DATE", "invalid-date: null"),
          Map.entry("NUL_BYTE", "nul-byte: strip|replace"),
          Map.entry("INVALID_UTF8", "invalid-utf8: latin1|replace"),
          Map.entry("FLOAT_NAN", "nan: null"),
          Map.entry("NAN_AS_NULL", "nan: reject"),
          Map.entry("INFINITY_AS_NULL", "nan: reject"),
          Map.entry("OUT_OF_RANGE", "out-of-range: null"),
          Map.entry("DATE_RANGE", "out-of-range: null"),
          Map.entry("INFINITY_DATE", "out-of-range: null"),
          Map.entry("TIME_RANGE", "out-of-range: null"),
          Map.entry("ENUM_ERROR_VALUE", "enum-error-value: empty|reject"));

  private Remedies() {}

  /** Of values whose rows would be refused. */
  static String ofRefused(String code, String column) {
    String policy = POLICIES.get(code);
    return policy == null
        ? "--on-error reject keeps such rows apart; types: - { column: "
            + column
            + ", to: text } holds them."
        : POLICY.formatted(policy) + "; or --on-error reject keeps such rows apart.";
  }

  /** Of values that would be stored differently. */
  static String ofChanged(String code) {
    String policy = POLICIES.get(code);
    return policy == null
        ? "--loss allow:" + code + " accepts it, --loss forbid does not."
        : POLICY.formatted(policy) + "; --loss allow:" + code + " accepts it.";
  }

  /** The policy that a recommendation names; empty where no policy is about it. */
  static String policy(String code) {
    return POLICIES.getOrDefault(code, "");
  }
}
