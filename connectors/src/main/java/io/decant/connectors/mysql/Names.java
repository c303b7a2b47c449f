package io.decant.connectors.mysql;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Names within MySQL's limits: 64 characters of the Basic Multilingual Plane, no space at the end,
 * no NUL, and within one table no two that differ in case or accents alone. A name that must change
 * gets a suffix computed from the whole of it, so the same name always becomes the same.
 */
final class Names {
  private static final int MAX_CHARACTERS = 64;
  private static final int SUFFIX_CHARACTERS = 9;

  private final Set<String> taken = new HashSet<>();

  /** The name as MySQL can hold it. */
  static String fit(String name) {
    StringBuilder held = new StringBuilder();
    name.codePoints()
        .map(c -> c == 0 || c > 0xFFFF || Character.isSurrogate((char) c) ? '_' : c)
        .forEach(held::appendCodePoint);
    while (held.length() > 0 && Character.isWhitespace(held.charAt(held.length() - 1))) {
      held.setLength(held.length() - 1);
    }
    boolean fits = held.toString().equals(name) && held.length() <= MAX_CHARACTERS;
    return fits && !name.isEmpty() ? name : suffixed(held.toString(), name);
  }

  /** The name of a table; in lower case where the server takes it for the same. */
  static String table(String name, ServerTraits traits) {
    String held = fit(name);
    return traits.lowerCaseTables() ? held.toLowerCase(Locale.ROOT) : held;
  }

  /** The name, told apart from those that came before. */
  String distinct(String name) {
    String held = fit(name);
    while (!taken.add(compared(held))) {
      held = suffixed(held, held + name);
    }
    return held;
  }

  /** As utf8_general_ci compares names: each letter without its case and accents. */
  static String compared(String name) {
    StringBuilder letters = new StringBuilder();
    name.codePoints()
        .map(letter -> letter == 'ß' ? 's' : letter)
        .map(letter -> Normalizer.normalize(Character.toString(letter), Form.NFD).codePointAt(0))
        .map(letter -> Character.toLowerCase(Character.toUpperCase(letter)))
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }

  /** The name, told apart by another. */
  static String apart(String name, String other) {
    return suffixed(name, other);
  }

  private static String suffixed(String held, String whole) {
    CRC32 sum = new CRC32();
    sum.update(whole.getBytes(StandardCharsets.UTF_8));
    int kept = Math.min(held.length(), MAX_CHARACTERS - SUFFIX_CHARACTERS);
    return held.substring(0, kept) + String.format(Locale.ROOT, "_%08x", sum.getValue());
  }
}
