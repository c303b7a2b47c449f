package io.decant.connectors.postgresql;

import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rows a split holds: those whose version lies in a range of the table's blocks (of each leaf
 * of a partitioned table), and that meet the filter. Under one snapshot a row has one version and
 * its place never changes; the first range has no beginning and the last no end, so that every row
 * is in one of them whatever the size was.
 *
 * @param partitioned read the leaves too; otherwise tables that inherit are left to themselves
 * @param from first block
 * @param to the block after the last; {@link #OPEN} for no end
 * @param filter a condition in SQL; empty for none
 */
record Blocks(boolean partitioned, long from, long to, String filter) {
  static final long OPEN = -1;

  private static final String LEAVES = "leaves";
  private static final String ONLY = "only";
  private static final int MAX_PARTS = 10_000;

  /**
   * Ranges of equal length, each of about so many bytes.
   *
   * @param blocks of the largest leaf; 0 where the server cannot read ranges
   * @param bytes of all leaves
   */
  static List<Split> split(
      TableName table,
      boolean partitioned,
      long blocks,
      long bytes,
      long targetBytes,
      String filter) {
    long wanted = Math.min(MAX_PARTS, Math.max(1, bytes / Math.max(1, targetBytes)));
    int parts = (int) Math.max(1, Math.min(wanted, blocks));
    List<Split> splits = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      long from = blocks * part / parts;
      long to = part == parts - 1 ? OPEN : blocks * (part + 1) / parts;
      splits.add(new Split(table, part, parts, new Blocks(partitioned, from, to, filter).text()));
    }
    return splits;
  }

  String text() {
    return (partitioned ? LEAVES : ONLY) + " " + from + " " + to + "\n" + filter;
  }

  /**
   * @throws UserError the text is not ours
   */
  static Blocks parse(Split split) {
    String[] lines = split.bounds().split("\n", 2);
    String[] words = lines[0].split(" ", -1);
    if (lines.length != 2
        || words.length != 3
        || !(words[0].equals(LEAVES) || words[0].equals(ONLY))) {
      throw new UserError(
          split.toString(), "was not made by this connector", "Start anew, without --resume.");
    }
    return new Blocks(
        words[0].equals(LEAVES), Long.parseLong(words[1]), Long.parseLong(words[2]), lines[1]);
  }

  /** What stands behind SELECT: FROM, the table, and the condition where there is one. */
  String from(String table) {
    List<String> conditions = new ArrayList<>();
    if (from > 0) {
      conditions.add("ctid >= '(" + from + ",0)'::tid");
    }
    if (to != OPEN) {
      conditions.add("ctid < '(" + to + ",0)'::tid");
    }
    if (!filter.isBlank()) {
      // On a line of its own: a comment at the end of the filter ends there.
      conditions.add("(" + filter + "\n)");
    }
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    return " FROM " + (partitioned ? "" : "ONLY ") + table + where;
  }
}
