package io.decant.engine.plan;

import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.Remark.Outcome;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import io.decant.engine.NameStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a table consists of, under names of a style. The table's own name and the tables that it
 * refers to are left to {@link Naming}. For one table.
 */
final class Renaming {
  private static final String CODE = "RENAMED_COLUMN";

  private final Table source;
  private final NameStyle style;
  private final List<Remark> remarks = new ArrayList<>();
  private final Table table;

  private Renaming(Table source, NameStyle style) {
    this.source = source;
    this.style = style;
    this.table = style == NameStyle.PRESERVE ? source : renamed();
  }

  /**
   * @param problems hears of names that become one
   */
  static Renaming of(Table source, NameStyle style, List<String> problems) {
    Renaming renaming = new Renaming(source, style);
    renaming.requireDistinct(source.columns().stream().map(Column::name), problems);
    renaming.requireDistinct(
        Stream.concat(
            Stream.concat(source.primaryKey().stream(), source.uniqueKeys().stream())
                .map(Key::name),
            source.indexes().stream().map(Index::name)),
        problems);
    renaming.requireDistinct(source.checks().stream().map(Check::name), problems);
    renaming.requireDistinct(source.foreignKeys().stream().map(ForeignKey::name), problems);
    return renaming;
  }

  /** With the columns in the same order; its foreign keys are as they were. */
  Table table() {
    return table;
  }

  /** What cannot come along under other names. */
  List<Remark> remarks() {
    return remarks;
  }

  /** The names of a foreign key and of its own columns. */
  ForeignKey foreignKey(ForeignKey key) {
    return new ForeignKey(
        style.of(key.name()),
        names(key.columns()),
        key.target(),
        key.targetColumns(),
        key.onDelete(),
        key.onUpdate(),
        key.deferrable(),
        key.initiallyDeferred(),
        key.validated(),
        key.fullMatch());
  }

  /** What a sink has to say of the renamed table, under the source's names. */
  Remark inSource(Remark remark) {
    ObjectRef object = remark.object();
    String name =
        namesOf(object.kind())
            .filter(before -> style.of(before).equals(object.name()))
            .findFirst()
            .orElse(object.kind() == ObjectKind.TABLE ? source.name().name() : object.name());
    return new Remark(
        new ObjectRef(object.kind(), source.name(), name),
        remark.outcome(),
        remark.code(),
        remark.reason());
  }

  private Stream<String> namesOf(ObjectKind kind) {
    return switch (kind) {
      case PRIMARY_KEY -> source.primaryKey().stream().map(Key::name);
      case UNIQUE_KEY -> source.uniqueKeys().stream().map(Key::name);
      case INDEX -> source.indexes().stream().map(Index::name);
      case FOREIGN_KEY -> source.foreignKeys().stream().map(ForeignKey::name);
      case CHECK -> source.checks().stream().map(Check::name);
      case COLUMN, DEFAULT, IDENTITY, GENERATED_COLUMN, COMMENT ->
          source.columns().stream().map(Column::name);
      default -> Stream.empty();
    };
  }

  private void requireDistinct(Stream<String> names, List<String> problems) {
    Map<String, String> owners = new HashMap<>();
    names
        .filter(name -> !name.isEmpty())
        .forEach(
            name -> {
              String owner = owners.putIfAbsent(style.of(name), name);
              if (owner != null && !owner.equals(name)) {
                problems.add(
                    "NAME_COLLISION: "
                        + source.name()
                        + "."
                        + owner
                        + " and "
                        + source.name()
                        + "."
                        + name
                        + " would both be "
                        + style.of(name)
                        + "; use --names preserve");
              }
            });
  }

  private Table renamed() {
    return source
        .withColumns(source.columns().stream().map(this::column).toList())
        .withPrimaryKey(source.primaryKey().map(this::key))
        .withUniqueKeys(source.uniqueKeys().stream().map(this::key).toList())
        .withIndexes(source.indexes().stream().flatMap(index -> index(index).stream()).toList())
        .withChecks(source.checks().stream().flatMap(check -> check(check).stream()).toList());
  }

  private List<String> names(List<String> names) {
    return names.stream().map(style::of).toList();
  }

  private Column column(Column column) {
    Column named = column.withName(style.of(column.name()));
    if (column.generated().filter(by -> isBroken(by.expression())).isPresent()) {
      remark(ObjectKind.GENERATED_COLUMN, column.name(), Outcome.CHANGED, "a plain column, for");
      named = named.withGenerated(Optional.empty());
    }
    boolean broken =
        column
            .defaultValue()
            .filter(value -> value instanceof DefaultValue.Computed by && isBroken(by.expression()))
            .isPresent();
    if (broken) {
      remark(ObjectKind.DEFAULT, column.name(), Outcome.SKIPPED, "left out, for");
      named = named.withDefaultValue(Optional.empty());
    }
    return named;
  }

  private Key key(Key key) {
    return new Key(
        style.of(key.name()),
        names(key.columns()),
        key.nullsEqual(),
        key.deferrable(),
        key.initiallyDeferred());
  }

  private Optional<Check> check(Check check) {
    if (isBroken(check.expression())) {
      remark(ObjectKind.CHECK, check.name(), Outcome.SKIPPED, "left out, for");
      return Optional.empty();
    }
    return Optional.of(new Check(style.of(check.name()), check.expression()));
  }

  private Optional<Index> index(Index index) {
    boolean broken =
        index.predicate().filter(this::isBroken).isPresent()
            || index.parts().stream()
                .anyMatch(part -> part.expression().filter(this::isBroken).isPresent());
    if (broken) {
      remark(ObjectKind.INDEX, index.name(), Outcome.SKIPPED, "left out, for");
      return Optional.empty();
    }
    boolean plain = isBroken(index.definition());
    if (plain) {
      remark(ObjectKind.INDEX, index.name(), Outcome.CHANGED, "without its own properties, for");
    }
    return Optional.of(
        new Index(
            style.of(index.name()),
            index.parts().stream().map(this::part).toList(),
            index.unique(),
            index.method(),
            index.predicate(),
            index.engine(),
            plain ? "" : index.definition()));
  }

  private Index.Part part(Index.Part part) {
    return part.isExpression()
        ? part
        : new Index.Part(
            style.of(part.column()), part.expression(), part.descending(), part.prefixLength());
  }

  private boolean isBroken(Expression expression) {
    return isBroken(expression.text());
  }

  /** The text names a column that is called otherwise now. */
  private boolean isBroken(String sql) {
    return source.columns().stream()
        .map(Column::name)
        .filter(name -> !style.of(name).equals(name))
        .anyMatch(
            name ->
                Pattern.compile(
                        "(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(sql)
                    .find());
  }

  private void remark(ObjectKind kind, String name, Outcome outcome, String what) {
    remarks.add(
        new Remark(
            new ObjectRef(kind, source.name(), name),
            outcome,
            CODE,
            what + " its expression names a column that has another name in the target"));
  }
}
