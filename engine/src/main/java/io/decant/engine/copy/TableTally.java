package io.decant.engine.copy;

import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.Split;
import io.decant.converter.convert.LossCount;
import io.decant.converter.row.DigestSum;
import io.decant.converter.schema.TableName;
import io.decant.engine.Run;
import io.decant.engine.copy.SplitDetail.RejectNote;
import io.decant.engine.plan.TablePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the ledger says of a table: the sum of its durable splits. Nothing else decides whether a
 * table is done.
 *
 * @param planned splits it was divided into; 0 when it was not divided yet
 * @param done splits that are durable
 * @param read rows read from the source for them
 * @param notes what the reader met that no row tells of, by code
 */
public record TableTally(
    int planned,
    int done,
    long read,
    long rows,
    long rejected,
    long bytes,
    DigestSum digest,
    List<LossCount> losses,
    List<RejectNote> rejects,
    Map<String, Long> notes) {
  public TableTally {
    losses = List.copyOf(losses);
    rejects = List.copyOf(rejects);
    notes = Map.copyOf(notes);
  }

  /** Of every table of the plan, by target name. */
  public static Map<TableName, TableTally> of(Run run) {
    Map<TableName, List<LedgerEntry>> entries =
        run.sink().ledger().entries(run.id()).stream()
            .collect(Collectors.groupingBy(LedgerEntry::table));
    Map<TableName, TableTally> tallies = new LinkedHashMap<>();
    for (TablePlan table : run.plan().tables()) {
      TableName name = table.target().name();
      List<Split> splits = run.sink().ledger().splits(run.id(), name);
      tallies.put(name, of(splits, entries.getOrDefault(name, List.of())));
    }
    return tallies;
  }

  private static TableTally of(List<Split> splits, List<LedgerEntry> entries) {
    long read = 0;
    long rows = 0;
    long rejected = 0;
    long bytes = 0;
    DigestSum digest = DigestSum.ZERO;
    Map<String, LossCount> losses = new LinkedHashMap<>();
    List<RejectNote> rejects = new ArrayList<>();
    Map<String, Long> notes = new HashMap<>();
    for (LedgerEntry entry : entries) {
      SplitDetail detail = SplitDetail.parse(entry.detail());
      read += detail.read();
      rows += entry.rows();
      rejected += entry.rejected();
      bytes += entry.bytes();
      digest = digest.plus(DigestSum.parse(entry.digest()));
      detail.losses().forEach(l -> losses.merge(l.column() + l.code(), l, LossCount::plus));
      rejects.addAll(detail.rejects());
      detail.notes().forEach((code, count) -> notes.merge(code, count, Long::sum));
    }
    return new TableTally(
        splits.size(),
        entries.size(),
        read,
        rows,
        rejected,
        bytes,
        digest,
        List.copyOf(losses.values()),
        rejects,
        notes);
  }

  /** Why the table cannot be called done; empty when it can. */
  public Optional<String> incomplete() {
    if (planned == 0 || done != planned) {
      return Optional.of("only " + done + " of " + planned + " splits are in the ledger");
    }
    if (rows + rejected != read) {
      return Optional.of(
          "of " + read + " rows read, " + rows + " are written and " + rejected + " rejected");
    }
    if (digest.rows() != rows) {
      return Optional.of(rows + " rows are written, but the digest is of " + digest.rows());
    }
    return Optional.empty();
  }
}
