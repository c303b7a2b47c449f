package io.decant.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.convert.ValuePolicies;
import io.decant.engine.Mapping;
import io.decant.engine.NameStyle;
import io.decant.engine.TypeRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A job file's settings: the options that they stand for, and those that no option has.
 *
 * <pre>
 * version: 1
 * source: mysql://app@old/shop
 * target: { url: postgresql://app@new/shop, password: "${SHOP_PASSWORD}" }
 * defaults: { parallel: 8, batch-size: 10000, on-error: reject, max-rejects: 100 }
 * tables: { include: ["*"], exclude: [tmp_*], rename: { old: new }, where: { orders: "id > 10" } }
 * types: [ { from: "tinyint(1)", to: smallint } ]
 * policies: { zero-date: reject }
 * documents: { arrays: json, objects: flatten, embed: [ order_item ] }
 * verify: checksum
 * </pre>
 *
 * @param options by name with its dashes, each with its values
 * @param passwords by the environment variable that they stand in for
 * @param mapping the user's types and policies; names are an option
 */
public record JobFile(
    Map<String, List<String>> options, Map<String, String> passwords, Mapping mapping) {

  /** No settings at all. */
  public static final JobFile EMPTY = new JobFile(Map.of(), Map.of(), Mapping.DEFAULTS);

  static final List<String> DEFAULTS =
      List.of(
          "parallel",
          "batch-size",
          "memory",
          "if-exists",
          "on-error",
          "max-rejects",
          "rejects",
          "loss",
          "names",
          "report",
          "output",
          "progress",
          "profile",
          "sample");

  public JobFile {
    options = Map.copyOf(options);
    passwords = Map.copyOf(passwords);
  }

  /**
   * Reads a file.
   *
   * @param environment what {@code ${NAME}} stands for
   * @throws UserError it cannot be read, or says something that we do not know
   */
  public static JobFile read(Path file, Map<String, String> environment) {
    return new Reader(new YamlText(file, environment)).read();
  }

  /** The values that the file gives an option; empty when it says nothing of it. */
  public List<String> option(String name) {
    return options.getOrDefault(name, List.of());
  }

  /** One pass over the file's tree. */
  private static final class Reader {
    private final YamlText yaml;
    private final Map<String, List<String>> options = new LinkedHashMap<>();
    private final Map<String, String> passwords = new TreeMap<>();
    private List<TypeRule> types = List.of();
    private ValuePolicies policies = ValuePolicies.DEFAULTS;

    Reader(YamlText yaml) {
      this.yaml = yaml;
    }

    JobFile read() {
      JsonNode root = yaml.root();
      Map<String, JsonNode> keys =
          yaml.keys(
              "",
              root,
              List.of(
                  "version",
                  "source",
                  "target",
                  "defaults",
                  "tables",
                  "verify",
                  "types",
                  "policies",
                  "documents"));
      if (!keys.containsKey("version") || !yaml.text("version", keys.get("version")).equals("1")) {
        throw yaml.refused(
            "version", "it is missing or not 1", "Write version: 1 on the first line.");
      }
      keys.forEach(this::section);
      return new JobFile(options, passwords, new Mapping(NameStyle.PRESERVE, types, policies));
    }

    private void section(String key, JsonNode node) {
      switch (key) {
        case "version" -> {}
        case "source", "target" -> endpoint(key, node);
        case "defaults" ->
            yaml.keys(key + ".", node, DEFAULTS)
                .forEach((name, value) -> add("--" + name, yaml.text(key + "." + name, value)));
        case "tables" -> tables(node);
        case "verify" ->
            add(
                "--verify",
                node.isObject()
                    ? yaml.keys("verify.", node, List.of("mode")).values().stream()
                        .map(mode -> yaml.text("verify.mode", mode))
                        .findFirst()
                        .orElse("checksum")
                    : yaml.text("verify", node));
        case "types" -> types = new MappingSection(yaml).types(node);
        case "documents" ->
            yaml.keys("documents.", node, List.of("arrays", "objects", "embed"))
                .forEach(this::documents);
        case "policies" -> policies = new MappingSection(yaml).policies(node);
        default -> throw new IllegalStateException(key);
      }
    }

    private void documents(String name, JsonNode value) {
      String key = "documents." + name;
      if (name.equals("embed")) {
        new EmbedSection(yaml).rules(key, value).forEach(rule -> add("--embed", rule));
      } else {
        add("--" + name, yaml.text(key, value));
      }
    }

    private void endpoint(String role, JsonNode node) {
      if (!node.isObject()) {
        add("--" + role, yaml.text(role, node));
        return;
      }
      yaml.keys(role + ".", node, List.of("url", "password", "password-file"))
          .forEach(
              (key, value) -> {
                String text = yaml.text(role + "." + key, value);
                switch (key) {
                  case "url" -> add("--" + role, text);
                  case "password-file" -> add("--" + role + "-password-file", text);
                  default ->
                      passwords.put("DECANT_" + role.toUpperCase(Locale.ROOT) + "_PASSWORD", text);
                }
              });
    }

    private void tables(JsonNode node) {
      Map<String, JsonNode> keys =
          yaml.keys("tables.", node, List.of("include", "exclude", "rename", "where"));
      if (keys.containsKey("rename")) {
        yaml.entries("tables.rename", keys.get("rename"))
            .forEach((old, renamed) -> add("--tables", old + "=" + renamed));
        if (!keys.containsKey("include")) {
          add("--tables", "*");
        }
      }
      if (keys.containsKey("include")) {
        yaml.list("tables.include", keys.get("include")).forEach(name -> add("--tables", name));
      }
      if (keys.containsKey("exclude")) {
        yaml.list("tables.exclude", keys.get("exclude"))
            .forEach(name -> add("--exclude-tables", name));
      }
      JsonNode where = keys.get("where");
      if (where != null && where.isObject()) {
        yaml.entries("tables.where", where)
            .forEach((table, condition) -> add("--where", table + ":" + condition));
      } else if (where != null) {
        add("--where", yaml.text("tables.where", where));
      }
    }

    private void add(String option, String value) {
      options.computeIfAbsent(option, name -> new ArrayList<>()).add(value);
    }
  }
}
