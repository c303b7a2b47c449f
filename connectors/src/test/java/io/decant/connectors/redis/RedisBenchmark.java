package io.decant.connectors.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.WriteMode;
import io.decant.connectors.testing.RedisServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.Role;
import io.decant.converter.benchmark.SampleRows;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * Writing and reading hashes through the SPI beside the shortest loop that a client can be asked
 * for: commands that were put together before, sent many at a time; values read and dropped. In
 * turns, on one connection each, as {@code examples/benchmark.sh keys} starts it. Its name keeps it
 * out of the ordinary build.
 */
class RedisBenchmark {
  private static final int PIPELINE = 1_000;
  private static final int ROUNDS = 5;

  private final long rows =
      Long.parseLong(Objects.requireNonNullElse(System.getenv("DECANT_BENCHMARK_ROWS"), "200000"));
  private final List<RowBatch> batches = new ArrayList<>();
  private final List<byte[]> keys = new ArrayList<>();
  private final List<Map<byte[], byte[]>> hashes = new ArrayList<>();

  /** What a way took, round by round. */
  private static final class Way {
    private final String name;
    private final List<double[]> rounds = new ArrayList<>();

    Way(String name) {
      this.name = name;
    }

    double median(int what) {
      double[] sorted = rounds.stream().mapToDouble(round -> round[what]).sorted().toArray();
      return sorted[sorted.length / 2];
    }

    double least(int what) {
      return rounds.stream().mapToDouble(round -> round[what]).min().orElse(0);
    }

    double most(int what) {
      return rounds.stream().mapToDouble(round -> round[what]).max().orElse(0);
    }
  }

  @Test
  void printsHowFarFromTheBareClient() {
    for (SampleRows sample : SampleRows.values()) {
      measure(sample);
    }
  }

  private void measure(SampleRows sample) {
    try (RedisServer.Database database = TestServers.redis().newDatabase();
        Sink sink = new RedisConnector().openSink(EndpointUrl.parse(Role.TARGET, database.url()))) {
      Jedis redis = database.driver();
      Table table =
          Pouring.make(
              sink,
              Table.of(TableName.of("rows"), sample.table().columns())
                  .withPrimaryKey(Optional.of(Key.of("", List.of("id")))));
      Lease lease = Pouring.begin(sink);
      prepare(sample, table);
      Way raw = new Way("write, bare client");
      Way ours = new Way("write, Decant");
      Way rawRead = new Way("read, bare client");
      Way oursRead = new Way("read, Decant");
      for (int round = 0; round < ROUNDS + 1; round++) {
        int part = round;
        turn(redis, raw, round, () -> write(redis));
        turn(redis, rawRead, round, () -> read(redis));
        empty(redis);
        turn(redis, ours, round, () -> write(sink, table, part, lease));
        try (Source source =
            new RedisConnector().openSource(EndpointUrl.parse(Role.SOURCE, database.url()))) {
          source.catalog();
          Table described = source.describe(List.of(table.name())).get(0);
          turn(redis, oursRead, round, () -> read(source, described));
        }
        empty(redis);
      }
      print(sample, raw, ours);
      print(sample, rawRead, oursRead);
    }
  }

  private void prepare(SampleRows sample, Table table) {
    batches.clear();
    keys.clear();
    hashes.clear();
    OwnRows own = new OwnRows(table, "run", 0, EndpointUrl.parse(Role.TARGET, "redis://localhost"));
    for (int number = 0; number < rows / SampleRows.ROWS; number++) {
      RowBatch batch = sample.batch(number);
      batches.add(batch);
      for (int row = 0; row < batch.rows(); row++) {
        Map<byte[], byte[]> hash = new HashMap<>();
        for (int i = 0; i < table.columns().size(); i++) {
          if (!batch.column(i).isNull(row)) {
            hash.put(
                table.columns().get(i).name().getBytes(UTF_8), own.spelt(batch, i, row).copy());
          }
        }
        keys.add(("rows:" + batch.longs(0).value(row)).getBytes(UTF_8));
        hashes.add(hash);
      }
    }
  }

  private static void empty(Jedis redis) {
    byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
    do {
      ScanResult<byte[]> page = redis.scan(cursor, new ScanParams().match("rows:*").count(10_000));
      if (!page.getResult().isEmpty()) {
        redis.del(page.getResult().toArray(new byte[0][]));
      }
      cursor = page.getCursorAsBytes();
    } while (!Arrays.equals(cursor, ScanParams.SCAN_POINTER_START_BINARY));
  }

  private void write(Jedis redis) {
    Pipeline pipeline = redis.pipelined();
    for (int i = 0; i < keys.size(); i++) {
      pipeline.hset(keys.get(i), hashes.get(i));
      if (i % PIPELINE == PIPELINE - 1) {
        pipeline.sync();
      }
    }
    pipeline.sync();
  }

  private void write(Sink sink, Table table, int part, Lease lease) {
    Split split = new Split(table.name(), part, ROUNDS + 1, "");
    try (BatchWriter writer = sink.write(table, split, lease, WriteMode.BULK)) {
      batches.forEach(writer::write);
      writer.commit(Pouring.entry(table, part, keys.size()));
    }
  }

  private void read(Jedis redis) {
    byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
    int found = 0;
    do {
      ScanResult<byte[]> page =
          redis.scan(cursor, new ScanParams().match("rows:*").count(PIPELINE));
      Pipeline pipeline = redis.pipelined();
      List<Response<Map<byte[], byte[]>>> values = new ArrayList<>();
      page.getResult().forEach(key -> values.add(pipeline.hgetAll(key)));
      pipeline.sync();
      for (Response<Map<byte[], byte[]>> value : values) {
        found += value.get().isEmpty() ? 0 : 1;
      }
      cursor = page.getCursorAsBytes();
    } while (!Arrays.equals(cursor, ScanParams.SCAN_POINTER_START_BINARY));
    require(found);
  }

  private void read(Source source, Table table) {
    source.snapshot(1);
    int found = 0;
    RowBatch into = new RowBatch(Pouring.types(table), SampleRows.ROWS, 1 << 20);
    for (Split split : source.split(table, "", Long.MAX_VALUE)) {
      try (BatchReader reader = source.read(table, split)) {
        while (reader.read(into)) {
          found += into.rows();
        }
      }
    }
    require(found);
  }

  private void require(int found) {
    if (found != keys.size()) {
      throw new AssertionError(found + " of " + keys.size() + " rows");
    }
  }

  /** The first round is to warm up. */
  private static void turn(Jedis redis, Way way, int round, Runnable work) {
    double server = serverSeconds(redis);
    double client = clientSeconds();
    long begun = System.nanoTime();
    work.run();
    double wall = (System.nanoTime() - begun) / 1e9;
    if (round > 0) {
      way.rounds.add(new double[] {wall, clientSeconds() - client, serverSeconds(redis) - server});
    }
  }

  private static double clientSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }

  private static double serverSeconds(Jedis redis) {
    double sum = 0;
    for (String line : redis.info("cpu").split("\r\n")) {
      if (line.startsWith("used_cpu_sys:") || line.startsWith("used_cpu_user:")) {
        sum += Double.parseDouble(line.substring(line.indexOf(':') + 1));
      }
    }
    return sum;
  }

  private void print(SampleRows sample, Way bare, Way decant) {
    for (Way way : List.of(bare, decant)) {
      System.out.printf(
          "%-6s %-20s %6.2f s (%.2f to %.2f)  client %5.2f  server %5.2f  %,8.0f rows/s%n",
          sample.name().toLowerCase(java.util.Locale.ROOT),
          way.name,
          way.median(0),
          way.least(0),
          way.most(0),
          way.median(1),
          way.median(2),
          keys.size() / way.median(0));
    }
    System.out.printf(
        "       x bare client: %.2f, CPU %.2f%n",
        decant.median(0) / bare.median(0),
        (decant.median(1) + decant.median(2)) / (bare.median(1) + bare.median(2)));
  }
}
