package io.decant.connectors.documents;

import static java.util.Objects.requireNonNull;

import io.decant.connectors.documents.Layout.Role;
import io.decant.connectors.spi.BatchReader;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.row.Utf8;
import io.decant.converter.schema.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes rows of documents: one row of each, or one of each element of an array in it, or of an
 * object. What the columns cannot hold goes to the column of extras, so that {@link
 * DocumentBuilder} makes of the row the very same bytes; in a table without such a column, the row
 * is reported.
 *
 * <p>For one thread. Nothing is made for a value but what the batch holds.
 */
public final class DocumentRows {
  private final Layout layout;
  private final Role[] roles;
  private final ColumnVector[] aside;
  private final int[] columnOf;
  private final RowFields row;
  private final List<RowFields> keys = new ArrayList<>();
  private final ArrayWalk elements;
  private final Overflow overflow;
  private final boolean hasExtra;
  private final boolean hasId;
  private byte[] bson = {};
  private int from;
  private int end;
  private boolean pending;
  private long unseen;
  private long otherType;

  /**
   * @param ofTable the whole table as described
   * @param wanted the columns that a batch has, in its order
   */
  public DocumentRows(Layout ofTable, List<Column> wanted) {
    this.layout = ofTable.copy();
    this.roles = new Role[wanted.size()];
    this.aside = new ColumnVector[layout.fields().size()];
    this.columnOf = new int[layout.fields().size()];
    Arrays.fill(columnOf, -1);
    for (int i = 0; i < roles.length; i++) {
      roles[i] = layout.role(wanted.get(i).name());
      if (roles[i] instanceof Role.OfField ofField) {
        columnOf[ofField.field().id] = i;
      }
    }
    for (Field field : layout.fields()) {
      if (field.leaf != null) {
        aside[field.id] = ColumnVector.of(field.leaf.type.carrier(), 1);
      }
    }
    this.row = new RowFields(layout.fields().size(), true, layout.elsewhere);
    for (int level = 0; level < layout.keys.size(); level++) {
      keys.add(new RowFields(layout.fields().size(), false, List.of()));
    }
    this.elements = new ArrayWalk(layout.chain, layout.isObject());
    this.overflow = new Overflow(layout, row);
    this.hasExtra = layout.hasExtra();
    this.hasId = layout.hasId();
  }

  /**
   * The next document; {@link #append} is called until it says that all of its rows are there.
   *
   * @throws MalformedDocument the bytes are none
   */
  public void document(byte[] bytes, int first, int behind) {
    bson = bytes;
    from = first;
    end = behind;
    pending = true;
    if (layout.isChild()) {
      key(0, first, behind);
      elements.document(bytes, first, behind);
    }
  }

  /**
   * Appends rows of the document.
   *
   * @return false when the batch is full and rows may be left
   */
  public boolean append(RowBatch into) {
    if (!layout.isChild()) {
      if (pending && into.isFull()) {
        return false;
      }
      if (pending) {
        row(Bson.DOCUMENT, from, end, into);
      }
      pending = false;
      return true;
    }
    while (pending) {
      if (into.isFull()) {
        return false;
      }
      pending = elements.next();
      if (pending) {
        for (int level = 1; level < keys.size(); level++) {
          key(level, elements.valueFrom(level - 1), elements.valueEnd(level - 1));
        }
        row(elements.type(), elements.valueFrom(), elements.valueEnd(), into);
      }
    }
    return true;
  }

  /** Finds what names the document, or the element of that level, whose bytes lie there. */
  private void key(int level, int first, int behind) {
    Field wanted = layout.keys.get(level);
    if (!wanted.fields.isEmpty()) {
      keys.get(level).clear();
      keys.get(level).walk(wanted, bson, first, behind);
    }
  }

  /** What the layout did not know, counted since the beginning. */
  public Map<String, Long> notes() {
    Map<String, Long> notes = new LinkedHashMap<>();
    if (unseen > 0) {
      notes.put(BatchReader.UNSEEN_FIELD, unseen);
    }
    if (otherType > 0) {
      notes.put("OTHER_TYPE", otherType);
    }
    return notes;
  }

  private void row(byte type, int valueFrom, int valueEnd, RowBatch into) {
    row.clear();
    row.value(type, bson, valueFrom, valueEnd);
    if (layout.root.isObject() && type == Bson.DOCUMENT) {
      row.walk(layout.root, bson, valueFrom, valueEnd);
    }
    Leaf whole = layout.root.leaf;
    boolean usual =
        whole == null ? object(layout.root, true, into) : leaf(layout.root, whole, true, into);
    usual &= row.isUsual();
    for (int i = 0; i < roles.length; i++) {
      ColumnVector column = into.column(i);
      if (roles[i] instanceof Role.OfExtra) {
        extra(usual, (BytesVector) column);
      } else if (roles[i] instanceof Role.OfPosition position) {
        ((LongVector) column).append(elements.position(position.level()));
      } else if (roles[i] instanceof Role.OfKey ofKey) {
        key(ofKey, i, into);
      }
    }
    count(into);
    into.endRow();
  }

  private void extra(boolean usual, BytesVector column) {
    if (usual) {
      column.appendNull();
    } else {
      overflow.append(column);
    }
  }

  /** A row that a table without extras cannot hold is no row. */
  private void count(RowBatch into) {
    unseen += row.unseenFields(hasExtra || hasId);
    otherType += row.misfits();
    if (hasExtra) {
      return;
    }
    String first = row.firstUnseen(hasId);
    if (!first.isEmpty()) {
      into.report(
          new RowProblem(
              into.rows(), 0, BatchReader.UNSEEN_FIELD, "no column holds the field " + first));
    }
    if (row.misfits() > 0) {
      String path = row.firstMisfit();
      into.report(
          new RowProblem(
              into.rows(),
              0,
              "OTHER_TYPE",
              "the column cannot hold what the field " + path + " is"));
    }
  }

  private void key(Role.OfKey role, int column, RowBatch into) {
    Field field = role.field();
    RowFields key = keys.get(role.level());
    byte type = key.type(field.id);
    Leaf leaf = requireNonNull(field.leaf);
    if (type == 0
        || type == Bson.NULL
        || !leaf.append(type, bson, key.from(field.id), key.end(field.id), into.column(column))) {
      into.column(column).appendNull();
      into.report(
          new RowProblem(
              into.rows(),
              column,
              "OTHER_TYPE",
              "what the element lies in has a key of another type"));
    }
  }

  /**
   * Fills the columns of an object's fields.
   *
   * @param inside whether what the object is a field of is in the document
   * @return whether the columns alone tell how the object was
   */
  private boolean object(Field object, boolean inside, RowBatch into) {
    byte type = row.type(object.id);
    boolean there = inside && type == Bson.DOCUMENT;
    boolean usual = true;
    boolean held = false;
    for (Field field : object.fields) {
      usual &=
          field.leaf == null ? object(field, there, into) : leaf(field, field.leaf, there, into);
      held |= row.isHeld(field.id);
    }
    row.held(object.id, held);
    if (there) {
      return usual && (held || object.absence == Field.Absence.EMPTY);
    }
    return !inside || isUsualAbsence(object, type);
  }

  private boolean isUsualAbsence(Field field, byte type) {
    if (type != 0 && type != Bson.NULL) {
      row.misfit(field);
      return false;
    }
    Field.Absence usual = type == 0 ? Field.Absence.MISSING : Field.Absence.NULL;
    return field.absence == usual;
  }

  private boolean leaf(Field field, Leaf leaf, boolean inside, RowBatch into) {
    int column = columnOf[field.id];
    ColumnVector vector = column < 0 ? aside[field.id] : into.column(column);
    if (column < 0) {
      vector.clear();
    }
    byte type = row.type(field.id);
    if (type == 0 || type == Bson.NULL) {
      vector.appendNull();
      return !inside || isUsualAbsence(field, type);
    }
    int valueFrom = row.from(field.id);
    int valueEnd = row.end(field.id);
    if (!leaf.append(type, bson, valueFrom, valueEnd, vector)) {
      vector.appendNull();
      row.misfit(field);
      return false;
    }
    row.held(field.id, true);
    if (leaf.coding == Leaf.Coding.TEXT
        && column >= 0
        && !isValid(bson, valueFrom + Bson.STRING_HEAD, valueEnd - 1)) {
      into.report(
          new RowProblem(into.rows(), column, "INVALID_UTF8", "the field holds no UTF-8 text"));
    }
    boolean usual = leaf.isUsual(type, bson, valueFrom, vector);
    if (!usual) {
      row.unusual(field.id);
    }
    return usual;
  }

  private static boolean isValid(byte[] text, int first, int behind) {
    for (int i = first; i < behind; i++) {
      if (text[i] < 0) {
        return Utf8.isValid(text, i, behind - i);
      }
    }
    return true;
  }
}
