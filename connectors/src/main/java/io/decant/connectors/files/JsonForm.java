package io.decant.connectors.files;

import io.decant.connectors.files.FileForm.Format;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** How documents stand in a file of JSON. */
enum JsonForm {
  /** One on each line. */
  LINES,
  /** One after the other, each over any number of lines. */
  OBJECTS,
  /** As the elements of one array. */
  ARRAY;

  /**
   * That of a file. JSON Lines are what they are called, so that a broken one is told as a line;
   * what is called {@code .json} may be any of the three.
   *
   * @return none where neither an object nor an array of objects begins
   */
  static Optional<JsonForm> of(Folder folder, String file, FileForm form) throws IOException {
    String name = FileForm.withoutCompression(file).toLowerCase(Locale.ROOT);
    if (form.format() != Format.JSONL || !name.endsWith(".json")) {
      return Optional.of(LINES);
    }
    try (InputFile in = new InputFile(folder.file(file), form.compression(), 0, "")) {
      Feed feed = new Feed(in, 0, 1);
      return begun(feed);
    } catch (OutOfMemoryError full) {
      throw folder.tooLong(file, 1);
    }
  }

  private static Optional<JsonForm> begun(Feed feed) throws IOException {
    return switch (nextByte(feed)) {
      case '{' -> Optional.of(isLine(feed) ? LINES : OBJECTS);
      case '[' -> {
        feed.take(feed.from() + 1);
        int element = nextByte(feed);
        yield element == '{' || element == ']' ? Optional.of(ARRAY) : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  /** The next byte that is no space, not taken yet; -1 at the end. */
  private static int nextByte(Feed feed) throws IOException {
    do {
      for (int at = feed.from(); at < feed.end(); at++) {
        if (!JsonElements.isSpace(feed.data()[at])) {
          feed.take(at);
          return feed.data()[at];
        }
      }
      feed.take(feed.end());
    } while (feed.more());
    return -1;
  }

  /** The line that begins here is a whole document. */
  private static boolean isLine(Feed feed) throws IOException {
    LineRecords lines = new LineRecords(feed);
    if (!lines.next() || !lines.problem().isEmpty()) {
      return false;
    }
    int end = JsonBytes.valueEnd(lines.data(), lines.start(0), lines.end(0));
    return end > 0 && JsonBytes.skipSpaces(lines.data(), end, lines.end(0)) == lines.end(0);
  }

  /**
   * The documents from there on.
   *
   * @param file for what is said of it
   */
  Records records(Feed feed, String file) {
    return switch (this) {
      case LINES -> new LineRecords(feed);
      case OBJECTS -> new JsonElements(feed, file, false);
      case ARRAY -> new JsonElements(feed, file, true);
    };
  }
}
