package io.decant.connectors.documents;

import io.decant.connectors.documents.Layout.Role;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes documents of rows: what {@link DocumentRows} undoes. A value in a column goes before what
 * the overflow says of its field, so that a row which was changed since gives the changed document.
 *
 * <p>For one thread.
 */
public final class DocumentBuilder {
  private final Layout layout;
  private final @Nullable LeafWriter[] writers;
  private final int[] columnOf;
  private final int extraColumn;
  private final ExtendedJsonReader json = new ExtendedJsonReader();
  private final BsonWalk walk = new BsonWalk();
  private boolean[] emitted;
  private RowBatch batch = new RowBatch(List.of(), 1, 1);
  private Elements elements = Elements.NONE;
  private Told told = Told.NOTHING;
  private int row;

  /** The elements, and the objects, that rows of other tables hold. */
  public interface Elements {
    /** Knows none: an array is as many nulls as its count says, an object is empty. */
    Elements NONE = (path, out) -> false;

    /**
     * Writes the array of that path (see {@link FieldPath}) of the row at hand as one BSON array,
     * or the object there as one document.
     *
     * @return false when it is not known; nothing is written then
     */
    boolean write(String path, BsonOutput out);
  }

  /**
   * @param columns that a batch has, in its order; all others of the table count as NULL
   */
  public DocumentBuilder(Layout ofTable, List<Column> columns) {
    this.layout = ofTable.copy();
    int fields = layout.fields().size();
    this.writers = new LeafWriter[fields];
    this.columnOf = new int[fields];
    this.emitted = new boolean[fields];
    Arrays.fill(columnOf, -1);
    int extra = -1;
    for (int i = 0; i < columns.size(); i++) {
      Role role = layout.role(columns.get(i).name());
      if (role instanceof Role.OfExtra) {
        extra = i;
      } else if (role instanceof Role.OfField ofField) {
        Field field = ofField.field();
        columnOf[field.id] = i;
        if (field.leaf != null) {
          String where = layout.table().name() + "." + columns.get(i).name();
          writers[field.id] = new LeafWriter(where, field.leaf, json);
        }
      }
    }
    this.extraColumn = extra;
  }

  /**
   * Writes the value that a row stands for.
   *
   * @return its type: a document, but for elements of arrays that are none
   * @throws io.decant.converter.DecantException.BadValue BSON has no such value
   */
  public byte build(RowBatch from, int fromRow, Elements ofArrays, BsonOutput out) {
    begin(from, fromRow, ofArrays);
    Field root = layout.root;
    if (told.hasValue()) {
      return told.writeValue(out);
    }
    if (root.leaf != null) {
      return whole(root, out);
    }
    int start = out.begin();
    fields(root, told.root(), out);
    out.end(start);
    return Bson.DOCUMENT;
  }

  /** Writes the document of a row whose table has no column for its {@code _id}. */
  public void build(
      RowBatch from, int fromRow, byte idType, byte[] id, Elements ofArrays, BsonOutput out) {
    begin(from, fromRow, ofArrays);
    int start = out.begin();
    out.element(idType, Layout.ID.getBytes(StandardCharsets.US_ASCII));
    out.bytes(id, 0, id.length);
    fields(layout.root, told.root(), out);
    out.end(start);
  }

  private void begin(RowBatch from, int fromRow, Elements ofArrays) {
    batch = from;
    row = fromRow;
    elements = ofArrays;
    Arrays.fill(emitted, false);
    told = Told.NOTHING;
    if (extraColumn >= 0 && !from.column(extraColumn).isNull(fromRow)) {
      BytesVector extra = from.bytes(extraColumn);
      told = Told.read(extra.data(), extra.start(fromRow), extra.end(fromRow), json);
    }
  }

  private byte whole(Field root, BsonOutput out) {
    if (isNull(root)) {
      return Bson.NULL;
    }
    return write(root, out);
  }

  private boolean isNull(Field field) {
    int column = columnOf[field.id];
    return column < 0 || batch.column(column).isNull(row);
  }

  private byte write(Field field, BsonOutput out) {
    ColumnVector vector = batch.column(columnOf[field.id]);
    Leaf leaf = field.leaf;
    if (leaf != null && (leaf.coding == Leaf.Coding.COUNT || leaf.coding == Leaf.Coding.RECORD)) {
      if (elements.write(layout.within + field.path, out)) {
        return leaf.coding == Leaf.Coding.COUNT ? Bson.ARRAY : Bson.DOCUMENT;
      }
    }
    LeafWriter writer = writers[field.id];
    if (writer == null) {
      throw new IllegalStateException("no column for " + field.path);
    }
    return writer.write(vector, row, told.type(field.path), out);
  }

  /**
   * Writes the fields of an object.
   *
   * @return whether a column or the overflow holds one of them
   */
  private boolean fields(Field object, Optional<Told.Place> extra, BsonOutput out) {
    boolean held = false;
    List<String> order = told.order(object.path);
    if (!order.isEmpty()) {
      held = inOrder(object, extra, order, out);
    }
    for (Field field : object.fields) {
      if (!emitted[field.id]) {
        held |= field(field, extra, out);
      }
    }
    if (extra.isPresent()) {
      others(object, extra.get(), order, out);
      held = true;
    }
    return held;
  }

  private boolean inOrder(
      Field object, Optional<Told.Place> extra, List<String> order, BsonOutput out) {
    boolean held = false;
    Map<String, Integer> seen = new HashMap<>();
    for (String name : order) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      int times = seen.merge(name, 1, Integer::sum);
      Field field = object.find(bytes, 0, bytes.length);
      if (field != null && times == 1) {
        held |= field(field, extra, out);
      } else if (times > 1 || !copy(extra, bytes, out)) {
        told.writeAgain(object.path, name, out);
      }
    }
    return held;
  }

  /** Copies a field that the layout does not know. */
  private boolean copy(Optional<Told.Place> extra, byte[] name, BsonOutput out) {
    if (extra.isEmpty() || isShape(extra.get(), name)) {
      return false;
    }
    Optional<Told.Place> place = told.find(extra.get(), name);
    place.ifPresent(
        found -> {
          out.element(found.type(), name);
          out.bytes(told.bson(), found.from(), found.end());
        });
    return place.isPresent();
  }

  private static boolean isShape(Told.Place object, byte[] name) {
    return object.isRoot() && Arrays.equals(name, Overflow.SHAPE);
  }

  private void others(Field object, Told.Place extra, List<String> order, BsonOutput out) {
    walk.over(told.bson(), extra.from(), extra.end());
    while (walk.next()) {
      boolean shape = extra.isRoot() && walk.nameIs(Overflow.SHAPE);
      boolean known = object.find(told.bson(), walk.nameFrom(), walk.nameEnd()) != null;
      if (!shape && !known && !order.contains(walk.name())) {
        out.element(walk.type(), told.bson(), walk.nameFrom(), walk.nameEnd());
        out.bytes(told.bson(), walk.valueFrom(), walk.valueEnd());
      }
    }
  }

  private boolean field(Field field, Optional<Told.Place> extra, BsonOutput out) {
    emitted[field.id] = true;
    Optional<Told.Place> place =
        extra.isEmpty() ? Optional.empty() : told.find(extra.get(), field.name);
    if (field.isObject()) {
      return object(field, place, out);
    }
    if (!isNull(field)) {
      int at = out.element(Bson.NULL, field.name);
      out.type(at, write(field, out));
      return true;
    }
    absent(field, place, out);
    return false;
  }

  private void absent(Field field, Optional<Told.Place> place, BsonOutput out) {
    if (place.isPresent()) {
      out.element(place.get().type(), field.name);
      out.bytes(told.bson(), place.get().from(), place.get().end());
    } else if (field.absence == Field.Absence.NULL && !told.isMissing(field.path)) {
      out.element(Bson.NULL, field.name);
    }
  }

  private boolean object(Field object, Optional<Told.Place> place, BsonOutput out) {
    int at = out.element(Bson.DOCUMENT, object.name);
    int start = out.begin();
    boolean nested = place.filter(each -> each.type() == Bson.DOCUMENT).isPresent();
    boolean held = fields(object, nested ? place : Optional.empty(), out);
    boolean empty = object.absence == Field.Absence.EMPTY && !told.isMissing(object.path);
    if (held || empty && place.isEmpty()) {
      out.end(start);
    } else {
      out.truncate(at);
      absent(object, place, out);
    }
    return held;
  }
}
