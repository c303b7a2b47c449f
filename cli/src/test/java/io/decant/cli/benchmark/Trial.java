package io.decant.cli.benchmark;

import io.decant.cli.benchmark.BulkPath.Stream;
import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One table over one route, once, into a new database. */
record Trial(Home source, Home target, SampleFile file, Path folder, List<String> launcher) {

  Measurement run(Way way) throws SQLException, IOException, InterruptedException {
    try (TestDatabase goal = target.engine().server().newDatabase()) {
      BulkPath.execute(goal, file.table().create(target.engine()));
      settle();
      long sourceServer = ProcessorTime.server(source.engine(), source.database());
      long targetServer = ProcessorTime.server(target.engine(), goal);
      double sourceBefore = ProcessorTime.ofTree(sourceServer);
      double targetBefore = ProcessorTime.ofTree(targetServer);
      Measurement run =
          switch (way) {
            case RAW_LIMIT -> raw(goal);
            case COPY, VERIFIED_COPY -> decant(goal, way);
          };
      double sourceSeconds = ProcessorTime.ofTree(sourceServer) - sourceBefore;
      double targetSeconds = ProcessorTime.ofTree(targetServer) - targetBefore;
      return new Measurement(
          run.seconds(),
          run.client(),
          sourceSeconds,
          targetServer == sourceServer ? Double.NaN : targetSeconds,
          run.peakBytes(),
          run.right() && Home.holds(target.engine(), goal, file));
    }
  }

  /**
   * What earlier runs left to be written to disk is none of this one's business, and their binary
   * logs would fill it: those of our own servers are thrown away.
   */
  private void settle() throws SQLException {
    for (Home home : List.of(source, target)) {
      switch (home.engine()) {
        case POSTGRESQL -> BulkPath.execute(home.database(), "CHECKPOINT");
        case MYSQL, MARIADB -> {
          if (System.getenv("DECANT_TEST_" + home.engine() + "_URL") == null) {
            BulkPath.execute(
                home.database(),
                "FLUSH BINARY LOGS",
                "PURGE BINARY LOGS BEFORE now() + INTERVAL 1 SECOND");
          }
        }
        case SQLITE -> {}
      }
    }
  }

  /** Source and target have nothing to do with one another here but that they share the machine. */
  private Measurement raw(TestDatabase goal) throws InterruptedException {
    List<Stream> streams = new ArrayList<>(source.path().read(file, source.database()));
    streams.addAll(target.path().write(file, target.database(), goal));
    ExecutorService threads = Executors.newFixedThreadPool(streams.size());
    try {
      long started = System.nanoTime();
      List<Future<?>> all = new ArrayList<>();
      for (Stream stream : streams) {
        all.add(
            threads.submit(
                () -> {
                  stream.run();
                  return true;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
      double seconds = (System.nanoTime() - started) / 1e9;
      return new Measurement(seconds, Double.NaN, Double.NaN, Double.NaN, Double.NaN, true);
    } catch (ExecutionException e) {
      throw new AssertionError("The raw path failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private Measurement decant(TestDatabase goal, Way way) throws IOException, InterruptedException {
    DecantProcess run =
        DecantProcess.run(
            folder,
            launcher,
            List.of(
                "migrate-data",
                "--source",
                source.database().url(),
                "--target",
                goal.url(),
                "--tables",
                file.table().label(),
                "--if-exists",
                "append",
                "--verify",
                way.verify(),
                "--progress",
                "none"));
    if (run.exitCode() != 0) {
      System.err.println(run.printed());
    }
    return new Measurement(
        run.seconds(),
        run.processorSeconds(),
        Double.NaN,
        Double.NaN,
        run.peakBytes(),
        run.exitCode() == 0);
  }
}
