package io.decant.engine.rehearse;

import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.TableName;
import io.decant.engine.StopSignal;
import io.decant.engine.assess.Places;
import io.decant.engine.assess.SampleSize;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.TablePlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of a database that could be a database: some of each table, and every row that one of them
 * refers to, however far that leads. What is referred to is looked up by its key, so that it costs
 * as much as the rows that are taken. For one thread.
 */
public final class ClosedSample {
  /** In one question, so that it stays short enough for every database. */
  private static final int KEYS_AT_ONCE = 1_000;

  /**
   * Each asks for the rows that those of the one before refer to. Where rows form a chain, as
   * versions do of which each names the one before, it leads through most of the table, a question
   * for every row.
   */
  private static final int ROUNDS = 1_000;

  /** Of a condition: servers refuse statements of more than some megabytes. */
  private static final int LONGEST = 3_000_000;

  private final Source source;
  private final StopSignal stop;
  private final Map<TableName, Taken> tables = new LinkedHashMap<>();
  private final Map<Reference, Set<List<String>>> asked = new LinkedHashMap<>();
  private final Map<Reference, Set<List<String>>> open = new LinkedHashMap<>();
  private final Map<Reference, Integer> rounds = new HashMap<>();
  private final List<Taken> unread = new ArrayList<>();

  /** The columns of a table that rows refer to. */
  private record Reference(TableName table, List<String> columns) {}

  private ClosedSample(Source source, StopSignal stop) {
    this.source = source;
    this.stop = stop;
  }

  /**
   * @param source its snapshot is taken
   * @return by the source's names, in the order of the plan
   * @throws DecantException a table cannot be read
   */
  public static Map<TableName, Taken> of(
      Source source, MigrationPlan plan, RehearseChoice choice, StopSignal stop) {
    ClosedSample sample = new ClosedSample(source, stop);
    for (TablePlan table : plan.tables()) {
      sample.tables.put(table.name(), Taken.of(source, table, choice.rows()));
    }
    for (Taken taken : sample.tables.values()) {
      if (taken.isChosen()) {
        sample.choose(taken, choice);
      }
    }
    sample.tables.values().stream().filter(Taken::isWhole).forEach(sample.unread::add);
    sample.close();
    return sample.tables;
  }

  private void choose(Taken taken, RehearseChoice choice) {
    SampleSize size = SampleSize.ofRows(choice.rows());
    Places places = Places.of(source, taken.supposed(), size, choice.seed());
    KeyReader rows = reader(taken);
    int placesLeft = places.splits().size();
    for (Split split : places.splits()) {
      stop.check();
      long rowsLeft = choice.rows() - taken.sampled();
      rows.read(split, (rowsLeft + placesLeft - 1) / placesLeft--, taken::sample);
    }
    if (rows.hasReferences()) {
      // Those that lie in the same document come along, with what they refer to.
      read(taken, taken.condition(source), taken::refer);
    }
  }

  private void close() {
    do {
      follow();
      tables.values().stream()
          .filter(taken -> taken.isChosen() && taken.condition(source).length() > LONGEST)
          .forEach(taken -> takeWhole(taken, "the keys of its rows are too many to ask for"));
    } while (!unread.isEmpty());
  }

  private void follow() {
    while (!unread.isEmpty() || !open.isEmpty()) {
      stop.check();
      if (unread.isEmpty()) {
        Reference reference = open.keySet().iterator().next();
        follow(reference, open.remove(reference));
      } else {
        Taken whole = unread.remove(unread.size() - 1);
        read(whole, whole.table().filter(), key -> false);
      }
    }
  }

  /** Takes the rows that are referred to so. */
  private void follow(Reference reference, Collection<List<String>> keys) {
    Taken taken = tables.get(reference.table());
    if (taken == null || taken.isWhole()) {
      return;
    }
    if (rounds.merge(reference, 1, Integer::sum) > ROUNDS) {
      takeWhole(taken, "its rows refer to each other in a long chain");
      return;
    }
    List<List<String>> all = new ArrayList<>(keys);
    for (int from = 0; from < all.size(); from += KEYS_AT_ONCE) {
      stop.check();
      Optional<String> condition =
          source.having(
              taken.table().read(),
              reference.columns(),
              all.subList(from, Math.min(all.size(), from + KEYS_AT_ONCE)));
      if (condition.isEmpty() || !taken.isChosen()) {
        takeWhole(taken, "rows refer to it, and cannot be looked up by key");
        return;
      }
      read(taken, taken.both(source, condition.get()), taken::refer);
    }
  }

  private void takeWhole(Taken taken, String why) {
    taken.takeWhole(why);
    unread.add(taken);
  }

  private void read(Taken taken, String filter, KeyReader.Row visitor) {
    KeyReader rows = reader(taken);
    if (taken.isWhole() && !rows.hasReferences()) {
      return;
    }
    for (Split split : source.split(taken.table().read(), filter, Long.MAX_VALUE)) {
      stop.check();
      rows.read(split, Long.MAX_VALUE, visitor);
    }
  }

  private boolean isRead(TableName name, List<String> columns) {
    Taken taken = tables.get(name);
    return taken != null && taken.reads(columns);
  }

  /** Notes what the rows that it reads refer to. */
  private KeyReader reader(Taken taken) {
    List<ForeignKey> references =
        taken.table().source().foreignKeys().stream()
            .filter(key -> taken.reads(key.columns()) && isRead(key.target(), key.targetColumns()))
            .toList();
    return new KeyReader(
        source,
        taken,
        references,
        (key, values) -> {
          Reference reference = new Reference(key.target(), key.targetColumns());
          if (asked.computeIfAbsent(reference, any -> new HashSet<>()).add(values)) {
            open.computeIfAbsent(reference, any -> new LinkedHashSet<>()).add(values);
          }
        });
  }
}
