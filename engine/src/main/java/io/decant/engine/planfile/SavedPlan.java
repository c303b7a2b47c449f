package io.decant.engine.planfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Suggestion;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Identity;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.Mapping;
import io.decant.engine.discover.Discovered;
import io.decant.engine.discover.Discovery;
import io.decant.engine.discover.Origin;
import io.decant.engine.plan.MigrationPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan that was saved, and perhaps edited since.
 *
 * <p>It is not taken at its word: from what it was made of ({@link Recorded}) it is made again, and
 * what then differs is what the user wants otherwise ({@link PlanReading}).
 */
public final class SavedPlan {
  /** Of the form of the file; a newer one is refused. */
  static final String VERSION = "1";

  /** What the file holds, in its order. */
  static final List<String> KEYS =
      List.of(
          "plan",
          "source",
          "target",
          "options",
          "names",
          "policies",
          "tables",
          "statements",
          "left-behind",
          "source-schema",
          "digest",
          "recorded");

  private final String file;
  private final JsonNode tree;
  private final Recorded recorded;

  /**
   * @param file for messages
   * @throws UserError it is no plan, or not a whole one
   */
  public SavedPlan(String file, JsonNode tree) {
    this.file = file;
    this.tree = tree;
    if (!tree.isObject()) {
      throw refused("", "it is no map of keys and values", "decant plan --output writes one.");
    }
    tree.properties()
        .forEach(
            entry -> {
              if (!KEYS.contains(entry.getKey())) {
                throw refused(entry.getKey(), "unknown key", Suggestion.of(entry.getKey(), KEYS));
              }
            });
    if (!tree.path("plan").asText().equals(VERSION)) {
      throw refused("plan", "it is missing or not 1", "decant plan --output writes a plan.");
    }
    for (String key : List.of("names", "policies", "tables", "source-schema", "digest")) {
      if (!tree.has(key)) {
        throw refused(key, "it is missing", "A plan is run whole: write it again.");
      }
    }
    JsonNode facts = tree.path("source-schema");
    if (!PlanTree.digest(facts).equals(tree.path("digest").path("source-schema").asText())) {
      throw refused(
          "source-schema",
          "it is not as it was written; it is what the source must still be",
          "Put back what stood there. If the source has changed, write the plan again.");
    }
    String text = tree.path("recorded").asText();
    if (!Digest.of(text.strip()).equals(tree.path("digest").path("recorded").asText())) {
      throw refused(
          "recorded",
          "it is not as it was written; it is the memory of what the plan was made from",
          "Change what stands under tables, policies, options or statements instead.");
    }
    this.recorded =
        Recorded.parse(text)
            .orElseThrow(
                () -> refused("recorded", "another Decant wrote it", "Write the plan again."));
  }

  /** For messages, and for whoever runs it again. */
  public String file() {
    return file;
  }

  /** For messages: where the table's condition stands. */
  public String whereOf(TableName table) {
    return file + ", tables." + table + ".where";
  }

  /** For messages: where the statement stands; empty where it follows from the rest of the plan. */
  public Optional<String> placeOf(SchemaStep step) {
    return Statement.list(tree.path("statements"), this::refused).stream()
        .filter(
            statement ->
                statement.stage() == step.stage()
                    && statement.sql().equals(step.statement().strip()))
        .findFirst()
        .map(statement -> file + ", under " + statement.place());
  }

  /**
   * A plan as the tree of a file, its comments under the key {@code #}.
   *
   * @param source its URL without a password; so {@code target}
   * @param options those of {@code migrate} that were given, by name
   */
  public static ObjectNode tree(
      MigrationPlan plan,
      Making making,
      String source,
      String target,
      Map<String, String> options) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("plan", 1);
    root.put("source", source);
    root.put("target", target);
    ObjectNode given = root.putObject("options");
    options.forEach(given::put);
    ObjectNode body = PlanTree.of(plan, making.recorded());
    root.setAll(body);
    root.set("source-schema", making.facts());
    ObjectNode digest = root.putObject("digest");
    String recorded = making.recorded().text();
    digest.put("plan", PlanTree.digest(body));
    digest.put("source-schema", PlanTree.digest(making.facts()));
    digest.put("recorded", Digest.of(recorded));
    root.put("recorded", recorded);
    return root;
  }

  /**
   * Looks at the source as it is now.
   *
   * @param targetEngine the scheme of the connector that the tables go to
   * @throws UnsupportedSchema its schema changed since the plan was made; lists every change
   * @throws DecantException it cannot be read
   */
  public Opened open(Source source, Endpoint endpoint, String targetEngine) {
    Catalog catalog = source.catalog();
    List<TableName> wanted = wanted();
    List<TableName> there = wanted.stream().filter(catalog.tables()::contains).toList();
    Drift drift = new Drift(file, endpoint, catalog);
    drift.requireAny(wanted, there);
    List<Table> declared = source.declared(there);
    drift.requireNone(tree.path("source-schema"), wanted, declared, recorded);
    List<TableName> planned = recorded.tables().stream().map(Table::name).toList();
    Map<TableName, Origin> origins = Discovery.origins(source, targetEngine, catalog);
    origins.keySet().retainAll(planned);
    Catalog before =
        new Catalog(
            catalog.product(), catalog.defaultSchema(), catalog.tables(), recorded.others());
    Discovered then =
        new Discovered(
            before,
            recorded.tables(),
            source.views(recorded.tables()),
            recorded.renames(),
            recorded.filters(),
            recorded.tables().stream().flatMap(table -> source.remarks(table).stream()).toList(),
            recorded.leftOut(),
            origins);
    return new Opened(then, catalog, declared);
  }

  /** The tables that the user has left in the file. */
  private List<TableName> wanted() {
    Map<String, TableName> names = new LinkedHashMap<>();
    recorded.tables().forEach(table -> names.put(table.name().toString(), table.name()));
    List<TableName> wanted = new ArrayList<>();
    for (Map.Entry<String, JsonNode> table : tree.path("tables").properties()) {
      TableName name = names.get(table.getKey());
      if (name == null) {
        throw refused(
            "tables." + table.getKey(),
            "the plan knows no such table",
            Suggestion.of(table.getKey(), names.keySet()));
      }
      wanted.add(name);
    }
    if (wanted.isEmpty()) {
      throw refused("tables", "no table is left", "Leave at least one.");
    }
    return wanted;
  }

  private UserError refused(String key, String message, String hint) {
    return new UserError(file + (key.isEmpty() ? "" : ", " + key), message, hint);
  }

  /** A saved plan whose source is as it was. */
  public final class Opened {
    private final Discovered then;
    private final Catalog now;
    private final Map<TableName, Table> declared = new HashMap<>();

    private Opened(Discovered then, Catalog now, List<Table> declared) {
      this.then = then;
      this.now = now;
      declared.forEach(table -> this.declared.put(table.name(), table));
    }

    /** What the plan was made from. */
    public Discovered then() {
      return then;
    }

    /** How it was to be mapped, before anybody edited it. */
    public Mapping mapping() {
      return recorded.mapping();
    }

    /**
     * What the user has changed.
     *
     * @param again the plan, made again from the same
     * @throws UserError it would not be made as it was, or something is changed that follows from
     *     something else
     */
    public PlanEdits edits(MigrationPlan again) {
      ObjectNode made = PlanTree.of(again, recorded);
      if (!PlanTree.digest(made).equals(tree.path("digest").path("plan").asText())) {
        List<String> otherwise = PlanDifference.of(made, tree);
        if (otherwise.isEmpty()) {
          throw refused("digest.plan", "it is not as it was written", "Put back what stood there.");
        }
        throw new UnsupportedSchema(
            file,
            otherwise,
            "This Decant, or the target as it is now, plans otherwise than when the file was"
                + " written. Write the plan again, and bring over what you edited in it.");
      }
      return new PlanReading(file, tree, made, fresh(), recorded.mapping(), again).edits();
    }

    /** What stays behind is what is there now, and so are sizes and counters. */
    private Discovered fresh() {
      List<TableName> planned = then.tables().stream().map(Table::name).toList();
      return new Discovered(
          now,
          then.tables().stream().map(this::fresh).toList(),
          then.views(),
          then.renames(),
          then.filters(),
          then.remarks(),
          now.tables().stream().filter(name -> !planned.contains(name)).toList(),
          then.origins());
    }

    private Table fresh(Table table) {
      Table is = declared.get(table.name());
      return is == null
          ? table // left out
          : table
              .withColumns(
                  table.columns().stream()
                      .map(column -> column.withIdentity(counter(column, is)))
                      .toList())
              .withStatistics(size(table.statistics(), is.statistics()));
    }

    /** As far as it is known without counting; which types a key gets is planned already. */
    private static Statistics size(Statistics was, Statistics is) {
      boolean known = is.rows() >= 0 && is.bytes() >= 0;
      return known ? new Statistics(is.rows(), is.bytes(), is.exact(), was.longestTexts()) : was;
    }

    /** It has gone on, and goes on from there. */
    private static Optional<Identity> counter(Column column, Table now) {
      Optional<Identity> here =
          now.columns().stream()
              .filter(each -> each.name().equals(column.name()))
              .flatMap(each -> each.identity().stream())
              .findFirst();
      return column
          .identity()
          .map(
              was ->
                  new Identity(
                      here.orElse(was).next(), was.increment(), was.always(), was.properties()));
    }
  }
}
