package io.decant.connectors.postgresql;

import io.decant.converter.schema.Collation;
import java.util.List;
import java.util.Optional;

/**
 * A column's type as the catalog has it, domains resolved.
 *
 * @param schema of the type
 * @param name the catalog's short name: {@code int4}, {@code bpchar}
 * @param kind the catalog's letter: {@code b} base, {@code e} enum, {@code c} composite, {@code r}
 *     range
 * @param modifier the catalog's packed length or precision; -1 for none
 * @param spelling as DDL spells it, qualified unless it is the server's own
 * @param labels of an enum
 * @param element of an array
 */
record NativeType(
    String schema,
    String name,
    char kind,
    int modifier,
    String spelling,
    List<String> labels,
    Collation collation,
    Optional<NativeType> element) {
  NativeType {
    labels = List.copyOf(labels);
  }

  boolean isBuiltIn() {
    return schema.equals("pg_catalog");
  }

  /** How its values are read where that is not plain from its name; else empty. */
  String meaning() {
    if (kind == 'c') {
      return "a composite type, read as its text: (field,field)";
    }
    if (kind == 'r' || kind == 'm') {
      return "a range, read as its text: [from,to)";
    }
    return switch (isBuiltIn() ? name : "") {
      case "money" -> "an amount with the " + modifier + " decimals of the database's currency";
      case "oid" -> "a number; where it names a large object, its bytes stay behind";
      case "interval" -> "months, days and seconds apart, in ISO 8601";
      case "char" -> "one byte; other than ASCII as \\ and three octal digits";
      case "timetz" -> "a time with its offset, read as text";
      case "point", "line", "lseg", "box", "path", "polygon", "circle" ->
          "a figure, read as its text";
      case "tsvector", "tsquery", "xml", "jsonpath" -> "read as its text";
      default -> "";
    };
  }
}
