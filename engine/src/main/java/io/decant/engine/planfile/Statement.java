package io.decant.engine.planfile;

import com.fasterxml.jackson.databind.JsonNode;
import io.decant.connectors.spi.SchemaStep.Stage;
import io.decant.connectors.spi.Suggestion;
import io.decant.engine.report.ReportJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A statement as it stands in a plan's file.
 *
 * @param place in the file
 * @param owner the source's name of the table or view; empty where it names none
 * @param makes what is there when it has run; empty for one of the user's own
 */
record Statement(String place, Stage stage, String owner, List<String> makes, String sql) {
  private static final List<String> KEYS = List.of("table", "view", "makes", "sql");

  /** Two that have all this in common are one that was edited, or are told apart by their order. */
  boolean isLike(Statement other) {
    return stage == other.stage && owner.equals(other.owner) && makes.equals(other.makes);
  }

  boolean isSame(Statement other) {
    return isLike(other) && sql.equals(other.sql);
  }

  static List<Statement> list(JsonNode stages, Refusal refusal) {
    List<Statement> statements = new ArrayList<>();
    List<String> words = Arrays.stream(Stage.values()).map(ReportJson::word).toList();
    stages
        .fieldNames()
        .forEachRemaining(
            word -> {
              if (!words.contains(word)) {
                throw refusal.at("statements." + word, "unknown key", Suggestion.of(word, words));
              }
            });
    for (Stage stage : Stage.values()) {
      String place = "statements." + ReportJson.word(stage);
      JsonNode list = stages.path(ReportJson.word(stage));
      if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
        throw refusal.at(place, "it is no list", "Begin each of its entries with a dash.");
      }
      for (int i = 0; i < list.size(); i++) {
        statements.add(of(place + "[" + i + "]", stage, list.get(i), refusal));
      }
    }
    return statements;
  }

  private static Statement of(String place, Stage stage, JsonNode node, Refusal refusal) {
    if (!node.isObject()) {
      throw refusal.at(place, "it is no map of keys and values", "Write sql: and the statement.");
    }
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw refusal.at(place + "." + key, "unknown key", Suggestion.of(key, KEYS));
              }
            });
    String sql = node.path("sql").asText().strip();
    if (sql.isEmpty()) {
      throw refusal.at(
          place, "it has no statement", "Write sql: and the statement, or remove the whole entry.");
    }
    List<String> makes = new ArrayList<>();
    node.path("makes").forEach(object -> makes.add(object.asText()));
    String owner = node.path(stage == Stage.VIEW ? "view" : "table").asText();
    return new Statement(place, stage, owner, makes, sql);
  }
}
