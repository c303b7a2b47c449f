package io.decant.engine.planfile;

import com.fasterxml.jackson.databind.JsonNode;
import io.decant.connectors.spi.Suggestion;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.convert.ValuePolicies;
import io.decant.converter.convert.ValuePolicies.Answer;
import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.converter.schema.TypeWords;
import io.decant.engine.Choices;
import io.decant.engine.Choices.Choice;
import io.decant.engine.Mapping;
import io.decant.engine.NameStyle;
import io.decant.engine.Size;
import io.decant.engine.SplitSize;
import io.decant.engine.discover.Discovered;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.report.ReportJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares a plan's file with the plan made again. Each place that differs is either followed or
 * refused: nothing in the file is changed without effect.
 */
final class PlanReading {
  private static final List<String> OF_TABLE =
      List.of("name", "split", "where", "columns", "changes");
  private static final List<String> OF_COLUMN =
      List.of("type", "to", "name", "computed", "losses", "evidence");

  private final String file;
  private final JsonNode tree;
  private final JsonNode made;
  private final Discovered found;
  private final Mapping mapping;
  private final MigrationPlan again;
  private final Map<TableName, TableName> renames;
  private final Map<TableName, String> filters;
  private final Map<TableName, Long> splits = new HashMap<>();
  private final Map<TableName, Map<String, Choice>> choices = new HashMap<>();
  private final Trimming trimming;

  /**
   * @param made the tree of {@code again}
   * @param found what the plan was made from, its counters as they are now
   */
  PlanReading(
      String file,
      JsonNode tree,
      JsonNode made,
      Discovered found,
      Mapping mapping,
      MigrationPlan again) {
    this.file = file;
    this.tree = tree;
    this.made = made;
    this.found = found;
    this.mapping = mapping;
    this.again = again;
    this.renames = new HashMap<>(found.renames());
    this.filters = new HashMap<>(found.filters());
    mapping.choices().byTable().forEach((table, of) -> choices.put(table, new HashMap<>(of)));
    this.trimming = new Trimming(found, this::refused);
  }

  /**
   * @throws UserError something is changed that follows from something else, or cannot be followed
   */
  PlanEdits edits() {
    requireDerived("left-behind", made.path("left-behind"), tree.path("left-behind"), "");
    Map<String, TableName> names = new HashMap<>();
    for (Table table : found.tables()) {
      String name = table.name().toString();
      names.put(name, table.name());
      JsonNode node = tree.path("tables").get(name);
      if (node == null) {
        trimming.leaveOut(table);
      } else {
        table(table, "tables." + name, made.path("tables").path(name), node);
      }
    }
    // That the plan knows them all was looked at before the source was asked about them.
    List<TableName> order =
        tree.path("tables").properties().stream()
            .map(table -> Objects.requireNonNull(names.get(table.getKey())))
            .toList();
    Mapping edited = new Mapping(names(), List.of(), policies(), new Choices(Map.copyOf(choices)));
    List<Statement> before = Statement.list(made.path("statements"), this::refused);
    List<Statement> after = Statement.list(tree.path("statements"), this::refused);
    return new PlanEdits(
        trimming.found(renames, filters),
        edited,
        order,
        splits,
        new StatementEdits(again, before, after, this::refused));
  }

  private NameStyle names() {
    String word = tree.path("names").asText();
    List<String> words = Arrays.stream(NameStyle.values()).map(ReportJson::word).toList();
    if (!words.contains(word)) {
      throw refused("names", "'" + word + "' is not known", Suggestion.of(word, words));
    }
    return NameStyle.values()[words.indexOf(word)];
  }

  /** A policy that is left out is the default again. */
  private ValuePolicies policies() {
    JsonNode policies = tree.path("policies");
    requireKnown("policies", policies, Arrays.stream(Case.values()).map(Case::word).toList());
    Map<Case, Answer> chosen = new EnumMap<>(Case.class);
    for (Case one : Case.values()) {
      JsonNode word = policies.path(one.word());
      Answer answer = word.isMissingNode() ? one.answers().get(0) : answer(one, word.asText());
      if (answer != mapping.values().of(one)) {
        chosen.put(one, answer);
      }
    }
    if (chosen.isEmpty()) {
      return mapping.values();
    }
    mapping.values().chosen().forEach(chosen::putIfAbsent);
    return new ValuePolicies(chosen);
  }

  private Answer answer(Case one, String word) {
    return one.answers().stream()
        .filter(answer -> answer.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    "policies." + one.word(),
                    "'" + word + "' is none of its answers",
                    Suggestion.of(word, one.answers().stream().map(Answer::word).toList())));
  }

  private void table(Table table, String place, JsonNode was, JsonNode is) {
    requireKnown(place, is, OF_TABLE);
    String name = text(place + ".name", is.path("name"));
    if (!name.equals(was.path("name").asText())) {
      renames.put(table.name(), name(place + ".name", name));
    }
    if (is.has("split")) {
      splits.put(table.name(), split(place + ".split", text(place + ".split", is.get("split"))));
    }
    String where = is.has("where") ? text(place + ".where", is.get("where")) : "";
    if (where.isEmpty()) {
      filters.remove(table.name());
    } else {
      filters.put(table.name(), where);
    }
    requireDerived(place + ".changes", was.path("changes"), is.path("changes"), "");
    JsonNode columns = is.path("columns");
    if (!columns.isObject() || columns.isEmpty()) {
      throw refused(
          place + ".columns",
          "no column is left",
          "Leave out the whole table, if that is what you want.");
    }
    List<String> kept = new ArrayList<>();
    columns
        .properties()
        .forEach(
            column -> {
              JsonNode before = was.path("columns").path(column.getKey());
              if (before.isMissingNode()) {
                List<String> known = new ArrayList<>();
                was.path("columns").fieldNames().forEachRemaining(known::add);
                throw refused(
                    place + ".columns." + column.getKey(),
                    "the source has no such column",
                    Suggestion.of(column.getKey(), known));
              }
              kept.add(column.getKey());
              column(
                  table,
                  column.getKey(),
                  place + ".columns." + column.getKey(),
                  before,
                  column.getValue());
            });
    trimming.keep(table, kept, place + ".columns");
  }

  private long split(String place, String text) {
    long bytes =
        Size.parse(text)
            .orElseThrow(
                () ->
                    refused(
                        place,
                        "'" + text + "' is no size",
                        "Write how much is copied at a time, such as 64m or 1g."));
    if (bytes < SplitSize.SMALLEST) {
      throw refused(
          place,
          text + " is too little: to begin a part would cost as much as its rows",
          "Write " + Size.text(SplitSize.SMALLEST) + " or more.");
    }
    return bytes;
  }

  private TableName name(String place, String text) {
    int dot = text.indexOf('.');
    if (dot == 0 || dot == text.length() - 1) {
      throw refused(
          place,
          "'" + text + "' is half a name",
          "Write a table's name, or its schema, a dot and it.");
    }
    return dot < 0
        ? TableName.of(text)
        : new TableName(text.substring(0, dot), text.substring(dot + 1));
  }

  private void column(Table table, String column, String place, JsonNode was, JsonNode is) {
    requireKnown(place, is, OF_COLUMN);
    String change = "change to: instead";
    requireDerived(place + ".type", was.path("type"), is.path("type"), change);
    requireDerived(place + ".losses", was.path("losses"), is.path("losses"), change);
    requireDerived(place + ".evidence", was.path("evidence"), is.path("evidence"), change);
    requireDerived(place + ".computed", was.path("computed"), is.path("computed"), "");
    boolean same = PlanDifference.isSame(was.path("to"), is.path("to"));
    Optional<LogicalType> type =
        same ? Optional.empty() : Optional.of(type(place, text(place + ".to", is.path("to"))));
    if (type.isPresent() && was.has("computed")) {
      throw refused(
          place + ".to", "it is computed by the target", "Edit the table's statement instead.");
    }
    Optional<String> name = Optional.empty();
    String before = was.has("name") ? was.get("name").asText() : column;
    String after = is.has("name") ? text(place + ".name", is.get("name")) : column;
    if (!after.equals(before)) {
      name = Optional.of(after);
    }
    if (type.isPresent() || name.isPresent()) {
      Map<String, Choice> ofTable =
          choices.computeIfAbsent(table.name(), unused -> new HashMap<>());
      Optional<LogicalType> earlier =
          Optional.ofNullable(ofTable.get(column)).flatMap(Choice::type);
      String where =
          type.isEmpty() && earlier.isPresent()
              ? Optional.ofNullable(ofTable.get(column)).map(Choice::where).orElse("")
              : place + ".to of the plan's file";
      ofTable.put(column, new Choice(name, type.or(() -> earlier), where));
    }
  }

  private LogicalType type(String place, String words) {
    return TypeWords.parse(words)
        .orElseThrow(
            () ->
                refused(
                    place + ".to",
                    "'" + words + "' is no type that is known",
                    Suggestion.of(words, TypeWords.KNOWN)));
  }

  private String text(String place, JsonNode node) {
    String text = node.isNull() ? "" : node.asText("");
    if (text.isEmpty()) {
      throw refused(
          place, "it is missing or no text", "Put back what stood there, or write another text.");
    }
    if (text.indexOf(0) >= 0) {
      throw refused(place, "it holds a NUL, which no database takes", "Remove it.");
    }
    return text;
  }

  private void requireKnown(String place, JsonNode node, List<String> known) {
    if (!node.isObject()) {
      throw refused(
          place,
          "it is no map of keys and values",
          "Put back what stood there. Its keys are " + String.join(", ", known) + ".");
    }
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw refused(place + "." + key, "unknown key", Suggestion.of(key, known));
              }
            });
  }

  private void requireDerived(String place, JsonNode was, JsonNode is, String instead) {
    boolean none = was.isMissingNode() || (was.isArray() && was.isEmpty());
    boolean same = none ? is.isMissingNode() || is.isEmpty() : PlanDifference.isSame(was, is);
    if (!same) {
      throw refused(
          place,
          "it follows from the rest of the plan, and changing it would change nothing",
          instead.isEmpty() ? "Put back what stood there." : "Put it back, and " + instead + ".");
    }
  }

  private UserError refused(String place, String message, String hint) {
    return new UserError(file + ", " + place, message, hint);
  }
}
