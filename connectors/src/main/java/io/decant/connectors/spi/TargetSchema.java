package io.decant.connectors.spi;

import io.decant.converter.DecantException;
import io.decant.converter.schema.Table;
import java.util.List;
import java.util.Optional;

/**
 * What a database can hold, and how it is made. Everything here is pure: no I/O, and the same
 * answer for the same question. Thread-safe.
 */
public interface TargetSchema {

  /**
   * The nearest table that this database can hold: every column of a type that it has, every name
   * within its limits, every key, index, default and check that it understands, and a remark for
   * each thing that is not as it was. Accepting what was accepted changes nothing.
   *
   * @throws DecantException.UnsupportedSchema it cannot be held at all (too many columns); lists
   *     every reason
   */
  Acceptance accept(Table table);

  /**
   * Settles what one accepted table alone does not tell: gives other names to keys, indexes and
   * checks that would be called the same, where tables share these names; has rows of one table lie
   * in those of another, where that was asked for. Columns keep their order and their types.
   *
   * @return one answer for each, in their order
   * @throws DecantException.UnsupportedSchema what was asked for cannot be; lists every reason
   */
  default List<Table> apart(List<Table> accepted) {
    return accepted;
  }

  /**
   * Where rows of an accepted table come to lie together in values of a largest size; {@link
   * #apart} comes before it.
   */
  default Optional<Gathering> gathering(Table accepted) {
    return Optional.empty();
  }

  /**
   * How views are made.
   *
   * @param views each after those that it reads
   * @param tables those of the run
   * @return one answer for each, in their order
   */
  default List<AcceptedView> accept(List<WantedView> views, List<PlacedTable> tables) {
    return views.stream()
        .map(
            wanted ->
                new AcceptedView(
                    wanted.view(),
                    wanted.name(),
                    Optional.empty(),
                    false,
                    "there are no views here"))
        .toList();
  }

  /**
   * What has to be run to make an accepted table, and to finish it after the data. When each is
   * run, its {@link SchemaStep.Stage} says; a statement that stands in several tables' steps is run
   * once.
   */
  List<SchemaStep> steps(Table accepted);

  /**
   * Statements that a script of steps begins with, so that they mean the same in every session:
   * encoding, modes, where names are looked up.
   */
  default List<String> preamble() {
    return List.of();
  }
}
