package io.decant.engine;

import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Dump;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.TableName;
import io.decant.converter.schema.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The views of a dump that name what no script makes: a routine, a type, another view. A database
 * would stop at them, and whatever stands behind them would not be made. They are found by their
 * names alone; one too many is listed, and a person can add it.
 */
final class StrandedViews {
  private static final String QUOTE = "[\"`\\[]?";
  private static final String END = "(?![\\w$])[\"`\\]]?";

  private final Map<Pattern, String> missing = new HashMap<>();
  private final Map<String, String> reasons = new HashMap<>();
  private final List<View> standing = new ArrayList<>();

  private StrandedViews() {}

  /**
   * The same dump, with each such view among what stays behind and its reason.
   *
   * @param unfit tables that the target cannot hold
   */
  static Dump without(Dump dump, Collection<TableName> unfit) {
    StrandedViews views = new StrandedViews();
    List<String> read = dump.views().stream().map(view -> view.name().toString()).toList();
    dump.catalog().others().stream()
        .filter(object -> object.kind() != ObjectKind.VIEW || !read.contains(object.name()))
        .forEach(object -> views.misses(object.kind(), object.name()));
    unfit.forEach(table -> views.misses(ObjectKind.TABLE, table.toString()));
    dump.views().forEach(views::look);
    return new Dump(
        new Catalog(
            dump.catalog().product(),
            dump.catalog().defaultSchema(),
            dump.catalog().tables(),
            dump.catalog().others().stream().map(views::told).toList()),
        dump.tables(),
        views.standing,
        dump.remarks(),
        dump.statements());
  }

  private void misses(ObjectKind kind, String name) {
    String plain = name.split("\\(", 2)[0];
    Optional<String> use =
        switch (kind) {
          case ROUTINE -> Optional.of("(?<![\\w$.\"`])" + written(plain) + "\\s*\\(");
          case TYPE, DOMAIN -> Optional.of("::\\s*" + written(plain));
          case TABLE, VIEW, MATERIALIZED_VIEW, FOREIGN_TABLE, VIRTUAL_TABLE ->
              Optional.of("\\b(?:FROM|JOIN)[\\s(]+" + written(plain));
          default -> Optional.empty();
        };
    use.ifPresent(
        pattern ->
            missing.put(
                Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), kind.label() + " " + name));
  }

  /** A name as queries write it: in quotes or not, with its schema or without. */
  private static String written(String name) {
    int dot = name.indexOf('.');
    String schema =
        dot < 0
            ? ""
            : "(?:" + QUOTE + Pattern.quote(name.substring(0, dot)) + END + "\\s*\\.\\s*)?";
    return schema + QUOTE + Pattern.quote(name.substring(dot + 1)) + END;
  }

  private void look(View view) {
    Optional<String> needed =
        missing.entrySet().stream()
            .filter(each -> each.getKey().matcher(view.definition().text()).find())
            .map(Map.Entry::getValue)
            .sorted()
            .findFirst();
    if (needed.isEmpty()) {
      standing.add(view);
      return;
    }
    reasons.put(
        view.name().toString(), "its query needs the " + needed.get() + ", which stays behind");
    misses(ObjectKind.VIEW, view.name().toString());
  }

  private SchemaObject told(SchemaObject object) {
    return object.kind() == ObjectKind.VIEW && reasons.containsKey(object.name())
        ? new SchemaObject(
            object.kind(), object.name(), object.definition(), reasons.get(object.name()))
        : object;
  }
}
