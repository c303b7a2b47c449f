package io.decant.cli.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a plan's tree as YAML that is pleasant to read, to compare and to edit: a comment above
 * each section, a column on one line, a statement as it is run. The same tree gives the same text.
 */
public final class PlanYaml {
  private static final String COMMENT = "#";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_.()-]*|[0-9]+[kmgt]");
  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  /** A text that a block shows as it is: YAML keeps every character of it. */
  private static final Pattern BLOCK =
      Pattern.compile("(?! )[\\x20-\\x7e\\u00a0-\\u2027\\u202a-\\ud7ff\\n]*[^\\s]");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String HEADING =
      """
      # The plan of a migration, to be reviewed, edited and run: decant migrate --plan FILE
      #
      # Written by Decant %s. What may be changed, and how:
      #   options     as on the command line of migrate, such as on-error: reject
      #   names       preserve, lower or snake; policies: what becomes of values that do not fit
      #   tables      remove one to leave it out; name: what it is called in the target; where: a
      #               condition for its rows; split: how much of it is copied at a time, such as
      #               64m; their order is the order of work
      #   columns     remove one to leave it out; to: the target's type; name: the target's name
      #   statements  edit the text, remove an entry, add one of your own, change the order
      # The rest follows from that, and an edit of it is refused. A source whose schema has changed
      # since is refused, too. Passwords do not belong here: see DECANT_SOURCE_PASSWORD.
      """;

  private static final Map<String, String> ABOVE =
      Map.of(
          "options", "What else migrate is told.",
          "policies", "What becomes of values that the target cannot hold.",
          "tables", "In the order of work.",
          "statements", "Run stage by stage; namespace, type and table before the data.",
          "left-behind", "What does not come over, or not as it is.",
          "source-schema", "The source as it must still be.",
          "recorded", "Decant's memory of what the plan was made from.");

  private final StringBuilder out = new StringBuilder();

  private PlanYaml() {}

  /**
   * @param version of Decant
   */
  public static String of(JsonNode tree, String version) {
    PlanYaml yaml = new PlanYaml();
    yaml.out.append(HEADING.formatted(version)).append('\n');
    for (Map.Entry<String, JsonNode> section : tree.properties()) {
      String above = ABOVE.get(section.getKey());
      if (above != null) {
        yaml.out.append("\n# ").append(above).append('\n');
      }
      yaml.entry(section.getKey(), section.getValue(), 0, section.getKey());
    }
    return yaml.out.toString();
  }

  /**
   * @param place the keys that lead here: how a map is laid out depends on it
   */
  private void entry(String key, JsonNode value, int depth, String place) {
    indent(depth).append(scalar(key)).append(':');
    value(value, depth, place);
  }

  private void value(JsonNode value, int depth, String place) {
    if (value.isValueNode()) {
      text(value, depth + 1, place.endsWith(".sql"));
    } else if (value.isEmpty()) {
      out.append(value.isObject() ? " {}\n" : " []\n");
    } else if (value.isArray()) {
      list(value, depth, place);
    } else if (place.matches("tables\\..*\\.columns\\..*")) {
      out.append(' ').append(flow(value)).append('\n');
    } else {
      JsonNode comment = value.get(COMMENT);
      out.append(comment == null ? "\n" : "  # " + comment.asText() + "\n");
      map(value, depth + 1, place);
    }
  }

  private void map(JsonNode map, int depth, String place) {
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      if (!entry.getKey().equals(COMMENT)) {
        entry(entry.getKey(), entry.getValue(), depth, place + "." + entry.getKey());
      }
    }
  }

  private void list(JsonNode list, int depth, String place) {
    if (place.endsWith(".makes")) {
      out.append(' ').append(flow(list)).append('\n');
      return;
    }
    out.append('\n');
    for (JsonNode element : list) {
      indent(depth + 1).append("-");
      if (element.isValueNode()) {
        text(element, depth + 2, false);
        continue;
      }
      boolean first = true;
      for (Map.Entry<String, JsonNode> entry : element.properties()) {
        if (first) {
          out.append(' ').append(scalar(entry.getKey())).append(':');
          value(entry.getValue(), depth + 2, place + "[]." + entry.getKey());
          first = false;
        } else {
          entry(entry.getKey(), entry.getValue(), depth + 2, place + "[]." + entry.getKey());
        }
      }
    }
  }

  private StringBuilder indent(int depth) {
    return out.append("  ".repeat(depth));
  }

  private void text(JsonNode value, int depth, boolean asBlock) {
    String text = value.asText();
    boolean better = asBlock || text.indexOf('\n') >= 0 || text.indexOf('"') >= 0;
    if (better && BLOCK.matcher(text).matches() && !text.contains(" \n")) {
      out.append(" |-\n");
      for (String line : text.split("\n", -1)) {
        (line.isEmpty() ? out : indent(depth).append(line)).append('\n');
      }
    } else {
      out.append(' ').append(value.isNumber() ? text : scalar(text)).append('\n');
    }
  }

  private static String flow(JsonNode node) {
    if (node.isArray()) {
      List<String> elements = new ArrayList<>();
      node.forEach(element -> elements.add(flow(element)));
      return "[" + String.join(", ", elements) + "]";
    }
    if (node.isValueNode()) {
      return node.isNumber() ? node.asText() : scalar(node.asText());
    }
    List<String> entries =
        node.properties().stream()
            .map(entry -> scalar(entry.getKey()) + ": " + flow(entry.getValue()))
            .toList();
    return "{ " + String.join(", ", entries) + " }";
  }

  /** Plain where YAML cannot take it for anything but a text, else in JSON's quotes. */
  private static String scalar(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    return plain ? text : quoted(text);
  }

  private static String quoted(String text) {
    try {
      StringBuilder quoted = new StringBuilder();
      for (char unit : JSON.writeValueAsString(TextNode.valueOf(text)).toCharArray()) {
        // What YAML takes for the end of a line, or does not let stand at all.
        boolean seen = unit >= ' ' && unit != 0x7f && (unit < 0x80 || unit > 0x9f);
        boolean special = unit == 0x2028 || unit == 0x2029 || unit == 0xfeff || unit >= 0xfffe;
        quoted.append(seen && !special ? String.valueOf(unit) : "\\u%04x".formatted((int) unit));
      }
      return quoted.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
