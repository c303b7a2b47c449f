package io.decant.engine.plan;

import io.decant.connectors.spi.Suggestion;
import io.decant.converter.convert.ValuePolicies.Answer;
import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.Choices;
import io.decant.engine.Choices.Choice;
import io.decant.engine.Listing;
import io.decant.engine.Mapping;
import io.decant.engine.TypeRule;
import io.decant.engine.discover.Discovered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts the user's types in place of those that the source would have. A rule that does nothing is a
 * mistake, and so is a type that one side of a foreign key gets alone.
 */
public final class TypeChoices {
  private static final String OF_JOB_FILE = " of the job file";

  private final Discovered found;
  private final List<TypeRule> rules;
  private final Choices chosen;
  private final List<String> problems;
  private final Map<TypeRule, String> shadowed = new HashMap<>();
  private final Set<TypeRule> used = new HashSet<>();

  private TypeChoices(Discovered found, Mapping mapping, List<String> problems) {
    this.found = found;
    this.rules = mapping.types();
    this.chosen = mapping.choices();
    this.problems = problems;
  }

  /**
   * The tables found, in their order, as they are wanted; what is wanted of a column stands in its
   * evidence.
   *
   * @param problems hears of rules that cannot be followed
   */
  static List<Table> made(Discovered found, Mapping mapping, List<String> problems) {
    TypeChoices choices = new TypeChoices(found, mapping, problems);
    List<Table> tables = found.tables().stream().map(choices::table).toList();
    choices.requireUsed();
    choices.requireEqualKeys(tables);
    return mapping.values().of(Case.ENUM_ERROR_VALUE) == Answer.EMPTY
        ? tables.stream().map(TypeChoices::withEmptyLabels).toList()
        : tables;
  }

  /** An error value that is to become an empty label needs one. */
  private static Table withEmptyLabels(Table table) {
    return table.withColumns(table.columns().stream().map(TypeChoices::withEmptyLabel).toList());
  }

  private static Column withEmptyLabel(Column column) {
    if (!(column.type() instanceof Enumerated type)
        || !type.name().isEmpty()
        || type.labels().contains("")) {
      return column;
    }
    List<String> labels = new ArrayList<>(type.labels());
    labels.add("");
    return column.withType(new Enumerated("", labels));
  }

  private Table table(Table table) {
    return table.withColumns(table.columns().stream().map(c -> column(table.name(), c)).toList());
  }

  private Column column(TableName table, Column column) {
    Optional<Choice> choice = chosen.of(table, column.name()).filter(of -> of.type().isPresent());
    return choice.isPresent()
        ? asAsked(table, column, choice.get().type().orElseThrow(), choice.get().where())
        : byRule(table, column);
  }

  private Column byRule(TableName table, Column column) {
    List<TypeRule> fitting =
        rules.stream()
            .filter(rule -> rule.fits(table, column, found.catalog().defaultSchema()))
            .toList();
    if (fitting.isEmpty()) {
      return column;
    }
    TypeRule rule = fitting.get(0);
    used.add(rule);
    fitting.stream()
        .skip(1)
        .forEach(other -> shadowed.put(other, rule.where() + " decides " + place(table, column)));
    return asAsked(table, column, rule.to(), rule.where() + OF_JOB_FILE);
  }

  private Column asAsked(TableName table, Column column, LogicalType type, String where) {
    boolean counts = type.kind() == LogicalType.Kind.INT;
    if (column.identity().isPresent() && !counts) {
      problems.add(
          where.replace(OF_JOB_FILE, "")
              + ": "
              + place(table, column)
              + " counts by itself, which only whole numbers do, so it cannot be "
              + type
              + (where.endsWith(OF_JOB_FILE) ? "; add when: { auto-increment: false }" : ""));
    }
    String before = column.evidence().isEmpty() ? "" : "; else " + column.type() + ": ";
    return column
        .withType(type)
        .withDefaultValue(column.defaultValue().map(value -> inWords(value, type)))
        .withNativeType(Column.AS_ASKED)
        .withEvidence("asked for by " + where + before + column.evidence());
  }

  /** The default of a boolean is true or false, that of a number is none of both. */
  static DefaultValue inWords(DefaultValue value, LogicalType type) {
    if (!(value instanceof DefaultValue.Literal literal)) {
      return value;
    }
    boolean truth = type.kind() == LogicalType.Kind.BOOLEAN;
    boolean number =
        type.kind() == LogicalType.Kind.INT
            || type.kind() == LogicalType.Kind.DECIMAL
            || type.kind() == LogicalType.Kind.REAL;
    return switch (literal.text()) {
      case "1", "true" -> truth || number ? literal(truth ? "true" : "1") : value;
      case "0", "false" -> truth || number ? literal(truth ? "false" : "0") : value;
      default -> value;
    };
  }

  private static DefaultValue literal(String text) {
    return new DefaultValue.Literal(text);
  }

  private static String place(TableName table, Column column) {
    return table + "." + column.name();
  }

  private void requireUsed() {
    for (TypeRule rule : rules) {
      String schema = found.catalog().defaultSchema();
      boolean elsewhere = found.leftOut().stream().anyMatch(table -> rule.mayFit(table, schema));
      if (!used.contains(rule) && shadowed.containsKey(rule)) {
        problems.add(
            rule.where()
                + " has no effect: "
                + shadowed.get(rule)
                + " before it; put it first, or remove it");
      } else if (!used.contains(rule) && !elsewhere) {
        problems.add(rule.where() + " fits no column of the source. " + hint(rule));
      }
    }
  }

  /** What the rules say, column by column. */
  public static Choices resolved(List<Table> tables, Mapping mapping, String defaultSchema) {
    Map<TableName, Map<String, Choice>> resolved = new LinkedHashMap<>();
    for (Table table : tables) {
      for (Column column : table.columns()) {
        mapping.types().stream()
            .filter(rule -> rule.fits(table.name(), column, defaultSchema))
            .findFirst()
            .map(
                rule ->
                    new Choice(
                        Optional.empty(), Optional.of(rule.to()), rule.where() + OF_JOB_FILE))
            .or(() -> mapping.choices().of(table.name(), column.name()))
            .ifPresent(
                choice ->
                    resolved
                        .computeIfAbsent(table.name(), name -> new LinkedHashMap<>())
                        .put(column.name(), choice));
      }
    }
    return new Choices(resolved);
  }

  private String hint(TypeRule rule) {
    if (rule.column().isEmpty()) {
      Set<String> types = new TreeSet<>();
      found.tables().forEach(t -> t.columns().forEach(c -> types.add(c.nativeType())));
      return "It has the types " + Listing.of(types) + ", as decant plan shows them.";
    }
    Set<String> columns = new TreeSet<>();
    found.tables().forEach(t -> t.columns().forEach(c -> columns.add(t.name() + "." + c.name())));
    String suggestion = Suggestion.of(rule.column(), columns);
    return suggestion.startsWith("Did") ? suggestion : "It has " + Listing.of(columns) + ".";
  }

  /** Where one side was chosen, both must be of one type. */
  private void requireEqualKeys(List<Table> tables) {
    Map<TableName, Table> byName = new HashMap<>();
    tables.forEach(table -> byName.put(table.name(), table));
    for (Table table : tables) {
      for (ForeignKey key : table.foreignKeys()) {
        Table other = byName.get(key.target());
        if (other != null && References.isWhole(key, other)) {
          requireEqual(table, key, other);
        }
      }
    }
  }

  private void requireEqual(Table table, ForeignKey key, Table other) {
    for (int i = 0; i < key.columns().size(); i++) {
      Column referring = table.column(key.columns().get(i));
      Column referred = other.column(key.targetColumns().get(i));
      boolean chosen = isChosen(referring) || isChosen(referred);
      if (chosen && !referring.type().equals(referred.type())) {
        problems.add(
            place(table.name(), referring)
                + " is to be "
                + referring.type()
                + ", but "
                + place(other.name(), referred)
                + ", to which it refers, "
                + referred.type()
                + "; give both one type under types: in the job file, or as to: in the plan's file");
      }
    }
  }

  private static boolean isChosen(Column column) {
    return column.nativeType().equals(Column.AS_ASKED);
  }
}
