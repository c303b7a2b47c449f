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

  private final InputStream in;
  private final Set<ScriptSyntax> syntax;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder head = new StringBuilder();
  private Charset charset = StandardCharsets.UTF_8;
  private String delimiter = ";";
  private int line = 1;
  private int began;
  private boolean headed;
  private boolean complete;
  private boolean executable;
  private final int[] ahead = new int[16];
  private int held;

  private ScriptReader(InputStream in, Set<ScriptSyntax> syntax) {
    this.in = in;
    this.syntax = syntax;
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
    return new ScriptStatement(line, "(the end of the dump)", false);
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
    while ((c = peek(0)) >= 0) {
      if (text.isEmpty()) {
        if (Character.isWhitespace(c)) {
          read();
          continue;
        }
        began = line;
        if (c == '\\' && has(ScriptSyntax.PSQL) || c == '.' && has(ScriptSyntax.DOT_COMMANDS)) {
          line(text);
          return done();
        }
      }
      if (sees(delimiter) && !executable) {
        skip(delimiter.length());
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
    line(mark);
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
    byte[] bytes = text.toString().strip().getBytes(StandardCharsets.ISO_8859_1);
    text.setLength(0);
    try {
      String decoded = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(new ScriptStatement(began, decoded, false));
    } catch (CharacterCodingException garbled) {
      return Optional.of(new ScriptStatement(began, new String(bytes, charset), true));
    }
  }

  /** The lines after COPY … FROM stdin, up to {@code \.} alone on one. */
  private void passRows() throws IOException {
    if (!has(ScriptSyntax.PSQL) || text.length() < 4 || !COPY.matcher(text).matches()) {
      return;
    }
    while (peek(0) >= 0 && read() != '\n') {
      // the rest of the line of the COPY itself
    }
    StringBuilder row = new StringBuilder();
    do {
      row.setLength(0);
      line(row);
    } while (!row.toString().equals("\\.") && peek(0) >= 0);
  }

  /** One character, one comment, or all that stands between quotes. */
  private void piece(int c) throws IOException {
    if (c == '\'' || c == '"' || c == '`' && has(ScriptSyntax.BACKQUOTES)) {
      quoted();
    } else if (c == '[' && has(ScriptSyntax.BRACKETS)) {
      bracketed();
    } else if (sees("--") && (!has(ScriptSyntax.HASH_COMMENTS) || peek(2) <= ' ')
        || c == '#' && has(ScriptSyntax.HASH_COMMENTS)) {
      StringBuilder comment = new StringBuilder();
      line(comment);
      headed |= FIRST_LINE.matcher(comment).matches();
      complete |= LAST_LINE.matcher(comment).matches();
      if (head.length() < HEAD) {
        head.append(comment).append('\n');
      }
      space();
    } else if (sees("/*")) {
      comment();
    } else if (executable && sees("*/")) {
      skip(2);
      executable = false;
      space();
    } else if (c == '$' && has(ScriptSyntax.DOLLAR_QUOTES) && !isWord(last())) {
      dollarQuoted();
    } else {
      text.append((char) read());
    }
  }

  private void space() {
    if (!text.isEmpty()) {
      text.append(' ');
    }
  }

  private char last() {
    return text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  private void quoted() throws IOException {
    boolean marked =
        has(ScriptSyntax.DOLLAR_QUOTES)
            && peek(0) == '\''
            && (last() == 'E' || last() == 'e')
            && (text.length() < 2 || !isWord(text.charAt(text.length() - 2)));
    int quote = read();
    boolean escapes = quote != '`' && (has(ScriptSyntax.BACKSLASHES) || marked);
    text.append((char) quote);
    int c;
    while ((c = read()) >= 0) {
      text.append((char) c);
      if (c == '\\' && escapes && peek(0) >= 0) {
        text.append((char) read());
      } else if (c == quote) {
        if (peek(0) != quote) {
          return;
        }
        text.append((char) read());
      }
    }
  }

  private void bracketed() throws IOException {
    int c;
    while ((c = read()) >= 0) {
      text.append((char) c);
      if (c == ']') {
        return;
      }
    }
  }

  private void dollarQuoted() throws IOException {
    StringBuilder mark = new StringBuilder().append((char) read());
    while (peek(0) >= 0 && isWord((char) peek(0)) && peek(0) != '$') {
      mark.append((char) read());
    }
    text.append(mark);
    if (peek(0) != '$') {
      return; // a parameter: $1
    }
    text.append((char) read());
    mark.append('$');
    int from = text.length();
    int c;
    while ((c = read()) >= 0) {
      text.append((char) c);
      if (c == '$'
          && text.length() - mark.length() >= from
          && text.indexOf(mark.toString(), text.length() - mark.length()) >= 0) {
        return;
      }
    }
  }

  private void comment() throws IOException {
    boolean maria = sees("/*M!");
    if (has(ScriptSyntax.EXECUTABLE_COMMENTS) && (sees("/*!") || maria)) {
      skip(maria ? 4 : 3);
      int version = 0;
      while (peek(0) >= '0' && peek(0) <= '9' && version < NO_SERVER) {
        version = version * 10 + read() - '0';
      }
      executable = version < NO_SERVER;
      space();
      if (executable) {
        return;
      }
    }
    int depth = sees("/*") ? 0 : 1;
    do {
      if (sees("/*") && (depth == 0 || has(ScriptSyntax.NESTED_COMMENTS))) {
        skip(2);
        depth++;
      } else if (sees("*/")) {
        skip(2);
        depth--;
      } else {
        read();
      }
    } while (depth > 0 && peek(0) >= 0);
    space();
  }

  /** To the end of the line, which is passed too. */
  private void line(StringBuilder into) throws IOException {
    int c;
    while ((c = read()) >= 0 && c != '\n') {
      if (c != '\r') {
        into.append((char) c);
      }
    }
  }

  // ---- bytes

  private boolean sees(String expected) throws IOException {
    for (int i = 0; i < expected.length(); i++) {
      if (peek(i) != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int peek(int distance) throws IOException {
    while (held <= distance) {
      ahead[held++] = in.read();
    }
    return ahead[distance];
  }

  private int read() throws IOException {
    int c = peek(0);
    System.arraycopy(ahead, 1, ahead, 0, --held);
    line += c == '\n' ? 1 : 0;
    return c;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      read();
    }
  }
}
