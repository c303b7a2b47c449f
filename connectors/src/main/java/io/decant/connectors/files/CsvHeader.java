package io.decant.connectors.files;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the first record of a CSV file has its columns' names. */
enum CsvHeader {
  THERE,
  /** Columns are called by their places. */
  MISSING;

  /** As a URL's parameters ask. */
  static CsvHeader of(Endpoint endpoint) {
    String text = endpoint.parameters().getOrDefault("header", "yes");
    return switch (text) {
      case "yes" -> THERE;
      case "no" -> MISSING;
      default -> throw new UserError("header", "'" + text + "' is not known", "Use yes or no.");
    };
  }

  /** The names of a file's columns. */
  List<String> names(Path path, FileForm form) throws IOException {
    try (InputFile top = new InputFile(path, form.compression(), 0, "")) {
      return names(new CsvRecords(new Feed(top, 0, 1), form.delimiter(), 0));
    } catch (BadHeader bad) {
      throw new IOException(path.getFileName() + ": " + bad.getMessage(), bad);
    }
  }

  /** Goes behind the header of a file of which nothing was taken yet. */
  void pass(CsvRecords records) throws IOException {
    if (this == THERE) {
      records.next();
    }
  }

  /**
   * Those in the first record; empty where there is not even that. A field without a name is called
   * by its place, and one of two equal names gets a number.
   */
  private List<String> names(CsvRecords records) throws IOException {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    if (!records.next()) {
      return names;
    }
    if (!records.problem().isEmpty()) {
      throw new BadHeader("the header is broken: " + records.problem());
    }
    for (int i = 0; i < records.fields(); i++) {
      String name = this == MISSING ? "" : name(records, i);
      String wanted = name.isEmpty() ? "column_" + (i + 1) : name;
      String unique = wanted;
      for (int number = 2; !taken.add(unique); number++) {
        unique = wanted + "_" + number;
      }
      names.add(unique);
    }
    return names;
  }

  /**
   * @throws BadHeader where the bytes are no name: text of another encoding, or a whole file whose
   *     lines end as those of old Macs
   */
  private static String name(CsvRecords records, int field) throws BadHeader {
    int start = records.start(field);
    ByteBuffer bytes = ByteBuffer.wrap(records.data(), start, records.end(field) - start);
    String name;
    try {
      name = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException otherEncoding) {
      throw new BadHeader("the header is not UTF-8; convert the file");
    }
    if (name.indexOf('\0') >= 0) {
      throw new BadHeader("the header has zero bytes; if the file is UTF-16, convert it to UTF-8");
    }
    if (name.indexOf('\r') >= 0 && (start == 0 || records.data()[start - 1] != '"')) {
      throw new BadHeader("lines end with a carriage return alone; end them with a line feed");
    }
    return name;
  }

  /** Says what is wrong, but not yet in which file. */
  private static final class BadHeader extends IOException {
    private static final long serialVersionUID = 1;

    BadHeader(String message) {
      super(message);
    }
  }
}
