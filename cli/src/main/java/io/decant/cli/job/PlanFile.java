package io.decant.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.decant.connectors.spi.Suggestion;
import io.decant.converter.DecantException.UserError;
import io.decant.engine.planfile.SavedPlan;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan's file as it is read: the options that it gives, and the plan itself.
 *
 * @param options by name with its dashes
 */
public record PlanFile(Map<String, List<String>> options, SavedPlan plan) {
  /** Of 10,000 tables, about. */
  private static final int MAX_BYTES = 64 << 20;

  /** Of {@code migrate}; what decides on tables, types and names has places of its own. */
  public static final List<String> OPTIONS =
      List.of(
          "profile",
          "parallel",
          "batch-size",
          "memory",
          "if-exists",
          "on-error",
          "max-rejects",
          "rejects",
          "loss",
          "verify");

  /** Options that would change what the plan has decided. */
  public static final List<String> DECIDED =
      List.of(
          "--tables",
          "--exclude-tables",
          "--where",
          "--names",
          "--sample",
          "--arrays",
          "--objects",
          "--embed",
          "--config");

  /**
   * Reads a file.
   *
   * @throws UserError it cannot be read, or is no plan
   */
  public static PlanFile read(Path file) {
    YamlText yaml = YamlText.large(file, MAX_BYTES);
    JsonNode root = yaml.root();
    SavedPlan plan = new SavedPlan(file.toString(), root);
    Map<String, List<String>> options = new LinkedHashMap<>();
    JsonNode given = root.path("options");
    if (!given.isObject() && !given.isMissingNode() && !given.isNull()) {
      throw yaml.refused(
          "options", "it is no map of keys and values", "Write options: { parallel: 4 }, or {}.");
    }
    given
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!OPTIONS.contains(key)) {
                throw yaml.refused("options." + key, "unknown key", Suggestion.of(key, OPTIONS));
              }
            });
    given
        .properties()
        .forEach(
            entry ->
                options.put(
                    "--" + entry.getKey(),
                    List.of(plain(yaml, "options." + entry.getKey(), entry.getValue()))));
    for (String role : List.of("source", "target")) {
      if (root.has(role)) {
        options.put("--" + role, List.of(plain(yaml, role, root.get(role))));
      }
    }
    return new PlanFile(options, plan);
  }

  private static String plain(YamlText yaml, String key, JsonNode node) {
    if (!node.isValueNode() || node.asText("").isEmpty()) {
      throw yaml.refused(
          key,
          "it is no text or number",
          "Write one, in quotes where it has a colon; or remove it.");
    }
    return node.asText();
  }

  /** The values that the file gives an option; empty when it says nothing of it. */
  public List<String> option(String name) {
    return options.getOrDefault(name, List.of());
  }
}
