package io.decant.connectors.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of tables as names of files. Letters and digits of ASCII stand for themselves; everything
 * else that a file system could refuse, fold, normalise or take for a path is percent-encoded, and
 * so is the whole name where it is reserved, or differs from another one in case alone.
 */
final class FileNames {
  /**
   * File systems take 255 bytes (ext4, APFS, NTFS: characters); a part's number and ending come on
   * top.
   */
  private static final int MAX_LENGTH = 200;

  private static final int KEPT_LENGTH = 150;
  private static final int HASH_LENGTH = 16;

  /** Devices of Windows, whatever their ending (Microsoft Learn, "Naming Files, Paths"). */
  private static final Set<String> RESERVED = Set.of("con", "prn", "aux", "nul");

  private static final Pattern PORTS = Pattern.compile("(com|lpt)[0-9]");
  private static final Pattern NUMBERED =
      Pattern.compile("part-.*|[0-9][0-9_.T-]*", Pattern.CASE_INSENSITIVE);
  private static final Pattern PART = Pattern.compile("(.+)\\.part-([0-9]+)");

  private FileNames() {}

  /**
   * A table's name for its files.
   *
   * @param taken those of other tables
   */
  static String stem(String table, Collection<String> taken) {
    String stem = encoded(table, false);
    String folded = stem.toLowerCase(Locale.ROOT);
    boolean reserved = RESERVED.contains(folded) || PORTS.matcher(folded).matches();
    boolean collides = taken.stream().anyMatch(stem::equalsIgnoreCase);
    return shortened(reserved || collides ? encoded(table, true) : stem, table);
  }

  private static String encoded(String name, boolean letters) {
    StringBuilder stem = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
      boolean plain =
          letter ? !letters : (b >= '0' && b <= '9') || b == '_' || (b == '-' && stem.length() > 0);
      if (plain) {
        stem.append((char) b);
      } else {
        stem.append(String.format("%%%02X", b & 0xFF));
      }
    }
    return stem.toString();
  }

  /** A tilde stands in no other stem: whoever reads it knows that the rest is a hash. */
  private static String shortened(String stem, String table) {
    if (stem.length() <= MAX_LENGTH) {
      return stem;
    }
    byte[] hash = Digests.sha256().digest(table.getBytes(StandardCharsets.UTF_8));
    return stem.substring(0, KEPT_LENGTH)
        + "~"
        + HexFormat.of().formatHex(hash).substring(0, HASH_LENGTH);
  }

  /** What a table is called whose files have that stem; the stem itself where nobody encoded it. */
  static String table(String stem) {
    byte[] bytes = new byte[stem.length()];
    int length = 0;
    for (int i = 0; i < stem.length(); i++) {
      char next = stem.charAt(i);
      if (next >= 0x80) {
        return stem;
      }
      if (next == '%') {
        if (i + 2 >= stem.length()
            || !HexFormat.isHexDigit(stem.charAt(i + 1))
            || !HexFormat.isHexDigit(stem.charAt(i + 2))) {
          return stem;
        }
        bytes[length++] = (byte) HexFormat.fromHexDigits(stem, i + 1, i + 3);
        i += 2;
      } else {
        bytes[length++] = (byte) next;
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException notEncoded) {
      return stem;
    }
  }

  /** The file of a table that has only one. */
  static String single(String stem, FileForm form) {
    return stem + form.ending();
  }

  /** One of several files of a table; numbers begin with 1. */
  static String part(String stem, int number, FileForm form) {
    return "%s.part-%06d%s".formatted(stem, number, form.ending());
  }

  /** A stem without the number that makes it a part's. */
  static String withoutPart(String stem) {
    Matcher part = PART.matcher(stem);
    return part.matches() ? part.group(1) : stem;
  }

  /**
   * A file's name in a table's folder that says which part it is, by number or date, and no more.
   */
  static boolean isPart(String stem) {
    return NUMBERED.matcher(stem).matches();
  }

  /** Hashes of bytes. */
  static final class Digests {
    private Digests() {}

    static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (java.security.NoSuchAlgorithmException missing) {
        throw new IllegalStateException("every Java has SHA-256", missing);
      }
    }
  }
}
