package io.decant.connectors.postgresql;

import io.decant.connectors.sql.Declaration;
import io.decant.converter.schema.Index;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One index of a dump, as CREATE INDEX declares it. */
record DumpedIndex(
    String name,
    List<Index.Part> parts,
    boolean unique,
    String method,
    Optional<String> predicate,
    String definition) {
  private static final Set<String> AFTER_PART = Set.of("COLLATE", "ASC", "DESC", "NULLS");

  /**
   * @param named empty where nobody says it
   * @param words what follows the table's name
   */
  static DumpedIndex read(String named, DumpedTable table, boolean unique, Declaration words) {
    String definition = words.rest();
    Declaration again = words.of(definition);
    String method = again.take("USING") ? again.name() : "btree";
    List<String> written = again.parts();
    String called =
        named.isEmpty()
            ? table.called(
                written.stream().map(part -> again.of(part)).map(DumpedIndex::first).toList(),
                "idx")
            : named;
    String predicate = "";
    while (!again.isAtEnd()) {
      if (again.take("WHERE")) {
        predicate = again.rest();
      } else {
        again.advance();
      }
    }
    return new DumpedIndex(
        called,
        written.stream().map(part -> part(again.of(part))).toList(),
        unique,
        method,
        Optional.of(predicate).filter(text -> !text.isEmpty()),
        definition);
  }

  /** The column or function that a part of an index begins with. */
  private static String first(Declaration part) {
    return part.sees("(") ? "expr" : part.name();
  }

  private static Index.Part part(Declaration words) {
    String column = "";
    String expression;
    if (words.sees("(")) {
      expression = "(" + words.inParentheses() + ")";
    } else {
      List<String> path = words.path();
      expression = path.stream().map(DumpLexis::quoted).collect(Collectors.joining("."));
      if (words.sees("(")) {
        expression += "(" + words.inParentheses() + ")";
      } else {
        column = path.get(0);
      }
    }
    String operatorClass = words.until(AFTER_PART);
    boolean descending = false;
    while (!words.isAtEnd()) {
      descending |= words.sees("DESC");
      words.advance();
    }
    return TableDescription.part(column, expression, operatorClass, descending);
  }

  void addTo(TableDescription description) {
    parts.forEach(
        part -> description.addIndexPart(name, part, unique, method, predicate, definition));
  }
}
