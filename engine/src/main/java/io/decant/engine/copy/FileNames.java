package io.decant.engine.copy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Names of files made from names of tables, which may hold anything. */
final class FileNames {
  private static final int LONGEST = 80;

  private FileNames() {}

  /**
   * The name with everything but letters, digits, {@code _} and {@code -} as {@code %XX}; too long,
   * or different from another one only by case, it ends in a piece of its hash. Different names
   * give different files, also where the file system ignores case.
   */
  static String safe(String name) {
    StringBuilder safe = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '-')) {
        safe.append(c);
      } else {
        safe.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
      }
    }
    boolean ambiguous = !name.equals(name.toLowerCase(Locale.ROOT));
    if (!ambiguous && safe.length() <= LONGEST && !safe.isEmpty()) {
      return safe.toString();
    }
    return safe.substring(0, Math.min(LONGEST, safe.length())) + "~" + hash(name);
  }

  private static String hash(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
