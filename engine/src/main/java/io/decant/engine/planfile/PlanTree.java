package io.decant.engine.planfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.SchemaStep.Stage;
import io.decant.converter.convert.ColumnConversion;
import io.decant.converter.convert.Loss;
import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.TableName;
import io.decant.engine.Size;
import io.decant.engine.SplitSize;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.plan.ViewPlan;
import io.decant.engine.report.ReportJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan as the tree of its file. What the user may change and what follows from it stand side by
 * side; {@link PlanReading} knows which is which.
 */
final class PlanTree {
  /** The key of a comment: {@link #digest} and readers pass it over. */
  static final String COMMENT = "#";

  private final MigrationPlan plan;
  private final Recorded recorded;
  private final Map<TableName, TablePlan> byTarget = new LinkedHashMap<>();

  private PlanTree(MigrationPlan plan, Recorded recorded) {
    this.plan = plan;
    this.recorded = recorded;
    plan.tables().forEach(table -> byTarget.put(table.target().name(), table));
  }

  /**
   * What a plan does, without where it comes from.
   *
   * @param recorded what it was made from
   */
  static ObjectNode of(MigrationPlan plan, Recorded recorded) {
    PlanTree tree = new PlanTree(plan, recorded);
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("names", ReportJson.word(plan.names()));
    root.set("policies", tree.policies());
    root.set("tables", tree.tables());
    root.set("statements", tree.statements());
    root.set("left-behind", tree.leftBehind());
    return root;
  }

  private ObjectNode policies() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (Case one : Case.values()) {
      node.put(one.word(), recorded.mapping().values().of(one).word());
    }
    return node;
  }

  private ObjectNode tables() {
    ObjectNode tables = JsonNodeFactory.instance.objectNode();
    plan.inOrder().forEach(table -> tables.set(table.name().toString(), table(table)));
    return tables;
  }

  private ObjectNode table(TablePlan table) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    Statistics size = table.source().statistics();
    node.put(COMMENT, size(size));
    node.put("name", table.target().name().toString());
    long split = SplitSize.planned(size, recorded.workers());
    if (size.bytes() > split) {
      node.put("split", Size.text(split));
    }
    if (!table.filter().isEmpty()) {
      node.put("where", table.filter());
    }
    ObjectNode columns = node.putObject("columns");
    int stored = 0;
    for (int i = 0; i < table.source().columns().size(); i++) {
      Column from = table.source().columns().get(i);
      Column to = table.target().columns().get(i);
      ObjectNode column = columns.putObject(from.name());
      column.put("type", from.nativeType());
      column.put("to", to.nativeType());
      if (!to.name().equals(from.name())) {
        column.put("name", to.name());
      }
      if (to.generated().isPresent()) {
        column.put("computed", to.generated().get().expression().text());
      } else {
        column(table.readColumns().get(stored), table.conversions().get(stored), column);
        stored++;
      }
    }
    List<String> changes = table.remarks().stream().map(PlanTree::line).toList();
    if (!changes.isEmpty()) {
      changes.forEach(node.putArray("changes")::add);
    }
    return node;
  }

  private static String size(Statistics size) {
    if (size.rows() < 0) {
      return "rows: unknown";
    }
    String rows = (size.exact() ? "" : "about ") + size.rows() + " rows";
    return size.bytes() < 0 ? rows : rows + ", " + size.bytes() + " bytes";
  }

  private static void column(Column read, ColumnConversion conversion, ObjectNode column) {
    if (!conversion.losses().isEmpty()) {
      ArrayNode losses = column.putArray("losses");
      conversion.losses().stream().map(PlanTree::line).forEach(losses::add);
    }
    if (!read.evidence().isEmpty()) {
      column.put("evidence", read.evidence());
    }
  }

  private static String line(Loss loss) {
    return (loss.certain() ? "" : "may be ")
        + loss.code()
        + " ("
        + ReportJson.word(loss.effect())
        + "): "
        + loss.note();
  }

  private static String line(Remark remark) {
    return remark.object().kind().label()
        + " "
        + remark.object().name()
        + " "
        + ReportJson.word(remark.outcome())
        + ", "
        + remark.code()
        + ": "
        + remark.reason();
  }

  /** By stage, in the order in which they are run. */
  private ObjectNode statements() {
    ObjectNode stages = JsonNodeFactory.instance.objectNode();
    for (Stage stage : Stage.values()) {
      List<SchemaStep> steps = plan.steps().stream().filter(s -> s.stage() == stage).toList();
      if (!steps.isEmpty()) {
        ArrayNode list = stages.putArray(ReportJson.word(stage));
        steps.forEach(step -> list.add(statement(step)));
      }
    }
    return stages;
  }

  private ObjectNode statement(SchemaStep step) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put(step.stage() == Stage.VIEW ? "view" : "table", owner(step));
    List<String> makes = makes(step);
    if (!makes.isEmpty()) {
      makes.forEach(node.putArray("makes")::add);
    }
    node.put("sql", step.statement().strip());
    return node;
  }

  private String owner(SchemaStep step) {
    return owner(step, byTarget);
  }

  /** The source's name of what a step is about. */
  static String owner(SchemaStep step, Map<TableName, TablePlan> byTarget) {
    if (step.stage() == Stage.VIEW) {
      return step.objects().isEmpty() ? step.table().toString() : step.objects().get(0).name();
    }
    TablePlan table = byTarget.get(step.table());
    return (table == null ? step.table() : table.name()).toString();
  }

  /** That a table's statement makes it, and a view's the view, goes without saying. */
  static List<String> makes(SchemaStep step) {
    return step.stage().beforeData() || step.stage() == Stage.VIEW
        ? List.of()
        : step.objects().stream().map(PlanTree::line).toList();
  }

  private static String line(ObjectRef object) {
    return (object.kind().label() + " " + object.name()).strip();
  }

  private ArrayNode leftBehind() {
    ArrayNode lines = JsonNodeFactory.instance.arrayNode();
    for (ViewPlan view : plan.views()) {
      String remark = view.remark();
      if (!remark.isEmpty()) {
        lines.add(line(view.object(), (view.changed() ? "changed, " : "") + remark));
      }
    }
    plan.skipped().forEach(object -> lines.add(line(object, object.reason())));
    return lines;
  }

  private static String line(SchemaObject object, String reason) {
    return object.kind().label() + " " + object.name() + ": " + reason;
  }

  /** Of everything but comments. */
  static String digest(JsonNode tree) {
    StringBuilder text = new StringBuilder();
    write(tree, text);
    return Digest.of(text.toString());
  }

  private static void write(JsonNode node, StringBuilder to) {
    if (node.isObject()) {
      to.append('{');
      node.properties()
          .forEach(
              entry -> {
                if (!entry.getKey().equals(COMMENT)) {
                  to.append(entry.getKey().length()).append(':').append(entry.getKey());
                  write(entry.getValue(), to);
                }
              });
      to.append('}');
    } else if (node.isArray()) {
      to.append('[');
      node.forEach(element -> write(element, to));
      to.append(']');
    } else {
      to.append(node.asText().length()).append(':').append(node.asText());
    }
  }
}
