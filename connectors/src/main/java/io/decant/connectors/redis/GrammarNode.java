package io.decant.connectors.redis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What can stand at one place of a key, and what after it. While keys are added, words are kept as
 * they are up to a bound; {@link #settle} then decides which of them name something and which are
 * values.
 */
final class GrammarNode {
  /** More different words than this at one place are values. */
  private static final int MAX_WORDS = 200;

  /** More different words than this are values unless they are a key's first segment. */
  private static final int MAX_NAMES = 20;

  /** So many collections of a type may each have a name of one segment, and be a table each. */
  private static final int MAX_SINGLES = 5;

  /** A kind of segment that is rarer than one in so many of another kind stays by itself. */
  private static final int RARE = 10;

  final Map<String, GrammarNode> words = new TreeMap<>();
  final Map<SegmentKind, GrammarNode> kinds = new EnumMap<>(SegmentKind.class);

  /** How many keys end here, by their type. */
  final Map<RedisType, Long> here = new EnumMap<>(RedisType.class);

  private boolean full;

  void add(KeyPath path, int segment, RedisType type) {
    if (segment == path.segments()) {
      here.merge(type, 1L, Long::sum);
      return;
    }
    next(path, segment).add(path, segment + 1, type);
  }

  private GrammarNode next(KeyPath path, int segment) {
    if (!path.isWord(segment)) {
      return kinds.computeIfAbsent(path.kind(segment), kind -> new GrammarNode());
    }
    if (!full && words.size() >= MAX_WORDS && !words.containsKey(path.text(segment))) {
      full = true;
      moveWords(List.copyOf(words.keySet()));
    }
    return full
        ? kinds.computeIfAbsent(SegmentKind.TEXT, kind -> new GrammarNode())
        : words.computeIfAbsent(path.text(segment), word -> new GrammarNode());
  }

  GrammarNode after(Template.Part part) {
    return part.word()
        .map(word -> words.computeIfAbsent(word, key -> new GrammarNode()))
        .orElseGet(() -> kinds.computeIfAbsent(part.kind(), key -> new GrammarNode()));
  }

  private long keys() {
    long sum = here.values().stream().mapToLong(Long::longValue).sum();
    for (GrammarNode next : words.values()) {
      sum += next.keys();
    }
    for (GrammarNode next : kinds.values()) {
      sum += next.keys();
    }
    return sum;
  }

  private boolean endsHere() {
    return words.isEmpty() && kinds.isEmpty();
  }

  /**
   * Decides what is a value: words after which nothing comes, when there is more than one; words
   * that are followed by the same words; too many words.
   */
  void settle(boolean first) {
    lastWords(first)
        .forEach(
            (type, alike) -> {
              boolean named = first && type != RedisType.STRING;
              boolean text = !first && kinds.containsKey(SegmentKind.TEXT);
              if (text || alike.size() > (named ? MAX_SINGLES : 1)) {
                moveWords(alike);
              }
            });
    if (!first) {
      Map<String, List<String>> bySuccessors = new TreeMap<>();
      words.forEach(
          (word, next) -> {
            if (next.kinds.isEmpty() && !next.words.isEmpty()) {
              bySuccessors
                  .computeIfAbsent(next.words.keySet().toString(), key -> new ArrayList<>())
                  .add(word);
            }
          });
      bySuccessors.values().stream().filter(alike -> alike.size() > 1).forEach(this::moveWords);
      if (words.size() > MAX_NAMES) {
        moveWords(List.copyOf(words.keySet()));
      }
    }
    joinKinds();
    words.values().forEach(next -> next.settle(false));
    kinds.values().forEach(next -> next.settle(false));
  }

  /** Words after which nothing comes; in a key's first segment those of each type by themselves. */
  private Map<RedisType, List<String>> lastWords(boolean first) {
    Map<RedisType, List<String>> last = new EnumMap<>(RedisType.class);
    words.forEach(
        (word, next) -> {
          if (next.endsHere()) {
            RedisType type = first ? next.here.keySet().iterator().next() : RedisType.STRING;
            last.computeIfAbsent(type, key -> new ArrayList<>()).add(word);
          }
        });
    return last;
  }

  private void moveWords(List<String> values) {
    for (String value : values) {
      GrammarNode moved = words.remove(value);
      if (moved != null) {
        kinds.computeIfAbsent(SegmentKind.TEXT, kind -> new GrammarNode()).merge(moved);
      }
    }
  }

  /** Numbers among texts are texts, unless the texts are the exceptions. */
  private void joinKinds() {
    if (kinds.containsKey(SegmentKind.TEXT)) {
      join(SegmentKind.BYTES, SegmentKind.TEXT);
      join(SegmentKind.HEX, SegmentKind.TEXT);
    }
    for (SegmentKind wide : List.of(SegmentKind.HEX, SegmentKind.TEXT)) {
      for (SegmentKind narrow : List.of(SegmentKind.INTEGER, SegmentKind.UUID, SegmentKind.DATE)) {
        GrammarNode texts = kinds.get(wide);
        GrammarNode others = kinds.get(narrow);
        if (texts != null && others != null && texts.keys() * RARE > others.keys()) {
          join(narrow, wide);
        }
      }
    }
  }

  private void join(SegmentKind from, SegmentKind to) {
    GrammarNode moved = kinds.remove(from);
    if (moved != null) {
      kinds.computeIfAbsent(to, kind -> new GrammarNode()).merge(moved);
    }
  }

  private void merge(GrammarNode other) {
    other.here.forEach((type, count) -> here.merge(type, count, Long::sum));
    other.kinds.forEach(
        (kind, next) -> kinds.computeIfAbsent(kind, k -> new GrammarNode()).merge(next));
    other.words.forEach(
        (word, next) -> words.computeIfAbsent(word, w -> new GrammarNode()).merge(next));
    if (full || other.full || words.size() > MAX_WORDS) {
      full = true;
      moveWords(List.copyOf(words.keySet()));
    }
  }

  /** Where a key ends; null when no key of its form was there when the grammar was learnt. */
  @Nullable GrammarNode find(KeyPath path, int segment, RedisType type) {
    if (segment == path.segments()) {
      return here.containsKey(type) ? this : null;
    }
    GrammarNode named = path.isWord(segment) ? words.get(path.text(segment)) : null;
    GrammarNode found = named == null ? null : named.find(path, segment + 1, type);
    if (found != null) {
      return found;
    }
    SegmentKind kind = path.kind(segment);
    for (SegmentKind candidate : SegmentKind.values()) {
      GrammarNode next = kinds.get(candidate);
      if (next != null && isHeldBy(kind, candidate)) {
        found = next.find(path, segment + 1, type);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  static boolean isHeldBy(SegmentKind kind, SegmentKind candidate) {
    return kind == candidate
        || candidate == SegmentKind.TEXT
        || (candidate == SegmentKind.HEX && kind != SegmentKind.TEXT && kind != SegmentKind.BYTES);
  }
}
