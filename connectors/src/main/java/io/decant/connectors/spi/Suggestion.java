package io.decant.connectors.spi;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** A hint for somebody who typed a word that is not known. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * {@code Did you mean 'x'?} where a known word is near, else the list of all; empty when there is
   * none at all.
   */
  public static String of(String typed, Collection<String> known) {
    Optional<String> nearest =
        known.stream()
            .filter(word -> distance(typed, word) <= Math.max(1, word.length() / 3))
            .min(Comparator.comparingInt((String word) -> distance(typed, word)));
    if (nearest.isPresent()) {
      return "Did you mean '" + nearest.get() + "'?";
    }
    return known.isEmpty()
        ? ""
        : "Use one of: " + String.join(", ", known.stream().sorted().toList()) + ".";
  }

  /** Inserted, removed and replaced letters and swapped neighbours, whatever their case. */
  private static int distance(String first, String second) {
    String from = first.toLowerCase(Locale.ROOT);
    String to = second.toLowerCase(Locale.ROOT);
    int[] before = new int[0];
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          current[j] = Math.min(current[j], before[j - 2] + 1);
        }
      }
      before = previous;
      previous = current;
    }
    return previous[to.length()];
  }
}
