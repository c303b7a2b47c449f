package io.decant.connectors.redis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What keys have in common: {@code user:{int}:cart}.
 *
 * @param separator between the segments
 */
record Template(byte separator, List<Part> parts) {
  Template {
    parts = List.copyOf(parts);
  }

  /**
   * One segment.
   *
   * @param word the same in all keys; or empty
   * @param kind what it is where it differs
   */
  record Part(Optional<String> word, SegmentKind kind) {
    static Part of(String word) {
      return new Part(Optional.of(word), SegmentKind.TEXT);
    }

    static Part of(SegmentKind kind) {
      return new Part(Optional.empty(), kind);
    }

    @Override
    public String toString() {
      return word.orElse("{" + kind.word + "}");
    }
  }

  /** The words, from which a table gets its name; empty when there are none. */
  String name() {
    return parts.stream()
        .flatMap(part -> part.word().stream())
        .filter(word -> !word.isEmpty())
        .distinct()
        .collect(Collectors.joining("_"));
  }

  /** What a column of that segment is called: after the word before it. */
  String columnName(int segment) {
    String ending =
        switch (parts.get(segment).kind()) {
          case INTEGER, UUID, HEX -> "id";
          case DATE -> "date";
          case TEXT, BYTES -> "key";
        };
    boolean named =
        segment > 0 && parts.get(segment - 1).word().filter(w -> !w.isEmpty()).isPresent();
    return named ? parts.get(segment - 1).word().orElse("") + "_" + ending : ending;
  }

  @Override
  public String toString() {
    return parts.stream().map(Part::toString).collect(Collectors.joining("" + (char) separator));
  }
}
