package io.decant.connectors.mongodb;

import io.decant.connectors.documents.InferenceRules;
import io.decant.converter.DecantException.UserError;
import java.util.Map;
import java.util.Set;

/**
 * How many documents of a collection are looked at to learn its schema.
 *
 * @param documents {@link #ALL} for every one
 */
record Sampling(long documents) {
  static final Set<String> PARAMETERS =
      Set.of("sample", InferenceRules.ARRAYS, InferenceRules.OBJECTS);

  static final long ALL = Long.MAX_VALUE;

  /** The first and the last of them are looked at too: a collection's history shows at its ends. */
  static final int ENDS = 100;

  private static final long DEFAULT = 1000;

  static Sampling of(Map<String, String> parameters) {
    String asked = parameters.getOrDefault("sample", Long.toString(DEFAULT));
    if (asked.equals("all")) {
      return new Sampling(ALL);
    }
    if (!asked.matches("[1-9][0-9]{0,8}")) {
      throw new UserError(
          "sample", "not a number of documents", "Write sample=1000 or sample=all.");
    }
    return new Sampling(Long.parseLong(asked));
  }
}
