package io.decant.engine.plan;

import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.Remark.Outcome;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Generated;
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
import java.util.function.UnaryOperator;
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
  private final Map<String, String> chosen;
  private final List<Remark> remarks = new ArrayList<>();
  private final Table table;

  private Renaming(Table source, NameStyle style, Map<String, String> chosen) {
    this.source = source;
    this.style = style;
    this.chosen = chosen;
    this.table = style == NameStyle.PRESERVE && chosen.isEmpty() ? source : renamed();
  }

  /**
   * @param chosen what columns are called, whatever the style
   * @param problems hears of names that become one
   */
  static Renaming of(
      Table source, NameStyle style, Map<String, String> chosen, List<String> problems) {
    Renaming renaming = new Renaming(source, style, chosen);
    renaming.requireDistinct(
        source.columns().stream().map(Column::name), renaming::column, problems);
    renaming.requireDistinct(
        Stream.concat(
            Stream.concat(source.primaryKey().stream(), source.uniqueKeys().stream())
                .map(Key::name),
            source.indexes().stream().map(Index::name)),
        style::of,
        problems);
    renaming.requireDistinct(source.checks().stream().map(Check::name), style::of, problems);
    renaming.requireDistinct(
        source.foreignKeys().stream().map(ForeignKey::name), style::of, problems);
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
            .filter(before -> renamed(object.kind(), before).equals(object.name()))
            .findFirst()
            .orElse(object.kind() == ObjectKind.TABLE ? source.name().name() : object.name());
    return new Remark(
        new ObjectRef(object.kind(), source.name(), name),
        remark.outcome(),
        remark.code(),
        remark.reason());
  }

  private String renamed(ObjectKind kind, String name) {
    return switch (kind) {
      case COLUMN, DEFAULT, IDENTITY, GENERATED_COLUMN, COMMENT -> column(name);
      default -> style.of(name);
    };
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

  private String column(String name) {
    return chosen.getOrDefault(name, style.of(name));
  }

  private void requireDistinct(
      Stream<String> names, UnaryOperator<String> renamed, List<String> problems) {
    Map<String, String> owners = new HashMap<>();
    names
        .filter(name -> !name.isEmpty())
        .forEach(
            name -> {
              String owner = owners.putIfAbsent(renamed.apply(name), name);
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
                        + renamed.apply(name)
                        + (chosen.isEmpty() ? "; use --names preserve" : ""));
              }
            });
  }

  private Table renamed() {
    return source
        .withColumns(source.columns().stream().map(this::column).toList())
        .withPrimaryKey(source.primaryKey().map(this::key))
        .withUniqueKeys(source.uniqueKeys().stream().map(this::key).toList())
        .withIndexes(source.indexes().stream().map(this::index).toList())
        .withChecks(source.checks().stream().map(this::check).toList());
  }

  private List<String> names(List<String> names) {
    return names.stream().map(this::column).toList();
  }

  private Column column(Column column) {
    Column named =
        column
            .withName(column(column.name()))
            .withGenerated(
                column
                    .generated()
                    .map(by -> new Generated(expression(by.expression()), by.stored())));
    return column.defaultValue().isPresent()
            && column.defaultValue().get() instanceof DefaultValue.Computed by
        ? named.withDefaultValue(
            Optional.of(new DefaultValue.Computed(expression(by.expression()))))
        : named;
  }

  /** Only the sink can read it: it is told what its columns are called now. */
  private Expression expression(Expression expression) {
    Map<String, String> renames = new HashMap<>();
    for (Column column : source.columns()) {
      if (!column(column.name()).equals(column.name())) {
        renames.put(column.name(), column(column.name()));
      }
    }
    return expression.withRenames(renames);
  }

  private Key key(Key key) {
    return new Key(
        style.of(key.name()),
        names(key.columns()),
        key.nullsEqual(),
        key.deferrable(),
        key.initiallyDeferred());
  }

  private Check check(Check check) {
    return new Check(style.of(check.name()), expression(check.expression()));
  }

  private Index index(Index index) {
    boolean plain = isBroken(index.definition());
    if (plain) {
      remarks.add(
          new Remark(
              new ObjectRef(ObjectKind.INDEX, source.name(), index.name()),
              Outcome.CHANGED,
              CODE,
              "without properties that name a column that has another name in the target"));
    }
    return new Index(
        style.of(index.name()),
        index.parts().stream().map(this::part).toList(),
        index.unique(),
        index.method(),
        index.predicate().map(this::expression),
        index.engine(),
        plain ? "" : index.definition());
  }

  private Index.Part part(Index.Part part) {
    return new Index.Part(
        part.isExpression() ? "" : column(part.column()),
        part.expression().map(this::expression),
        part.descending(),
        part.prefixLength());
  }

  /** The text names a column that is called otherwise now. */
  private boolean isBroken(String sql) {
    return source.columns().stream()
        .map(Column::name)
        .filter(name -> !column(name).equals(name))
        .anyMatch(
            name ->
                Pattern.compile(
                        "(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(sql)
                    .find());
  }
}
