package io.decant.connectors.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/** Names within PostgreSQL's limits. Deterministic: the same name always becomes the same one. */
final class PostgresNames {
  /** NAMEDATALEN - 1; the server cuts longer names without an error. */
  static final int MAX_BYTES = 63;

  private static final int HASH_BYTES = 4;

  /** Every table has these already. */
  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

  private PostgresNames() {}

  static String column(String name) {
    return SYSTEM_COLUMNS.contains(name) ? name + "_" : shortened(name);
  }

  /** The name, or as much of it as fits with a hash of all of it behind. */
  static String shortened(String name) {
    byte[] bytes = name.getBytes(UTF_8);
    if (bytes.length <= MAX_BYTES) {
      return name;
    }
    int end = MAX_BYTES - 2 * HASH_BYTES - 1;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, UTF_8) + "_" + hash(bytes);
  }

  /** The name with a hash of another behind, to tell it from its namesake. */
  static String distinct(String name, String other) {
    return shortened(name + "_" + hash(other.getBytes(UTF_8)));
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
