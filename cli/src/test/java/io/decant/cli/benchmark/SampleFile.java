package io.decant.cli.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table's rows as files of text, one for each of two streams, as both COPY and LOAD DATA take
 * them by default: tabs between the fields, a backslash before what would end one.
 *
 * @param bytes of both files: what MB/s are counted in, for every route
 * @param sum of the rows
 */
record SampleFile(SampleTable table, long rows, List<Path> halves, long bytes, RowSum sum) {

  /** Two connections are enough to keep two cores busy. */
  static final int STREAMS = 2;

  static SampleFile write(SampleTable table, long rows, Path folder) throws IOException {
    List<Path> halves = new ArrayList<>();
    RowSum.Adder sum = new RowSum.Adder();
    long bytes = 0;
    for (int half = 0; half < STREAMS; half++) {
      Path file = folder.resolve(table.label() + half + ".tsv");
      try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
        for (long id = first(rows, half); id < first(rows, half + 1); id++) {
          @Nullable String[] row = table.row(id);
          sum.add(SampleTable.spelling(table, row));
          write(row, out);
        }
      }
      halves.add(file);
      bytes += Files.size(file);
    }
    return new SampleFile(table, rows, halves, bytes, sum.sum());
  }

  /** The first id of a half; ids begin at 1. */
  static long first(long rows, int half) {
    return 1 + rows * half / STREAMS;
  }

  /** The ids of a half, as a condition. */
  String condition(int half) {
    return "id >= " + first(rows, half) + " AND id < " + first(rows, half + 1);
  }

  private static void write(@Nullable String[] row, BufferedWriter out) throws IOException {
    for (int i = 0; i < row.length; i++) {
      if (i > 0) {
        out.write('\t');
      }
      String value = row[i];
      out.write(
          value == null
              ? "\\N"
              : value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n"));
    }
    out.write('\n');
  }
}
