package io.decant.connectors.documents;

import io.decant.converter.row.BytesVector;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a row do not tell of its document, as one JSON object: a field that the
 * layout does not know, and one whose value its column cannot hold (NULL is there then), stands at
 * its place. {@code $shape} says what else the document needs to be built again:
 *
 * <ul>
 *   <li>{@code order}: by path of an object, the names of its fields as they stood;
 *   <li>{@code again}: by path of an object, fields that are there more than once, from the second
 *       on, and fields that have no name here;
 *   <li>{@code missing}: paths of fields that are missing where NULL would mean null;
 *   <li>{@code types}: by path, the type of a value that looks like another one in its column, with
 *       the digits of a decimal128 behind it;
 *   <li>{@code value}: an array's element that is no object.
 * </ul>
 */
final class Overflow {
  static final String SHAPE_NAME = "$shape";
  static final byte[] SHAPE = ascii(SHAPE_NAME);
  static final byte[] ORDER = ascii("order");
  static final byte[] AGAIN = ascii("again");
  static final byte[] MISSING = ascii("missing");
  static final byte[] TYPES = ascii("types");
  static final byte[] VALUE = ascii("value");

  private final Layout layout;
  private final RowFields row;
  private final BsonOutput out = new BsonOutput();
  private final BsonWalk walk = new BsonWalk();

  Overflow(Layout layout, RowFields row) {
    this.layout = layout;
    this.row = row;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Appends the object of the current row. */
  void append(BytesVector column) {
    out.clear();
    int start = out.begin();
    boolean isObject = row.type(0) == Bson.DOCUMENT && layout.root.isObject();
    if (isObject) {
      values(layout.root);
    }
    shape(isObject);
    out.end(start);
    layout.json.append(Bson.DOCUMENT, out.data(), 0, out.size(), column);
  }

  /** The values of an object that no column holds. */
  private void values(Field object) {
    for (Field field : object.fields) {
      byte type = row.type(field.id);
      if (field.isObject() && type == Bson.DOCUMENT) {
        nested(field);
      } else if (type != 0 && !row.isHeld(field.id) && !isUsualNull(field, type)) {
        out.element(type, field.name);
        out.bytes(row.bson(), row.from(field.id), row.end(field.id));
      }
    }
    for (RowFields.Other other : row.others()) {
      if (other.object() == object && !other.again()) {
        other(other);
      }
    }
  }

  private static boolean isUsualNull(Field field, byte type) {
    return type == Bson.NULL && field.absence == Field.Absence.NULL;
  }

  private void nested(Field object) {
    int before = out.element(Bson.DOCUMENT, object.name);
    int start = out.begin();
    values(object);
    boolean told = row.isHeld(object.id) || object.absence == Field.Absence.EMPTY;
    if (out.size() == start + 4 && told) {
      out.truncate(before);
    } else {
      out.end(start);
    }
  }

  private void other(RowFields.Other other) {
    byte[] bson = row.bson();
    out.element(other.type(), bson, other.nameFrom(), other.nameEnd());
    out.bytes(bson, other.from(), other.end());
  }

  private void shape(boolean isObject) {
    int before = out.element(Bson.DOCUMENT, SHAPE);
    int start = out.begin();
    if (isObject) {
      section(Bson.DOCUMENT, ORDER, () -> order(layout.root));
      section(Bson.DOCUMENT, AGAIN, () -> again(layout.root));
      section(Bson.ARRAY, MISSING, () -> missing(layout.root, new int[1]));
      section(Bson.DOCUMENT, TYPES, () -> types(layout.root));
    } else if (!row.isHeld(0)) {
      out.element(row.type(0), VALUE);
      out.bytes(row.bson(), row.from(0), row.end(0));
    } else {
      section(Bson.DOCUMENT, TYPES, () -> types(layout.root));
    }
    if (out.size() == start + 4) {
      out.truncate(before);
    } else {
      out.end(start);
    }
  }

  /** A part of the shape, left out when there is nothing in it. */
  private void section(byte type, byte[] name, Runnable content) {
    int before = out.element(type, name);
    int start = out.begin();
    content.run();
    if (out.size() == start + 4) {
      out.truncate(before);
    } else {
      out.end(start);
    }
  }

  private void order(Field object) {
    if (row.isDisordered(object.id)) {
      out.element(Bson.ARRAY, utf8(object.path));
      int start = out.begin();
      walk.over(row.bson(), row.from(object.id), row.end(object.id));
      for (int i = 0; walk.next(); i++) {
        out.element(Bson.STRING, i);
        out.string(row.bson(), walk.nameFrom(), walk.nameEnd());
      }
      out.end(start);
    }
    eachObject(object, this::order);
  }

  private void again(Field object) {
    List<RowFields.Other> others =
        row.others().stream().filter(each -> each.again() && each.object() == object).toList();
    if (!others.isEmpty()) {
      out.element(Bson.ARRAY, utf8(object.path));
      int start = out.begin();
      for (int i = 0; i < others.size(); i++) {
        out.element(Bson.DOCUMENT, i);
        int single = out.begin();
        other(others.get(i));
        out.end(single);
      }
      out.end(start);
    }
    eachObject(object, this::again);
  }

  private interface Visit {
    void to(Field object);
  }

  private void eachObject(Field object, Visit visit) {
    for (Field field : object.fields) {
      if (field.isObject() && row.type(field.id) == Bson.DOCUMENT) {
        visit.to(field);
      }
    }
  }

  private void missing(Field object, int[] index) {
    for (Field field : object.fields) {
      if (row.type(field.id) == 0 && field.absence != Field.Absence.MISSING) {
        out.element(Bson.STRING, index[0]++);
        byte[] path = utf8(field.path);
        out.string(path, 0, path.length);
      }
    }
    eachObject(object, each -> missing(each, index));
  }

  private void types(Field field) {
    @Nullable Leaf leaf = field.leaf;
    if (leaf == null) {
      field.fields.forEach(this::types);
    } else if (row.isHeld(field.id) && row.isUnusual(field.id)) {
      byte type = row.type(field.id);
      int from = row.from(field.id);
      String word = BsonKind.of(type, row.bson(), from, row.end(field.id)).word();
      byte[] text =
          utf8(type == Bson.DECIMAL128 ? word + " " + Decimal128.text(row.bson(), from) : word);
      out.element(Bson.STRING, utf8(field.path));
      out.string(text, 0, text.length);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
