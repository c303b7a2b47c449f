package io.decant.engine.planfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.decant.connectors.spi.Catalog;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Generated;
import io.decant.converter.schema.Identity;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Char;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.LogicalType.LabelSet;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Varchar;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.report.ReportJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A source's schema in words, one line for each object, so that two moments can be compared line by
 * line. Only what is declared is in it: neither what the data says of types nor how far a counter
 * is, for both change while the schema stays.
 */
final class SourceFacts {
  /** What is no table's own stands under it; no table is called so. */
  static final String OTHERS = "(other objects)";

  /** Before a digest, which says nothing to a person. */
  private static final String DEFINED = "defined as ";

  private static final int LONGEST_OPTION = 40;

  private SourceFacts() {}

  /**
   * By table, and in it by object.
   *
   * @param declared the tables that are asked about
   */
  static ObjectNode of(List<Table> declared, Catalog catalog) {
    ObjectNode facts = JsonNodeFactory.instance.objectNode();
    for (Table table : declared) {
      facts.set(table.name().toString(), of(table));
    }
    facts.putObject(OTHERS);
    Set<TableName> tables = new HashSet<>(catalog.tables());
    for (SchemaObject object : catalog.others()) {
      if (object.kind() == ObjectKind.LARGE_OBJECT) {
        continue; // rows of a kind, and not schema
      }
      String owner =
          object.table().filter(tables::contains).map(TableName::toString).orElse(OTHERS);
      // What belongs to a table that is not asked about may change like the table itself.
      if (facts.get(owner) instanceof ObjectNode place) {
        put(place, object.kind().label() + " " + name(object, owner), text(object));
      }
    }
    return facts;
  }

  /** Without its table, of which it is told. */
  private static String name(SchemaObject object, String owner) {
    String qualifier = owner + ".";
    return object.name().startsWith(qualifier)
        ? object.name().substring(qualifier.length())
        : object.name();
  }

  /** The definition of some says, too, how far they are, or how much there is of them. */
  private static String text(SchemaObject object) {
    return switch (object.kind()) {
      case SEQUENCE, CONSUMER_GROUP, TABLE -> "there";
      default -> object.definition().isEmpty() ? "there" : DEFINED + Digest.of(object.definition());
    };
  }

  private static ObjectNode of(Table table) {
    ObjectNode facts = JsonNodeFactory.instance.objectNode();
    table.columns().forEach(column -> put(facts, "column " + column.name(), text(column)));
    table.primaryKey().ifPresent(key -> put(facts, "primary key", text(key)));
    table.uniqueKeys().forEach(key -> put(facts, ("unique key " + key.name()).strip(), text(key)));
    table.indexes().forEach(index -> put(facts, "index " + index.name(), text(index)));
    table
        .foreignKeys()
        .forEach(key -> put(facts, ("foreign key " + key.name()).strip(), text(key)));
    for (Check check : table.checks()) {
      put(facts, ("check " + check.name()).strip(), check.expression().text());
    }
    if (!table.comment().isEmpty()) {
      put(facts, "comment", table.comment());
    }
    if (!table.options().isEmpty()) {
      put(
          facts,
          "options",
          String.join(", ", table.options().stream().map(SourceFacts::brief).sorted().toList()));
    }
    return facts;
  }

  /** An engine may keep the whole table as an option, of which the other facts tell. */
  private static String brief(String option) {
    int colon = option.indexOf(':');
    return option.length() > LONGEST_OPTION && colon > 0 ? option.substring(0, colon) : option;
  }

  /** Objects without a name are told apart by their order. */
  private static void put(ObjectNode facts, String object, String text) {
    String label = object;
    for (int i = 2; facts.has(label); i++) {
      label = object + " (" + i + ")";
    }
    facts.put(label, text);
  }

  private static String text(Column column) {
    StringBuilder text = new StringBuilder(column.nativeType());
    labels(column, text);
    text.append(column.nullable() ? "" : " not null");
    column.defaultValue().ifPresent(value -> text.append(", default ").append(value));
    column.identity().ifPresent(counter -> text.append(text(counter)));
    column.generated().ifPresent(by -> text.append(text(by)));
    text.append(column.onUpdateNow() ? ", set to the current time by every update" : "");
    text.append(column.comment().isEmpty() ? "" : ", comment '" + column.comment() + "'");
    return text.toString();
  }

  /** What the spelling of the type need not tell. */
  private static void labels(Column column, StringBuilder text) {
    LogicalType type = column.type();
    String more = "";
    if (type instanceof Enumerated labels) {
      more = labels.labels().toString();
    } else if (type instanceof LabelSet labels) {
      more = labels.labels().toString();
    } else if (type instanceof Char of) {
      more = of.collation().name();
    } else if (type instanceof Varchar of) {
      more = of.collation().name();
    } else if (type instanceof Text of) {
      more = of.collation().name();
    }
    text.append(more.isEmpty() ? "" : " " + more);
  }

  private static String text(Identity counter) {
    return ", counts by itself"
        + (counter.increment() == 1 ? "" : " by " + counter.increment())
        + (counter.always() ? " always" : "")
        + (counter.properties().isEmpty() ? "" : ", " + counter.properties());
  }

  private static String text(Generated by) {
    return ", computed as " + by.expression().text() + (by.stored() ? " stored" : "");
  }

  private static String text(Key key) {
    return columns(key.columns())
        + (key.nullsEqual() ? ", nulls are equal" : "")
        + (key.deferrable() ? ", deferrable" : "")
        + (key.initiallyDeferred() ? ", deferred" : "");
  }

  private static String text(Index index) {
    String parts =
        index.parts().stream()
            .map(
                part ->
                    part
                        + (part.prefixLength() == 0 ? "" : "(" + part.prefixLength() + ")")
                        + (part.descending() ? " desc" : ""))
            .collect(Collectors.joining(", ", "(", ")"));
    return (index.unique() ? "unique " : "")
        + index.method()
        + " "
        + parts
        + index.predicate().map(where -> " where " + where).orElse("")
        + (index.definition().isEmpty() ? "" : ", " + index.definition());
  }

  private static String text(ForeignKey key) {
    return columns(key.columns())
        + " -> "
        + key.target()
        + columns(key.targetColumns())
        + " on delete "
        + ReportJson.word(key.onDelete())
        + " on update "
        + ReportJson.word(key.onUpdate())
        + (key.deferrable() ? ", deferrable" : "")
        + (key.initiallyDeferred() ? ", deferred" : "")
        + (key.validated() ? "" : ", not validated")
        + (key.fullMatch() ? ", full match" : "");
  }

  private static String columns(List<String> names) {
    return "(" + String.join(", ", names) + ")";
  }

  /**
   * What has changed from one moment to the other, in words; empty when nothing has.
   *
   * @param then facts of the tables that matter
   * @param now facts of the same tables, as far as they are there
   */
  static List<String> changes(JsonNode then, JsonNode now) {
    List<String> changes = new ArrayList<>();
    then.properties()
        .forEach(
            table -> {
              JsonNode is = now.get(table.getKey());
              if (is == null) {
                changes.add("table " + table.getKey() + " is gone");
              } else {
                changes(table.getKey(), table.getValue(), is, changes);
              }
            });
    now.properties()
        .forEach(
            table -> {
              if (!then.has(table.getKey())) {
                changes.add("table " + table.getKey() + " is new");
              }
            });
    return changes;
  }

  private static String changed(String then, String now) {
    return then.startsWith(DEFINED) && now.startsWith(DEFINED)
        ? " is defined otherwise"
        : " changed from " + then + " to " + now;
  }

  private static void changes(String table, JsonNode then, JsonNode now, List<String> changes) {
    String of = table.equals(OTHERS) ? "" : " of table " + table;
    then.properties()
        .forEach(
            object -> {
              JsonNode is = now.get(object.getKey());
              if (is == null) {
                changes.add(object.getKey() + of + " is gone");
              } else if (!is.asText().equals(object.getValue().asText())) {
                changes.add(
                    object.getKey() + of + changed(object.getValue().asText(), is.asText()));
              }
            });
    now.properties()
        .forEach(
            object -> {
              if (!then.has(object.getKey())) {
                String is = object.getValue().asText();
                changes.add(
                    object.getKey() + of + " is new" + (is.startsWith(DEFINED) ? "" : ": " + is));
              }
            });
  }
}
