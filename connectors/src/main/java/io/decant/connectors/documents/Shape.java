package io.decant.connectors.documents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What documents show: per path the kinds of its values with their counts, what the elements of its
 * arrays and the fields of its objects are. Its memory has a bound however many documents are
 * added, and however many names they use.
 */
public final class Shape {
  /** Beyond, an object is not looked into: it becomes JSON. */
  static final int MAX_DEPTH = 12;

  /** Names of one object that are told apart; whoever has more is a map of data. */
  static final int MAX_NAMES = 2_000;

  /** All names together. */
  private static final int MAX_NODES = 50_000;

  private final Node root = new Node("");
  private final List<BsonWalk> walks = new ArrayList<>();
  private int nodes;
  private long bytes;

  /** What was seen at one path. */
  static final class Node {
    final String name;
    final long[] counts = new long[BsonKind.values().length];

    /** The object's fields, each behind those that it was first seen behind. */
    final List<Node> fields = new ArrayList<>();

    /** Fields seen in the objects here, all together. */
    long fieldsSeen;

    /** Not all names are in {@link #fields}. */
    boolean hasMoreNames;

    /** The elements of the arrays here, if there were any. */
    @Nullable Node element;

    /** Integers that no double can be. */
    long beyondDouble;

    /** Numbers of type int64 that an int32 could be, and doubles that an int32 could be. */
    long smallLongs;

    long wholeDoubles;

    final Fractions fractions = new Fractions();

    private final Map<Name, Node> byName = new HashMap<>();

    Node(String name) {
      this.name = name;
    }

    long count(BsonKind kind) {
      return counts[kind.ordinal()];
    }

    /** Values, null ones included. */
    long values() {
      return Arrays.stream(counts).sum();
    }

    /** Kinds seen but null, the most frequent last in doubt. */
    List<BsonKind> kinds() {
      return Arrays.stream(BsonKind.values())
          .filter(kind -> kind != BsonKind.NULL && count(kind) > 0)
          .toList();
    }
  }

  /** A name as bytes, looked up without making it. */
  private static final class Name {
    private byte[] bytes;
    private int from;
    private int end;

    Name(byte[] bytes, int from, int end) {
      this.bytes = bytes;
      this.from = from;
      this.end = end;
    }

    Name kept() {
      return new Name(Arrays.copyOfRange(bytes, from, end), 0, end - from);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Name name
          && Arrays.equals(bytes, from, end, name.bytes, name.from, name.end);
    }

    @Override
    public int hashCode() {
      int hash = 1;
      for (int i = from; i < end; i++) {
        hash = 31 * hash + bytes[i];
      }
      return hash;
    }
  }

  private final Name search = new Name(new byte[0], 0, 0);

  /**
   * Adds a document.
   *
   * @throws MalformedDocument the bytes are none
   */
  public void add(byte[] bson, int from, int end) {
    bytes += end - from;
    root.counts[BsonKind.OBJECT.ordinal()]++;
    object(root, bson, from, end, 0);
  }

  /** Documents added. */
  public long documents() {
    return root.count(BsonKind.OBJECT);
  }

  /** Their bytes. */
  public long bytes() {
    return bytes;
  }

  Node root() {
    return root;
  }

  private void object(Node object, byte[] bson, int from, int end, int depth) {
    BsonWalk walk = walk(depth).over(bson, from, end);
    int place = 0;
    while (walk.next()) {
      object.fieldsSeen++;
      Node field = field(object, walk, place);
      if (field != null) {
        place = Math.max(place, place(object, field, place) + 1);
        value(field, walk, depth);
      }
    }
  }

  private BsonWalk walk(int depth) {
    if (depth == walks.size()) {
      walks.add(new BsonWalk());
    }
    return walks.get(depth);
  }

  /** Where the field stands, looked for from where the last one stood. */
  private static int place(Node object, Node field, int near) {
    if (near < object.fields.size() && object.fields.get(near) == field) {
      return near;
    }
    return object.fields.indexOf(field);
  }

  private @Nullable Node field(Node object, BsonWalk walk, int place) {
    search.bytes = walk.bytes();
    search.from = walk.nameFrom();
    search.end = walk.nameEnd();
    Node field = object.byName.get(search);
    if (field != null) {
      return field;
    }
    if (object.fields.size() == MAX_NAMES || nodes == MAX_NODES) {
      object.hasMoreNames = true;
      return null;
    }
    nodes++;
    Node made = new Node(walk.name());
    object.byName.put(search.kept(), made);
    object.fields.add(Math.min(place, object.fields.size()), made);
    return made;
  }

  private void value(Node node, BsonWalk walk, int depth) {
    byte[] bson = walk.bytes();
    int from = walk.valueFrom();
    int end = walk.valueEnd();
    BsonKind kind = BsonKind.of(walk.type(), bson, from, end);
    node.counts[kind.ordinal()]++;
    switch (kind) {
      case INT64 -> {
        long value = Bson.int64(bson, from);
        node.beyondDouble += Leaf.isExact(value) ? 0 : 1;
        node.smallLongs += value == (int) value ? 1 : 0;
      }
      case DOUBLE -> {
        double value = Bson.float64(bson, from);
        node.wholeDoubles += value == (int) value ? 1 : 0;
      }
      case DECIMAL128 -> node.fractions.add(bson, from);
      case OBJECT -> {
        if (depth < MAX_DEPTH) {
          object(node, bson, from, end, depth + 1);
        } else {
          node.hasMoreNames = true;
        }
      }
      case ARRAY -> {
        if (depth < MAX_DEPTH) {
          elements(node, bson, from, end, depth + 1);
        }
      }
      default -> {}
    }
  }

  private void elements(Node array, byte[] bson, int from, int end, int depth) {
    Node element = array.element;
    if (element == null) {
      element = new Node("");
      array.element = element;
    }
    BsonWalk walk = walk(depth).over(bson, from, end);
    while (walk.next()) {
      value(element, walk, depth);
    }
  }
}
