package io.decant.converter.benchmark;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks and prints what they measured, per row. */
public final class Benchmarks {

  static final String HEADING =
      "| benchmark | ns/row (± error) | processor ns/row | MB/s | bytes allocated/row |\n"
          + "|---|--:|--:|--:|--:|";

  private Benchmarks() {}

  /**
   * Measures those whose names match, each in a process of its own, and prints a Markdown table.
   */
  public static void measure(String pattern) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                options(pattern)
                    .forks(1)
                    .warmupIterations(3)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(5)
                    .measurementTime(TimeValue.seconds(1))
                    .addProfiler(GCProfiler.class)
                    .jvmArgs("-Xmx768m")
                    .build())
            .run();
    System.out.println(HEADING);
    results.stream()
        .sorted(Comparator.comparing(Benchmarks::name))
        .forEach(result -> System.out.println(line(result)));
  }

  /**
   * Runs those whose names match once, in this process: whether they work, not how fast.
   *
   * @return how many there were
   */
  public static int once(String pattern) throws RunnerException {
    System.setProperty("jmh.ignoreLock", "true"); // others may measure; here is nothing to disturb
    return new Runner(
            options(pattern)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1))
                .param("rows", SampleRows.WIDE.name())
                .param("batchCount", "1")
                .verbosity(VerboseMode.SILENT)
                .build())
        .run()
        .size();
  }

  private static ChainedOptionsBuilder options(String pattern) {
    return new OptionsBuilder()
        .include(pattern)
        .mode(Mode.Throughput)
        .shouldFailOnError(true)
        .shouldDoGC(false);
  }

  private static String name(RunResult result) {
    List<String> parts = List.of(result.getParams().getBenchmark().split("\\."));
    String parameters =
        result.getParams().getParamsKeys().stream()
            .filter(key -> !key.endsWith("Count"))
            .map(result.getParams()::getParam)
            .collect(Collectors.joining(" "));
    return parts.get(parts.size() - 2) + "." + parts.get(parts.size() - 1) + " " + parameters;
  }

  private static String line(RunResult result) {
    double perSecond = result.getPrimaryResult().getScore();
    double nanos = 1e9 / perSecond;
    return String.format(
        Locale.ROOT,
        "| %s | %.1f (± %.1f) | %.1f | %.0f | %.1f |",
        name(result),
        nanos,
        nanos * result.getPrimaryResult().getScoreError() / perSecond,
        secondary(result, "processorNanos") / perSecond,
        secondary(result, "bytes") / 1e6,
        secondary(result, "gc.alloc.rate.norm"));
  }

  /** JMH puts a dot before the names of some profilers' results, and in some versions not. */
  private static double secondary(RunResult result, String name) {
    return result.getSecondaryResults().keySet().stream()
        .filter(key -> key.endsWith(name))
        .mapToDouble(key -> result.getSecondaryResults().get(key).getScore())
        .findFirst()
        .orElse(Double.NaN);
  }
}
