package io.decant.engine.verify;

import io.decant.connectors.spi.Split;
import io.decant.converter.schema.TableName;
import io.decant.engine.Work;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.verify.Scanner.Content;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What tables of one side hold, read part by part: each part once, by whoever has time for it, and
 * in the end what is left. Thread-safe.
 */
final class Reading {
  private final Scanner scanner;
  private final Map<TableName, List<Part>> tables = new ConcurrentHashMap<>();

  Reading(Scanner scanner) {
    this.scanner = scanner;
  }

  /** A part of a table. When it has been run without failure, it is read; else it is not. */
  private final class Part implements Runnable {
    private final TablePlan plan;
    private final Split split;
    private @Nullable Content content;

    Part(TablePlan plan, Split split) {
      this.plan = plan;
      this.split = split;
    }

    @Override
    public synchronized void run() {
      if (content == null) {
        content = scanner.content(plan, split);
      }
    }

    synchronized Content content() {
      return Objects.requireNonNull(content);
    }
  }

  /** The parts that a table is read in, the same at every call: for any number of threads. */
  List<? extends Runnable> parts(TablePlan plan) {
    List<Part> known = tables.get(plan.name());
    if (known != null) {
      return known;
    }
    List<Part> made = scanner.split(plan).stream().map(split -> new Part(plan, split)).toList();
    List<Part> others = tables.putIfAbsent(plan.name(), made);
    return others == null ? made : others;
  }

  /** Every row of each table, by source name; reads what was not read yet, the largest first. */
  Map<TableName, Content> contents(List<TablePlan> plans) {
    Work work = new Work();
    work.addLast(
        plans.stream()
            .sorted(TablePlan.LARGEST_FIRST)
            .<Runnable>map(plan -> () -> work.addFirst(parts(plan)))
            .toList());
    scanner.run(work);
    Map<TableName, Content> contents = new HashMap<>();
    for (TablePlan plan : plans) {
      List<Part> parts = Objects.requireNonNull(tables.get(plan.name()));
      contents.put(
          plan.name(), parts.stream().map(Part::content).reduce(Content.NONE, Content::plus));
    }
    return contents;
  }
}
