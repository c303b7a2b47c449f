package io.decant.connectors.documents;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What becomes columns, what a table of its own, and what stays in one piece.
 *
 * @param keyed every document has a key that rows of its elements can refer to
 */
record Grouping(InferenceRules rules, boolean keyed) {
  /** Objects of more values than these are read by nobody as columns. */
  static final int MAX_WIDTH = 40;

  /** Objects with so many different names may be maps. */
  private static final int MANY_NAMES = 20;

  /** So many objects of one form are no coincidence. */
  private static final int ALIKE_NAMES = 5;

  /** Of the names seen, how many an object of a map has at most. */
  private static final double MAP_COVERAGE = 0.3;

  private static final double MOSTLY = 0.8;

  /** Numbers, dates, UUIDs, and hexadecimal identifiers of 16 digits or more. */
  private static final Pattern DATA =
      Pattern.compile(
          "[+-]?\\d+([.,]\\d+)?|\\d{4}-\\d{2}(-\\d{2}.*)?|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-.*"
              + "|(?=.*\\d)[0-9a-fA-F]{16,}");

  Grouping withoutTables() {
    return new Grouping(rules, false);
  }

  /** Whether an object's fields become columns. */
  boolean isFlattened(Shape.Node node, int maxWidth) {
    if (!node.kinds().equals(List.of(BsonKind.OBJECT)) || node.hasMoreNames) {
      return false;
    }
    return switch (rules.objects()) {
      case JSON -> false;
      case FLATTEN -> !node.fields.isEmpty();
      case TABLE -> !keyed && isNarrowRecord(node, maxWidth);
      case AUTO -> isNarrowRecord(node, maxWidth);
    };
  }

  private boolean isNarrowRecord(Shape.Node node, int maxWidth) {
    return !node.fields.isEmpty() && !isMap(node) && width(node) <= maxWidth;
  }

  boolean isFlattened(Shape.Node node) {
    return isFlattened(node, MAX_WIDTH);
  }

  /** Whether an object becomes a row of another table. Without a key, columns are what is left. */
  boolean isRow(Shape.Node node) {
    return keyed && rules.objects() == InferenceRules.Objects.TABLE && areRecords(node);
  }

  /** Whether an array's elements become rows. */
  boolean isTable(Shape.Node node) {
    Shape.Node element = node.element;
    if (!keyed || element == null || !node.kinds().equals(List.of(BsonKind.ARRAY))) {
      return false;
    }
    return switch (rules.arrays()) {
      case JSON -> false;
      case TABLE -> element.values() > 0;
      case AUTO -> areRecords(element) && width(element) <= Draft.MAX_COLUMNS;
    };
  }

  /** Whether the values are objects of recurring fields. */
  boolean areRecords(Shape.Node element) {
    return element.kinds().equals(List.of(BsonKind.OBJECT))
        && !element.fields.isEmpty()
        && !isMap(element);
  }

  /** Whether the names of an object's fields are data themselves. */
  static boolean isMap(Shape.Node node) {
    int names = node.fields.size();
    if (node.hasMoreNames) {
      return true;
    }
    long data = node.fields.stream().filter(each -> DATA.matcher(each.name).matches()).count();
    if (names > 0 && data >= MOSTLY * names) {
      return true;
    }
    if (names >= ALIKE_NAMES && areAlike(node.fields)) {
      return true;
    }
    double coverage = (double) node.fieldsSeen / Math.max(1, names * node.count(BsonKind.OBJECT));
    return names > MANY_NAMES && coverage < MAP_COVERAGE;
  }

  /** Whether the fields are records with the same fields: translations by language. */
  private static boolean areAlike(List<Shape.Node> fields) {
    Set<String> names = names(fields.get(0));
    return fields.stream()
        .allMatch(
            field ->
                field.kinds().equals(List.of(BsonKind.OBJECT))
                    && !field.fields.isEmpty()
                    && names(field).equals(names));
  }

  private static Set<String> names(Shape.Node object) {
    return object.fields.stream().map(field -> field.name).collect(Collectors.toSet());
  }

  /** Columns that an object's fields would become. */
  int width(Shape.Node object) {
    int width = 0;
    for (Shape.Node field : object.fields) {
      width += isFlattened(field) ? width(field) : 1;
    }
    return width;
  }
}
