package io.decant.cli.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.decant.cli.endtoend.IndependentCompare.Pair;
import io.decant.cli.endtoend.SchemaCompare.SchemaDifference;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What differs between two schemas although the report does not say so. */
final class SilentDifferences {

  /** Under which other kinds of object a report may tell of a difference. */
  private static final Map<String, Set<String>> KINDS =
      Map.of(
          "column", Set.of("column", "default"), // what an update sets may stand beside the default
          "default", Set.of("default", "column"),
          "identity", Set.of("identity", "column", "default"),
          "generated-column", Set.of("generated-column", "column"),
          "comment", Set.of("comment", "column"),
          "unique-key", Set.of("unique-key", "index"),
          "index", Set.of("index", "unique-key"),
          "exclusion", Set.of("exclusion", "index"),
          "type", Set.of("type", "domain", "column"),
          "domain", Set.of("type", "domain", "column", "check"));

  private SilentDifferences() {}

  static List<SchemaDifference> of(
      DecantRun run, SchemaFacts source, SchemaFacts target, List<Pair> pairs) {
    return SchemaCompare.differences(source, target, pairs).stream()
        .filter(difference -> !isTold(run, difference, pairs))
        .toList();
  }

  static boolean isTold(DecantRun run, SchemaDifference difference, List<Pair> pairs) {
    // A primary key of beginnings is an index elsewhere.
    Set<String> kinds =
        difference.kind().equals("primary-key")
            ? Set.of("primary-key", "index")
            : KINDS.getOrDefault(difference.kind(), Set.of(difference.kind()));
    if (difference.table().isEmpty()) {
      return told(run)
          .anyMatch(o -> kinds.contains(kind(o)) && name(o).contains(difference.name()));
    }
    boolean losses =
        difference.kind().equals("column")
            && difference.what().startsWith("type")
            && pairs.stream()
                .filter(pair -> pair.source().name().equals(difference.table()))
                .flatMap(pair -> DecantRun.elements(run.table(pair.source()).path("columns")))
                .filter(column -> column.path("name").asText().equals(difference.name()))
                .anyMatch(
                    column ->
                        !column.path("losses").isEmpty()
                            || !column.path("evidence").asText().isEmpty());
    return losses
        || told(run).anyMatch(o -> kinds.contains(kind(o)) && isOf(name(o), difference))
        || told(run).anyMatch(o -> isNullKey(o, difference));
  }

  /** SQLite alone takes NULL in a primary key; that is told of the column in which it stands. */
  private static boolean isNullKey(JsonNode object, SchemaDifference difference) {
    return difference.kind().equals("primary-key")
        && object.path("code").asText().contains("NULL_KEY")
        && difference.columns().stream()
            .anyMatch(column -> name(object).endsWith(difference.table() + "." + column));
  }

  /** Reports show what has no name by its columns. */
  private static boolean isOf(String shown, SchemaDifference difference) {
    String start = difference.table();
    int at =
        shown.startsWith(start) ? start.length() : shown.indexOf("." + start) + 1 + start.length();
    if (at < start.length() || !shown.startsWith(start) && !shown.contains("." + start)) {
      return false;
    }
    String part = shown.substring(at);
    if (difference.columns().isEmpty() && difference.name().isEmpty()) {
      return true;
    }
    String columns = "(" + String.join(", ", difference.columns());
    return !difference.name().isEmpty() && part.equals("." + difference.name())
        || part.startsWith("." + columns)
        || difference.kind().equals("check")
            && part.startsWith(".(")
            && difference.columns().stream().allMatch(part::contains);
  }

  private static Stream<JsonNode> told(DecantRun run) {
    return run.list("objects")
        .filter(object -> !object.path("status").asText().equals("migrated"))
        .filter(object -> !object.path("code").asText().isEmpty());
  }

  private static String kind(JsonNode object) {
    return object.path("kind").asText();
  }

  private static String name(JsonNode object) {
    return object.path("source-name").asText();
  }
}
