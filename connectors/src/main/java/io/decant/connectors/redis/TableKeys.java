package io.decant.connectors.redis;

import io.decant.converter.row.Utf8;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The keys whose values are the rows of one table. They are kept by a hash of the key, so that a
 * part of them, which is a range of hashes, can be found again without looking through all.
 */
final class TableKeys {
  /** Hashes are numbers below this. */
  static final int HASHES = 1 << 16;

  private static final int BUCKETS = 64;
  private static final int PER_BUCKET = HASHES / BUCKETS;
  private static final int SAMPLE_BYTES = 4 << 20;

  final TableName name;
  final int database;
  final RedisType type;

  /** Of a table that was inferred. */
  final Optional<Grammar.Group> group;

  /** Of a table that Decant made. */
  final Optional<Table> remembered;

  private final Spill spill;
  private final KeyLog[] buckets = new KeyLog[BUCKETS];
  private final List<byte[]> sample = new ArrayList<>();
  private final int sampleSize;
  private final SplittableRandom random = new SplittableRandom(7);
  private final int[] longest;
  private final boolean[] binary;
  private int sampleBytes;
  private long count;

  TableKeys(
      TableName name,
      int database,
      RedisType type,
      Optional<Grammar.Group> group,
      Optional<Table> remembered,
      Spill spill,
      int sampleSize) {
    this.name = name;
    this.database = database;
    this.type = type;
    this.group = group;
    this.remembered = remembered;
    this.spill = spill;
    this.sampleSize = sampleSize;
    int segments = group.map(g -> g.template().parts().size()).orElse(0);
    this.longest = new int[segments];
    this.binary = new boolean[segments];
  }

  void add(byte[] key) {
    int bucket = hash(key) / PER_BUCKET;
    if (buckets[bucket] == null) {
      buckets[bucket] = new KeyLog(spill);
    }
    buckets[bucket].add(0, key);
    count++;
    sample(key);
    if (longest.length > 0) {
      KeyPath path = new KeyPath(key);
      for (int i = 0; i < longest.length; i++) {
        int start = path.start(i);
        int length = path.end(i) - start;
        longest[i] = Math.max(longest[i], length);
        binary[i] |= !Utf8.isValid(key, start, length);
      }
    }
  }

  /** Every key has the same chance to be in the sample. */
  private void sample(byte[] key) {
    if (sample.size() < sampleSize && sampleBytes < SAMPLE_BYTES) {
      sample.add(key);
      sampleBytes += key.length;
    } else if (!sample.isEmpty()) {
      long place = random.nextLong(count);
      if (place < sample.size()) {
        sampleBytes += key.length - sample.get((int) place).length;
        sample.set((int) place, key);
      }
    }
  }

  List<byte[]> sample() {
    return sample;
  }

  /** As the SCAN gave them: a key that it gave twice is counted twice. */
  long count() {
    return count;
  }

  int longestSegment(int segment) {
    return longest[segment];
  }

  /** Whether a key has bytes there that are not UTF-8. */
  boolean isBinary(int segment) {
    return binary[segment];
  }

  int held() {
    int held = 0;
    for (KeyLog bucket : buckets) {
      held += bucket == null ? 0 : bucket.held();
    }
    return held;
  }

  void spill() {
    for (KeyLog bucket : buckets) {
      if (bucket != null) {
        bucket.spill();
      }
    }
  }

  /** The keys with a hash in that range, in their order, each once. */
  List<byte[]> keys(int from, int to) {
    TreeSet<byte[]> keys = new TreeSet<>(java.util.Arrays::compareUnsigned);
    for (int bucket = from / PER_BUCKET; bucket * PER_BUCKET < to; bucket++) {
      if (buckets[bucket] != null) {
        buckets[bucket].visit(
            (tag, key) -> {
              int hash = hash(key);
              if (hash >= from && hash < to) {
                keys.add(key);
              }
            });
      }
    }
    return new ArrayList<>(keys);
  }

  /** FNV-1a, its bits mixed once more; the same in every process. */
  static int hash(byte[] key) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : key) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
    return (int) (hash >>> 48);
  }
}
