package io.decant.engine.planfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.decant.connectors.spi.TableText;
import io.decant.converter.convert.ValuePolicies;
import io.decant.converter.convert.ValuePolicies.Answer;
import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.Choices;
import io.decant.engine.Choices.Choice;
import io.decant.engine.Mapping;
import io.decant.engine.MigrationSpec.Selection;
import io.decant.engine.NameStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan was made from, to the last option: the same plan follows from it again, whatever the
 * data has become since.
 *
 * @param tables as they were described, with the types that the data told
 * @param others what else the source held, without definitions
 * @param leftOut tables that were not selected
 * @param selection the patterns that chose them
 * @param renames new names of tables, by the source's
 * @param filters conditions, by table
 * @param mapping without rules: what they said stands in its choices
 * @param workers that were to write at a time: tables are divided for so many
 */
record Recorded(
    List<Table> tables,
    List<SchemaObject> others,
    List<TableName> leftOut,
    Selection selection,
    Map<TableName, TableName> renames,
    Map<TableName, String> filters,
    Mapping mapping,
    int workers) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** How deep the lines are broken: a column stands on one. */
  private static final int DEPTH = 4;

  private static final int WIDTH = 100;

  Recorded {
    tables = tables.stream().map(Recorded::rounded).toList();
    others = others.stream().map(Recorded::undefined).toList();
    leftOut = List.copyOf(leftOut);
    renames = Map.copyOf(renames);
    filters = Map.copyOf(filters);
  }

  private static SchemaObject undefined(SchemaObject object) {
    return new SchemaObject(object.kind(), object.name(), object.table(), "", object.reason());
  }

  /** Estimates change by themselves: two digits of them are enough, and stay longer the same. */
  private static Table rounded(Table table) {
    Statistics size = table.statistics();
    return table.withStatistics(
        new Statistics(
            size.exact() ? size.rows() : rounded(size.rows()),
            rounded(size.bytes()),
            size.exact(),
            size.longestTexts()));
  }

  private static long rounded(long number) {
    long unit = 1;
    while (number / unit >= 100) {
      unit *= 10;
    }
    return (number + unit / 2) / unit * unit;
  }

  /** Over several lines of ASCII. */
  String text() {
    ObjectNode tree = JSON.createObjectNode();
    ArrayNode described = tree.putArray("tables");
    tables.forEach(table -> described.add(TableText.tree(table)));
    ArrayNode besides = tree.putArray("others");
    others.forEach(object -> besides.add(object(object)));
    ArrayNode without = tree.putArray("left-out");
    leftOut.forEach(table -> without.add(name(table)));
    selection.tables().forEach(tree.putArray("selected")::add);
    selection.excluded().forEach(tree.putArray("excluded")::add);
    ArrayNode renamed = tree.putArray("renames");
    renames.keySet().stream()
        .sorted()
        .forEach(name -> renamed.add(name(name).set("to", name(target(name)))));
    ArrayNode filtered = tree.putArray("filters");
    filters.keySet().stream()
        .sorted()
        .forEach(name -> filtered.add(name(name).put("where", filters.get(name))));
    tree.put("workers", workers);
    tree.put("names", mapping.names().name());
    ObjectNode values = tree.putObject("values");
    new EnumMap<>(asEnumMap(mapping.values().chosen()))
        .forEach((one, answer) -> values.put(one.name(), answer.name()));
    ArrayNode chosen = tree.putArray("chosen");
    chosen().forEach(table -> chosen.add(TableText.tree(table)));
    StringBuilder lines = new StringBuilder();
    write(tree, DEPTH, lines);
    return lines.toString();
  }

  private static EnumMap<Case, Answer> asEnumMap(Map<Case, Answer> chosen) {
    EnumMap<Case, Answer> sorted = new EnumMap<>(Case.class);
    sorted.putAll(chosen);
    return sorted;
  }

  private TableName target(TableName name) {
    return Optional.ofNullable(renames.get(name)).orElseThrow();
  }

  private static ObjectNode name(TableName name) {
    return JSON.createObjectNode().put("schema", name.schema()).put("name", name.name());
  }

  private static TableName name(JsonNode tree) {
    return new TableName(tree.path("schema").asText(), tree.path("name").asText());
  }

  private static ObjectNode object(SchemaObject object) {
    ObjectNode node = JSON.createObjectNode();
    node.put("kind", object.kind().name()).put("name", object.name());
    object.table().ifPresent(table -> node.set("of", name(table)));
    return node.put("reason", object.reason());
  }

  private static SchemaObject object(JsonNode tree) {
    SchemaObject object =
        new SchemaObject(
            ObjectKind.valueOf(tree.path("kind").asText()),
            tree.path("name").asText(),
            "",
            tree.path("reason").asText());
    return tree.has("of") ? object.of(name(tree.path("of"))) : object;
  }

  /** A type of the user's choice as a column of that type, its evidence being where it was said. */
  private List<Table> chosen() {
    return tables.stream()
        .map(
            table ->
                Table.of(
                    table.name(),
                    table.columns().stream()
                        .flatMap(column -> chosen(table, column).stream())
                        .toList()))
        .filter(table -> !table.columns().isEmpty())
        .toList();
  }

  private Optional<Column> chosen(Table table, Column column) {
    return mapping
        .choices()
        .of(table.name(), column.name())
        .flatMap(
            choice ->
                choice
                    .type()
                    .map(type -> Column.of(column.name(), type).withEvidence(choice.where())));
  }

  private static void write(JsonNode node, int depth, StringBuilder to) {
    String whole = line(node);
    if (depth == 0 || !node.isContainerNode() || whole.length() <= WIDTH) {
      to.append(whole);
      return;
    }
    String separator = node.isObject() ? "{\n" : "[\n";
    for (Map.Entry<String, JsonNode> entry : entries(node).entrySet()) {
      to.append(separator);
      if (node.isObject()) {
        to.append(line(JSON.getNodeFactory().textNode(entry.getKey()))).append(":");
      }
      write(entry.getValue(), depth - 1, to);
      separator = ",\n";
    }
    to.append(node.isObject() ? "}" : "]");
  }

  private static Map<String, JsonNode> entries(JsonNode node) {
    Map<String, JsonNode> entries = new LinkedHashMap<>();
    if (node.isObject()) {
      node.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    } else {
      node.forEach(element -> entries.put(String.valueOf(entries.size()), element));
    }
    return entries;
  }

  private static String line(JsonNode node) {
    try {
      // The one character of ASCII that YAML knows only escaped and JSON does not escape.
      return JSON.writeValueAsString(node).replace("\u007f", "\\u007f");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empty when it is not what {@link #text} wrote. */
  static Optional<Recorded> parse(String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      List<Table> tables = tables(tree.path("tables"));
      Map<TableName, TableName> renames = new LinkedHashMap<>();
      tree.path("renames").forEach(each -> renames.put(name(each), name(each.path("to"))));
      Map<TableName, String> filters = new LinkedHashMap<>();
      tree.path("filters").forEach(each -> filters.put(name(each), each.path("where").asText()));
      Map<Case, Answer> values = new EnumMap<>(Case.class);
      tree.path("values")
          .properties()
          .forEach(
              each ->
                  values.put(
                      Case.valueOf(each.getKey()), Answer.valueOf(each.getValue().asText())));
      return Optional.of(
          new Recorded(
              tables,
              list(tree, "others").stream().map(Recorded::object).toList(),
              list(tree, "left-out").stream().map(Recorded::name).toList(),
              new Selection(texts(tree.path("selected")), texts(tree.path("excluded")), List.of()),
              renames,
              filters,
              new Mapping(
                  NameStyle.valueOf(tree.path("names").asText()),
                  List.of(),
                  new ValuePolicies(values),
                  choices(tables(tree.path("chosen")))),
              tree.path("workers").asInt()));
    } catch (JsonProcessingException | IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }

  private static Choices choices(List<Table> chosen) {
    Map<TableName, Map<String, Choice>> choices = new LinkedHashMap<>();
    for (Table table : chosen) {
      Map<String, Choice> ofTable = new LinkedHashMap<>();
      for (Column column : table.columns()) {
        ofTable.put(
            column.name(),
            new Choice(Optional.empty(), Optional.of(column.type()), column.evidence()));
      }
      choices.put(table.name(), ofTable);
    }
    return new Choices(choices);
  }

  private static List<Table> tables(JsonNode array) {
    List<Table> tables = new ArrayList<>();
    for (JsonNode element : array) {
      tables.add(
          TableText.parse(element)
              .orElseThrow(() -> new IllegalArgumentException("a table of another form")));
    }
    return tables;
  }

  private static List<JsonNode> list(JsonNode tree, String key) {
    if (!tree.path(key).isArray()) {
      throw new IllegalArgumentException("without " + key);
    }
    List<JsonNode> elements = new ArrayList<>();
    tree.path(key).forEach(elements::add);
    return elements;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }
}
