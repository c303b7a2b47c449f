package io.decant.connectors.sql;

import io.decant.connectors.spi.AcceptedView;
import io.decant.connectors.spi.PlacedTable;
import io.decant.connectors.spi.WantedView;
import io.decant.connectors.sql.QueryTranslator.Result;
import io.decant.connectors.sql.Relations.Known;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.converter.schema.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The views that a sink is asked for, in the sink's own words. */
public final class ViewFit {
  private final Grammar own;
  private final String engine;
  private final Function<TableName, String> written;
  private final Map<TableName, Known> known = new LinkedHashMap<>();
  private boolean sameNames = true;

  /**
   * @param written a name in quotes, with its schema where there are schemas
   */
  public ViewFit(Grammar own, String engine, Function<TableName, String> written) {
    this.own = own;
    this.engine = engine;
    this.written = written;
  }

  /** One answer for each view, in their order. */
  public List<AcceptedView> fit(List<WantedView> views, List<PlacedTable> tables) {
    for (PlacedTable table : tables) {
      Table source = table.source();
      Table target = table.target();
      sameNames &= isSame(source, target);
      known.put(
          source.name(),
          new Known(
              written.apply(target.name()), Scope.fields(source, target.columns(), ValueType::of)));
    }
    List<AcceptedView> accepted = new ArrayList<>();
    views.forEach(view -> accepted.add(fit(view)));
    return accepted;
  }

  private static boolean isSame(Table source, Table target) {
    boolean named = source.name().equals(target.name());
    for (int i = 0; named && i < target.columns().size(); i++) {
      named = source.columns().get(i).name().equals(target.columns().get(i).name());
    }
    return named;
  }

  private AcceptedView fit(WantedView wanted) {
    View view = wanted.view();
    Expression query = view.definition();
    try {
      if (query.isOf(engine) && sameNames) {
        remember(view, wanted.name());
        return made(wanted, query.text(), false, needs(view));
      }
      if (query.standard().isEmpty()) {
        return none(wanted, "it is not certain that its query means the same elsewhere");
      }
      QueryTranslator translator = translator();
      String text = translated(translator, view, query.standard().get(), wanted.name());
      return made(wanted, text, true, String.join("; ", translator.doubts));
    } catch (Uncertain uncertain) {
      return none(wanted, "its query is not certain to mean the same: " + uncertain.reason());
    }
  }

  /** Whether the target has it is not asked: the view is tried, and told of when it is refused. */
  private static String needs(View view) {
    return view.needs().isEmpty()
        ? ""
        : "it needs the "
            + String.join(" and the ", view.needs())
            + ", which the target must have before";
  }

  private QueryTranslator translator() {
    return new QueryTranslator(Neutral.INSTANCE, own, source -> DescribedViews.find(known, source));
  }

  /** For the views that read it; its own text needs no translation. */
  private void remember(View view, TableName name) {
    try {
      if (view.definition().standard().isPresent()) {
        translated(translator(), view, view.definition().standard().get(), name);
      }
    } catch (Uncertain unknown) {
      known.remove(view.name());
    }
  }

  private String translated(
      QueryTranslator translator, View view, String standard, TableName name) {
    Result result =
        translator.query(
            QueryParser.query(standard, Neutral.INSTANCE), view.columns(), Optional.empty());
    known.put(
        view.name(),
        new Known(written.apply(name), DescribedViews.named(view.columns(), result.fields())));
    return result.text();
  }

  private AcceptedView made(WantedView wanted, String query, boolean changed, String reason) {
    String columns =
        wanted.view().columns().stream().map(own::quote).collect(Collectors.joining(", "));
    String statement =
        "CREATE VIEW " + written.apply(wanted.name()) + " (" + columns + ") AS\n" + query;
    return new AcceptedView(wanted.view(), wanted.name(), Optional.of(statement), changed, reason);
  }

  private static AcceptedView none(WantedView wanted, String reason) {
    return new AcceptedView(wanted.view(), wanted.name(), Optional.empty(), false, reason);
  }
}
