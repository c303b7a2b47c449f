package io.decant.converter.row;

import java.util.Arrays;

/**
 * JSON text in the one spelling that all texts of equal meaning share: no spaces, keys in order of
 * their bytes (which is that of code points), of duplicate keys the last, strings with the fewest
 * escapes, numbers as exact digits times a power of ten. It keeps its own stack, so deep nesting
 * costs memory but never overflows the thread's.
 */
final class CanonicalJson {
  private final JsonScanner scanner = new JsonScanner();
  private final ByteText out = new ByteText();
  private final ByteText scratch = new ByteText();

  /** Of each open container: '[' or '{', and its first member in {@link #members}. */
  private byte[] kinds = new byte[16];

  private int[] firstMembers = new int[16];
  private int depth;

  /**
   * Of each member of the open objects: where it begins in {@link #out}, and where its key ends.
   */
  private int[] members = new int[32];

  private int[] keyEnds = new int[32];
  private int memberCount;
  private boolean duplicates;

  /** Whether the text that was read last holds an object with one key twice. */
  boolean hasDuplicates() {
    return duplicates;
  }

  /** The canonical text, after {@link #read} has returned true. */
  ByteText text() {
    return out;
  }

  /** Reads one JSON text; false when it is none. */
  boolean read(byte[] source, int offset, int length) {
    scanner.start(source, offset, length);
    out.clear();
    depth = 0;
    memberCount = 0;
    duplicates = false;
    do {
      if (!value(source)) {
        return false;
      }
    } while (depth > 0);
    return scanner.peek() < 0;
  }

  /** Takes a scalar or opens a container, then everything that ends with it. */
  private boolean value(byte[] source) {
    int next = scanner.peek();
    switch (next) {
      case '{' -> {
        open('{');
        return scanner.peek() == '}' ? ended() : key();
      }
      case '[' -> {
        open('[');
        return scanner.peek() != ']' || ended();
      }
      case '"' -> {
        return string() && ended();
      }
      case 't' -> {
        return word("true") && ended();
      }
      case 'f' -> {
        return word("false") && ended();
      }
      case 'n' -> {
        return word("null") && ended();
      }
      default -> {
        int start = scanner.at();
        return scanner.number() && number(source, start, scanner.at()) && ended();
      }
    }
  }

  private boolean string() {
    scratch.clear();
    if (!scanner.string(scratch)) {
      return false;
    }
    out.appendQuoted(scratch.data(), 0, scratch.length());
    return true;
  }

  private boolean word(String word) {
    out.append(word);
    return scanner.literal(word);
  }

  private boolean key() {
    if (memberCount == members.length) {
      members = Arrays.copyOf(members, 2 * memberCount);
      keyEnds = Arrays.copyOf(keyEnds, 2 * memberCount);
    }
    members[memberCount] = out.length();
    scanner.peek();
    if (!string()) {
      return false;
    }
    keyEnds[memberCount++] = out.length();
    out.append(':');
    return scanner.take(':');
  }

  private void open(char kind) {
    scanner.take(kind);
    out.append(kind);
    if (depth == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * depth);
      firstMembers = Arrays.copyOf(firstMembers, 2 * depth);
    }
    kinds[depth] = (byte) kind;
    firstMembers[depth++] = memberCount;
  }

  /** After a value, or in an empty container: closes what is closed here, or stops at the next. */
  private boolean ended() {
    while (depth > 0) {
      boolean object = kinds[depth - 1] == '{';
      boolean empty = out.data()[out.length() - 1] == kinds[depth - 1];
      if (!empty) {
        out.append(',');
      }
      if (scanner.take(object ? '}' : ']')) {
        close(object, empty);
      } else {
        return !empty && scanner.take(',') && (!object || key());
      }
    }
    return true;
  }

  private void close(boolean object, boolean empty) {
    if (!empty) {
      if (object) {
        sort(firstMembers[depth - 1]);
      }
      out.truncate(out.length() - 1);
    }
    out.append(object ? '}' : ']');
    memberCount = firstMembers[--depth];
  }

  /**
   * Brings the members from {@code first} on, each with its comma, into the order of their keys.
   */
  private void sort(int first) {
    boolean ordered = true;
    for (int i = first + 1; i < memberCount && ordered; i++) {
      ordered = compareKeys(i - 1, i) < 0;
    }
    if (ordered) {
      return;
    }
    Integer[] order = new Integer[memberCount - first];
    Arrays.setAll(order, i -> first + i);
    Arrays.sort(order, this::compareKeys);
    scratch.clear();
    for (int i = 0; i < order.length; i++) {
      int member = order[i];
      if (i + 1 < order.length && compareKeys(member, order[i + 1]) == 0) {
        duplicates = true;
        continue;
      }
      int end = member + 1 < memberCount ? members[member + 1] : out.length();
      scratch.append(out.data(), members[member], end - members[member]);
    }
    out.truncate(members[first]);
    out.append(scratch.data(), 0, scratch.length());
  }

  private int compareKeys(int left, int right) {
    byte[] data = out.data();
    return Arrays.compareUnsigned(
        data, members[left] + 1, keyEnds[left] - 1, data, members[right] + 1, keyEnds[right] - 1);
  }

  /** Writes {@code digits[e exponent]}, the digits without zeros at either end. */
  private boolean number(byte[] source, int start, int end) {
    int at = start;
    boolean negative = source[at] == '-';
    at += negative ? 1 : 0;
    scratch.clear();
    long exponent = 0;
    boolean point = false;
    for (; at < end && source[at] != 'e' && source[at] != 'E'; at++) {
      if (source[at] == '.') {
        point = true;
      } else {
        if (scratch.length() > 0 || source[at] != '0') {
          scratch.append(source[at]);
        }
        exponent -= point ? 1 : 0;
      }
    }
    if (at < end) {
      int sign = source[at + 1] == '+' ? 2 : 1;
      if (!Ascii.isLong(source, at + sign, end - at - sign) || end - at > 16) {
        out.append(source, start, end - start);
        return true;
      }
      exponent += Ascii.parseLong(source, at + sign, end - at - sign);
    }
    int digits = scratch.length();
    while (digits > 0 && scratch.data()[digits - 1] == '0') {
      digits--;
      exponent++;
    }
    if (digits == 0) {
      out.append('0');
      return true;
    }
    if (negative) {
      out.append('-');
    }
    out.append(scratch.data(), 0, digits);
    if (exponent != 0) {
      out.append('e');
      out.appendLong(exponent);
    }
    return true;
  }
}
