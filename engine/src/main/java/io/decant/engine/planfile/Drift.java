package io.decant.engine.planfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.Listing;
import io.decant.engine.discover.Discovery;
import java.util.ArrayList;
import java.util.List;

/** What has become of a source's schema since its plan was made; only what the plan covers. */
final class Drift {
  private final String file;
  private final Endpoint source;
  private final Catalog catalog;

  /**
   * @param catalog of the source as it is now
   */
  Drift(String file, Endpoint source, Catalog catalog) {
    this.file = file;
    this.source = source;
    this.catalog = catalog;
  }

  /**
   * @throws UserError no table is there any more: it is the wrong database
   */
  void requireAny(List<TableName> wanted, List<TableName> there) {
    if (there.isEmpty()) {
      throw new UserError(
          "source " + source,
          "has none of the tables of " + file + ": " + Listing.of(wanted),
          "Is it the right database? Check --source, or source: in the file; else write another"
              + " plan.");
    }
  }

  /**
   * @param then the schema in words, as the file has it
   * @param declared what of the wanted tables is there
   * @throws UnsupportedSchema lists every change
   */
  void requireNone(JsonNode then, List<TableName> wanted, List<Table> declared, Recorded recorded) {
    ObjectNode covered = JsonNodeFactory.instance.objectNode();
    List<String> names = new ArrayList<>(wanted.stream().map(TableName::toString).toList());
    names.add(SourceFacts.OTHERS);
    for (String name : names) {
      JsonNode facts = then.path(name);
      covered.set(name, facts.isObject() ? facts : JsonNodeFactory.instance.objectNode());
    }
    List<String> changes =
        new ArrayList<>(SourceFacts.changes(covered, SourceFacts.of(declared, catalog)));
    List<TableName> planned = recorded.tables().stream().map(Table::name).toList();
    catalog.tables().stream()
        .filter(name -> !planned.contains(name))
        .filter(name -> Discovery.isSelected(recorded.selection(), name, catalog.defaultSchema()))
        .forEach(name -> changes.add("table " + name + " is new"));
    if (!changes.isEmpty()) {
      throw new UnsupportedSchema(
          "source " + source + ", which is no longer as " + file + " has it",
          changes,
          "Nothing was written. Write the plan again, and bring over what you edited in it."
              + guessed());
    }
  }

  /** Rows that were drawn by lot may tell of other columns the next time. */
  private String guessed() {
    boolean samples = Connectors.of(source.scheme()).parameters().contains("sample");
    return samples ? " --sample all lets every row tell the schema, and not some." : "";
  }
}
