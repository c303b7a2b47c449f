package io.decant.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.decant.connectors.spi.Suggestion;
import io.decant.converter.convert.ValuePolicies;
import io.decant.converter.convert.ValuePolicies.Answer;
import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.TypeWords;
import io.decant.engine.TypeRule;
import io.decant.engine.TypeRule.Bound;
import io.decant.engine.TypeRule.Guard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sections {@code types} and {@code policies} of a job file. */
final class MappingSection {
  private final YamlText yaml;

  MappingSection(YamlText yaml) {
    this.yaml = yaml;
  }

  List<TypeRule> types(JsonNode node) {
    List<TypeRule> rules = new ArrayList<>();
    for (JsonNode element : yaml.elements("types", node)) {
      rules.add(rule("types[" + rules.size() + "]", element));
    }
    return rules;
  }

  private TypeRule rule(String where, JsonNode node) {
    Map<String, JsonNode> keys =
        yaml.keys(where + ".", node, List.of("from", "column", "when", "to"));
    JsonNode to = keys.get("to");
    if (to == null) {
      throw yaml.refused(where, "it does not say what is wanted", "Add to: and a type.");
    }
    if (keys.size() == 1) {
      throw yaml.refused(
          where, "it would change every column", "Add from:, column: or when: to say which.");
    }
    return new TypeRule(
        where,
        text(where, keys, "from"),
        text(where, keys, "column"),
        keys.containsKey("when") ? guard(where + ".when", keys.get("when")) : Guard.NONE,
        type(where + ".to", to));
  }

  private String text(String where, Map<String, JsonNode> keys, String key) {
    JsonNode value = keys.get(key);
    return value == null ? "" : yaml.text(where + "." + key, value);
  }

  private LogicalType type(String key, JsonNode node) {
    String words = yaml.text(key, node);
    return TypeWords.parse(words)
        .orElseThrow(
            () ->
                yaml.refused(
                    key,
                    "'" + words + "' is no type that is known",
                    Suggestion.of(words, TypeWords.KNOWN)));
  }

  private Guard guard(String where, JsonNode node) {
    Map<String, JsonNode> keys =
        yaml.keys(
            where + ".",
            node,
            List.of(
                "not-null",
                "nullable",
                "default",
                "auto-increment",
                "unsigned",
                "length",
                "precision",
                "scale"));
    if (keys.containsKey("not-null") && keys.containsKey("nullable")
        || keys.containsKey("length") && keys.containsKey("precision")) {
      throw yaml.refused(where, "two of its keys ask the same", "Leave one of them out.");
    }
    Optional<Boolean> nullable = flag(where, keys, "nullable");
    return new Guard(
        flag(where, keys, "not-null").or(() -> nullable.map(is -> !is)),
        Optional.ofNullable(keys.get("default")).map(value -> yaml.text(where + ".default", value)),
        flag(where, keys, "auto-increment"),
        flag(where, keys, "unsigned"),
        bound(where, keys, "precision").or(() -> bound(where, keys, "length")),
        bound(where, keys, "scale"));
  }

  private Optional<Boolean> flag(String where, Map<String, JsonNode> keys, String key) {
    return Optional.ofNullable(keys.get(key))
        .map(value -> yaml.text(where + "." + key, value))
        .map(
            text ->
                switch (text) {
                  case "true" -> true;
                  case "false" -> false;
                  default ->
                      throw yaml.refused(
                          where + "." + key, "'" + text + "' is neither true nor false", "");
                });
  }

  private Optional<Bound> bound(String where, Map<String, JsonNode> keys, String key) {
    return Optional.ofNullable(keys.get(key))
        .map(value -> yaml.text(where + "." + key, value))
        .map(
            text ->
                Bound.parse(text)
                    .orElseThrow(
                        () ->
                            yaml.refused(
                                where + "." + key,
                                "'" + text + "' is no comparison with a number",
                                "Write a number, or \"> 255\", in quotes, with <, <=, >, >= or =.")));
  }

  ValuePolicies policies(JsonNode node) {
    List<String> known = Arrays.stream(Case.values()).map(Case::word).toList();
    Map<Case, Answer> chosen = new EnumMap<>(Case.class);
    yaml.keys("policies.", node, known)
        .forEach(
            (key, value) -> {
              Case one = Case.of(key).orElseThrow();
              chosen.put(one, answer(one, yaml.word("policies." + key, value)));
            });
    return new ValuePolicies(chosen);
  }

  private Answer answer(Case one, String word) {
    return one.answers().stream()
        .filter(answer -> answer.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                yaml.refused(
                    "policies." + one.word(),
                    "'" + word + "' is none of its answers",
                    Suggestion.of(word, one.answers().stream().map(Answer::word).toList())));
  }
}
