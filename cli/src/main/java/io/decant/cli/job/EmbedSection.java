package io.decant.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The part {@code embed} of a job file's documents, as the option of that name says it. */
final class EmbedSection {
  private final YamlText yaml;

  EmbedSection(YamlText yaml) {
    this.yaml = yaml;
  }

  List<String> rules(String where, JsonNode node) {
    List<String> rules = new ArrayList<>();
    for (JsonNode element : yaml.elements(where, node)) {
      String key = where + "[" + rules.size() + "]";
      rules.add(element.isObject() ? rule(key, element) : yaml.text(key, element));
    }
    return rules;
  }

  private String rule(String where, JsonNode node) {
    Map<String, JsonNode> keys = yaml.keys(where + ".", node, List.of("table", "by", "into", "as"));
    if (!keys.containsKey("table")) {
      throw yaml.refused(where, "it does not say which table", "Add table: and its name.");
    }
    if (keys.containsKey("as") && !keys.containsKey("into")) {
      throw yaml.refused(where, "it does not say where the array is", "Add into: and a table.");
    }
    JsonNode by = keys.get("by");
    return named(where, keys, "", "table")
        + (by == null ? "" : "(" + String.join(",", yaml.list(where + ".by", by)) + ")")
        + named(where, keys, "=", "into")
        + named(where, keys, ".", "as");
  }

  private String named(String where, Map<String, JsonNode> keys, String sign, String key) {
    JsonNode node = keys.get(key);
    if (node == null) {
      return "";
    }
    String name = yaml.text(where + "." + key, node);
    if (name.matches(".*[(),=.].*") || name.isBlank()) {
      throw yaml.refused(
          where + "." + key,
          "'" + name + "' has a sign that rules are written with",
          "Names with any of ( ) , = . cannot be embedded.");
    }
    return sign + name;
  }
}
