package io.decant.connectors.dump;

import io.decant.converter.DecantException.UserError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** The bytes of a script, unpacked. */
final class ScriptText {
  private static final int LOOK = 1_000;
  private static final int BUFFER = 1 << 16;

  private ScriptText() {}

  /**
   * @throws UserError these are not the bytes of a script, or of one in another syntax
   */
  static InputStream of(InputStream given, Set<ScriptSyntax> syntax) throws IOException {
    BufferedInputStream in = new BufferedInputStream(given, BUFFER);
    byte[] start = start(in);
    if (begins(start, "\u001f\u008b")) {
      in = new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
      start = start(in);
    }
    if (begins(start, "PGDMP")) {
      throw refused(
          "is an archive of pg_dump", "Make a script of it: pg_restore -f dump.sql ARCHIVE.");
    }
    if (begins(start, "SQLite format 3")) {
      throw refused(
          "is a SQLite database and no dump",
          "Name it as a source (plan --source sqlite:FILE), or dump it: sqlite3 FILE .schema.");
    }
    if (begins(start, "\u00ff\u00fe") || begins(start, "\u00fe\u00ff")) {
      throw refused("is in UTF-16", "Convert it: iconv -f UTF-16 -t UTF-8.");
    }
    DumpHead.require(new String(start, StandardCharsets.ISO_8859_1), syntax);
    if (begins(start, "\u00ef\u00bb\u00bf")) {
      in.skipNBytes(3);
    }
    return in;
  }

  private static byte[] start(BufferedInputStream in) throws IOException {
    in.mark(LOOK);
    byte[] start = in.readNBytes(LOOK);
    in.reset();
    return start;
  }

  private static boolean begins(byte[] start, String with) {
    return new String(start, StandardCharsets.ISO_8859_1).startsWith(with);
  }

  private static UserError refused(String what, String remedy) {
    return new UserError("--input", what, remedy);
  }
}
