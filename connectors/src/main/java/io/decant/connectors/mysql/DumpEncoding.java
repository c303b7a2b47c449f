package io.decant.connectors.mysql;

import io.decant.connectors.sql.Uncertain;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The encoding that a dump says its next statements are in. mysqldump writes what the server keeps
 * as code in the encoding that it was typed in, and sets character_set_client around it.
 */
final class DumpEncoding {
  /**
   * The character sets whose bytes beyond ASCII are never taken for a quote or a backslash. Source:
   * MySQL manual, "Supported Character Sets and Collations"; latin1 is Windows' there.
   */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("latin1", "windows-1252"),
          Map.entry("latin2", "ISO-8859-2"),
          Map.entry("latin5", "ISO-8859-9"),
          Map.entry("latin7", "ISO-8859-13"),
          Map.entry("greek", "ISO-8859-7"),
          Map.entry("hebrew", "ISO-8859-8"),
          Map.entry("cp1250", "windows-1250"),
          Map.entry("cp1251", "windows-1251"),
          Map.entry("cp1256", "windows-1256"),
          Map.entry("cp1257", "windows-1257"),
          Map.entry("koi8r", "KOI8-R"),
          Map.entry("koi8u", "KOI8-U"),
          Map.entry("euckr", "EUC-KR"),
          Map.entry("ujis", "EUC-JP"),
          Map.entry("gb2312", "GB2312"));

  private static final Pattern SETTING =
      Pattern.compile(
          "SET\\s+(?:(NAMES)\\s+|character_set_client\\s*=\\s*)'?(@?\\w+)'?.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Charset usual = StandardCharsets.UTF_8;

  /**
   * The encoding that a statement sets for those behind it; empty where it sets none.
   *
   * @throws Uncertain of one that scripts are not read in
   */
  Optional<Charset> after(String statement) {
    Matcher set = SETTING.matcher(statement);
    if (!set.matches()) {
      return Optional.empty();
    }
    String name = set.group(2).toLowerCase(Locale.ROOT);
    if (name.startsWith("@")) {
      return Optional.of(usual);
    }
    Charset next = charset(name);
    if (set.group(1) != null) {
      usual = next;
    }
    return Optional.of(next);
  }

  private static Charset charset(String name) {
    if (name.startsWith("utf8") || name.matches("ascii|binary|default")) {
      return StandardCharsets.UTF_8;
    }
    String known = NAMES.get(name);
    if (known == null) {
      throw new Uncertain("the encoding " + name + " is not read: convert the dump to UTF-8");
    }
    return Charset.forName(known);
  }
}
