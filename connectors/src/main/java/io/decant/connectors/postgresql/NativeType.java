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
}
