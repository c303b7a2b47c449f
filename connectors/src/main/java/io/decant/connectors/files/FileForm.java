package io.decant.connectors.files;

import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Suggestion;
import io.decant.converter.DecantException.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How rows stand in a file.
 *
 * @param delimiter between the fields of CSV; means nothing in JSON Lines
 */
record FileForm(Format format, Compression compression, char delimiter) {

  /** What a line is. */
  enum Format {
    JSONL,
    CSV
  }

  /** What was done to the bytes. */
  enum Compression {
    NONE(""),
    GZIP(".gz"),
    ZSTD(".zst");

    private final String ending;

    Compression(String ending) {
      this.ending = ending;
    }
  }

  private static final char COMMA = ',';
  private static final char TAB = '\t';

  /** As it is where nothing is asked for. */
  static final FileForm USUAL = new FileForm(Format.JSONL, Compression.NONE, COMMA);

  /** A delimiter that means something else in CSV, or can be part of a character, is none. */
  private static final String NO_DELIMITERS = "\"\r\n\uFEFF";

  /** As a URL's parameters ask. */
  static FileForm of(Endpoint endpoint) {
    Format format = word(endpoint, "format", Format.JSONL);
    Compression compression = word(endpoint, "compression", Compression.NONE);
    return new FileForm(format, compression, delimiter(endpoint).orElse(COMMA));
  }

  /** The delimiter that a URL names. */
  static Optional<Character> delimiter(Endpoint endpoint) {
    return Optional.ofNullable(endpoint.parameters().get("delimiter"))
        .map(
            text -> {
              String delimiter = text.equals("tab") ? String.valueOf(TAB) : text;
              if (delimiter.length() != 1
                  || delimiter.charAt(0) >= 0x80
                  || NO_DELIMITERS.contains(delimiter)) {
                throw new UserError(
                    "delimiter",
                    "'" + text + "' is not one character of ASCII that can part fields",
                    "Use one such as ';' or '|', or the word tab.");
              }
              return delimiter.charAt(0);
            });
  }

  private static <E extends Enum<E>> E word(Endpoint endpoint, String parameter, E usual) {
    String text = endpoint.parameters().get(parameter);
    if (text == null) {
      return usual;
    }
    E[] all = usual.getDeclaringClass().getEnumConstants();
    List<String> known = Arrays.stream(all).map(each -> lower(each.name())).toList();
    int found = known.indexOf(lower(text));
    if (found < 0) {
      throw new UserError(parameter, "'" + text + "' is not known", Suggestion.of(text, known));
    }
    return all[found];
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** What a file of this form is called behind its own name: {@code .csv.gz}. */
  String ending() {
    return (format == Format.CSV ? ".csv" : ".jsonl") + compression.ending;
  }

  /**
   * The form that a file's name tells.
   *
   * @param delimiter of CSV; where nobody has named one, a comma, or a tab in {@code .tsv}
   */
  static Optional<FileForm> ofName(String fileName, Optional<Character> delimiter) {
    String name = lower(fileName);
    Compression compression =
        name.endsWith(".gz")
            ? Compression.GZIP
            : name.endsWith(".zst") ? Compression.ZSTD : Compression.NONE;
    String plain = name.substring(0, name.length() - compression.ending.length());
    if (plain.endsWith(".jsonl") || plain.endsWith(".ndjson") || plain.endsWith(".json")) {
      return Optional.of(new FileForm(Format.JSONL, compression, COMMA));
    }
    if (plain.endsWith(".csv")) {
      return Optional.of(new FileForm(Format.CSV, compression, delimiter.orElse(COMMA)));
    }
    if (plain.endsWith(".tsv")) {
      return Optional.of(new FileForm(Format.CSV, compression, delimiter.orElse(TAB)));
    }
    return Optional.empty();
  }

  /** A file's name without what {@link #ofName} has read of it. */
  static String withoutEnding(String fileName) {
    String name = withoutCompression(fileName);
    return name.substring(0, name.lastIndexOf('.'));
  }

  static String withoutCompression(String fileName) {
    boolean compressed = lower(fileName).endsWith(".gz") || lower(fileName).endsWith(".zst");
    return compressed ? fileName.substring(0, fileName.lastIndexOf('.')) : fileName;
  }
}
