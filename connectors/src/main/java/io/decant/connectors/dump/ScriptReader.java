package io.decant.connectors.dump;

import io.decant.converter.DecantException.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Cuts a script into its statements, one at a time. It is cut as bytes: every encoding that dumps
 * come in keeps ASCII as it is, and rows of a dump may hold bytes that are no text at all.
 */
public final class ScriptReader {
  /** Why a {@link #breach} is no statement of the dump. */
  public static final String CUT =
      "the dump breaks off: what its program writes as the last line is not there";

  private static final Pattern COPY =
      Pattern.compile("COPY\\s.*\\sFROM\\s+STDIN\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern TRIGGER =
      Pattern.compile(
          "CREATE\\s+(TEMP\\s+|TEMPORARY\\s+)?TRIGGER\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern TRIGGER_END =
      Pattern.compile(".*;\\s*END\\s*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern ATOMIC =
      Pattern.compile(".*\\bBEGIN\\s+ATOMIC\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final String DELIMITER = "DELIMITER";

  /** What dumping programs write first, and last unless they were stopped. */
  private static final Pattern FIRST_LINE =
      Pattern.compile("-- (?:PostgreSQL database (?:cluster )?dump|(?:MySQL|MariaDB) dump .*)");

  private static final Pattern LAST_LINE =
      Pattern.compile("-- (?:PostgreSQL database (?:cluster )?dump complete|Dump completed.*)\\s*");

  private static final int HEAD = 2_000;

  /** A version that no server has: how a dump speaks to the client alone. */
  private static final int NO_SERVER = 900_000;

  private final ScriptBytes bytes;
  private final Set<ScriptSyntax> syntax;
  private final StringBuilder text = new StringBuilder();
  private final ScriptQuotes quotes;
  private final StringBuilder head = new StringBuilder();
  private Charset charset = StandardCharsets.UTF_8;
  private String delimiter = ";";
  private int began;
  private boolean headed;
  private boolean complete;
  private boolean executable;

  private ScriptReader(InputStream in, Set<ScriptSyntax> syntax) {
    this.bytes = new ScriptBytes(in);
    this.syntax = syntax;
    this.quotes = new ScriptQuotes(bytes, text, syntax);
  }

  /**
   * @param script plain or gzipped
   * @throws UserError it is no script, or one that says itself that it is of another engine
   */
  public static ScriptReader of(InputStream script, Set<ScriptSyntax> syntax) {
    try {
      return new ScriptReader(ScriptText.of(script, syntax), syntax);
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  /** From here on, statements are in this encoding. */
  public void encoding(Charset next) {
    charset = next;
  }

  /** The first lines of comments that were met. */
  public String head() {
    return head.toString();
  }

  /**
   * What says, once all statements were read, that the dump breaks off: its program has written its
   * first line and not its last. Empty where nothing says so.
   */
  public Optional<ScriptStatement> breach() {
    return headed && !complete ? Optional.of(end()) : Optional.empty();
  }

  /** Where the script ends, once all statements were read. */
  public ScriptStatement end() {
    return new ScriptStatement(bytes.line(), "(the end of the dump)", false);
  }

  /** The next statement; empty at the end. */
  public Optional<ScriptStatement> next() {
    try {
      return statement();
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private static UserError unreadable(IOException failure) {
    return new UserError(
        "--input", "cannot be read: " + failure.getMessage(), "Is the file whole?");
  }

  private boolean has(ScriptSyntax trait) {
    return syntax.contains(trait);
  }

  private Optional<ScriptStatement> statement() throws IOException {
    text.setLength(0);
    int c;
    while ((c = bytes.peek(0)) >= 0) {
      if (text.isEmpty()) {
        if (Character.isWhitespace(c)) {
          bytes.read();
          continue;
        }
        began = bytes.line();
        if (c == '\\' && has(ScriptSyntax.PSQL) || c == '.' && has(ScriptSyntax.DOT_COMMANDS)) {
          bytes.line(text);
          return done();
        }
      }
      if (bytes.sees(delimiter) && !executable) {
        bytes.skip(delimiter.length());
        if (text.toString().isBlank()) {
          text.setLength(0);
        } else if (ends()) {
          passRows();
          return done();
        } else {
          text.append(delimiter);
        }
      } else {
        piece(c);
        if (takesDelimiter()) {
          text.setLength(0);
        }
      }
    }
    return text.toString().isBlank() ? Optional.empty() : done();
  }

  /** It stands on a line of its own; looked for as soon as the space behind the word is there. */
  private boolean takesDelimiter() throws IOException {
    if (!has(ScriptSyntax.DELIMITER_COMMAND)
        || text.length() != DELIMITER.length() + 1
        || !text.toString().strip().equalsIgnoreCase(DELIMITER)) {
      return false;
    }
    StringBuilder mark = new StringBuilder();
    bytes.line(mark);
    delimiter = mark.toString().strip();
    return true;
  }

  private boolean ends() {
    if (has(ScriptSyntax.TRIGGER_BODIES) && TRIGGER.matcher(text).matches()) {
      return TRIGGER_END.matcher(text).matches();
    }
    return !has(ScriptSyntax.PSQL)
        || !ATOMIC.matcher(text).matches()
        || text.toString().stripTrailing().toUpperCase(Locale.ROOT).endsWith("END");
  }

  private Optional<ScriptStatement> done() {
    byte[] found = text.toString().strip().getBytes(StandardCharsets.ISO_8859_1);
    text.setLength(0);
    try {
      String decoded = charset.newDecoder().decode(ByteBuffer.wrap(found)).toString();
      return Optional.of(new ScriptStatement(began, decoded, false));
    } catch (CharacterCodingException garbled) {
      return Optional.of(new ScriptStatement(began, new String(found, charset), true));
    }
  }

  /** The lines after COPY … FROM stdin, up to {@code \.} alone on one. */
  private void passRows() throws IOException {
    if (!has(ScriptSyntax.PSQL) || text.length() < 4 || !COPY.matcher(text).matches()) {
      return;
    }
    while (bytes.peek(0) >= 0 && bytes.read() != '\n') {
      // the rest of the line of the COPY itself
    }
    StringBuilder row = new StringBuilder();
    do {
      row.setLength(0);
      bytes.line(row);
    } while (!row.toString().equals("\\.") && bytes.peek(0) >= 0);
  }

  /** One character, one comment, or all that stands between quotes. */
  private void piece(int c) throws IOException {
    if (c == '\'' || c == '"' || c == '`' && has(ScriptSyntax.BACKQUOTES)) {
      quotes.quoted();
    } else if (c == '[' && has(ScriptSyntax.BRACKETS)) {
      quotes.bracketed();
    } else if (bytes.sees("--") && (!has(ScriptSyntax.HASH_COMMENTS) || bytes.peek(2) <= ' ')
        || c == '#' && has(ScriptSyntax.HASH_COMMENTS)) {
      StringBuilder comment = new StringBuilder();
      bytes.line(comment);
      headed |= FIRST_LINE.matcher(comment).matches();
      complete |= LAST_LINE.matcher(comment).matches();
      if (head.length() < HEAD) {
        head.append(comment).append('\n');
      }
      space();
    } else if (bytes.sees("/*")) {
      comment();
    } else if (executable && bytes.sees("*/")) {
      bytes.skip(2);
      executable = false;
      space();
    } else if (c == '$' && has(ScriptSyntax.DOLLAR_QUOTES) && !quotes.isInWord()) {
      quotes.dollarQuoted();
    } else {
      text.append((char) bytes.read());
    }
  }

  private void space() {
    if (!text.isEmpty()) {
      text.append(' ');
    }
  }

  private void comment() throws IOException {
    boolean maria = bytes.sees("/*M!");
    if (has(ScriptSyntax.EXECUTABLE_COMMENTS) && (bytes.sees("/*!") || maria)) {
      bytes.skip(maria ? 4 : 3);
      int version = 0;
      while (bytes.peek(0) >= '0' && bytes.peek(0) <= '9' && version < NO_SERVER) {
        version = version * 10 + bytes.read() - '0';
      }
      executable = version < NO_SERVER;
      space();
      if (executable) {
        return;
      }
    }
    int depth = bytes.sees("/*") ? 0 : 1;
    do {
      if (bytes.sees("/*") && (depth == 0 || has(ScriptSyntax.NESTED_COMMENTS))) {
        bytes.skip(2);
        depth++;
      } else if (bytes.sees("*/")) {
        bytes.skip(2);
        depth--;
      } else {
        bytes.read();
      }
    } while (depth > 0 && bytes.peek(0) >= 0);
    space();
  }
}
