package io.decant.converter.row;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Hashes what JSON text means. Texts that differ only in spaces, in the order of keys, in an
 * earlier value of a key that comes again, in how characters are escaped or numbers spelt have one
 * hash. It is made while reading: the members of an object are added up, so that nothing has to be
 * sorted. It keeps its own stack, so deep nesting costs memory but never overflows the thread's.
 */
final class JsonHash {
  /** Beyond so many members, they are compared in order instead of each with each. */
  private static final int FEW_MEMBERS = 16;

  private final JsonNumberHash numbers;
  private final JsonStringHash strings;
  private final long factor;
  private final long yes;
  private final long no;
  private final long none;
  private final long array;
  private final long arrayEnd;
  private final long object;
  private final long member;

  /** Of each open container: whether it is an object, its first member, an array's hash so far. */
  private boolean[] objects = new boolean[8];

  private int[] firstMembers = new int[8];
  private long[] elements = new long[8];
  private int depth;

  /** Of each member of the open objects: the hashes of its key and its value. */
  private long[] keys = new long[16];

  private long[] values = new long[16];
  private int memberCount;
  private boolean duplicates;
  private long hash;

  JsonHash(Secrets secrets) {
    this.numbers = new JsonNumberHash(secrets);
    this.factor = secrets.nextFactor();
    this.strings = new JsonStringHash(secrets.next(), factor);
    this.yes = secrets.next();
    this.no = secrets.next();
    this.none = secrets.next();
    this.array = secrets.next();
    this.arrayEnd = secrets.next();
    this.object = secrets.next();
    this.member = secrets.next();
  }

  /** Reads one JSON text; false when it is none. */
  boolean read(byte[] source, int offset, int length) {
    int end = offset + length;
    int at = offset;
    depth = 0;
    memberCount = 0;
    duplicates = false;
    do {
      at = value(source, skipSpaces(source, at, end), end);
    } while (at >= 0 && depth > 0);
    return at >= 0 && skipSpaces(source, at, end) == end;
  }

  /** After {@link #read} has returned true. */
  long hash() {
    return hash;
  }

  /** Whether the text that was read last holds an object with one key twice. */
  boolean hasDuplicates() {
    return duplicates;
  }

  private static int skipSpaces(byte[] source, int from, int end) {
    int at = from;
    while (at < end && source[at] <= ' ' && isSpace(source[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte single) {
    return single == ' ' || single == '\n' || single == '\t' || single == '\r';
  }

  /**
   * Takes a scalar or opens a container, then everything that ends with it.
   *
   * @return where the next value begins, or the text's last one ended; -1 when this is no JSON
   */
  private int value(byte[] source, int at, int end) {
    if (at == end) {
      return -1;
    }
    int next;
    switch (source[at]) {
      case '{' -> {
        open(true);
        int first = skipSpaces(source, at + 1, end);
        if (first == end || source[first] != '}') {
          return key(source, first, end);
        }
        hash = closed();
        next = first + 1;
      }
      case '[' -> {
        open(false);
        int first = skipSpaces(source, at + 1, end);
        if (first == end || source[first] != ']') {
          return first;
        }
        hash = closed();
        next = first + 1;
      }
      case '"' -> {
        next = strings.take(source, at, end);
        hash = strings.hash();
      }
      case 't' -> next = word("true", yes, source, at, end);
      case 'f' -> next = word("false", no, source, at, end);
      case 'n' -> next = word("null", none, source, at, end);
      default -> {
        next = numbers.take(source, at, end);
        hash = numbers.hash();
      }
    }
    return next < 0 ? -1 : ended(source, next, end);
  }

  private int word(String word, long meaning, byte[] source, int at, int end) {
    hash = meaning;
    int length = word.length();
    if (end - at < length) {
      return -1;
    }
    for (int i = 1; i < length; i++) {
      if (source[at + i] != word.charAt(i)) {
        return -1;
      }
    }
    return at + length;
  }

  /** Takes a key and its colon. */
  private int key(byte[] source, int at, int end) {
    int after = at < end && source[at] == '"' ? strings.take(source, at, end) : -1;
    if (after < 0) {
      return -1;
    }
    if (memberCount == keys.length) {
      keys = Arrays.copyOf(keys, 2 * memberCount);
      values = Arrays.copyOf(values, 2 * memberCount);
    }
    keys[memberCount++] = strings.hash();
    int colon = skipSpaces(source, after, end);
    return colon < end && source[colon] == ':' ? colon + 1 : -1;
  }

  private void open(boolean isObject) {
    if (depth == objects.length) {
      objects = Arrays.copyOf(objects, 2 * depth);
      firstMembers = Arrays.copyOf(firstMembers, 2 * depth);
      elements = Arrays.copyOf(elements, 2 * depth);
    }
    objects[depth] = isObject;
    firstMembers[depth] = memberCount;
    elements[depth++] = array;
  }

  /** After a value: gives it to its container, and closes what is closed here. */
  private int ended(byte[] source, int from, int end) {
    int at = from;
    while (depth > 0) {
      boolean isObject = objects[depth - 1];
      if (isObject) {
        values[memberCount - 1] = hash;
      } else {
        elements[depth - 1] = Folding.fold(elements[depth - 1] ^ hash, factor);
      }
      at = skipSpaces(source, at, end);
      byte next = at < end ? source[at] : 0;
      at++;
      if (next == ',') {
        return isObject ? key(source, skipSpaces(source, at, end), end) : at;
      }
      if (next != (isObject ? '}' : ']')) {
        return -1;
      }
      hash = closed();
    }
    return at;
  }

  /** The hash of the innermost container, which ends here. */
  private long closed() {
    depth--;
    if (!objects[depth]) {
      // a step more: an array's hash must not be what the next element is added to
      return Folding.fold(elements[depth] ^ arrayEnd, factor);
    }
    int first = firstMembers[depth];
    long sum = memberCount - first <= FEW_MEMBERS ? sumOfFew(first) : sumOfMany(first);
    memberCount = first;
    return Folding.fold(object ^ sum, factor);
  }

  private long sumOfFew(int first) {
    long sum = 0;
    for (int i = first; i < memberCount; i++) {
      boolean comesAgain = false;
      for (int later = i + 1; later < memberCount; later++) {
        comesAgain |= keys[i] == keys[later];
      }
      duplicates |= comesAgain;
      sum += comesAgain ? 0 : member(keys[i], values[i]);
    }
    return sum;
  }

  private long sumOfMany(int first) {
    long[] sorted = Arrays.copyOfRange(keys, first, memberCount);
    Arrays.sort(sorted);
    boolean differ = true;
    for (int i = 1; i < sorted.length; i++) {
      differ &= sorted[i - 1] != sorted[i];
    }
    long sum = 0;
    if (differ) {
      for (int i = first; i < memberCount; i++) {
        sum += member(keys[i], values[i]);
      }
      return sum;
    }
    duplicates = true;
    Map<Long, Long> lasting = new HashMap<>();
    for (int i = first; i < memberCount; i++) {
      lasting.put(keys[i], values[i]);
    }
    for (Map.Entry<Long, Long> each : lasting.entrySet()) {
      sum += member(each.getKey(), each.getValue());
    }
    return sum;
  }

  /** Far from linear, so that two values that change places are seen in the sum. */
  private long member(long key, long value) {
    long folded = Folding.fold(key, value ^ member);
    return (folded ^ (folded >>> 32)) * factor;
  }
}
