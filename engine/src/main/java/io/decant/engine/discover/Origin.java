package io.decant.engine.discover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.decant.connectors.spi.TableText;
import io.decant.converter.schema.Table;
import java.util.Optional;

/**
 * What a table was in the database that it came from, and what a run made of it here. Kept in the
 * ledger as JSON, so that the way back can undo what only the other engine asked for.
 *
 * @param engine the scheme of the connector that described {@code before}
 * @param before as that source described it
 * @param made as the sink accepted it: columns in the same order
 */
public record Origin(String engine, Table before, Table made) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Its schema became part of its name here. */
  boolean lostItsSchema() {
    return made.name().schema().isEmpty()
        && before.name().name().length() < made.name().name().length()
        && !before.name().schema().isEmpty();
  }

  /** For the ledger. */
  public String text() {
    ObjectNode text = JSON.createObjectNode();
    text.put("engine", engine);
    text.set("before", TableText.tree(before));
    text.set("made", TableText.tree(made));
    return text.toString();
  }

  /** Empty when an older or newer Decant wrote it in another form. */
  public static Optional<Origin> parse(String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      String engine = tree.path("engine").asText();
      return TableText.parse(tree.path("before"))
          .flatMap(
              before ->
                  TableText.parse(tree.path("made")).map(made -> new Origin(engine, before, made)));
    } catch (JsonProcessingException foreign) {
      return Optional.empty();
    }
  }
}
