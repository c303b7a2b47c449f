package io.decant.connectors.documents;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the overflow of one row tells, read again; see {@link Overflow}. */
final class Told {
  /** Of a row without overflow. */
  static final Told NOTHING = new Told(new byte[0], Optional.empty());

  /** A value within the overflow. */
  record Place(byte type, int from, int end, boolean isRoot) {}

  private final byte[] bson;
  private final Optional<Place> root;
  private final Map<String, List<String>> orders = new HashMap<>();
  private final Map<String, List<Place>> again = new HashMap<>();
  private final Set<String> missing = new HashSet<>();
  private final Map<String, String> types = new HashMap<>();
  private Optional<Place> value = Optional.empty();

  private Told(byte[] bson, Optional<Place> root) {
    this.bson = bson;
    this.root = root;
  }

  /**
   * Reads a row's overflow.
   *
   * @throws MalformedDocument it is no JSON object
   */
  static Told read(byte[] text, int from, int end, ExtendedJsonReader json) {
    BsonOutput out = new BsonOutput();
    byte type = json.value(text, from, end, out);
    if (type != Bson.DOCUMENT) {
      throw new MalformedDocument("the overflow of a row is no JSON object");
    }
    Told told = new Told(out.copy(), Optional.of(new Place(type, 0, out.size(), true)));
    told.find(told.root.orElseThrow(), Overflow.SHAPE).ifPresent(told::shape);
    return told;
  }

  byte[] bson() {
    return bson;
  }

  /** The object of what no column holds. */
  Optional<Place> root() {
    return root;
  }

  /** A field of an object in the overflow. */
  Optional<Place> find(Place object, byte[] name) {
    BsonWalk walk = new BsonWalk().over(bson, object.from, object.end);
    while (walk.next()) {
      if (walk.nameIs(name)) {
        return Optional.of(place(walk));
      }
    }
    return Optional.empty();
  }

  private static Place place(BsonWalk walk) {
    return new Place(walk.type(), walk.valueFrom(), walk.valueEnd(), false);
  }

  /** Names of an object's fields as they stood; empty where they stood as usual. */
  List<String> order(String object) {
    return orders.getOrDefault(object, List.of());
  }

  boolean isMissing(String path) {
    return missing.contains(path);
  }

  /** The type that a value had; empty for the usual one. */
  String type(String path) {
    return types.getOrDefault(path, "");
  }

  boolean hasValue() {
    return value.isPresent();
  }

  /** Writes the element that is no object. */
  byte writeValue(BsonOutput out) {
    Place place = value.orElseThrow();
    out.bytes(bson, place.from, place.end);
    return place.type;
  }

  /** Writes the next field of that name that its object had once more. */
  void writeAgain(String object, String name, BsonOutput out) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    List<Place> fields = again.getOrDefault(object, List.of());
    for (Place single : fields) {
      BsonWalk walk = new BsonWalk().over(bson, single.from, single.end);
      if (walk.next() && walk.nameIs(bytes)) {
        out.element(walk.type(), bytes);
        out.bytes(bson, walk.valueFrom(), walk.valueEnd());
        fields.remove(single);
        return;
      }
    }
  }

  private void shape(Place shape) {
    each(shape, Overflow.ORDER, walk -> orders.put(walk.name(), strings(walk)));
    each(shape, Overflow.AGAIN, walk -> again.put(walk.name(), places(walk)));
    each(shape, Overflow.TYPES, walk -> types.put(walk.name(), string(walk)));
    each(shape, Overflow.MISSING, walk -> missing.add(string(walk)));
    value = find(shape, Overflow.VALUE);
  }

  private interface Visit {
    void at(BsonWalk walk);
  }

  private void each(Place shape, byte[] section, Visit visit) {
    find(shape, section)
        .filter(place -> place.type == Bson.DOCUMENT || place.type == Bson.ARRAY)
        .ifPresent(
            place -> {
              BsonWalk walk = new BsonWalk().over(bson, place.from, place.end);
              while (walk.next()) {
                visit.at(walk);
              }
            });
  }

  private List<String> strings(BsonWalk array) {
    List<String> strings = new ArrayList<>();
    BsonWalk walk = new BsonWalk().over(bson, array.valueFrom(), array.valueEnd());
    while (walk.next()) {
      strings.add(string(walk));
    }
    return strings;
  }

  private List<Place> places(BsonWalk array) {
    List<Place> places = new ArrayList<>();
    BsonWalk walk = new BsonWalk().over(bson, array.valueFrom(), array.valueEnd());
    while (walk.next()) {
      places.add(place(walk));
    }
    return places;
  }

  private String string(BsonWalk walk) {
    if (walk.type() != Bson.STRING) {
      throw new MalformedDocument("the overflow of a row holds no text where one belongs");
    }
    int from = walk.valueFrom() + Bson.STRING_HEAD;
    return new String(bson, from, walk.valueEnd() - 1 - from, StandardCharsets.UTF_8);
  }
}
